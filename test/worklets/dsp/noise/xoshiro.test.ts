import { expect, it } from 'vitest'
import { Xoshiro } from '../../../../worklets/dsp/noise/xoshiro.ts'

function draws(seed: number, stream: number, cuts: readonly number[]): number[] {
  const source = new Xoshiro()
  source.start(seed, stream)
  return cuts.flatMap((count) => {
    const block = new Int32Array(count)
    source.fill(block, count)
    return [...block]
  })
}

it('draws the same however it is cut into blocks', () => {
  expect(draws(7, 0, [1, 2, 61])).toEqual(draws(7, 0, [64]))
})

it('draws nothing alike from two streams of a seed, or from two seeds', () => {
  const first = new Set(draws(7, 0, [1000]))
  for (const other of [draws(7, 1, [1000]), draws(8, 0, [1000])]) {
    expect(other.filter((draw) => first.has(draw))).toEqual([])
  }
})

it('sets every bit in half of its draws', () => {
  const all = draws(1, 0, [20_000])
  for (let bit = 0; bit < 32; bit++) {
    const share = all.filter((draw) => (draw >>> bit) & 1).length / all.length
    // Four standard deviations of 20000 throws of a coin.
    expect(Math.abs(share - 0.5)).toBeLessThan(0.0142)
  }
})
