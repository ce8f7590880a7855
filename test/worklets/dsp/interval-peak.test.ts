import { describe, expect, it } from 'vitest'
import { FineIntervalPeak } from '../../../worklets/dsp/fine-interval-peak.ts'
import {
  hannPhases,
  type InterpolationPhases,
  ITU_PHASES,
  kaiserPhases
} from '../../../worklets/dsp/interpolation-phases.ts'
import { IntervalPeak } from '../../../worklets/dsp/interval-peak.ts'
import { pinkNoise, whiteNoise } from '../../support/signals.ts'

const noise = Float64Array.from(whiteNoise(0.01, 48000, 8))

/** The same by the book: every phase and every mirror image, tap by tap. */
function plainPeak(sets: readonly InterpolationPhases[], start: number): number {
  const phases = sets.flatMap(({ early, middle }) => [
    ...early,
    ...early.map((phase) => [...phase].reverse()),
    ...(middle ? [middle] : [])
  ])
  const values = phases.map((phase) =>
    phase.reduce((sum, tap, k) => sum + tap * noise[start + k], 0)
  )
  return Math.max(...values.map(Math.abs))
}

describe('IntervalPeak', () => {
  it.each([
    ['libebur128 and ITU together', [hannPhases(4, 12), ITU_PHASES]],
    ['8 times, 32 taps', [kaiserPhases(8, 32, 8)]],
    ['4 times, 12 taps', [hannPhases(4, 12)]]
  ])('reads what every phase gives: %s', (_, sets) => {
    const filter = new IntervalPeak(...sets)
    const out = new Float64Array(40)
    filter.process(noise, 20, 39, out)
    for (let i = 0; i < 39; i++) expect(out[i]).toBeCloseTo(plainPeak(sets, 20 + i), 12)
  })

  it('reads the same in pieces', () => {
    const filter = new IntervalPeak(kaiserPhases(8, 32, 8))
    const whole = new Float64Array(41)
    filter.process(noise, 20, 40, whole)
    const piece = new Float64Array(6)
    for (let start = 0; start < 40; start += 5) {
      filter.process(noise, 20 + start, 5, piece)
      expect(piece.subarray(0, 5)).toEqual(whole.subarray(start, start + 5))
    }
  })

  it('refuses sets that do not fit together', () => {
    expect(() => new IntervalPeak(kaiserPhases(8, 32, 8), ITU_PHASES)).toThrow('at most 3 pairs')
  })
})

describe('FineIntervalPeak', () => {
  it('finds the crest of a sine of any phase within 0.02 dB up to 20 kHz at 44.1 kHz', () => {
    const filter = new FineIntervalPeak(32)
    const out = new Float64Array(34)
    for (const kilohertz of [1, 5, 11.025, 16, 20]) {
      for (const phase of [0, 0.3, 0.7, 1.1]) {
        const tone = Float64Array.from({ length: 200 }, (_, n) =>
          Math.cos((2 * Math.PI * kilohertz * n) / 44.1 + phase)
        )
        let peak = 0
        for (let start = 0; start < 96; start += 32) {
          filter.process(tone, start, 32, out)
          peak = Math.max(peak, ...out.subarray(0, 32))
        }
        expect(Math.abs(20 * Math.log10(peak)), `${kilohertz} kHz`).toBeLessThan(0.02)
      }
    }
  })

  it('reads noise as one stage of 16 x 64 taps does, within 0.02 of full scale', () => {
    // Pink noise: white noise has most of its power where neither filter is meant to pass.
    const pink = Float64Array.from(pinkNoise(0.01, 48000, 8))
    const one = plainSixteen(pink)
    const two = new FineIntervalPeak(32)
    const out = new Float64Array(32)
    for (let start = 0; start < 300; start += 32) {
      two.process(pink, start, 32, out)
      for (let i = 0; i < 32; i++) expect(Math.abs(out[i] - one(start + 34 + i))).toBeLessThan(0.02)
    }
  })

  it('reads the points alone below its floor, at most 0.69 dB low', () => {
    const tone = Float64Array.from({ length: 200 }, (_, n) => Math.cos(2.7 * n + 0.4))
    const [exact, plain] = [new Float64Array(32), new Float64Array(32)]
    const filter = new FineIntervalPeak(32)
    filter.process(tone, 0, 32, exact)
    filter.floor[0] = 2
    filter.process(tone, 0, 32, plain)
    expect(Math.max(...plain)).toBeLessThan(Math.max(...exact))
    for (let i = 0; i < 32; i++) expect(plain[i]).toBeGreaterThan(exact[i] * 10 ** (-0.69 / 20))
  })

  it('never reads more than its bound says', () => {
    const filter = new FineIntervalPeak(1)
    const out = new Float64Array(3)
    const signs = Float64Array.from({ length: 80 }, (_, k) =>
      Math.sign(Math.sin(Math.PI * (k - 34.5)) / (k - 34.5))
    )
    filter.process(signs, 0, 1, out)
    expect(out[0]).toBeLessThanOrEqual(filter.bound)
    // The worst pattern for the middle comes near it: the bound is not idle.
    expect(out[0]).toBeGreaterThan(0.9 * filter.bound)
  })
})

/** Peak between two samples at sixteen positions, ends included. */
function plainSixteen(signal: Float64Array): (from: number) => number {
  const { early, middle } = kaiserPhases(16, 64, 9)
  const late = early.map((phase) => [...phase].reverse())
  const phases = [...early, middle ?? [], ...late]
  return (from) => {
    const values = phases.map((phase) =>
      phase.reduce((sum, tap, k) => sum + tap * (signal[from - 31 + k] ?? 0), 0)
    )
    return Math.max(...values.map(Math.abs), Math.abs(signal[from]), Math.abs(signal[from + 1]))
  }
}
