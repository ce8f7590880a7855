import { expect, it } from 'vitest'
import { AnalogPrototype } from '../../../../worklets/dsp/filters/analog-prototype.ts'
import { FitPoints, MAX_FIT_POINTS } from '../../../../worklets/dsp/filters/fit-points.ts'

const prototype = new AnalogPrototype()

function pointsFor(sampleRate: number, frequencyHz: number, q: number): FitPoints {
  const points = new FitPoints(sampleRate)
  prototype.set({ type: 'bell', frequencyHz, q, gainDb: 12, slope: 12 })
  points.set(prototype)
  return points
}

it('look at the audible range, as far as the sample rate reaches', () => {
  expect(new FitPoints(48000).limitHz).toBe(20000)
  expect(new FitPoints(22050).limitHz).toBeLessThan(11025)
  for (const frequencyHz of [10, 1000, 19000, 30000]) {
    const points = pointsFor(48000, frequencyHz, 1)
    expect(points.count).toBeLessThanOrEqual(MAX_FIT_POINTS)
    const used = points.frequencyHz.subarray(0, points.count)
    expect(used.every((at) => at > 0 && at <= 20000)).toBe(true)
  }
})

it('look closely at a narrow resonance', () => {
  const points = pointsFor(48000, 5000, 40)
  const near = points.frequencyHz
    .subarray(0, points.count)
    .filter((at) => Math.abs(at / 5000 - 1) < 0.02)
  expect(near.length).toBeGreaterThan(6)
})
