import { PerformanceObserver, performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import type { MixDocument } from '../../../worklets/mix/document.ts'
import { planMix } from '../../../worklets/mix/plan.ts'
import { MixRenderer } from '../../../worklets/mix/renderer.ts'
import { kernels } from '../../support/kernels.ts'
import { desk, late, RATE, strip } from '../../support/mixes.ts'
import { pinkNoise } from '../../support/signals.ts'

/** Five minutes of sound in quanta of 128 frames at 48 kHz. */
const QUANTA = 112_500
/** Until the compiler has seen every path: interpreted code keeps each double on the heap. */
const WARM_UP_QUANTA = 40_000

setFlagsFromString('--expose-gc')
// The flag puts the function on every new global.
const collectGarbage = runInNewContext('gc') as () => void

/** A side chain, a return, look-ahead, and a send whose level moves all the time. */
function smallDesk(): MixDocument {
  const points = [0, 1000].map((time, i) => ({ time, value: -40 + 40 * i, curve: 'line' as const }))
  const key = { strip: 'kick', tap: 'pre' as const }
  return desk(
    strip('kick', {
      inserts: [late('x', 3)],
      sends: [{ to: 'room', level: 0, tap: 'post', on: true }],
      lanes: [{ of: 'send:room', row: 'level', points }]
    }),
    strip('bass', { inserts: [late('duck', 0, { key })] }),
    strip('room'),
    strip('mix')
  )
}

it('a mix makes no garbage in five minutes of sound', async () => {
  const collections: number[] = []
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) collections.push(entry.startTime)
  })
  observer.observe({ entryTypes: ['gc'] })
  const mix = new MixRenderer(planMix(smallDesk()), { kernels, sampleRate: RATE })
  const sound = (seed: number) => [pinkNoise(128 / RATE, RATE, seed, 0.3)]
  const inputs = { kick: sound(1), bass: sound(2) }
  const outputs = { mix: [new Float32Array(128), new Float32Array(128)] }
  const play = (quanta: number) => {
    for (let i = 0; i < quanta; i++) mix.render(inputs, outputs, 128)
  }
  play(WARM_UP_QUANTA)
  // What the set-up left behind must not be counted as the mix's.
  collectGarbage()
  const start = performance.now()
  play(QUANTA)
  const end = performance.now()
  await wait(50)
  observer.disconnect()
  expect(collections.filter((time) => time >= start && time <= end)).toHaveLength(0)
})
