import { expect, it } from 'vitest'
import { AutoGain } from '../../../../worklets/dsp/filters/auto-gain.ts'
import type { EqFilter } from '../../../../worklets/dsp/filters/eq-filter.ts'
import { MatchedFilter } from '../../../../worklets/dsp/filters/matched-filter.ts'

const matched = new MatchedFilter(48000)

function compensationDb(filters: readonly Partial<EqFilter>[], share = 1): number {
  const autoGain = new AutoGain(48000)
  autoGain.begin()
  for (const filter of filters) {
    matched.set({ type: 'bell', frequencyHz: 1000, gainDb: 0, q: 0.707, slope: 12, ...filter })
    autoGain.add(matched, share)
  }
  return autoGain.gainDb
}

it('gives nothing back where nothing was changed', () => {
  expect(compensationDb([])).toBeCloseTo(0, 12)
  expect(compensationDb([{ gainDb: 6 }, { gainDb: -6 }])).toBeCloseTo(0, 9)
})

it('takes back a change of the whole spectrum in full', () => {
  const whole = { type: 'highShelf', frequencyHz: 10, gainDb: 6 } as const
  // The shelf is at 5.9 dB or more above 30 Hz, where nearly all of the loudness is.
  expect(compensationDb([whole])).toBeCloseTo(-6, 1)
})

it('takes back less for a narrow bell than for a wide one, and less for deep bass than presence', () => {
  const narrow = compensationDb([{ gainDb: 9, q: 8 }])
  const wide = compensationDb([{ gainDb: 9, q: 0.5 }])
  expect(narrow).toBeLessThan(0)
  expect(wide).toBeLessThan(narrow - 1)
  const bass = compensationDb([{ gainDb: 9, frequencyHz: 30 }])
  const presence = compensationDb([{ gainDb: 9, frequencyHz: 3000 }])
  expect(presence).toBeLessThan(bass - 0.5)
})

it('takes back half the power for a band on one of two channels', () => {
  const whole = { type: 'highShelf', frequencyHz: 10, gainDb: 6 } as const
  const expected = -10 * Math.log10(0.5 + 0.5 * 10 ** 0.6)
  expect(compensationDb([whole], 0.5)).toBeCloseTo(expected, 1)
})

it('does not try to make silence loud', () => {
  const steep = { type: 'highCut', frequencyHz: 10, slope: 96 } as const
  expect(compensationDb([steep])).toBe(40)
})
