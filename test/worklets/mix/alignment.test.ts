import { describe, expect, it } from 'vitest'
import { planMix } from '../../../worklets/mix/plan.ts'
import { type MixRun, RATE, runMix } from '../../support/mixes.ts'
import { randomMix } from '../../support/random-mix.ts'
import { impulse, pinkNoise } from '../../support/signals.ts'

const GRAPHS = Array.from({ length: 200 }, (_, i) => i + 1)
const FRAMES = 2400

function strips(seed: number): readonly string[] {
  return randomMix(seed, { latency: false, keys: false }).strips.map(({ id }) => id)
}

function levelDb(signal: Float32Array): number {
  return 20 * Math.log10(signal.reduce((peak, x) => Math.max(peak, Math.abs(x)), 0))
}

function padded(signal: Float32Array, frames: number): Float32Array {
  const long = new Float32Array(frames)
  long.set(signal)
  return long
}

describe('in 200 random mixes', () => {
  it('an impulse in any strip comes out at one frame, that of the latency of the whole', () => {
    for (const seed of GRAPHS) {
      const document = randomMix(seed, { latency: true, keys: false })
      const frames = planMix(document).totalFrames + 480
      const ids = strips(seed)
      // Each strip has its impulse at a frame of its own: all can be told apart in one run.
      const inputs = Object.fromEntries(
        ids.map((id, i) => [id, [padded(impulse(0.01, RATE, 7 * i, 1), frames)]])
      )
      const { outputs, mix } = runMix(document, inputs, { frames, blockFrames: 4096 })
      const sounding = [...outputs.mix[0].keys()].filter((i) => outputs.mix[0][i] !== 0)
      expect(sounding, `graph ${seed}`).toEqual(ids.map((_, i) => mix.latencyFrames + 7 * i))
    }
  })

  it('with side chains, all is as without latency to -120 dB', () => {
    for (const seed of GRAPHS) {
      const { totalFrames } = planMix(randomMix(seed, { latency: true, keys: true }))
      const room = FRAMES + totalFrames
      const inputs = Object.fromEntries(
        strips(seed).map((id, i) => [
          id,
          [padded(pinkNoise(FRAMES / RATE, RATE, seed * 20 + i, 0.3), room)]
        ])
      )
      const run = (latency: boolean, frames: number): MixRun =>
        runMix(randomMix(seed, { latency, keys: true }), inputs, { frames, blockFrames: 4096 })
      const plain = run(false, FRAMES)
      const late = run(true, room)
      expect(late.mix.latencyFrames, `graph ${seed}`).toBe(totalFrames)
      const difference = plain.outputs.mix[0].map(
        (x, i) => x - late.outputs.mix[0][i + totalFrames]
      )
      expect(levelDb(difference), `graph ${seed}`).toBeLessThan(-120)
      expect(levelDb(plain.outputs.mix[0]), `graph ${seed}`).toBeGreaterThan(-40)
    }
  })
})
