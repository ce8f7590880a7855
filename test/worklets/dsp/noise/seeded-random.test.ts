import { expect, it } from 'vitest'
import { seededRandom, shuffled } from '../../../../worklets/dsp/noise/seeded-random.ts'

it('repeats itself for the same seed and not for another', () => {
  const take = (seed: number) => Array.from({ length: 20 }, seededRandom(seed))
  expect(take(5)).toEqual(take(5))
  expect(take(5)).not.toEqual(take(6))
})

it('is even over 0 to 1: ten bins of 20 000 numbers within 5 %', () => {
  const random = seededRandom(1)
  const bins = new Array<number>(10).fill(0)
  for (let n = 0; n < 20_000; n++) bins[Math.floor(10 * random())]++
  for (const count of bins) expect(Math.abs(count / 2000 - 1)).toBeLessThan(0.05)
})

it('shuffles without loss', () => {
  const order = shuffled(16, seededRandom(2))
  expect(order).not.toEqual(order.toSorted((a, b) => a - b))
  expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, k) => k))
})
