import { PerformanceObserver, performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { defaultValues, restingMeters } from '../../worklets/core/definition.ts'
import { effects } from '../support/effects.ts'
import { pinkNoise } from '../support/signals.ts'

/** Ten minutes of sound in quanta of 128 frames at 48 kHz. */
const QUANTA = 225_000
/** 30 s. */
const QUANTA_PER_PRESET = 11_250
/** Until the compiler has seen every path: interpreted code keeps each double on the heap. */
const WARM_UP_QUANTA = 40_000

setFlagsFromString('--expose-gc')
// The flag puts the function on every new global.
const collectGarbage = runInNewContext('gc') as () => void

it.each(effects.map((effect) => [effect.id, effect] as const))(
  '%s makes no garbage in ten minutes of sound',
  // Beside other tests the compiler may come late, and what it has not reached is interpreted, which
  // keeps numbers on the heap. The next try finds it compiled; a kernel that makes garbage fails all.
  { timeout: 240_000, retry: 2 },
  async (_, { definition, KernelClass, presets }) => {
    const collections: number[] = []
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) collections.push(entry.startTime)
    })
    observer.observe({ entryTypes: ['gc'] })
    const kernel = new KernelClass(48000)
    const settings = [
      { ...defaultValues(definition), ...presets[0]?.values },
      { ...defaultValues(definition), ...presets[1]?.values }
    ]
    const noise = Array.from({ length: 8 }, (_, i) => pinkNoise(128 / 48000, 48000, i + 1, 0.5))
    const inputs = [
      [noise[0], noise[1]],
      [noise[2], noise[3]]
    ]
    const outputs = [[new Float32Array(128), new Float32Array(128)]]
    const meters = restingMeters(definition)
    const play = (quanta: number) => {
      for (let i = 0; i < quanta; i++) {
        kernel.process(inputs, outputs, meters)
        // A preset is chosen now and then. Code that runs so seldom stays interpreted, and
        // interpreted code keeps each number on the heap: a kilobyte or two for each change.
        if (i % QUANTA_PER_PRESET === 0) kernel.update(settings[(i / QUANTA_PER_PRESET) % 2])
      }
    }
    play(WARM_UP_QUANTA)
    // What the set-up left behind must not be counted as the kernel's.
    collectGarbage()
    const start = performance.now()
    play(QUANTA)
    const end = performance.now()
    await wait(50)
    observer.disconnect()
    expect(collections.filter((time) => time >= start && time <= end)).toHaveLength(0)
  }
)
