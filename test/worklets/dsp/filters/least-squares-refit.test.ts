import { expect, it } from 'vitest'
import {
  LeastSquaresRefit,
  type RefitOptions
} from '../../../../worklets/dsp/filters/least-squares-refit.ts'

const OPTIONS: RefitOptions = {
  numeratorDegree: 2,
  rounds: 10,
  enough: 0,
  damping: 1e-6,
  leastDamping: 1e-4,
  leastNumerator: 0,
  leastAtNyquist: 0
}

function loaded(target: (y: number) => number): LeastSquaresRefit {
  const refit = new LeastSquaresRefit(32)
  refit.count = 32
  for (let i = 0; i < 32; i++) {
    const y = Math.tan(0.045 * (i + 0.5)) ** 2
    refit.y[i] = y
    refit.target[i] = target(y)
    refit.priority[i] = 1
  }
  refit.denominator.set([1, 2, 1])
  return refit
}

it('finds a curve that one section can make', () => {
  const refit = loaded((y) => (2 + 3 * y + 0.5 * y * y) / (1 - 0.5 * y + 4 * y * y))
  refit.fit(OPTIONS)
  expect(refit.error).toBeLessThan(1e-6)
  for (const [i, wanted] of [2, 3, 0.5].entries()) {
    expect(refit.numerator[i]).toBeCloseTo(wanted, 4)
  }
  expect(refit.denominator[1]).toBeCloseTo(-0.5, 4)
  expect(refit.denominator[2]).toBeCloseTo(4, 4)
})

it('spreads the error of a curve that no section can make', () => {
  const target = (y: number) => 1 + 3 * Math.exp(-((Math.log(y + 1e-9) + 1) ** 2))
  const [plain, spread] = [loaded(target), loaded(target)]
  plain.fit({ ...OPTIONS, rounds: 1 })
  spread.fit(OPTIONS)
  expect(spread.error).toBeLessThan(0.8 * plain.error)
})

it('keeps both polynomials positive, whatever it is asked for', () => {
  const refit = loaded((y) => Math.abs(1 - 2 * y) ** 3 + 1e-9)
  refit.fit(OPTIONS)
  const [n0, n1, n2] = refit.numerator
  const [d0, d1, d2] = refit.denominator
  for (let i = 0; i < 200; i++) {
    const y = 1e-4 * 1e6 ** (i / 200)
    expect(n0 + y * (n1 + y * n2)).toBeGreaterThanOrEqual(0)
    expect(d0 + y * (d1 + y * d2)).toBeGreaterThan(0)
  }
})

it('says so when there is nothing to fit', () => {
  const refit = loaded(() => 1)
  refit.count = 0
  refit.fit(OPTIONS)
  expect(refit.error).toBe(Infinity)
})
