import { expect, it } from 'vitest'
import { Crossfade } from '../../../../worklets/dsp/moves/crossfade.ts'

function run(fade: Crossfade, blockFrames: number): number[] {
  const weights: number[] = []
  fade.start()
  while (fade.active) {
    fade.process(blockFrames)
    weights.push(...fade.weights.subarray(0, blockFrames))
  }
  return weights
}

it('rises from nothing to exactly all, smoothly, in its time', () => {
  const fade = new Crossfade(0.08, 48_000, 64)
  const weights = run(fade, 64)
  expect(weights).toHaveLength(3840)
  expect(weights.at(-1)).toBe(1)
  const steps = weights.map((weight, i) => weight - (weights[i - 1] ?? 0))
  expect(Math.min(...steps)).toBeGreaterThanOrEqual(0)
  // The steepest point of t - sin(2 pi t) / 2 pi is twice the mean slope.
  expect(Math.max(...steps)).toBeLessThan(2.001 / 3840)
})

it('is the same however it is cut', () => {
  const fade = new Crossfade(0.08, 48_000, 64)
  expect(run(fade, 32)).toEqual(run(fade, 64))
})

it('knows the weight that lies ahead', () => {
  const fade = new Crossfade(0.08, 48_000, 64)
  fade.lookAhead(64)
  expect(fade.ahead).toBe(1)
  fade.start()
  fade.lookAhead(64)
  fade.process(64)
  expect(fade.ahead).toBe(fade.weights[63])
})
