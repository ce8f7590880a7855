import { describe, expect, it } from 'vitest'
import {
  curveReductionDb,
  ratioToSlope
} from '../../../../worklets/dsp/dynamics/compression-curve.ts'

const curve = { threshold: -20, ratio: 4, knee: 6, range: 60 }

describe('a compression curve', () => {
  it.each([
    [-23, -23],
    [-21.5, -21.640625],
    [-20, -20.5625],
    [-18.5, -19.765625],
    [-17, -19.25],
    [-10, -17.5],
    [0, -15]
  ])('threshold -20, ratio 4, knee 6: %s dBFS becomes %s', (input, output) => {
    expect(input - curveReductionDb(curve, input)).toBeCloseTo(output, 9)
  })

  it('ratio 100 reads as infinity, ratio 1 does nothing', () => {
    expect([ratioToSlope(100), ratioToSlope(1), ratioToSlope(4)]).toEqual([1, 0, 0.75])
    expect(curveReductionDb({ ...curve, ratio: 100 }, 0)).toBe(20)
  })

  it('bends at the threshold itself without a knee', () => {
    const hard = { ...curve, knee: 0 }
    expect(curveReductionDb(hard, -20)).toBe(0)
    expect(curveReductionDb(hard, -16)).toBe(3)
  })

  it('stops at the range', () => {
    expect(curveReductionDb({ ...curve, range: 5 }, 0)).toBe(5)
  })

  it('never turns a louder sound down to below a softer one', () => {
    for (const knee of [0, 6, 48]) {
      for (let dB = -80; dB < 10; dB += 0.1) {
        const rise = (level: number) => level - curveReductionDb({ ...curve, knee }, level)
        expect(rise(dB + 0.1)).toBeGreaterThan(rise(dB))
      }
    }
  })
})
