import { cell } from '../cell.ts'
import { NormalEquations, SUM } from './normal-equations.ts'

/**
 * Fits the squared magnitude of one digital section to a target, as a rational function of
 * y = tan^2(w/2): T(y) ~ (n0 + n1 y + n2 y^2) / (1 + d1 y + d2 y^2).
 *
 * Each round linearizes the relative error N / (T D) - 1 about the present coefficients and solves
 * a weighted least-squares problem in the corrections (Sanathanan and Koerner, Transfer function
 * synthesis as a ratio of two complex polynomials, IEEE Trans. Automatic Control 8(1), 1963).
 * After each round every weight is multiplied by its point's error (Lawson's algorithm; Rice,
 * The Approximation of Functions II, 1969, section 13-7), which turns least squares into least
 * maximum. The best round is kept. Coefficients stay positive for y > 0, so that the minimum-phase
 * factor exists.
 *
 * About 40 ns a point and round; nothing but the constructor allocates. No argument can make it
 * throw; a singular system ends the rounds.
 */
export class LeastSquaresRefit {
  /** y of each point. */
  readonly y: Float64Array
  /** Wanted squared magnitude at each point, greater than 0. */
  readonly target: Float64Array
  /** How much the relative error of each point counts, 0 to 1. */
  readonly priority: Float64Array
  /** Points in use. */
  count = 0
  /** n0, n1, n2. Set by the fit. */
  readonly numerator = new Float64Array(3)
  /** 1, d1, d2. The start of the fit, and its result. */
  readonly denominator = Float64Array.of(1, 2, 1)

  readonly #weight: Float64Array
  readonly #error: Float64Array
  readonly #equations = new NormalEquations()
  readonly #bestNumerator = new Float64Array(3)
  readonly #bestDenominator = Float64Array.of(1, 0, 0)
  /** Largest error of the best and of the present round. */
  readonly #bestError = cell()
  readonly #worst = cell()

  constructor(maxPoints: number) {
    this.y = new Float64Array(maxPoints)
    this.target = new Float64Array(maxPoints)
    this.priority = new Float64Array(maxPoints)
    this.#weight = new Float64Array(maxPoints)
    this.#error = new Float64Array(maxPoints)
  }

  /**
   * Largest relative error of the squared magnitude that the last fit left, times the priority of
   * its point; infinite if there was nothing to fit.
   */
  get error(): number {
    return this.#bestError[0]
  }

  /** Runs the fit from the given denominator, the numerator alone first. */
  fit(options: RefitOptions): void {
    const columns = FREE_COLUMNS[options.numeratorDegree]
    this.numerator.fill(0)
    for (let i = 0; i < this.count; i++) this.#weight[i] = this.priority[i] * this.priority[i]
    this.#bestError[0] = Number.POSITIVE_INFINITY
    this.#assemble()
    if (!this.#solve(columns, options.numeratorDegree + 1)) return
    this.#keepPositive(options)
    this.#measure()
    this.#keepBest()
    for (let round = 0; round < options.rounds && this.#bestError[0] > options.enough; round++) {
      this.#assemble()
      this.#equations.damp(options.damping)
      if (!this.#solve(columns, columns.length)) break
      this.#keepPositive(options)
      this.#measure()
      const worst = this.#worst[0]
      for (let i = 0; i < this.count; i++) {
        this.#weight[i] *= this.#error[i] / worst + LEAST_REWEIGHT
      }
      this.#keepBest()
    }
    this.#restore()
  }

  /** Sums the normal equations. Columns are 1, y, y^2 over T D and -y, -y^2 over D. */
  #assemble(): void {
    const { y: ys, target } = this
    const n0 = this.numerator[0]
    const n1 = this.numerator[1]
    const n2 = this.numerator[2]
    const d1 = this.denominator[1]
    const d2 = this.denominator[2]
    let nn0 = 0,
      nn1 = 0,
      nn2 = 0,
      nn3 = 0,
      nn4 = 0
    let nd1 = 0,
      nd2 = 0,
      nd3 = 0,
      nd4 = 0
    let dd2 = 0,
      dd3 = 0,
      dd4 = 0
    let ne0 = 0,
      ne1 = 0,
      ne2 = 0
    let de1 = 0,
      de2 = 0
    for (let i = 0; i < this.count; i++) {
      const y = ys[i]
      const c = 1 / (1 + y * (d1 + y * d2))
      const a = c / target[i]
      const missing = 1 - (n0 + y * (n1 + y * n2)) * a
      const wa = this.#weight[i] * a
      const wc = this.#weight[i] * c
      const y2 = y * y
      const aa = wa * a
      const ac = wa * c
      const cc = wc * c
      nn0 += aa
      nn1 += aa * y
      nn2 += aa * y2
      nn3 += aa * y2 * y
      nn4 += aa * y2 * y2
      nd1 += ac * y
      nd2 += ac * y2
      nd3 += ac * y2 * y
      nd4 += ac * y2 * y2
      dd2 += cc * y2
      dd3 += cc * y2 * y
      dd4 += cc * y2 * y2
      ne0 += wa * missing
      ne1 += wa * missing * y
      ne2 += wa * missing * y2
      de1 += wc * missing * y
      de2 += wc * missing * y2
    }
    const { sums } = this.#equations
    sums[SUM.nn] = nn0
    sums[SUM.nn + 1] = nn1
    sums[SUM.nn + 2] = nn2
    sums[SUM.nn + 3] = nn3
    sums[SUM.nn + 4] = nn4
    sums[SUM.nd] = nd1
    sums[SUM.nd + 1] = nd2
    sums[SUM.nd + 2] = nd3
    sums[SUM.nd + 3] = nd4
    sums[SUM.dd] = dd2
    sums[SUM.dd + 1] = dd3
    sums[SUM.dd + 2] = dd4
    sums[SUM.ne] = ne0
    sums[SUM.ne + 1] = ne1
    sums[SUM.ne + 2] = ne2
    sums[SUM.de] = de1
    sums[SUM.de + 1] = de2
    this.#equations.write()
  }

  /** Adds to the first `n` free coefficients what the equations say. */
  #solve(columns: readonly number[], n: number): boolean {
    if (!this.#equations.solve(columns, n)) return false
    const { steps } = this.#equations
    for (let p = 0; p < n; p++) {
      const column = columns[p]
      if (column < 3) this.numerator[column] += steps[column]
      else this.denominator[column - 2] += steps[column]
    }
    return true
  }

  #keepPositive(options: RefitOptions): void {
    const { numerator: n, denominator: d } = this
    d[2] = Math.max(d[2], LEAST_D2, d[1] / MOST_Y)
    keepDamped(d, options, true)
    n[0] = Math.max(n[0], options.leastNumerator)
    if (options.numeratorDegree === 0) return
    if (options.numeratorDegree === 1) {
      n[1] = Math.max(n[1], 0)
      return
    }
    const becomesPoles = options.leastAtNyquist > 0
    n[2] = Math.max(n[2], options.leastAtNyquist * d[2], becomesPoles ? n[1] / MOST_Y : 0)
    if (options.leastNumerator > 0) keepDamped(n, options, becomesPoles)
    else n[1] = Math.max(n[1], -2 * Math.sqrt(n[0] * n[2]))
  }

