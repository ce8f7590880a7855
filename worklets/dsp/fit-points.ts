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

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate
    const nyquist = sampleRate / 2
    this.limitHz = Math.min(0.97 * nyquist, Math.max(AUDIBLE_HZ, 0.75 * nyquist))
    for (let i = 0; i < FIXED_POINTS; i++) {
      const travel = (i + 0.5 + (0.5 * i) / (FIXED_POINTS - 1)) / FIXED_POINTS
      this.#add(this.limitHz * Math.sin((Math.PI / 2) * travel))
    }
  }

  set(prototype: AnalogPrototype): void {
    const { numerator, denominator, frequencyHz } = prototype
    this.count = FIXED_POINTS
    const j = 3 * (prototype.count - 1)
    const pole = resonance(denominator, j)
    const zero = resonance(numerator, j)
    const poleDamping = dampingOf(denominator, j)
    const zeroDamping = dampingOf(numerator, j)
    if (zero > 0 && Math.abs(zero - pole) < 0.01 * pole) {
      const narrow = Math.max(Math.min(poleDamping, zeroDamping), 1e-4)
      const wide = Math.max(poleDamping, zeroDamping)
      const spread = Math.max(1.4, (7 * Math.max(1, wide / narrow)) ** (1 / 7))
      this.#addCluster(frequencyHz * pole, Math.min(narrow, 2), 0.2, spread, 8)
    } else {
      if (pole > 0) this.#addCluster(frequencyHz * pole, Math.min(poleDamping, 2), 0.2, 1.95, 4)
      if (zero > 0) this.#addCluster(frequencyHz * zero, Math.min(zeroDamping, 2), 0.2, 1.95, 4)
    }
    const top = Math.min(frequencyHz, this.limitHz)
    for (let i = 0; i < FAR_POINTS; i++) this.#add(top * 2 ** (-0.5 - 1.2 * i))
  }

  /** The centre and pairs of points at offsets growing by `spread`, as octaves per damping. */
  #addCluster(
    centerHz: number,
    damping: number,
    offset: number,
    spread: number,
    pairs: number
  ): void {
    this.#add(centerHz)
    let octaves = damping * offset
    for (let i = 0; i < pairs; i++) {
      const ratio = 2 ** octaves
      this.#add(centerHz * ratio)
      this.#add(centerHz / ratio)
      octaves *= spread
    }
  }

  #add(frequencyHz: number): void {
    if (frequencyHz > this.limitHz) return
    this.frequencyHz[this.count] = frequencyHz
    this.y[this.count++] = Math.tan((Math.PI * frequencyHz) / this.#sampleRate) ** 2
  }
}

const FIXED_POINTS = 14
const FAR_POINTS = 6
const AUDIBLE_HZ = 20000

export const MAX_FIT_POINTS = FIXED_POINTS + FAR_POINTS + 18

/** Frequency of a root pair relative to the prototype's, or of a single root; 0 for none. */
function resonance(p: Float64Array, j: number): number {
  if (p[j] === 0) return 0
  if (p[j + 2] !== 0) return Math.sqrt(p[j] / p[j + 2])
  return p[j + 1] === 0 ? 0 : p[j] / p[j + 1]
}

/** k of a root pair; that of Butterworth for a single root. */
function dampingOf(p: Float64Array, j: number): number {
  const product = p[j] * p[j + 2]
  return product > 0 ? Math.abs(p[j + 1]) / Math.sqrt(product) : Math.SQRT2
}
