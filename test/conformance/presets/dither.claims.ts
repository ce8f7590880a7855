import { expect } from 'vitest'
import { pinkNoise, silence } from '../../support/signals.ts'
import { spectrumDb } from '../../support/spectrum.ts'
import { both, expectBetween, peak, rms, toDb } from './measures.ts'
import { MUSIC, RATE } from './music.ts'
import type { Claims, Trial } from './trial.ts'

/** Every sample is a whole number of steps, and odd numbers occur: no word is shorter. */
function hasWordLength(trial: Trial, bits: number): void {
  const codes = trial.play(MUSIC.mix)[0].map((x) => x * 2 ** (bits - 1))
  expect(codes.every(Number.isInteger), `${bits} bits`).toBe(true)
  expect(
    codes.some((code) => code % 2 !== 0),
    `not ${bits - 1} bits`
  ).toBe(true)
}

/** Mean power of the noise on silence from one frequency to another, dB. */
function noiseDb(trial: Trial, fromHz: number, toHz: number, turned: Trial['values'] = {}): number {
  const [left] = trial.play(both(silence(3, RATE)), { autoBlank: false, ...turned })
  const size = 65_536
  const levels = spectrumDb(left, RATE, size)
  const bins = levels.subarray(Math.ceil((fromHz * size) / RATE), (toHz * size) / RATE)
  return 10 * Math.log10(bins.reduce((sum, dB) => sum + 10 ** (dB / 10), 0) / bins.length)
}

/** Noise where the ear is keenest, against the same dither without a shaper, dB. */
const keenNoise = (trial: Trial) =>
  noiseDb(trial, 3000, 4000) - noiseDb(trial, 3000, 4000, { shaping: 'none', type: 'tpdf' })

const words = (bits: number, ...more: readonly ((trial: Trial) => void)[]) => ({
  on: 'mix' as const,
  lu: [-0.2, 0.2] as const,
  says: (trial: Trial) => {
    hasWordLength(trial, bits)
    for (const says of more) says(trial)
  }
})

const quieter = (least: number, most: number) => (trial: Trial) =>
  expectBetween('noise at 3 to 4 kHz against white, dB', keenNoise(trial), [least, most])

const white = (trial: Trial) => {
  const tilt = noiseDb(trial, 12_000, 22_000) - noiseDb(trial, 100, 5000)
  expectBetween('highs of the noise against the rest, dB', tilt, [-0.3, 0.3])
}

const blanks = (trial: Trial) => {
  const sound = pinkNoise(2, RATE, 1, 0.1).map((x, i) => (i < RATE / 2 ? x : 0))
  const [left] = trial.play(both(sound))
  expect(peak(left.subarray(1.5 * RATE)), 'after a second of silence').toBe(0)
}

const neverBlank = (trial: Trial) =>
  expect(rms(trial.play(both(silence(2, RATE)))[0], RATE)).toBeGreaterThan(0)

export const claims: Claims = {
  'CD master, 16 bit': words(16, quieter(-24, -18), blanks),
  'CD master, 16 bit, quietest': words(16, quieter(-40, -24), blanks),
  '24 bit delivery': words(24, white, blanks),
  '16 bit, will be worked on again': words(16, white, neverBlank),
  '16 bit for MP3, AAC or Opus': words(16, white, blanks),
  '16 bit, gentle': words(16, quieter(-10, -6), blanks),
  '16 bit, classical and acoustic': words(16, quieter(-24, -18), neverBlank),
  '16 bit, strong': words(16, quieter(-27, -21), blanks),
  '16 bit, high-passed dither': words(16, quieter(-7, -1)),
  '20 bit archive': words(20, white),
  '12 bit sampler': words(12, quieter(-24, -18), blanks),
  '8 bit game sound': words(8, quieter(-24, -18), blanks),
  '8 bit crunch': words(8, (trial) => {
    const quiet = both(silence(1, RATE))
    expect(peak(trial.play(quiet)[0]), 'no dither').toBe(0)
    const error = trial.play(MUSIC.mix)[0].map((x, i) => x - MUSIC.mix[0][i])
    expectBetween('error, dBFS', toDb(rms(error)), [-54, -50])
  })
}
