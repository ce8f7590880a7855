import type { AnalogPrototype } from './analog-prototype.ts'

/**
 * The frequencies at which a digital filter is compared with its analog prototype: a fixed set
 * that gets denser toward the upper limit, where digital filters go astray, some far below, and
 * clusters round the resonances of the prototype's last (sharpest) section. Points are not
 * sorted. `set` costs about 1 us; nothing but the constructor allocates.
 */
export class FitPoints {
  readonly frequencyHz = new Float64Array(MAX_FIT_POINTS)
  /** tan^2(w/2) of each frequency. */
  readonly y = new Float64Array(MAX_FIT_POINTS)
  count = 0
  /**
   * Highest point: 20 kHz or three quarters of the Nyquist frequency, whichever is more, if the
   * sample rate reaches it.
   */
  readonly limitHz: number
  readonly #sampleRate: number

  /** Frequency relative to the prototype's and damping, of the poles and of the zeros. */
  readonly #roots = new Float64Array(4)
  /** Center in hertz, first offset in octaves, and factor from one offset to the next. */
  readonly #cluster = new Float64Array(3)

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate
    const nyquist = sampleRate / 2
    this.limitHz = Math.min(0.97 * nyquist, Math.max(AUDIBLE_HZ, 0.75 * nyquist))
    for (let i = 0; i < FIXED_POINTS; i++) {
      const travel = (i + 0.5 + (0.5 * i) / (FIXED_POINTS - 1)) / FIXED_POINTS
      this.frequencyHz[i] = this.limitHz * Math.sin((Math.PI / 2) * travel)
      this.#keep()
    }
  }

  set(prototype: AnalogPrototype): void {
    this.count = FIXED_POINTS
    const roots = this.#roots
    const cluster = this.#cluster
    const last = 3 * (prototype.count - 1)
    measureRoots(prototype.denominator, last, roots, 0)
    measureRoots(prototype.numerator, last, roots, 2)
    if (roots[2] > 0 && Math.abs(roots[2] - roots[0]) < 0.01 * roots[0]) {
      const narrow = Math.max(Math.min(roots[1], roots[3]), 1e-4)
      const wide = Math.max(roots[1], roots[3])
      cluster[0] = prototype.frequencyHz * roots[0]
      cluster[1] = FIRST_OFFSET * Math.min(narrow, 2)
      cluster[2] = Math.max(1.4, (7 * Math.max(1, wide / narrow)) ** (1 / 7))
      this.#addCluster(8)
    } else {
      for (let j = 0; j < 4; j += 2) {
        cluster[0] = prototype.frequencyHz * roots[j]
        cluster[1] = FIRST_OFFSET * Math.min(roots[j + 1], 2)
        cluster[2] = 1.95
        if (roots[j] > 0) this.#addCluster(4)
      }
    }
    const top = Math.min(prototype.frequencyHz, this.limitHz)
    for (let i = 0; i < FAR_POINTS; i++) {
      this.frequencyHz[this.count] = top * 2 ** (-0.5 - 1.2 * i)
      this.#keep()
    }
  }

  /** The center and pairs of points round it. */
  #addCluster(pairs: number): void {
    const cluster = this.#cluster
    this.frequencyHz[this.count] = cluster[0]
    this.#keep()
    for (let i = 0; i < pairs; i++) {
      const ratio = 2 ** cluster[1]
      this.frequencyHz[this.count] = cluster[0] * ratio
      this.#keep()
      this.frequencyHz[this.count] = cluster[0] / ratio
      this.#keep()
      cluster[1] *= cluster[2]
    }
  }

  /** Counts the frequency that was written behind the last one, unless it is too high. */
  #keep(): void {
    const frequencyHz = this.frequencyHz[this.count]
    if (frequencyHz > this.limitHz) return
    const t = Math.tan((Math.PI * frequencyHz) / this.#sampleRate)
    this.y[this.count++] = t * t
  }
}

const FIXED_POINTS = 14
const FAR_POINTS = 6
const AUDIBLE_HZ = 20000

/** Of the innermost pair of a cluster, in octaves per unit of damping. */
const FIRST_OFFSET = 0.2

/** One more than can be kept, for the candidate that is looked at. */
export const MAX_FIT_POINTS = FIXED_POINTS + FAR_POINTS + 18 + 1

/**
 * Writes the frequency of a root pair or a single root (0 for none), and its k (that of a
 * Butterworth pair for a single root).
 */
function measureRoots(p: Float64Array, j: number, out: Float64Array, to: number): void {
  out[to] = 0
  out[to + 1] = Math.SQRT2
  if (p[j] === 0) return
  if (p[j + 2] !== 0) {
    out[to] = Math.sqrt(p[j] / p[j + 2])
    out[to + 1] = Math.abs(p[j + 1]) / Math.sqrt(p[j] * p[j + 2])
  } else if (p[j + 1] !== 0) out[to] = p[j] / p[j + 1]
}
