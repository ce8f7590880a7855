import { describe, expect, it } from 'vitest'
import { AnalogPrototype } from '../../../../worklets/dsp/filters/analog-prototype.ts'
import type { EqFilter } from '../../../../worklets/dsp/filters/eq-filter.ts'

const prototype = new AnalogPrototype()

function levelDb(filter: Partial<EqFilter>, frequencyHz: number): number {
  prototype.set({
    type: 'bell',
    frequencyHz: 1000,
    gainDb: 0,
    q: Math.SQRT1_2,
    slope: 12,
    ...filter
  })
  return 10 * Math.log10(prototype.power(frequencyHz))
}

describe('the analog filter of a band', () => {
  it('is a bell with its gain at its frequency and none far away', () => {
    for (const gainDb of [-24, -6, 3, 12]) {
      expect(levelDb({ gainDb, q: 2 }, 1000)).toBeCloseTo(gainDb, 9)
      expect(Math.abs(levelDb({ gainDb, q: 2 }, 10))).toBeLessThan(0.03)
    }
  })

  it('is a bell as wide at half its gain, whatever the gain', () => {
    // Cookbook: half the gain in dB is reached where |f/f0 - f0/f| = 1/Q.
    const upper = 1000 * (0.25 + Math.sqrt(1 + 0.0625))
    for (const gainDb of [3, 12, 24]) {
      expect(levelDb({ gainDb, q: 2 }, upper)).toBeCloseTo(gainDb / 2, 9)
    }
  })

  it('is a shelf with half its gain at its frequency, at every slope', () => {
    for (const slope of [6, 12, 18, 24, 36, 48, 72, 96] as const) {
      expect(levelDb({ type: 'lowShelf', gainDb: 9, slope }, 1000)).toBeCloseTo(4.5, 6)
      expect(levelDb({ type: 'lowShelf', gainDb: 9, slope }, 0.01)).toBeCloseTo(9, 3)
      expect(levelDb({ type: 'highShelf', gainDb: 9, slope }, 1000)).toBeCloseTo(4.5, 6)
      expect(levelDb({ type: 'highShelf', gainDb: 9, slope }, 1e8)).toBeCloseTo(9, 3)
    }
  })

  it('is a cut that falls as steeply as its slope says', () => {
    for (const slope of [6, 12, 18, 24, 36, 48, 72, 96] as const) {
      const fall =
        levelDb({ type: 'highCut', slope }, 32000) - levelDb({ type: 'highCut', slope }, 16000)
      expect(fall).toBeCloseTo((-slope * (20 * Math.log10(2))) / 6, 1)
      expect(levelDb({ type: 'lowCut', slope }, 1000)).toBeCloseTo(-3.0103, 4)
    }
  })

  it('is a cut whose Q raises the corner', () => {
    const plain = levelDb({ type: 'lowCut', slope: 24 }, 1000)
    expect(levelDb({ type: 'lowCut', slope: 24, q: Math.SQRT2 }, 1000) - plain).toBeCloseTo(
      6.0206,
      4
    )
  })

  it('is a tilt that turns about its frequency', () => {
    expect(levelDb({ type: 'tilt', gainDb: 3 }, 1)).toBeCloseTo(-3, 4)
    expect(levelDb({ type: 'tilt', gainDb: 3 }, 1000)).toBeCloseTo(0, 9)
    expect(levelDb({ type: 'tilt', gainDb: 3 }, 1e6)).toBeCloseTo(3, 4)
  })

  it('is a cut of gain that undoes the boost exactly', () => {
    for (const type of ['bell', 'lowShelf', 'highShelf', 'tilt'] as const) {
      for (const frequencyHz of [100, 900, 1000, 5000]) {
        const boost = levelDb({ type, gainDb: 7, q: 1.3 }, frequencyHz)
        expect(boost + levelDb({ type, gainDb: -7, q: 1.3 }, frequencyHz)).toBeCloseTo(0, 12)
      }
    }
  })

  it('passes all, none or the center, as its type says', () => {
    expect(levelDb({ type: 'allPass', q: 3 }, 700)).toBeCloseTo(0, 12)
    expect(levelDb({ type: 'bandPass', q: 3 }, 1000)).toBeCloseTo(0, 12)
    expect(levelDb({ type: 'notch', q: 3 }, 1000)).toBe(-Infinity)
  })
})