  /** Writes every point's relative error, and the largest. */
  #measure(): void {
    const n0 = this.numerator[0]
    const n1 = this.numerator[1]
    const n2 = this.numerator[2]
    const d1 = this.denominator[1]
    const d2 = this.denominator[2]
    let worst = 0
    for (let i = 0; i < this.count; i++) {
      const y = this.y[i]
      const ratio = (n0 + y * (n1 + y * n2)) / ((1 + y * (d1 + y * d2)) * this.target[i])
      // An overshoot and its inverse count the same, as they do in dB.
      const relative = ratio > 1 ? ratio - 1 : 1 / ratio - 1
      // What has no value is as wrong as can be.
      const error =
        relative < MOST_ERROR ? this.priority[i] * relative : this.priority[i] * MOST_ERROR
      this.#error[i] = error
      if (error > worst) worst = error
    }
    this.#worst[0] = worst
  }

  #keepBest(): void {
    if (!(this.#worst[0] < this.#bestError[0])) return
    this.#bestError[0] = this.#worst[0]
    this.#bestNumerator.set(this.numerator)
    this.#bestDenominator.set(this.denominator)
  }

  #restore(): void {
    this.numerator.set(this.#bestNumerator)
    this.denominator.set(this.#bestDenominator)
  }
}

export interface RefitOptions {
  /** 0 to 2: numerator coefficients beyond this degree stay 0. */
  readonly numeratorDegree: 0 | 1 | 2
  readonly rounds: number
  /** Error at which the rounds end early. */
  readonly enough: number
  /** Share by which the diagonal is stretched: higher is more careful and slower. */
  readonly damping: number
  /** The least k of the section's poles; also of its zeros where `leastNumerator` is not 0. */
  readonly leastDamping: number
  /** The least |H|^2 at DC; above 0 where H must be invertible. */
  readonly leastNumerator: number
  /** The same at the Nyquist frequency; above 0 where zeros become poles, which must not ring on. */
  readonly leastAtNyquist: number
}

/** Columns that may move for each degree of the numerator. */
const FREE_COLUMNS = [
  [0, 3, 4],
  [0, 1, 3, 4],
  [0, 1, 2, 3, 4]
] as const

/** What remains of the weight of a point without error, so that it can come back. */
const LEAST_REWEIGHT = 0.02

const MOST_ERROR = 1e12

/**
 * Where a root that is real may lie at most: farther out it is a pole at the Nyquist frequency that
 * no fit up to 20 kHz feels, and that rings for hours. This far out it is over in 50 samples.
 */
const MOST_Y = 1e4

/** The least damping of a pair above a quarter of the sample rate: over in 500 samples. */
const LEAST_DECAY = 1e-3

/**
 * Raises the middle coefficient of p0 + p1 y + p2 y^2 as far as needed for its roots to have a k of
 * `leastDamping` and, as poles, a decay per sample that does not vanish toward the Nyquist frequency.
 */
function keepDamped(p: Float64Array, options: RefitOptions, isPoles: boolean): void {
  const middle = Math.sqrt(p[0] * p[2])
  const decay = isPoles && middle > 0 ? LEAST_DECAY * Math.sqrt(p[0] / middle) : 0
  const k = Math.max(options.leastDamping, decay)
  p[1] = Math.max(p[1], (k * k - 2) * middle)
}

/** Keeps g of the section below 100. */
const LEAST_D2 = 1e-8
