import { expect, it } from 'vitest'
import { butterworthQ } from '../../../../worklets/dsp/filters/butterworth.ts'

it('a Butterworth cascade of any order is 3.01 dB down at its corner', () => {
  for (const order of [2, 3, 4, 6, 8, 12, 16]) {
    let level = order % 2 === 1 ? Math.SQRT1_2 : 1
    for (let pair = 1; pair <= order >> 1; pair++) level *= butterworthQ(order, pair)
    expect(20 * Math.log10(level), `order ${order}`).toBeCloseTo(-3.0103, 4)
  }
})

it('the last pair is the sharpest', () => {
  expect(butterworthQ(4, 1)).toBeCloseTo(0.5412, 4)
  expect(butterworthQ(4, 2)).toBeCloseTo(1.3066, 4)
})
