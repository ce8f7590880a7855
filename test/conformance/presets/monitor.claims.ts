import { expect } from 'vitest'
import { impulse } from '../../support/signals.ts'
import { both, clicked, expectBetween, gainAt, midOf, peak, rms, sideOf, toDb } from './measures.ts'
import { MUSIC, RATE } from './music.ts'
import type { Claim, Claims, Trial } from './trial.ts'

type Range = readonly [number, number]

/** Level match holds for pink noise; a mix with other weights may differ by this much. */
const MATCHED: Range = [-2.5, 2]

const claim = (says: Claim['says'], lu: Range = MATCHED): Claim => ({ on: 'mix', lu, says })

/** A click so soft that no system's limiter or overload sets in. */
const softlyClicked = (trial: Trial) => trial.play(both(impulse(1, RATE, 0, 1e-3)))

/** Gain at a frequency against that of the range around 1 kHz, dB. */
function tone(trial: Trial, hertz: number): number {
  const [left] = softlyClicked(trial)
  const middle = [700, 1000, 1400].map((near) => gainAt(left, near))
  return gainAt(left, hertz) - middle.reduce((sum, x) => sum + x, 0) / 3
}

const sounds =
  (...points: readonly (readonly [hertz: number, least: number, most: number])[]) =>
  (trial: Trial) => {
    for (const [hertz, least, most] of points) {
      expectBetween(`gain at ${hertz} Hz, dB`, tone(trial, hertz), [least, most])
    }
  }

const isMono = (trial: Trial) =>
  expect(toDb(peak(sideOf(trial.play(MUSIC.mix))) / rms(MUSIC.mix[0]))).toBeLessThan(-100)

export const claims: Claims = {
  'Phone on the table': claim((trial) => {
    sounds([100, -80, -30], [3500, 1, 8])(trial)
    isMono(trial)
  }),
  'Laptop, headroom check': claim(sounds([80, -80, -20], [15_000, -12, -3])),
  'Car, driver’s seat': claim((trial) => {
    sounds([50, 4, 12])(trial)
    const [left, right] = softlyClicked(trial)
    expectBetween('left over right, dB', toDb(rms(left) / rms(right)), [1, 6])
  }),
  // Big bass at the loudness of the mix: its kicks stand higher than those of the mix.
  'Club after midnight': { ...claim(sounds([60, 4, 14], [10_000, -14, -3])), peakDbfs: 0.5 },
  'Club in mono': claim((trial) => {
    sounds([60, 4, 14])(trial)
    const output = trial.play([MUSIC.mix[0], MUSIC.mix[0].map((x) => -x)])
    expect(Math.max(...output.map(peak)), 'what cancels').toBe(0)
  }),
  'Kitchen box': claim(sounds([40, -60, -10], [120, 2, 8])),
  'Television at night': claim(sounds([60, -40, -10], [10_000, -9, -2]), [-22.5, -18]),
  'White cones': claim(sounds([40, -40, -8], [1700, 1, 6])),
  'Mid cube in mono': claim((trial) => {
    sounds([50, -40, -10], [16_000, -30, -5])(trial)
    isMono(trial)
  }),
  'Living room': claim(sounds([12_000, -8, -1])),
  Cinema: claim(sounds([10_000, -14, -4])),
  'Headphones like loudspeakers': claim((trial) => {
    const [left, right] = clicked(trial, 'left')
    expectBetween('far ear at 100 Hz, dB', gainAt(right, 100) - gainAt(left, 100), [-6, -1])
    expectBetween('far ear at 8 kHz, dB', gainAt(right, 8000) - gainAt(left, 8000), [-40, -12])
    const middle = midOf(clicked(trial))
    for (const hertz of [50, 200, 700, 2000, 8000]) {
      expectBetween(`center at ${hertz} Hz, dB`, gainAt(middle, hertz), [-0.1, 0.1])
    }
  }),
  'Earbuds on the train': claim(sounds([40, -10, -1], [3000, 1, 6])),
  'Mono, quiet': claim((trial) => isMono(trial), [-21, -19.5])
}
