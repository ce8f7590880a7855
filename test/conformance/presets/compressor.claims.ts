import { expect } from 'vitest'
import { isSame } from '../../support/compressor.ts'
import { silence, sine } from '../../support/signals.ts'
import {
  both,
  expectBetween,
  midOf,
  peak,
  rms,
  sideOf,
  toDb,
  toGain,
  toneGain
} from './measures.ts'
import { BASS_NOTES, MUSIC, type Music, RATE } from './music.ts'
import { BLOCK, type Claim, type Claims, type Trial } from './trial.ts'

type Range = readonly [number, number]

/** Near the loudness of what comes in: make-up gives back what is taken. */
const KEPT: Range = [-1.7, 1]

const claim = (on: Music, says: Claim['says'], lu: Range = KEPT): Claim => ({ on, lu, says })

/** Mean and greatest reduction in dB while the music sounds. */
function reductionOn(trial: Trial, on: Music, key: Music = on): Record<'mean' | 'most', number> {
  const readings = trial.readings('reduction', MUSIC[on], MUSIC[key])
  const sounding = readings.filter(
    (_, k) => peak(MUSIC[key][0].subarray(k * BLOCK, (k + 1) * BLOCK)) > toGain(-40)
  )
  const mean = sounding.reduce((sum, x) => sum + x, 0) / sounding.length
  return { mean, most: Math.max(...readings) }
}

const reduces = (on: Music, meanDb: Range, mostDb: Range, more?: (trial: Trial) => void) =>
  claim(on, (trial) => {
    const { mean, most } = reductionOn(trial, on)
    expectBetween('mean reduction, dB', mean, meanDb)
    expectBetween('greatest reduction, dB', most, mostDb)
    more?.(trial)
  })

/** How much closer tones of -30 and -10 dBFS come to each other, dB. */
const leveling = (trial: Trial) => toneGain(trial, 1000, -30) - toneGain(trial, 1000, -10)

/** How far the beginning of a loud hit stands out of what comes after it, dB. */
function attackOverBody(trial: Trial): number {
  const hit = sine(200, 0.4, RATE, toGain(-6))
  const before = silence(0.2, RATE)
  const [left] = trial.play(both(Float32Array.from([...before, ...hit])))
  const at = (ms: number) => Math.round((0.2 + ms / 1000) * RATE)
  return toDb(rms(left, at(0), at(5)) / rms(left, at(150), at(200)))
}

/** Standard deviation of the levels of the bass line's notes, dB. */
function noteSpread(signal: Float32Array): number {
  const levels = BASS_NOTES.map(([seconds]) =>
    toDb(rms(signal, Math.round((seconds + 0.05) * RATE), Math.round((seconds + 0.4) * RATE)))
  )
  const mean = levels.reduce((sum, x) => sum + x, 0) / levels.length
  return Math.sqrt(levels.reduce((sum, x) => sum + (x - mean) ** 2, 0) / levels.length)
}

function evensNotes(trial: Trial): void {
  const [left] = trial.play(MUSIC.bass)
  expect(noteSpread(left)).toBeLessThan(0.65 * noteSpread(MUSIC.bass[0]))
}

/** Milliseconds until half of the reduction of a loud tone is gone. */
function halfRecoveryMs(trial: Trial): number {
  const tone = sine(1000, 3, RATE, toGain(-10)).map((x, i) => (i < RATE ? x : 0.001 * x))
  const readings = trial.readings('reduction', both(tone))
  const end = Math.ceil(RATE / BLOCK)
  const half = readings.findIndex((dB, k) => k > end && dB < readings[end] / 2)
  return ((half - end) * BLOCK * 1000) / RATE
}

const LIFTS = (trial: Trial) => {
  expectBetween('a quiet sound, dB', toneGain(trial, 1000, -45), [4, 13])
  expectBetween('a loud sound, dB', toneGain(trial, 1000, -6), [-4, 0])
}

const IGNORES_LOWS = (trial: Trial) =>
  expect(toneGain(trial, 40, -12) - toneGain(trial, 1000, -12)).toBeGreaterThan(2)

const DUCKS = (key: Music, meanDb: Range, most: number) => (trial: Trial) => {
  const { mean, most: deepest } = reductionOn(trial, 'mix', key)
  expectBetween('mean reduction, dB', mean, meanDb)
  expectBetween('greatest reduction, dB', deepest, [most - 1, most + 0.01])
  const unkeyed = trial.play(MUSIC.mix, {}, both(silence(6, RATE)))
  expect(isSame(unkeyed[0], MUSIC.mix[0]), 'untouched without a key').toBe(true)
}

