import { describe, expect, it } from 'vitest'
import { FineIntervalPeak } from '../../../../worklets/dsp/true-peak/fine-interval-peak.ts'
import { kaiserPhases } from '../../../../worklets/dsp/true-peak/interpolation-phases.ts'
import { LEAST_WINDOW } from '../../../../worklets/dsp/true-peak/shaded-peaks.ts'
import { pinkNoise, whiteNoise } from '../../../support/signals.ts'

describe('FineIntervalPeak', () => {
  it('finds the crest of a sine of any phase within 0.02 dB up to 20 kHz at 44.1 kHz', () => {
    const filter = new FineIntervalPeak(64, 32)
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
    const two = new FineIntervalPeak(64, 32)
    const out = new Float64Array(1)
    for (let i = 0; i < 300; i++) {
      // One at a time: nothing is in the shade of anything.
      two.process(pink, i, 1, out)
      expect(Math.abs(out[0] - one(i + 34))).toBeLessThan(0.02)
    }
  })

  it('leaves out only crests that no maximum over the least window shows', () => {
    const noise = Float64Array.from(whiteNoise(0.02, 48000, 8))
    const [all, some, one] = [new Float64Array(800), new Float64Array(800), new Float64Array(1)]
    const filter = new FineIntervalPeak(64, 800)
    filter.process(noise, 0, 800, some)
    for (let i = 0; i < 800; i++) {
      filter.process(noise, i, 1, one)
      all[i] = one[0]
    }
    let leftOut = 0
    for (let i = 0; i + LEAST_WINDOW <= 800; i++) {
      const window = (peaks: Float64Array) => Math.max(...peaks.subarray(i, i + LEAST_WINDOW))
      expect(window(some)).toBeCloseTo(window(all), 12)
      if (some[i] < all[i] - 1e-12) leftOut++
    }
    expect(leftOut).toBeGreaterThan(100)
  })

  it('reads the points alone below its floor, at most 0.69 dB low', () => {
    const tone = Float64Array.from({ length: 200 }, (_, n) => Math.cos(2.7 * n + 0.4))
    const [exact, plain] = [new Float64Array(32), new Float64Array(32)]
    const filter = new FineIntervalPeak(64, 32)
    filter.process(tone, 0, 32, exact)
    filter.floor[0] = 2
    filter.process(tone, 0, 32, plain)
    expect(Math.max(...plain)).toBeLessThan(Math.max(...exact))
    for (let i = 0; i < 32; i++) expect(plain[i]).toBeGreaterThan(exact[i] * 10 ** (-0.69 / 20))
  })

  it('never reads more than its bounds say', () => {
    const filter = new FineIntervalPeak(64, 1)
    const out = new Float64Array(1)
    const signs = Float64Array.from({ length: 80 }, (_, k) =>
      Math.sign(Math.sin(Math.PI * (k - 34.5)) / (k - 34.5))
    )
    filter.process(signs, 0, 1, out)
    expect(out[0]).toBeLessThanOrEqual(filter.bound)
    // The worst pattern for the middle comes near it: the bound is not idle.
    expect(out[0]).toBeGreaterThan(0.9 * filter.bound)

    const bounded = [whiteNoise(0.05, 48000, 5), pinkNoise(0.05, 48000, 6)].flatMap((noise) => {
      const samples = Float64Array.from(noise)
      return Array.from({ length: 2000 }, (_, i) => {
        filter.process(samples, i, 1, out)
        const seen = samples.subarray(i, i + filter.taps)
        const level = Math.max(...seen.map(Math.abs))
        const bend = Math.max(
          ...seen.subarray(2).map((x, k) => Math.abs(seen[k] - 2 * seen[k + 1] + x))
        )
        return out[0] / (filter.limit.level * level + filter.limit.bend * bend)
      })
    })
    expect(Math.max(...bounded)).toBeLessThanOrEqual(1)
    expect(Math.max(...bounded)).toBeGreaterThan(0.7)
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
