import { expect } from 'vitest'
import { pinkNoise } from '../../support/signals.ts'
import { both, clicked, expectBetween, peak, rms, sideOf, toDb, toGain } from './measures.ts'
import { MUSIC, type Music, RATE } from './music.ts'
import type { Claim, Claims, Trial } from './trial.ts'

/** Equal power: the dry sound gives way to the echoes. */
const KEPT = [-1.6, 1] as const

/** The first echo of a click in milliseconds, on a side, and what more is to be heard. */
const echoes = (
  on: Music,
  leftMs: number,
  rightMs: number,
  more?: (trial: Trial) => void,
  lu: Claim['lu'] = KEPT
): Claim => ({
  on,
  lu,
  says: (trial) => {
    const [left, right] = clicked(trial, 'both', BARE, 2)
    // Half a millisecond for filters and the interpolator to rise.
    expectBetween('left echo, ms', arrivalMs(left), [leftMs - 0.1, leftMs + 0.5])
    expectBetween('right echo, ms', arrivalMs(right), [rightMs - 0.1, rightMs + 0.5])
    more?.(trial)
  }
})

/** Only echoes, without what moves them in time or level. */
const BARE = { mix: 100, wow: 0, duck: 0 }

function arrivalMs(signal: Float32Array): number {
  const high = peak(signal)
  return (signal.findIndex((x) => Math.abs(x) > 0.2 * high) * 1000) / RATE
}

/** Level in dB of the second echo against the first. */
function decayPerRound(trial: Trial, ms: number): number {
  const [left] = clicked(trial, 'both', { ...BARE, pingPong: 0 }, 4)
  const at = (n: number) => Math.round(((n * ms - 2) * RATE) / 1000)
  const echo = (n: number) => rms(left, at(n), at(n) + Math.round(0.06 * RATE))
  return toDb(echo(2) / echo(1))
}

const dies = (ms: number, least: number, most: number) => (trial: Trial) =>
  expectBetween('each round, dB', decayPerRound(trial, ms), [least, most])

/** How far the echoes stay back under a loud sound, dB. */
function ducked(trial: Trial): number {
  const noise = both(pinkNoise(3, RATE, 4, toGain(-6)))
  const [steady] = trial.play(noise, { mix: 100, duck: 0 })
  const [lowered] = trial.play(noise, { mix: 100 })
  return toDb(rms(lowered, RATE) / rms(steady, RATE))
}

const stepsBack = (dB: number) => (trial: Trial) =>
  expectBetween('under the sound, dB', ducked(trial), [-dB - 1, -dB + 2.5])

/** Share of an echo's power above a frequency, dB, from the difference of one-pole low passes. */
function tiltDb(trial: Trial): number {
  const [left] = clicked(trial, 'both', BARE, 2)
  let low = 0
  const share = 1 - Math.exp((-2 * Math.PI * 1500) / RATE)
  let [lows, highs] = [0, 0]
  for (const x of left) {
    low += share * (x - low)
    lows += low * low
    highs += (x - low) ** 2
  }
  return 10 * Math.log10(highs / lows)
}

const dark = (trial: Trial) => expectBetween('highs against lows, dB', tiltDb(trial), [-30, 4])

const PITCH_WANDERS = (trial: Trial) => {
  const still = trial.play(MUSIC.lead, { wow: 0, mix: 100 })
  const moved = trial.play(MUSIC.lead, { mix: 100 })
  const change = still[0].map((x, i) => x - moved[0][i])
  expect(toDb(rms(change) / rms(still[0]))).toBeGreaterThan(-20)
}

/** Milliseconds of a note at 120 BPM. */
const QUARTER = 500

export const claims: Claims = {
  'Vocal: quarter-note throw': echoes('lead', QUARTER, QUARTER, stepsBack(12)),
  'Vocal: slap behind the voice': echoes('lead', 110, 110, (trial) => {
    dies(110, -40, -18)(trial)
    dark(trial)
  }),
  'Vocal: thicken': echoes('lead', 17, 26, (trial) => {
    expect(rms(sideOf(trial.play(MUSIC.lead)))).toBeGreaterThan(0.1 * rms(MUSIC.lead[0]))
  }),
  'Guitar: dotted eighth': echoes('mix', 375, 375, dies(375, -13, -7)),
  'Guitar: tape echo': echoes('mix', 340, 340, (trial) => {
    PITCH_WANDERS(trial)
    dark(trial)
  }),
  'Keys: ping-pong eighths': echoes('mix', 250, 500, (trial) => {
    const [left, right] = clicked(trial, 'both', BARE)
    const at = (ms: number) => Math.round((ms * RATE) / 1000)
    const first = rms(left, at(249), at(300)) / rms(right, at(249), at(300))
    const second = rms(right, at(499), at(550)) / rms(left, at(499), at(550))
    expect(Math.min(toDb(first), toDb(second))).toBeGreaterThan(60)
  }),
  'Wide: left eighth, right dotted': echoes('mix', 250, 375),
  'Drums: sixteenth fill': echoes('drums', 125, 125, stepsBack(9)),
  'Dub: endless, saturated': echoes(
    'mix',
    750,
    750,
    (trial) => {
      const burst = pinkNoise(30, RATE, 8, 0.5).map((x, i) => (i < RATE ? x : 0))
      const output = trial.play(both(burst), { mix: 100 })
      expect(Math.max(...output.map(peak)), 'bounded').toBeLessThan(1)
      expect(toDb(rms(output[0], 29 * RATE)), 'still there after 30 s').toBeGreaterThan(-30)
    },
    [-1.6, 1]
  ),
  'Pad: long and dark': echoes('mix', 1000, 2000 - 1000, dark),
  'Send: clean, all wet': echoes('mix', QUARTER, QUARTER, (trial) => {
    expect(trial.values.mix).toBe(100)
    const [left] = clicked(trial)
    expect(peak(left.subarray(0, 0.49 * RATE))).toBe(0)
  }),
  'Telephone answer': echoes('lead', QUARTER, QUARTER, (trial) => {
    expect(peak(sideOf(trial.play(MUSIC.mix, { mix: 100 })))).toBeLessThan(1e-6)
  }),
  'Lo-fi cassette': echoes('mix', 280, 280, (trial) => {
    PITCH_WANDERS(trial)
    dark(trial)
  })
}
