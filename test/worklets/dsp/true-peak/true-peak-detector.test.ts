import { describe, expect, it } from 'vitest'
import { HistoryLine } from '../../../../worklets/dsp/lines/history-line.ts'
import { LEAST_WINDOW } from '../../../../worklets/dsp/true-peak/shaded-peaks.ts'
import {
  DETECTOR_FRAMES,
  DETECTOR_HISTORY,
  TruePeakDetector
} from '../../../../worklets/dsp/true-peak/true-peak-detector.ts'
import {
  HANN_49,
  ITU_48,
  KAISER_16X64,
  truePeakDb
} from '../../../conformance/true-peak-readers.ts'
import { pinkNoise, sine, whiteNoise } from '../../../support/signals.ts'

/** Readings aligned with the samples they belong to; asleep means 0. */
function detect(signal: Float32Array, threshold: number, blockFrames = 128): Float64Array {
  const detector = new TruePeakDetector(512)
  detector.threshold[0] = threshold
  const line = new HistoryLine(DETECTOR_HISTORY, 512)
  const out = new Float64Array(signal.length)
  for (let start = 0; start < signal.length; start += blockFrames) {
    const block = Float64Array.from(signal.subarray(start, start + blockFrames))
    line.push(block, block.length)
    detector.process(line.samples, line.end, block.length)
    for (let i = 0; i < block.length; i++) {
      const at = start + i - DETECTOR_FRAMES
      if (at >= 0) out[at] = detector.asleep ? 0 : detector.peaks[i]
    }
  }
  return out
}

/** What a limiter makes of readings: the maximum over a window. */
const windowMaxima = (readings: Float64Array) =>
  readings.map((_, i) => peak(readings.subarray(Math.max(0, i - LEAST_WINDOW + 1), i + 1)))

const db = (x: number) => 20 * Math.log10(x)
const peak = (signal: Float64Array) => signal.reduce((max, x) => Math.max(max, x), 0)

describe('TruePeakDetector', () => {
  it('reads at least what each meter reads, and little more than the greatest', () => {
    const noise = whiteNoise(0.1, 48000, 21)
    const padded = new Float32Array(noise.length + 200)
    padded.set(noise, 100)
    const reading = db(peak(detect(padded, 0.01)))
    const meters = [HANN_49, ITU_48].map((filter) => truePeakDb(filter, padded))
    const reference = truePeakDb(KAISER_16X64, padded)
    expect(reading).toBeGreaterThanOrEqual(Math.max(...meters) - 1e-6)
    // Eight positions instead of sixteen.
    expect(reading).toBeGreaterThan(reference - 0.15)
    expect(reading).toBeLessThan(Math.max(reference, ...meters) + 0.05)
  })

  it('finds the 3 dB that a sine of a quarter of the rate hides at 45 degrees', () => {
    const tone = Float32Array.from({ length: 2000 }, (_, n) =>
      Math.sin((Math.PI / 2) * n + Math.PI / 4)
    )
    const middle = peak(detect(tone, 0.01).subarray(500, 1500))
    expect(db(middle)).toBeGreaterThan(-0.01)
    // The ITU filter itself reads 0.05 dB high here.
    expect(db(middle)).toBeLessThan(0.1)
  })

  it('gives a peak between two samples to both of them', () => {
    const pair = new Float32Array(400)
    pair[200] = 1
    pair[201] = 1
    const readings = detect(pair, 0.01)
    expect(readings[200]).toBe(readings[201])
    expect(readings[200]).toBeGreaterThan(1.2)
    expect(readings[199]).toBeLessThan(readings[200])
  })

  it('misses no peak above the threshold, whatever sleeps or is in the shade', () => {
    for (const noise of [whiteNoise(0.2, 48000, 22, 0.6), pinkNoise(0.2, 48000, 23, 0.9)]) {
      const all = windowMaxima(detect(noise, 0.01, 1))
      for (const threshold of [0.3, 0.5, 0.8, 1]) {
        const readings = windowMaxima(detect(noise, threshold))
        const missed = all.findIndex(
          (x, i) => x > threshold && Math.abs(readings[i] - x) > 1e-12 * x
        )
        expect(missed).toBe(-1)
      }
    }
  })

  it('sleeps while noise stays 9.7 dB below the threshold, and wakes above', () => {
    // 20 log10 of the filters' greatest gain and of the crest fit is 9.61 dB.
    const signs = whiteNoise(0.1, 48000, 3).map(Math.sign)
    const at = (level: number) => signs.map((x) => x * 10 ** (level / 20))
    expect(peak(detect(at(-9.7), 1))).toBe(0)
    expect(peak(detect(at(-9.5), 1))).toBeGreaterThan(0)
  })

  it('sleeps while a smooth wave stays 0.15 dB below the threshold, and wakes above', () => {
    const tone = sine(1000, 0.1, 48000).map((x, n) => x * Math.min(1, n / 1000))
    const at = (level: number) => tone.map((x) => x * 10 ** (level / 20))
    expect(peak(detect(at(-0.15), 1))).toBe(0)
    expect(peak(detect(at(0.01), 1))).toBeGreaterThan(1)
  })

  it('shows the same maxima in blocks of any length', () => {
    const noise = whiteNoise(0.05, 48000, 23)
    const whole = windowMaxima(detect(noise, 0.01, 512))
    for (const blockFrames of [1, 33, 128]) {
      const pieces = windowMaxima(detect(noise, 0.01, blockFrames))
      expect(pieces.findIndex((x, i) => Math.abs(x - whole[i]) > 1e-12)).toBe(-1)
    }
  })
})
