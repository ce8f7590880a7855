import { expect, it } from 'vitest'
import {
  doubleRate,
  middlePhase,
  quadrupleRate
} from '../../../../worklets/dsp/true-peak/midpoint-filter.ts'

const LENGTH = 400

/** A sine that has its value between the samples at half indices. */
function tone(cyclesPerSample: number, at: number): number {
  return Math.sin(2 * Math.PI * cyclesPerSample * at + 0.3)
}

it.each([128, 127, 5])('finds a sine between its samples, in blocks of %i', (frames) => {
  const half = middlePhase(48, 7)
  const samples = Float64Array.from({ length: LENGTH }, (_, i) => tone(0.45, i))
  const out = new Float64Array(2 * frames)
  doubleRate(samples, 200, half, frames, out)
  for (let i = 0; i < frames; i++) {
    expect(out[2 * i]).toBe(samples[200 + i - 24])
    // The window's ripple, 0.003 dB.
    expect(Math.abs(out[2 * i + 1] - tone(0.45, 200 + i - 23.5))).toBeLessThan(5e-4)
  }
})

it('finds a sine below half of its band at four times the rate', () => {
  const half = middlePhase(10, 7)
  const doubled = Float64Array.from({ length: LENGTH }, (_, i) => tone(0.225, i))
  const out = new Float64Array(202).fill(7)
  quadrupleRate(doubled, 100, half, 100, out)
  expect([out[0], out[1]]).toEqual([7, 7])
  for (let i = 0; i < 100; i++) {
    expect(out[2 * i + 2]).toBe(doubled[95 + i])
    expect(Math.abs(out[2 * i + 3] - tone(0.225, 95.5 + i))).toBeLessThan(1e-3)
  }
})