export const claims: Claims = {
  'Vocal: steady and close': reduces('lead', [3, 6], [5, 9], (trial) =>
    expectBetween('leveling of 20 dB, dB', leveling(trial), [7, 12])
  ),
  'Vocal: catch the peaks': reduces('lead', [0.3, 2], [2, 9], (trial) => {
    const { makeup } = trial.values
    expectBetween('a quiet word, dB', toneGain(trial, 1000, -24) - Number(makeup), [-0.1, 0.1])
  }),
  'Vocal: in your face, parallel': reduces('lead', [12, 24], [18, 30], LIFTS),
  'Speech: even and clear': reduces('lead', [3, 6], [5, 10], IGNORES_LOWS),
  'Bass: even notes': reduces('bass', [3, 6], [6, 12], evensNotes),
  'Kick: more attack': reduces('drums', [2, 5], [6, 12], (trial) =>
    expectBetween('attack over body, dB', attackOverBody(trial), [5, 12])
  ),
  'Snare: crack and body': reduces('drums', [3, 6], [8, 14], (trial) =>
    expectBetween('attack over body, dB', attackOverBody(trial), [5, 12])
  ),
  'Drum bus: glue': reduces('drums', [1, 4], [5, 9], IGNORES_LOWS),
  'Drum bus: crushed, parallel': reduces('drums', [15, 28], [25, 40], LIFTS),
  'Drums: tame ghost and accent': reduces('drums', [5, 9], [10, 17], (trial) =>
    expectBetween('leveling of 20 dB, dB', leveling(trial), [9, 14])
  ),
  'Acoustic guitar: smooth strum': reduces('mix', [3, 6], [6, 12], IGNORES_LOWS),
  'Electric guitar: hold it there': reduces('mix', [2, 5], [4, 5]),
  'Keys and piano: gentle': reduces('mix', [3, 6], [6, 11]),
  'Lead: phrases together': reduces('lead', [4, 7], [6, 11], (trial) =>
    expectBetween('leveling of 20 dB, dB', leveling(trial), [8, 14])
  ),
  'Mix bus: glue': reduces('mix', [1, 3], [3, 6], IGNORES_LOWS),
  'Mix bus: punch': reduces('mix', [2, 5], [6, 12], (trial) =>
    expectBetween('attack over body, dB', attackOverBody(trial), [3, 9])
  ),
  'Master: transparent level': reduces('mix', [1, 3], [3, 5]),
  'Master: middle and sides apart': reduces('mix', [2, 4], [5, 9], (trial) => {
    const middle = sine(1000, 1.5, RATE, toGain(-8))
    const sides = sine(300, 1.5, RATE, toGain(-30))
    const output = trial.play([
      middle.map((x, i) => x + sides[i]),
      middle.map((x, i) => x - sides[i])
    ])
    const change = (after: Float32Array, before: Float32Array) =>
      toDb(rms(after, RATE) / rms(before, RATE))
    const difference = change(sideOf(output), sides) - change(midOf(output), middle)
    expectBetween('sides held less than the middle by, dB', difference, [2, 6])
  }),
  'Ducking: pump to the kick': claim('mix', DUCKS('drums', [7, 14], 18), [-9, -4]),
  'Ducking: music under speech': claim('mix', DUCKS('lead', [8, 12], 12), [-12, -8]),
  'Brickwall for a send': claim(
    'drums',
    (trial) => {
      const highest = toDb(Math.max(...trial.play(MUSIC.drums).map(peak)))
      expectBetween('highest peak, dBFS', highest, [-11, -9])
    },
    [-4, 0]
  ),
  'Vocal: warm leveling, opto': reduces('lead', [4, 8], [7, 12], (trial) =>
    expectBetween('half of it gone after, ms', halfRecoveryMs(trial), [30, 400])
  ),
  'Bass: round and long, opto': reduces('bass', [4, 8], [8, 14], evensNotes),
  'Drums: smashed room, classic': reduces('drums', [12, 20], [25, 40], LIFTS),
  'Guitar: pumping chords, classic': reduces('mix', [3, 7], [8, 16]),
  'Drum bus: two dB of glue': reduces('drums', [1, 3], [4, 8], IGNORES_LOWS),
  'Mix bus: the last two dB': reduces('mix', [1, 3], [3, 6], IGNORES_LOWS)
}
