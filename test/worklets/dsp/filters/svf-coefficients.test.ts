import { expect, it } from 'vitest'
import {
  SVF_STRIDE,
  setFromSquares,
  svfPower
} from '../../../../worklets/dsp/filters/svf-coefficients.ts'
import { setFromBiquad } from '../../../support/svf-biquad.ts'

const B = [1.2, -1.7, 0.62] as const
const A = [-1.6, 0.7] as const

function biquadPower(w: number): number {
  const square = (c0: number, c1: number, c2: number) =>
    (c0 + c1 * Math.cos(w) + c2 * Math.cos(2 * w)) ** 2 +
    (c1 * Math.sin(w) + c2 * Math.sin(2 * w)) ** 2
  return square(...B) / square(1, ...A)
}

it('a section made from a biquad has its response', () => {
  const coefficients = new Float64Array(2 * SVF_STRIDE)
  setFromBiquad(coefficients, 1, B, A)
  for (const w of [0.001, 0.3, 1, 2, 3]) {
    const power = svfPower(coefficients, 1, Math.tan(w / 2) ** 2)
    expect(power / biquadPower(w)).toBeCloseTo(1, 10)
  }
})

it('a section made from a squared response has that response', () => {
  const coefficients = new Float64Array(SVF_STRIDE)
  const n = Float64Array.of(2, 1, 3)
  const d = Float64Array.of(1, -1.5, 2)
  setFromSquares(coefficients, 0, n, d)
  for (const y of [0, 0.01, 0.5, 1, 7, 1e6]) {
    const wanted = (n[0] + y * (n[1] + y * n[2])) / (d[0] + y * (d[1] + y * d[2]))
    expect(svfPower(coefficients, 0, y) / wanted).toBeCloseTo(1, 10)
  }
})
