import { expect, test } from 'vitest'
import { roundedTone, undithered } from '../../../ui/effects/dither/rounded-tone.ts'

test('a tone of 3/4 of a step, rounded, is a wave of three levels with its odd harmonics', () => {
  const partials = undithered(16, 48_000)
  const loudest = partials[0]
  expect(loudest?.hz).toBe(1000)
  // Half a step is crossed at asin(2/3): the k-th harmonic is 4 cos(k asin(2/3)) / (k pi) steps.
  // 48 samples a period know the crossing to a part of a sample only: 0.5 dB.
  const expected = (k: number) =>
    20 * Math.log10(Math.abs((4 * Math.cos(k * Math.asin(2 / 3))) / (k * Math.PI))) -
    20 * Math.log10(32768)
  expect(Math.abs((loudest?.levelDb ?? 0) - expected(1))).toBeLessThan(0.5)
  const third = partials.find(({ hz }) => hz === 3000)
  expect(Math.abs((third?.levelDb ?? 0) - expected(3))).toBeLessThan(1)
})

test('with TPDF dither the steps follow the tone on average', () => {
  const settings = { bits: 8, type: 'tpdf', amount: 1, taps: [] } as const
  const { tone, rounded } = roundedTone(settings, 48_000, 48_000)
  const sum = (of: (i: number) => number) =>
    tone.reduce((total, _step, i) => total + of(i), 0) / tone.length
  const gain = sum((i) => (rounded[i] ?? 0) * (tone[i] ?? 0)) / sum((i) => (tone[i] ?? 0) ** 2)
  // 48000 samples with an error of half a step leave 0.5 % of doubt.
  expect(gain).toBeCloseTo(1, 1)
  expect(rounded.every((step) => Number.isInteger(step))).toBe(true)
})
