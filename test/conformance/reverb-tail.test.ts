import { describe, expect, it } from 'vitest'
import { clickResponse, FLAT_TAIL, type ReverbValues, TAIL_ONLY } from './reverb-runs.ts'
import {
  bandLevels,
  correlation,
  echoDensity,
  kurtosis,
  octave,
  powerSpectrum
} from './room-acoustics.ts'

const RATE = 48_000
const MODES = ['hall', 'room', 'chamber', 'plate', 'ambience'] as const

/** One second of a tail at a level that stays, from 0.2 s on. */
function flattened(response: Float32Array, decay: number, sampleRate = RATE): Float64Array {
  const start = Math.round(0.2 * sampleRate)
  return Float64Array.from(
    { length: sampleRate },
    (_, i) => response[start + i] * 10 ** ((3 * i) / sampleRate / decay)
  )
}

describe.each(MODES)('the tail of a %s', (mode) => {
  const values: Partial<ReverbValues> = { ...TAIL_ONLY, mode, decay: 2 }
  const [left, right] = clickResponse(values, 1.5, RATE, 'left')
  const first = left.findIndex((x) => Math.abs(x) > 1e-5)

  it('is dense within 30 ms of its first echo, whichever side it comes from and is heard on', () => {
    for (const side of ['left', 'right', 'both'] as const) {
      for (const response of clickResponse(values, 0.7, RATE, side)) {
        const start = response.findIndex((x) => Math.abs(x) > 1e-5)
        let frame = start
        while (echoDensity(response, frame, RATE) < 0.9) frame += 24
        expect((1000 * (frame - start)) / RATE, side).toBeLessThan(30)
      }
    }
  })

  it('stays dense: 0.95 to 1.05 on average from 200 to 600 ms', () => {
    let sum = 0
    for (let n = 0; n < 80; n++) {
      sum += echoDensity(left, first + Math.round((0.2 + 0.005 * n) * RATE), RATE)
    }
    expect(sum / 80).toBeGreaterThan(0.95)
    expect(sum / 80).toBeLessThan(1.05)
  })

  it('is as random as Gaussian noise: kurtosis 2.8 to 3.3', () => {
    const value = kurtosis(left, first + 0.15 * RATE, first + 0.65 * RATE, RATE)
    expect(value).toBeGreaterThan(2.8)
    expect(value).toBeLessThan(3.3)
  })

  it('is independent on both sides: within 0.1 overall, 0.25 in each octave from 500 Hz', () => {
    expect(Math.abs(correlation(left.subarray(4800), right.subarray(4800)))).toBeLessThan(0.1)
    for (const hz of [500, 1000, 2000, 4000, 8000]) {
      const shared = correlation(
        octave(left, hz, RATE).subarray(4800),
        octave(right, hz, RATE).subarray(4800)
      )
      expect(Math.abs(shared), `${hz} Hz`).toBeLessThan(0.25)
    }
  })

  it('summed to mono is 3 dB down: within 0.7 dB', () => {
    let [mono, one] = [0, 0]
    for (let i = 4800; i < left.length; i++) {
      mono += (0.5 * (left[i] + right[i])) ** 2
      one += 0.5 * (left[i] ** 2 + right[i] ** 2)
    }
    expect(Math.abs(10 * Math.log10(mono / one) + 3)).toBeLessThan(0.7)
  })

  it('has no color of its own: sixth octaves within 3.5 dB, 1 dB RMS; and rings little', () => {
    const color: number[][] = []
    const lines: number[][] = []
    for (const side of ['left', 'right'] as const) {
      for (const size of [94, 106]) {
        const tail = clickResponse({ ...FLAT_TAIL, mode, size, decay: 2 }, 1.3, RATE, side)
        for (const response of tail) {
          const spectrum = powerSpectrum(flattened(response, 2))
          color.push(bandLevels(spectrum, 6, RATE).map((band) => band.mean))
          lines.push(bandLevels(spectrum, 3, RATE).map((band) => band.highest - band.mean))
        }
      }
    }
    // Eight responses: each figure is the mean over them, as one response scatters by itself
    // (Gaussian noise has a deviation of 1.9 dB at most, 0.74 RMS, and lines of 9.4 and 8.0 dB).
    const means = color.map((bands) => {
      const mean = bands.reduce((a, b) => a + b) / bands.length
      const off = bands.map((level) => level - mean)
      const rms = Math.sqrt(off.reduce((sum, x) => sum + x * x, 0) / off.length)
      return { most: Math.max(...off.map(Math.abs)), rms }
    })
    const average = (list: readonly number[]) => list.reduce((a, b) => a + b) / list.length
    const median = (list: readonly number[]) =>
      list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]
    expect(average(means.map(({ most }) => most))).toBeLessThan(3.5)
    expect(average(means.map(({ rms }) => rms))).toBeLessThan(1)
    expect(average(lines.map((list) => Math.max(...list)))).toBeLessThan(13.5)
    expect(average(lines.map(median))).toBeLessThan(10)
  })
})
