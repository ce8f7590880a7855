import { expect } from 'vitest'
import { clicked, expectBetween, gainAt, midOf, sideOf, toneGain } from './measures.ts'
import type { Music } from './music.ts'
import type { Claim, Claims, Trial } from './trial.ts'

type Range = readonly [number, number]

/** A frequency in Hz and the gain in dB that it gets. */
type Point = readonly [hertz: number, least: number, most: number]

const gainsOf = (response: Float32Array, points: readonly Point[]) => {
  for (const [hertz, least, most] of points) {
    expectBetween(`gain at ${hertz} Hz, dB`, gainAt(response, hertz), [least, most])
  }
}

const claim = (on: Music, lu: Range, says: Claim['says']): Claim => ({ on, lu, says })

const shapes = (on: Music, lu: Range, ...points: readonly Point[]) =>
  claim(on, lu, (trial) => gainsOf(clicked(trial)[0], points))

const hum = (hertz: number) =>
  shapes(
    'mix',
    [-1, 0.1],
    ...[1, 2, 3, 4, 5].map((k): Point => [k * hertz, -200, -25]),
    ...[0.8, 1.5, 2.5, 3.5, 4.5, 20].map((k): Point => [k * hertz, -1.5, 0.1])
  )

/** Dynamic bands let a soft sound pass and hold a loud one. */
const holds = (hertz: number, softDb: number, loudDb: number, cut: Range) => (trial: Trial) => {
  expectBetween(`soft ${hertz} Hz, dB`, toneGain(trial, hertz, softDb), [-0.5, 0.1])
  expectBetween(`loud ${hertz} Hz, dB`, toneGain(trial, hertz, loudDb), cut)
}

export const claims: Claims = {
  'Vocal: clear and present': shapes(
    'lead',
    [-1, 2],
    [30, -60, -20],
    [280, -3, -1.5],
    [3600, 1.5, 2.8],
    [14_000, 1.5, 3]
  ),
  'Vocal: soften sharp esses': shapes(
    'lead',
    [-1.5, 0.5],
    [30, -60, -10],
    [1000, -0.5, 0.5],
    [6800, -4, -2.5],
    [15_000, 0, 1.5]
  ),
  'Kick: deep with a click': shapes(
    'drums',
    [-1, 2],
    [15, -60, -15],
    [58, 2.5, 4],
    [380, -5.5, -4],
    [3800, 2.5, 4]
  ),
  'Snare: body and crack': shapes(
    'drums',
    [-2, 2],
    [40, -60, -10],
    [200, 0, 1.5],
    [800, -4.5, -3],
    [5200, 1, 2]
  ),
  'Bass: tight and audible': shapes(
    'bass',
    [-2, 1],
    [16, -60, -18],
    [220, -3.5, -2],
    [850, 1.5, 3],
    [16_000, -60, -6]
  ),
  'Electric guitar: out of the way': shapes(
    'mix',
    [-2, 0],
    [50, -60, -15],
    [420, -2.5, -1.5],
    [3100, -2.5, -1.5],
    [16_000, -60, -10]
  ),
  'Acoustic guitar: less boom, more string': shapes(
    'mix',
    [-1.5, 1],
    [30, -60, -12],
    [190, -4.5, -3],
    [12_000, 1.5, 2.6]
  ),
  'Piano: open and even': shapes(
    'mix',
    [-1, 1],
    [20, -60, -10],
    [320, -3, -1.8],
    [4500, 1, 2.2],
    [16_000, 1, 2.6]
  ),
  'Reverb return: behind the mix': shapes('mix', [-4, 0], [80, -60, -20], [14_000, -60, -10]),
  Telephone: shapes(
    'lead',
    [-3, 1],
    [150, -200, -40],
    [300, -6, 0],
    [1500, 3, 5],
    [3400, -6, 1],
    [6800, -200, -40]
  ),
  'Rumble filter': shapes(
    'mix',
    [-1, 0.1],
    [10, -200, -35],
    [20, -60, -18],
    [60, -1.5, 0],
    [100, -0.3, 0]
  ),
  'Hum: 50 Hz and harmonics': hum(50),
  'Hum: 60 Hz and harmonics': hum(60),
  'Mix bus: gentle smile': shapes(
    'mix',
    [-0.5, 0.7],
    [40, 0.5, 1.2],
    [350, -1, -0.2],
    [16_000, 0.7, 1.3]
  ),
  'Master: air': shapes('mix', [-0.2, 0.7], [100, -0.1, 0.1], [6000, 0.1, 1], [18_000, 2, 3.1]),
  'Master: mono bass, wide air': claim('mix', [-1, 0.5], (trial) => {
    const output = clicked(trial, 'left')
    const side = sideOf(output).map((x) => 2 * x)
    gainsOf(side, [
      [40, -60, -15],
      [15_000, 1, 1.7]
    ])
    const mid = midOf(output).map((x) => 2 * x)
    gainsOf(mid, [
      [40, -0.3, 0.1],
      [240, -1.2, -0.8],
      [15_000, -0.1, 0.1]
    ])
  }),
  'Master: darker or brighter': shapes('mix', [-0.7, 0.7], [50, -1, -0.2], [10_000, 0.2, 1]),
  'Vocal: tame the harsh notes': claim('lead', [-1.8, 0.1], (trial) => {
    holds(3200, -45, -10, [-6.5, -4])(trial)
    holds(7200, -50, -16, [-9.5, -6])(trial)
  }),
  'Bass: hold the boom, dynamic': claim('bass', [-3, 0.1], holds(90, -40, -10, [-7.5, -5])),
  'Master: gentle tilt, linear phase': claim('mix', [-0.7, 0.7], (trial) => {
    const [left] = clicked(trial)
    gainsOf(left, [
      [80, -1, -0.2],
      [10_000, 0.2, 1]
    ])
    const at = trial.latencyFrames
    for (let k = 1; k < 400; k++) {
      expect(Math.abs(left[at - k] - left[at + k]), `${k} frames off`).toBeLessThan(1e-4)
    }
  }),
  'Master: air, natural phase': claim('mix', [-0.1, 0.7], (trial) => {
    const [left] = clicked(trial)
    gainsOf(left, [
      [1000, -0.05, 0.05],
      [20_000, 1.6, 2.05]
    ])
  })
}
