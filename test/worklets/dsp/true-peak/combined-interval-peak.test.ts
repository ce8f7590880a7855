import { describe, expect, it } from 'vitest'
import { CombinedIntervalPeak } from '../../../../worklets/dsp/true-peak/combined-interval-peak.ts'
import { LEAST_WINDOW } from '../../../../worklets/dsp/true-peak/shaded-peaks.ts'
import { pinkNoise, sine, whiteNoise } from '../../../support/signals.ts'

const COUNT = 400

/** Readings of COUNT intervals in a row; told the true extremes, or such that rule nothing out. */
function read(signal: Float64Array, floor: number, isTold: boolean): Float64Array {
  const filters = new CombinedIntervalPeak(COUNT)
  const seen = signal.subarray(0, COUNT + filters.taps)
  const bends = seen.subarray(2).map((x, k) => Math.abs(seen[k] - 2 * seen[k + 1] + x))
  filters.floor[0] = floor
  filters.greatest[0] = peak(seen.map(Math.abs))
  filters.greatest[1] = isTold ? peak(bends) : Infinity
  const out = new Float64Array(COUNT)
  filters.process(signal, 0, COUNT, out)
  return out
}

const peak = (values: Float64Array) => values.reduce((most, x) => Math.max(most, x), 0)

/** Smooth waves, a wave with a corner, and noises, whose neighbors rule out more and less. */
const signals = {
  low: sine(80, 0.02, 48000, 0.9),
  middle: sine(997, 0.02, 48000, 0.9),
  high: sine(7000.3, 0.02, 48000, 0.9),
  twoTones: sine(500, 0.02, 48000, 0.6).map((x, n) => x + 0.3 * Math.sin(1.1 * n)),
  clipped: sine(997, 0.02, 48000, 3).map((x) => Math.max(-0.9, Math.min(0.9, x))),
  pink: pinkNoise(0.02, 48000, 5, 0.9),
  white: whiteNoise(0.02, 48000, 6, 0.9)
}

describe('CombinedIntervalPeak', () => {
  it('leaves out only what no maximum over the least window shows above the floor', () => {
    for (const [name, signal] of Object.entries(signals)) {
      const samples = Float64Array.from(signal)
      const all = read(samples, 0, false)
      for (const floor of [0.05, 0.5, 0.85]) {
        const some = read(samples, floor, true)
        for (let i = 0; i + LEAST_WINDOW <= COUNT; i++) {
          const most = peak(all.subarray(i, i + LEAST_WINDOW))
          const found = peak(some.subarray(i, i + LEAST_WINDOW))
          if (most > floor) expect(found, name).toBeCloseTo(most, 12)
          else expect(found, name).toBeLessThanOrEqual(floor)
        }
      }
    }
  })

  it('reads no interval higher than all its filters do', () => {
    for (const [name, signal] of Object.entries(signals)) {
      const samples = Float64Array.from(signal)
      const all = read(samples, 0, false)
      const some = read(samples, 0.5, true)
      // Crests that were left out in one may be read in the other: 0.7 dB.
      expect(
        some.findIndex((x, i) => x > all[i] * 10 ** (0.7 / 20)),
        name
      ).toBe(-1)
    }
  })

  it('leaves out most of a smooth wave: its readings are the samples there', () => {
    const samples = Float64Array.from(signals.middle)
    const some = read(samples, 0.05, true)
    const ends = some.filter((x, i) => {
      const first = i + 34
      return x === Math.max(Math.abs(samples[first]), Math.abs(samples[first + 1]))
    })
    expect(ends.length).toBeGreaterThan(0.6 * COUNT)
  })

  it('never reads more than its bounds say', () => {
    const filters = new CombinedIntervalPeak(COUNT)
    for (const [name, signal] of Object.entries(signals)) {
      const samples = Float64Array.from(signal)
      const all = read(samples, 0, false)
      for (let i = 0; i < COUNT; i++) {
        const seen = samples.subarray(i, i + filters.taps)
        const ends = Math.max(Math.abs(samples[i + 34]), Math.abs(samples[i + 35]))
        const bend = peak(seen.subarray(2).map((x, k) => Math.abs(seen[k] - 2 * seen[k + 1] + x)))
        // The level that counts is that of the interval's own two ends.
        expect(all[i], name).toBeLessThanOrEqual(filters.level * ends + filters.bend * bend + 1e-12)
        expect(all[i], name).toBeLessThanOrEqual(filters.bound * peak(seen.map(Math.abs)))
      }
    }
  })
})
