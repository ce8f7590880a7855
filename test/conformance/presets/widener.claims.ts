import { expect } from 'vitest'
import { pinkNoise } from '../../support/signals.ts'
import {
  both,
  clicked,
  correlation,
  expectBetween,
  gainAt,
  midOf,
  peak,
  rms,
  sideOf,
  toDb
} from './measures.ts'
import { MUSIC, type Music, RATE } from './music.ts'
import type { Claim, Claims, Trial } from './trial.ts'

type Range = readonly [number, number]

const KEPT: Range = [-0.5, 0.7]

const claim = (on: Music, says: Claim['says'], lu: Range = KEPT): Claim => ({ on, lu, says })

/** Gain of the side in dB at frequencies. */
const sides =
  (...points: readonly (readonly [hertz: number, least: number, most: number])[]) =>
  (trial: Trial) => {
    // A click on the left is as much side as mid, and mid passes with its level untouched.
    const output = clicked(trial, 'left')
    const [side, mid] = [sideOf(output), midOf(output)]
    for (const [hertz, least, most] of points) {
      expectBetween(`side at ${hertz} Hz, dB`, gainAt(side, hertz) - gainAt(mid, hertz), [
        least,
        most
      ])
    }
  }

/** Change of side against mid on music, dB. */
function widening(trial: Trial, on: Music): number {
  const ratio = (signal: readonly [Float32Array, Float32Array]) =>
    toDb(rms(sideOf(signal)) / rms(midOf(signal)))
  return ratio(trial.play(MUSIC[on])) - ratio(MUSIC[on])
}

const widens = (on: Music, range: Range) => (trial: Trial) =>
  expectBetween('side against mid, dB', widening(trial, on), range)

const opensMono = (trial: Trial) => {
  const output = trial.play(MUSIC.lead)
  expectBetween('correlation', correlation(output), [0.2, 0.8])
  expect(toDb(rms(midOf(output)) / rms(MUSIC.lead[0])), 'mono sum').toBeCloseTo(0, 2)
}

/** Left and right mostly the other turned over: what a mono loudspeaker would lose. */
function hollow(): readonly [Float32Array, Float32Array] {
  const mid = pinkNoise(6, RATE, 1, 0.05)
  const side = pinkNoise(6, RATE, 2, 0.3)
  return [mid.map((x, i) => x + side[i]), mid.map((x, i) => x - side[i])]
}

const staysMonoSafe = (trial: Trial) => {
  const [left, right] = trial.play(hollow())
  expect(correlation(hollow())).toBeLessThan(-0.8)
  expect(correlation([left.subarray(RATE), right.subarray(RATE)])).toBeGreaterThanOrEqual(-0.02)
}

export const claims: Claims = {
  'Master: a little wider on top': claim('mix', sides([60, -0.1, 0.1], [12_000, 1, 3])),
  'Master: mono bass, wide top': claim('mix', sides([50, -200, -30], [12_000, 2, 4])),
  'Vinyl: mono below 150 Hz': claim('mix', (trial) => {
    sides([30, -200, -40], [75, -200, -40], [150, -8, -2], [1000, -0.5, 0.1])(trial)
    staysMonoSafe(trial)
  }),
  'Mono below 120 Hz': claim('mix', sides([30, -200, -40], [60, -200, -40], [1000, -0.5, 0.1])),
  'Club: mono below 100 Hz': claim(
    'mix',
    sides([25, -200, -40], [50, -200, -40], [1000, -0.5, 0.1])
  ),
  'Phone safe': claim('mix', staysMonoSafe),
  'Mono check': claim('mix', (trial) => {
    const output = trial.play(MUSIC.mix)
    expect(peak(sideOf(output))).toBe(0)
    expect(toDb(rms(midOf(output)) / rms(midOf(MUSIC.mix)))).toBeCloseTo(0, 3)
  }),
  'Mono source to stereo: open': claim('lead', opensMono, [0, 2]),
  'Mono source to stereo: dense': claim('lead', opensMono, [0, 2]),
  'Guitar double': claim('lead', (trial) => {
    const [left, right] = clicked(trial)
    const lag = right.findIndex((x) => x > 0.9) - left.findIndex((x) => x > 0.9)
    expect((lag * 1000) / RATE).toBeCloseTo(14, 1)
  }),
  'Backing vocals: step aside': claim('mix', widens('mix', [4, 4.6])),
  'Voice and bass forward': claim('mix', widens('mix', [-2.1, -1.9])),
  'Drum overheads: narrow': claim('drums', widens('drums', [-3.7, -3.5])),
  'Pad: very wide, safe': claim('mix', (trial) => {
    sides([50, -200, -40], [1000, 4, 5.3])(trial)
    staysMonoSafe(trial)
  }),
  'Recording leans left: turn back': claim('mix', (trial) => {
    const lean = Math.tan((6 * Math.PI) / 180)
    const [mono] = both(MUSIC.lead[0])
    const output = trial.play([mono.map((x) => x * (1 + lean)), mono.map((x) => x * (1 - lean))])
    expect(toDb(rms(sideOf(output)) / rms(midOf(output)))).toBeLessThan(-60)
  })
}
