import { describe, expect, it } from 'vitest'
import {
  decaySeconds,
  flatDecay,
  writeDecayCurve
} from '../../../../worklets/dsp/reverb/decay-curve.ts'

const RATE = 48000
const usual = {
  decaySeconds: 2,
  lowMultiplier: 1.1,
  lowCrossoverHz: 250,
  highMultiplier: 0.5,
  highCrossoverHz: 4500
}

function curve(changes: Partial<typeof usual>, sampleRate = RATE) {
  const result = flatDecay(1, sampleRate)
  writeDecayCurve(result, { ...usual, ...changes })
  return result
}

describe('the decay curve', () => {
  it('has the set decay at 1 kHz, whatever the ends do', () => {
    for (const lowMultiplier of [0.3, 1, 3]) {
      for (const highMultiplier of [0.3, 1, 1.2]) {
        const at = decaySeconds(curve({ lowMultiplier, highMultiplier }), 1000)
        expect(at).toBeCloseTo(2, 9)
      }
    }
  })

  it('reaches the multipliers at the ends of the spectrum', () => {
    const ends = curve({ lowMultiplier: 2, highMultiplier: 0.25 })
    expect(decaySeconds(ends, 1)).toBeCloseTo(4, 3)
    expect(decaySeconds(ends, 23_990)).toBeCloseTo(0.5, 2)
  })

  it('is flat with both multipliers at 1', () => {
    for (const hz of [20, 125, 1000, 8000, 20_000]) {
      expect(decaySeconds(flatDecay(3, RATE), hz)).toBeCloseTo(3, 9)
    }
  })

  it('decays at every frequency and setting, never slower than the slowest that is set by far', () => {
    for (const lowMultiplier of [0.2, 1, 3]) {
      for (const highMultiplier of [0.1, 0.5, 1.2]) {
        for (const lowCrossoverHz of [50, 1000]) {
          for (const highCrossoverHz of [1000, 16_000]) {
            const set = curve({ lowMultiplier, highMultiplier, lowCrossoverHz, highCrossoverHz })
            for (let hz = 10; hz < 24_000; hz *= 1.3) {
              const seconds = decaySeconds(set, hz)
              expect(seconds).toBeGreaterThan(0)
              expect(seconds).toBeLessThan(4.1 * 2 * Math.max(1, lowMultiplier, highMultiplier))
            }
          }
        }
      }
    }
  })

  it('is the same at 44.1 and 96 kHz up to 8 kHz within 4 %', () => {
    for (const hz of [125, 1000, 4000, 8000]) {
      const ratio = decaySeconds(curve({}, 44_100), hz) / decaySeconds(curve({}, 96_000), hz)
      expect(Math.abs(ratio - 1)).toBeLessThan(0.04)
    }
  })
})
