import { describe, expect, it } from 'vitest'
import { balanceGain, type PanLaw, panGain } from '../../../../worklets/effects/channel/pan-law.ts'

const decibels = (gain: number) => 20 * Math.log10(gain)
const positions = Array.from({ length: 201 }, (_, i) => (i - 100) / 100)

describe('a pan law', () => {
  it.each([
    ['-3', -3.0103],
    ['0', 0],
    ['-4.5', -4.5],
    ['-6', -6.0206]
  ] as const)('%s dB is what a centered sound has on each side', (law, level) => {
    expect(decibels(panGain(0, law))).toBeCloseTo(level, 3)
    expect(decibels(panGain(-0, law))).toBeCloseTo(level, 3)
  })

  it('-3 dB keeps the power of a sound wherever it stands', () => {
    for (const p of positions) {
      expect(panGain(p, '-3') ** 2 + panGain(-p, '-3') ** 2).toBeCloseTo(1, 9)
    }
  })

  it('-6 dB keeps the level of the mono sum wherever it stands', () => {
    for (const p of positions) expect(panGain(p, '-6') + panGain(-p, '-6')).toBeCloseTo(1, 9)
  })

  it('leaves the far side of a hard pan silent and the near side at unity', () => {
    for (const law of ['-3', '0', '-4.5', '-6'] as PanLaw[]) {
      expect([panGain(1, law), panGain(-1, law)]).toEqual([0, 1])
    }
  })

  it('moves without a jump: 1 % of travel is under 0.9 dB but for the last fifth', () => {
    for (const law of ['-3', '0', '-4.5', '-6'] as PanLaw[]) {
      for (const p of positions.filter((position) => position < 0.8)) {
        expect(Math.abs(decibels(panGain(p + 0.01, law) / panGain(p, law)))).toBeLessThan(0.9)
      }
    }
  })
})

describe('a balance control', () => {
  it('is exactly unity at the center and never boosts', () => {
    expect(balanceGain(0)).toBe(1)
    for (const p of positions) expect(balanceGain(p)).toBeLessThanOrEqual(1)
  })

  it('leaves the near side alone and silences the far side at the end', () => {
    for (const p of positions.filter((position) => position < 0)) expect(balanceGain(p)).toBe(1)
    expect(balanceGain(1)).toBe(0)
  })
})
