/** Unknowns n0, n1, n2, d1, d2: two polynomials, of which d0 is 1. */
const UNKNOWNS = 5
const NUMERATORS = 3
const DENOMINATORS = 2
/** Columns: the unknowns, then the right-hand side. */
const WIDTH = UNKNOWNS + 1
const RIGHT = UNKNOWNS

/**
 * Where the sums over powers of y begin in `sums`: of the numerator's terms by each other (y^0 to
 * y^4), by the denominator's (y^1 to y^4), of the denominator's by each other (y^2 to y^4), and of
 * both by what is missing (y^0 to y^2, y^1 to y^2).
 */
export const SUM = { nn: 0, nd: 5, dd: 9, ne: 12, de: 15 } as const

/**
 * The equations of a least-squares step in the coefficients of a rational function: every block
 * of them depends on the sum of the powers alone. Solved by Gaussian elimination without pivoting,
 * as the system is symmetric and positive. About 200 ns; only the constructor allocates.
 */
export class NormalEquations {
  readonly sums = new Float64Array(17)
  /** Of each unknown, as `solve` found it. */
  readonly steps = new Float64Array(UNKNOWNS)
  readonly #system = new Float64Array(UNKNOWNS * WIDTH)

  /** Rows and columns n0, n1, n2, d1, d2, from the sums. */
  write(): void {
    const s = this.#system
    const { sums } = this
    for (let r = 0; r < NUMERATORS; r++) {
      for (let c = 0; c < NUMERATORS; c++) s[r * WIDTH + c] = sums[SUM.nn + r + c]
      for (let c = 0; c < DENOMINATORS; c++) {
        s[r * WIDTH + NUMERATORS + c] = -sums[SUM.nd + r + c]
        s[(NUMERATORS + c) * WIDTH + r] = -sums[SUM.nd + r + c]
      }
      s[r * WIDTH + RIGHT] = sums[SUM.ne + r]
    }
    for (let r = 0; r < DENOMINATORS; r++) {
      const row = (NUMERATORS + r) * WIDTH
      for (let c = 0; c < DENOMINATORS; c++) s[row + NUMERATORS + c] = sums[SUM.dd + r + c]
      s[row + RIGHT] = -sums[SUM.de + r]
    }
  }

  /** Stretches the diagonal by this share: the steps become smaller. */
  damp(share: number): void {
    for (let j = 0; j < UNKNOWNS; j++) this.#system[j * (WIDTH + 1)] *= 1 + share
  }

  /** Over the first `n` free columns. False where the system is singular. */
  solve(columns: readonly number[], n: number): boolean {
    const s = this.#system
    for (let p = 0; p < n; p++) {
      const row = columns[p] * WIDTH
      const pivot = s[row + columns[p]]
      if (!(pivot > 0)) return false
      for (let r = p + 1; r < n; r++) {
        const below = columns[r] * WIDTH
        const factor = s[below + columns[p]] / pivot
        for (let c = p + 1; c < n; c++) s[below + columns[c]] -= factor * s[row + columns[c]]
        s[below + RIGHT] -= factor * s[row + RIGHT]
      }
    }
    for (let p = n - 1; p >= 0; p--) {
      const row = columns[p] * WIDTH
      let sum = s[row + RIGHT]
      for (let c = p + 1; c < n; c++) sum -= s[row + columns[c]] * this.steps[columns[c]]
      this.steps[columns[p]] = sum / s[row + columns[p]]
      if (!Number.isFinite(this.steps[columns[p]])) return false
    }
    return true
  }
}
