import { expect } from 'vitest'
import { pinkNoise } from '../../support/signals.ts'
import { decayTime, octaveDecay } from '../room-acoustics.ts'
import { both, clicked, correlation, expectBetween, peak, rms, toDb, toGain } from './measures.ts'
import { type Music, RATE } from './music.ts'
import type { Claim, Claims, Trial } from './trial.ts'

type Range = readonly [number, number]

const KEPT: Range = [-1.6, 1.5]

/** A tail of so many seconds at 1 kHz, and what else it is. */
const rings = (
  on: Music,
  seconds: number,
  more?: (trial: Trial) => void,
  lu: Range = KEPT
): Claim => ({
  on,
  lu,
  says: (trial) => {
    expectBetween('T60 at 1 kHz, s', decaySeconds(trial, 1000), [0.92 * seconds, 1.08 * seconds])
    more?.(trial)
  }
})

/** The reverb alone, without what ducks or cuts it. */
const BARE = { mix: 100, duck: 0, early: -Infinity, predelay: 0, lowCut: 10, highCut: 22_000 }

/** T20 of an octave, both ears and clicks from both sides. */
function decaySeconds(trial: Trial, hertz: number): number {
  const seconds = 0.6 * Number(trial.values.decay) + 0.6
  const responses = [
    ...clicked(trial, 'left', BARE, seconds),
    ...clicked(trial, 'right', BARE, seconds)
  ]
  return decayTime(octaveDecay(responses, hertz, RATE), -25, RATE)
}

/** Decay of an octave against that at 1 kHz. */
const balance =
  (hertz: number, ...range: Range) =>
  (trial: Trial) =>
    expectBetween(
      `T60 at ${hertz} Hz against 1 kHz`,
      decaySeconds(trial, hertz) / decaySeconds(trial, 1000),
      range
    )

const dark = balance(8000, 0.1, 0.5)
const bright = balance(4000, 0.65, 1.1)
const warm = balance(125, 1.05, 1.5)

/** When the first sound of the reverb comes after the dry one, ms. */
const waits =
  (...range: Range) =>
  (trial: Trial) => {
    const [left] = clicked(trial, 'both', { mix: 100, duck: 0 }, 0.5)
    const first = left.findIndex((x) => Math.abs(x) > 0.02 * peak(left))
    expectBetween('first reflection, ms', (first * 1000) / RATE, range)
  }

/** Level of the reverb under a loud sound against the reverb without ducking, dB. */
const ducks =
  (...range: Range) =>
  (trial: Trial) => {
    const loud = both(pinkNoise(3, RATE, 4, toGain(-6)))
    const [free] = trial.play(loud, { mix: 100, duck: 0 })
    const [held] = trial.play(loud, { mix: 100 })
    expectBetween('under the sound, dB', toDb(rms(held, RATE) / rms(free, RATE)), range)
  }

const wide = (trial: Trial) => {
  const noise = both(pinkNoise(4, RATE, 5, 0.3))
  expect(correlation(trial.play(noise, { mix: 100 }))).toBeLessThan(0.1)
}

const onlyReverb = (trial: Trial) => {
  expect(trial.values.mix).toBe(100)
  const [left] = clicked(trial)
  expect(peak(left.subarray(0, (0.9 * Number(trial.values.predelay) * RATE) / 1000))).toBe(0)
}

const all =
  (...says: readonly ((trial: Trial) => void)[]) =>
  (trial: Trial) => {
    for (const say of says) say(trial)
  }

export const claims: Claims = {
  'Vocal plate': rings('lead', 1.7, all(bright, waits(44, 65))),
  'Drum room': rings('drums', 0.7, waits(3, 15)),
  'Concert hall': rings('mix', 2.4, all(warm, waits(20, 45))),
  'Two second hall': rings('mix', 2, waits(18, 45)),
  'Mix glue': rings('mix', 0.6, undefined, [-0.5, 0.6]),
  'Vocal air, ducked': rings('lead', 3.2, all(bright, ducks(-13, -8))),
  'Snare plate': rings('drums', 0.9, bright),
  'Acoustic guitar chamber': rings('mix', 1.3, waits(15, 40)),
  'Grand piano hall': rings('mix', 1.9, balance(8000, 0.3, 0.9)),
  'Strings, wide': rings('mix', 3, all(warm, wide)),
  Cathedral: rings('mix', 8, all(warm, dark, waits(50, 110))),
  'Dialogue room': rings('lead', 0.4),
  'Synth bloom': rings('mix', 14, wide, [-3, 1]),
  'Percussion ambience': rings('drums', 0.45, wide),
  'Dark chamber': rings('mix', 2.2, all(dark, warm)),
  'Send: plate': rings('lead', 2, onlyReverb, [-3, 1]),
  'Send: hall': rings('mix', 2.3, onlyReverb, [-3, 1])
}
