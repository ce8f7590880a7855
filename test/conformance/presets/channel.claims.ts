import { expect } from 'vitest'
import { clicked, correlation, expectBetween, peak, rms, sideOf, toDb } from './measures.ts'
import { MUSIC, type Music } from './music.ts'
import type { Claim, Claims, Trial } from './trial.ts'

type Range = readonly [number, number]

const claim = (on: Music, lu: Range, says: Claim['says']): Claim => ({ on, lu, says })

/** Gain of both outputs for a click on both inputs, or on one of them. */
function gains(trial: Trial, from: 'both' | 'left' | 'right', turned: Trial['values'] = {}) {
  const [left, right] = clicked(trial, from, turned)
  return { left: left[0], right: right[0] }
}

/** A mono sound far to one side, which the other side still hears. */
const leans = (near: 'left' | 'right', far: 'left' | 'right') =>
  claim('lead', [-3.5, -2.5], (trial) => {
    const heard = gains(trial, 'both')
    expectBetween('near over far side, dB', toDb(heard[near] / heard[far]), [9, 15])
    expect(heard[near] ** 2 + heard[far] ** 2, 'power').toBeCloseTo(1, 5)
  })

/** Both inputs moved to one side, neither lost. */
const moves = (near: 'left' | 'right', far: 'left' | 'right') =>
  claim('mix', [-2, 0.5], (trial) => {
    for (const from of ['left', 'right'] as const) {
      const heard = gains(trial, from)
      expect(toDb(Math.hypot(heard.left, heard.right)), `input ${from}`).toBeGreaterThan(-6)
    }
    const [left, right] = trial.play(MUSIC.mix)
    const heard = { left: rms(left), right: rms(right) }
    expectBetween('near over far side, dB', toDb(heard[near] / heard[far]), [3, 9])
  })

const sideChange = (trial: Trial) =>
  toDb(rms(sideOf(trial.play(MUSIC.mix))) / rms(sideOf(MUSIC.mix)))

const turns = (on: Music, dB: number) =>
  claim(on, [dB - 0.1, dB + 0.1], (trial) => {
    expect(toDb(gains(trial, 'left').left)).toBeCloseTo(dB, 1)
  })

export const claims: Claims = {
  'Mono stem': claim('lead', [-3.1, -2.9], (trial) => {
    const { left, right } = gains(trial, 'both')
    expect(left).toBe(right)
    expect(toDb(left)).toBeCloseTo(-3.01, 1)
  }),
  'Mono stem, side left': leans('left', 'right'),
  'Mono stem, side right': leans('right', 'left'),
  'Mono compatible pan': claim('lead', [-6.1, -5.9], (trial) => {
    for (const pan of [-100, -40, 0, 70]) {
      const { left, right } = gains(trial, 'both', { pan })
      expect(left + right, `sum at pan ${pan}`).toBeCloseTo(1, 3)
    }
  }),
  'Stereo stem, narrow': claim('mix', [-0.5, 0], (trial) =>
    expectBetween('side, dB', sideChange(trial), [-5, -4])
  ),
  'Stereo stem, wide': claim('mix', [0, 0.5], (trial) =>
    expectBetween('side, dB', sideChange(trial), [2, 2.5])
  ),
  'Stereo stem to the left': moves('left', 'right'),
  'Stereo stem to the right': moves('right', 'left'),
  'Flip the bottom microphone': claim('drums', [0, 0], (trial) => {
    const { left, right } = gains(trial, 'both')
    expect([left, right]).toEqual([-1, -1])
  }),
  'One side wired backward': claim('mix', [0, 0], (trial) => {
    const [left, right] = MUSIC.mix
    const output = trial.play([left.map((x) => -x), right])
    expect(correlation(output)).toBeCloseTo(correlation(MUSIC.mix), 5)
  }),
  'Clean up a recording': claim('lead', [-6.1, -5.9], (trial) => {
    const [left] = trial.play([MUSIC.lead[0].map((x) => x + 0.1), MUSIC.lead[0]])
    const tail = left.subarray(left.length / 2)
    expect(Math.abs(tail.reduce((sum, x) => sum + x, 0) / tail.length)).toBeLessThan(1e-3)
  }),
  'Reference song: 10 dB down': turns('mix', -10),
  'Quiet recording: 12 dB up': turns('quietMix', 12),
  'Mono check': claim('mix', [-0.5, 0], (trial) => {
    const output = trial.play(MUSIC.mix)
    expect(peak(sideOf(output))).toBe(0)
  })
}
