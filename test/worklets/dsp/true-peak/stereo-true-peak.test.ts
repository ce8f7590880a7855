import { expect, it } from 'vitest'
import { HistoryLine } from '../../../../worklets/dsp/lines/history-line.ts'
import {
  StereoTruePeak,
  TRUE_PEAK_HISTORY
} from '../../../../worklets/dsp/true-peak/stereo-true-peak.ts'
import { HANN_49, ITU_48, truePeakDb } from '../../../conformance/true-peak-readers.ts'
import { pinkNoise, silence, sine, whiteNoise } from '../../../support/signals.ts'

/** The greatest reading of a meter that shows the greatest so far. */
function heldReadingDb(left: Float32Array, right: Float32Array, blockFrames = 128): number {
  const meter = new StereoTruePeak()
  const lines = [new HistoryLine(TRUE_PEAK_HISTORY, 512), new HistoryLine(TRUE_PEAK_HISTORY, 512)]
  let held = 0
  for (let start = 0; start < left.length; start += blockFrames) {
    const blocks = [left, right].map((x) =>
      Float64Array.from(x.subarray(start, start + blockFrames))
    )
    lines[0].push(blocks[0], blocks[0].length)
    lines[1].push(blocks[1], blocks[1].length)
    meter.process(lines[0].samples, lines[1].samples, lines[0].end, blocks[0].length, held)
    held = Math.max(held, meter.peak[0])
  }
  return 20 * Math.log10(held)
}

/** With silence behind, so that filters reach the end. */
function padded(signal: Float32Array): Float32Array {
  const out = silence((signal.length + 100) / 48000, 48000)
  out.set(signal)
  return out
}

// Smooth waves are looked at beside their greatest sample only, where the filters' own ripple (the
// gain of a phase at low frequencies is not quite 1) may read less than elsewhere on a flat crest.
it('reads music-like and hard signals as the two standard meters do, within 0.02 dB', () => {
  const signals = {
    pink: pinkNoise(0.3, 48000, 1, 0.5),
    white: whiteNoise(0.3, 48000, 2, 0.5),
    low: sine(60, 0.3, 48000, 0.5),
    high: sine(15000, 0.3, 48000, 0.5),
    quarter: sine(12000.3, 0.3, 48000, 0.5)
  }
  for (const [name, signal] of Object.entries(signals)) {
    const sound = padded(signal)
    const meters = Math.max(truePeakDb(HANN_49, sound), truePeakDb(ITU_48, sound))
    for (const blockFrames of [128, 333]) {
      const reading = heldReadingDb(sound, silence(sound.length / 48000, 48000), blockFrames)
      expect(Math.abs(reading - meters), name).toBeLessThan(0.02)
    }
  }
})

it('reads the louder of the two sides', () => {
  const [quiet, loud] = [sine(1000, 0.1, 48000, 0.1), sine(1000, 0.1, 48000, 0.7)]
  expect(heldReadingDb(quiet, loud)).toBeCloseTo(heldReadingDb(loud, quiet), 6)
  expect(heldReadingDb(quiet, loud)).toBeCloseTo(20 * Math.log10(0.7), 1)
})

it('may skip what lies below the reading of interest', () => {
  const meter = new StereoTruePeak()
  const line = new HistoryLine(TRUE_PEAK_HISTORY, 512)
  line.push(Float64Array.from(sine(1000, 0.01, 48000, 0.5)), 480)
  meter.process(line.samples, line.samples, line.end, 480, 0.9)
  expect(meter.peak[0]).toBeLessThanOrEqual(0.5)
})
