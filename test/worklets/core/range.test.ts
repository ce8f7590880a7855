import { describe, expect, it } from 'vitest'
import {
  clampValue,
  fromNormalized,
  nudgeValue,
  toNormalized
} from '../../../worklets/core/range.ts'
import {
  decibels,
  faderDecibels,
  hertz,
  integer,
  milliseconds,
  plain,
  seconds
} from '../../../worklets/core/rows.ts'

const rows = [
  decibels('gain', 'Gain', { range: [-30, 30], default: 0 }),
  hertz('frequency', 'Frequency', { range: [10, 30000], default: 1000 }),
  milliseconds('hold', 'Hold', {
    range: [0, 1000],
    default: 0,
    curve: { kind: 'logMid', mid: 100 }
  }),
  plain('q', 'Q', { range: [0.025, 40], default: 0.707, curve: { kind: 'logMid', mid: 0.707 } }),
  seconds('decay', 'Decay', {
    range: [0.1, 60],
    default: 2,
    curve: { kind: 'power', exponent: 3 }
  }),
  faderDecibels('fader', 'Fader', { range: [-Infinity, 12], default: 0 })
] as const

describe('a range', () => {
  for (const row of rows) {
    it(`${row.id}: travel to value and back is the same travel`, () => {
      for (let u = 0; u <= 1; u += 1 / 64) {
        // Travel is exact to rounding; 1e-9 is far below one step of any control.
        expect(toNormalized(row, fromNormalized(row, u))).toBeCloseTo(u, 9)
      }
    })

    it(`${row.id}: the ends of the travel are the ends of the range, exactly`, () => {
      expect(fromNormalized(row, 0)).toBe(row.min)
      expect(fromNormalized(row, 1)).toBe(row.max)
      expect(fromNormalized(row, -5)).toBe(row.min)
      expect(fromNormalized(row, 7)).toBe(row.max)
    })

    it(`${row.id}: values rise with the travel`, () => {
      let before = fromNormalized(row, 0)
      for (let u = 1 / 64; u <= 1; u += 1 / 64) {
        const value = fromNormalized(row, u)
        expect(value).toBeGreaterThan(before)
        before = value
      }
    })
  }

  it('a shifted logarithm has its middle value at half travel and reaches zero', () => {
    expect(fromNormalized(rows[2], 0.5)).toBeCloseTo(100, 9)
    expect(fromNormalized(rows[2], 0)).toBe(0)
  })

  it('a fader with 12 dB on top has 0 dB at 62 % of its travel', () => {
    expect(toNormalized(rows[5], 0)).toBeCloseTo(0.62, 2)
    expect(fromNormalized(rows[5], 0)).toBe(-Infinity)
  })

  it('clamps to the range and gives the default for what is no number', () => {
    expect(clampValue(rows[0], 99)).toBe(30)
    expect(clampValue(rows[0], -Infinity)).toBe(-30)
    expect(clampValue(rows[0], Number.NaN)).toBe(0)
  })

  it('a step on a linear row lands on round figures', () => {
    expect(nudgeValue(rows[0], 0.03, 1)).toBeCloseTo(0.55, 9)
    expect(nudgeValue(rows[0], 30, 1)).toBe(30)
  })

  it('a step on an integer row is one, however fine the hand', () => {
    const seed = integer('seed', 'Seed', { range: [0, 9], default: 1 })
    expect(nudgeValue(seed, 4, 0.1)).toBe(5)
    expect(nudgeValue(seed, 4, -1)).toBe(3)
  })
})
