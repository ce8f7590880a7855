import { expect, it } from 'vitest'
import { NormalEquations, SUM } from '../../../../worklets/dsp/filters/normal-equations.ts'

const ALL = [0, 1, 2, 3, 4]

/** Columns 1, y, y^2 over b and -y, -y^2 over c at each point, and what `wanted` makes of them. */
function equations(wanted: readonly number[], points: readonly number[]): NormalEquations {
  const made = new NormalEquations()
  made.sums.fill(0)
  for (const y of points) {
    const a = 1 / (1 + y)
    const c = 1 / (2 + y * y)
    const [n0, n1, n2, d1, d2] = wanted
    const missing = (n0 + n1 * y + n2 * y * y) * a - (d1 * y + d2 * y * y) * c
    for (let k = 0; k < 5; k++) made.sums[SUM.nn + k] += a * a * y ** k
    for (let k = 0; k < 4; k++) made.sums[SUM.nd + k] += a * c * y ** (k + 1)
    for (let k = 0; k < 3; k++) made.sums[SUM.dd + k] += c * c * y ** (k + 2)
    for (let k = 0; k < 3; k++) made.sums[SUM.ne + k] += a * missing * y ** k
    for (let k = 0; k < 2; k++) made.sums[SUM.de + k] += c * missing * y ** (k + 1)
  }
  made.write()
  return made
}

it('finds the steps that the sums were made of', () => {
  const wanted = [0.5, -1, 2, 0.25, -0.75]
  const made = equations(wanted, [0.1, 0.4, 0.9, 1.7, 3, 5, 9])
  expect(made.solve(ALL, 5)).toBe(true)
  wanted.forEach((step, k) => {
    expect(made.steps[k]).toBeCloseTo(step, 8)
  })
})

it('says so where there are fewer points than unknowns', () => {
  const made = equations([1, 1, 1, 1, 1], [])
  expect(made.solve(ALL, 5)).toBe(false)
})
