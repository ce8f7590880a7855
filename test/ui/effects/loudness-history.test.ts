import { expect, test } from 'vitest'
import { LoudnessHistory } from '../../../ui/effects/meter/loudness-history.ts'

test('a point every tenth of a second holds the loudest momentary reading', () => {
  const history = new LoudnessHistory()
  for (let i = 0; i < 60; i++) history.note(i === 3 ? -5 : -20, -18, 1 / 60)
  expect(history.length).toBeGreaterThanOrEqual(9)
  expect(history.length).toBeLessThanOrEqual(10)
  expect(Math.max(...history.momentary.subarray(0, history.length))).toBe(-5)
  expect(history.shortTerm[4]).toBe(-18)
})

test('two hours fit: points are joined, none of their maxima is lost', () => {
  const history = new LoudnessHistory()
  for (let i = 0; i < 72_000; i++) history.note(i === 12_345 ? -3 : -20, -18, 0.1)
  expect(history.length).toBeLessThan(2048)
  expect(history.seconds).toBeGreaterThan(7100)
  expect(history.seconds).toBeLessThan(7300)
  expect(Math.max(...history.momentary.subarray(0, history.length))).toBe(-3)
})

test('the histogram counts readings, not points', () => {
  const history = new LoudnessHistory()
  for (let i = 0; i < 5000; i++) history.note(-20, i % 2 ? -18.2 : -23.1, 0.1)
  const most = [...history.histogram].map((count, i) => [count, i] as const).filter(([n]) => n > 0)
  expect(most.map(([, i]) => -60 + 0.5 * i)).toEqual([-23.5, -18.5])
  history.clear()
  expect(history.length).toBe(0)
})
