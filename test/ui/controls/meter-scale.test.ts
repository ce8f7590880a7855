import { expect, test } from 'vitest'
import { levelScale, linearScale } from '../../../ui/controls/meter-scale.ts'

test('a level meter gives the upper 20 dB 55 per cent of its height', () => {
  expect(levelScale.position(0)).toBe(1)
  expect(levelScale.position(-20)).toBeCloseTo(0.45, 10)
  expect(levelScale.position(-40)).toBeCloseTo(0.15, 10)
  expect(levelScale.position(-60)).toBe(0)
})

test('silence and "no reading" lie at the bottom, more than full scale at the top', () => {
  expect(levelScale.position(Number.NEGATIVE_INFINITY)).toBe(0)
  expect(levelScale.position(Number.NaN)).toBe(0)
  expect(levelScale.position(3)).toBe(1)
})

test('a scale beside a graph is straight', () => {
  const scale = linearScale(-48, 0)
  expect(scale.position(-24)).toBe(0.5)
  expect(scale.figures).toEqual([0, -12, -24, -36, -48])
})
