import { expect, test } from 'vitest'
import { fallingLevel, PeakHold } from '../../../ui/core/ballistics.ts'

test('a level rises at once', () => {
  expect(fallingLevel(-40, -6, 16)).toBe(-6)
})

test('a level falls 20 dB in a second', () => {
  let level = 0
  for (let frame = 0; frame < 60; frame++) level = fallingLevel(level, -90, 1000 / 60)
  expect(level).toBeCloseTo(-20, 6)
})

test('a level that never sounded stays at minus infinity', () => {
  const rest = Number.NEGATIVE_INFINITY
  expect(fallingLevel(rest, rest, 16)).toBe(rest)
})

test('a peak is held for 2 s and then falls', () => {
  const hold = new PeakHold()
  hold.next(-3, 10)
  expect(hold.next(-60, 1990)).toBe(-3)
  expect(hold.next(-60, 500)).toBeCloseTo(-13, 6)
})
