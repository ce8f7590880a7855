import { expect, it } from 'vitest'
import {
  doubleRate,
  middlePhase,
  quadrupleRate
} from '../../../../worklets/dsp/true-peak/midpoint-filter.ts'
import { whiteNoise } from '../../../support/signals.ts'

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

it.each([128, 127, 5])(
  'doubles the rate as a loop over the taps does, in blocks of %i',
  (frames) => {
    const half = middlePhase(48, 7)
    const samples = Float64Array.from(whiteNoise(0.01, 48000, 3))
    const out = new Float64Array(2 * frames)
    doubleRate(samples, 200, half, frames, out)
    for (let i = 0; i < frames; i++) {
      const sum = half.reduce((y, c, k) => y + c * (samples[153 + i + k] + samples[200 + i - k]), 0)
      expect(out[2 * i + 1]).toBeCloseTo(sum, 12)
    }
  }
)

it('reads at four times the rate what a loop over its ten taps reads', () => {
  const half = middlePhase(10, 7)
  const doubled = Float64Array.from(whiteNoise(0.01, 48000, 3))
  const out = new Float64Array(402)
  quadrupleRate(doubled, 20, half, 200, out)
  for (let i = 0; i < 200; i++) {
    const sum = half.reduce((y, c, k) => y + c * (doubled[11 + i + k] + doubled[20 + i - k]), 0)
    expect(out[2 * i + 2]).toBe(doubled[15 + i])
    expect(out[2 * i + 3]).toBeCloseTo(sum, 12)
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
