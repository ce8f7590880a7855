import { expect, it } from 'vitest'
import { eqBandMagnitudeDb, eqMagnitudeDb } from '../../../../worklets/dsp/filters/eq-curve.ts'
import type { EqFilter } from '../../../../worklets/dsp/filters/eq-filter.ts'

const bell: EqFilter = { type: 'bell', frequencyHz: 8000, gainDb: 6, q: 1, slope: 12 }
const cut: EqFilter = { type: 'lowCut', frequencyHz: 100, gainDb: 0, q: Math.SQRT1_2, slope: 24 }
const AT = [20, 100, 1000, 8000, 19000]

it('draws a band at the level that it has', () => {
  const out = new Float32Array(AT.length)
  eqBandMagnitudeDb(bell, AT, 48000, out)
  // A tenth of a decibel: as close as the digital filter is to its analog model.
  expect(out[3]).toBeCloseTo(6, 0.9)
  expect(Math.abs(out[0])).toBeLessThan(0.1)
})

it('draws all bands as the sum of each', () => {
  const [all, first, second] = [0, 0, 0].map(() => new Float64Array(AT.length))
  eqMagnitudeDb([bell, cut], AT, 44100, all)
  eqBandMagnitudeDb(bell, AT, 44100, first)
  eqBandMagnitudeDb(cut, AT, 44100, second)
  for (const [i, level] of all.entries()) expect(level).toBeCloseTo(first[i] + second[i], 9)
  expect(second[1]).toBeCloseTo(-3.01, 1)
})

it('draws finite lines to the edges of the display', () => {
  const out = new Float64Array(3)
  eqMagnitudeDb([cut, { ...bell, type: 'notch' }], [0, 8000, 96000], 48000, out)
  expect(out.every(Number.isFinite)).toBe(true)
})

it('draws nothing at all for no bands', () => {
  const out = new Float64Array(AT.length).fill(9)
  eqMagnitudeDb([], AT, 48000, out)
  expect(out.every((level) => level === 0)).toBe(true)
})
