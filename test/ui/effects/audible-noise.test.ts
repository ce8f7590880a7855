import { expect, test } from 'vitest'
import { audibleNoiseDb } from '../../../ui/effects/dither/audible-noise.ts'
import { noiseShaperTaps } from '../../../worklets/effects/dither/noise-shapers.ts'

const flat = { bits: 16, type: 'tpdf', amount: 1, taps: [] } as const
const levelOf = (shaping: Parameters<typeof noiseShaperTaps>[0]) =>
  audibleNoiseDb({ ...flat, taps: noiseShaperTaps(shaping, 44_100) }, 44_100)

test('of flat TPDF noise the ear takes the octave or so where it is keenest', () => {
  // A quarter of a step squared, and 2 to 5 kHz out of 22: -96.3 and -8.7 dB.
  expect(Math.abs(levelOf('none') - (-96.3 - 8.7))).toBeLessThan(1.5)
})

test('each stronger shaper leaves less to hear', () => {
  const levels = (['none', 'lipshitz5', 'modifiedE9', 'adaptive'] as const).map(levelOf)
  expect(levels).toEqual(levels.toSorted((a, b) => b - a))
  // Lipshitz, Vanderkooy and Wannamaker (1991) give 11 dB for five taps by their own weights.
  expect((levels[0] ?? 0) - (levels[1] ?? 0)).toBeGreaterThan(8)
})

test('a bit more is 6 dB less', () => {
  const longer = audibleNoiseDb({ ...flat, bits: 17 }, 44_100)
  expect(levelOf('none') - longer).toBeCloseTo(6.02, 2)
})
