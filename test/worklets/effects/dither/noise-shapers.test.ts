import { describe, expect, it } from 'vitest'
import { hearingThresholdDb } from '../../../../worklets/dsp/noise/hearing-threshold.ts'
import { noiseShaperPower } from '../../../../worklets/dsp/noise/noise-shaper-design.ts'
import {
  type NoiseShaping,
  noiseShaperTaps
} from '../../../../worklets/effects/dither/noise-shapers.ts'

const POINTS = 4096

/** Against white noise, in dB: in all, to the ear (weighted by the threshold of hearing), highest. */
function figures(shaping: NoiseShaping, rate: number) {
  const taps = noiseShaperTaps(shaping, rate)
  let [total, heard, weights, highest] = [0, 0, 0, 0]
  for (let i = 0; i < POINTS; i++) {
    const hz = ((i + 0.5) / POINTS) * (rate / 2)
    const power = noiseShaperPower(taps, hz, rate)
    const weight = 10 ** (-hearingThresholdDb(hz) / 10)
    total += power / POINTS
    heard += power * weight
    weights += weight
    highest = Math.max(highest, power)
  }
  const db = (power: number) => 10 * Math.log10(power)
  const at3500 = noiseShaperPower(taps, 3500, rate)
  return { total: db(total), heard: db(heard / weights), peak: db(highest), at3500: db(at3500) }
}

describe('at 44.1 kHz, against white noise', () => {
  it.each([
    ['none', 0, 0, 0, 0],
    ['light', 3.5, -7.1, -8.0, 8.0],
    ['modifiedE9', 7.6, -10.7, -21.4, 13.9],
    ['lipshitz5', 12.2, -9.4, -21.5, 19.4],
    ['f9', 18.4, -11.4, -24.5, 27.0]
  ] as const)(
    '%s has %f dB in all, %f to the ear, %f at 3.5 kHz, %f at its peak',
    (shaping, total, heard, at3500, peak) => {
      const reading = figures(shaping, 44100)
      expect(Math.abs(reading.total - total)).toBeLessThan(0.5)
      expect(Math.abs(reading.heard - heard)).toBeLessThan(0.5)
      expect(Math.abs(reading.at3500 - at3500)).toBeLessThan(0.5)
      expect(Math.abs(reading.peak - peak)).toBeLessThan(0.5)
    }
  )

  it('adaptive is 6 dB quieter to the ear than F-9, with less noise in all', () => {
    const adaptive = figures('adaptive', 44100)
    const f9 = figures('f9', 44100)
    expect(adaptive.heard).toBeLessThan(f9.heard - 6)
    expect(adaptive.total).toBeLessThan(f9.total)
    expect(adaptive.peak).toBeLessThan(f9.peak)
  })
})

describe('at other rates', () => {
  it.each([
    [48000, -19],
    [88200, -37],
    [96000, -38],
    [192000, -45]
  ])(
    'adaptive at %i Hz is at least %f dB to the ear, with less than 20 dB in all',
    (rate, heard) => {
      expect(figures('adaptive', rate).heard).toBeLessThan(heard)
      expect(figures('adaptive', rate).total).toBeLessThan(20)
    }
  )

  it('published shapers keep their dip at 3.5 kHz at twice the rate and more', () => {
    for (const shaping of ['lipshitz5', 'modifiedE9', 'f9'] as const) {
      for (const rate of [88200, 96000, 176400, 192000]) {
        const { heard, total } = figures(shaping, rate)
        expect(heard, `${shaping} at ${rate}`).toBeLessThan(figures(shaping, 44100).heard)
        expect(total, `${shaping} at ${rate}`).toBeLessThan(figures(shaping, 44100).total)
      }
    }
  })

  it('a design keeps its balance: the mean of its level over frequency is 0 dB', () => {
    for (const rate of [22050, 32000, 44100, 96000, 192000]) {
      const taps = noiseShaperTaps('adaptive', rate)
      const levels = Array.from({ length: POINTS }, (_, i) =>
        Math.log10(noiseShaperPower(taps, ((i + 0.5) / POINTS) * (rate / 2), rate))
      )
      const mean = (10 * levels.reduce((sum, level) => sum + level, 0)) / POINTS
      // A zero outside the unit circle would lift the mean.
      expect(Math.abs(mean), `${rate} Hz`).toBeLessThan(0.01)
    }
  })
})
