import { butterworthQ } from './butterworth.ts'
import type { EqFilter } from './eq-filter.ts'

/** 96 dB per octave is order 16: eight sections. */
export const MAX_ANALOG_SECTIONS = 8

/**
 * The analog filter that an equalizer band stands for: the truth that its digital filter is
 * fitted to and tested against. A cascade of sections
 * (n0 + n1 s + n2 s^2) / (d0 + d1 s + d2 s^2) with s = j f / frequency.
 *
 * - bell: Bristow-Johnson, Audio EQ Cookbook (2005): A = 10^(gain/40),
 *   (s^2 + s A/Q + 1) / (s^2 + s/(A Q) + 1). Q is that of the bell's shape at half its gain in
 *   dB, so the width that one hears does not depend on the gain.
 * - shelves: Butterworth shelves of order N = slope / 6; zeros and poles lie on circles of radius
 *   frequency * g^(+-1/2N), so that `frequency` is where half the gain in dB is reached. At 12 dB
 *   per octave this is the cookbook's shelf.
 * - cuts: Butterworth, -3 dB at `frequency`. For shelves and cuts Q scales the sharpest section,
 *   and 0.7071 leaves the Butterworth shape; 6 dB per octave has no Q.
 * - tilt: a second-order high shelf of twice the gain, lowered by the gain, so that `frequency`
 *   stays at 0 dB.
 * - notch, band pass (0 dB at its peak), all pass: the cookbook's second-order forms.
 *
 * `set` costs about 0.1 us a section; nothing but the constructor allocates.
 */
export class AnalogPrototype {
  /** Coefficients n0, n1, n2 of one section after another. */
  readonly numerator = new Float64Array(3 * MAX_ANALOG_SECTIONS)
  /** Coefficients d0, d1, d2 of one section after another. */
  readonly denominator = new Float64Array(3 * MAX_ANALOG_SECTIONS)
  /** Sections in use, 1 to MAX_ANALOG_SECTIONS. */
  count = 0
  frequencyHz = 1000

  /** Takes over a filter; `gainDb` stands in for the filter's own gain. */
  set(filter: EqFilter, gainDb = filter.gainDb): void {
    const damping = 1 / filter.q
    this.count = 0
    this.frequencyHz = filter.frequencyHz
    switch (filter.type) {
      case 'bell': {
        const a = Math.exp((gainDb * Math.LN10) / 40)
        return this.#add(1, a * damping, 1, 1, damping / a, 1)
      }
      case 'tilt': {
        const a = Math.exp((gainDb * Math.LN10) / 20)
        const root = Math.sqrt(a)
        return this.#add(1 / a, damping / root, 1, 1, damping / root, 1 / a)
      }
      case 'notch':
        return this.#add(1, 0, 1, 1, damping, 1)
      case 'bandPass':
        return this.#add(0, damping, 0, 1, damping, 1)
      case 'allPass':
        return this.#add(1, -damping, 1, 1, damping, 1)
      default:
        this.#addCascade(filter, gainDb)
    }
  }

  /** |H|^2 at a frequency in hertz. */
  power(frequencyHz: number): number {
    let power = 1
    for (let s = 0; s < this.count; s++) power *= this.sectionPower(s, frequencyHz)
    return power
  }

  sectionPower(section: number, frequencyHz: number): number {
    const x = (frequencyHz / this.frequencyHz) ** 2
    const j = 3 * section
    return squaredMagnitude(this.numerator, j, x) / squaredMagnitude(this.denominator, j, x)
  }

  #addCascade(filter: EqFilter, gainDb: number): void {
    const order = filter.slope / 6
    const pairs = order >> 1
    const a = Math.exp((gainDb * Math.LN10) / (20 * order))
    if (order % 2 === 1) this.#addCascadeSection(filter.type, a, 0)
    for (let pair = 1; pair <= pairs; pair++) {
      const q = butterworthQ(order, pair)
      this.#addCascadeSection(filter.type, a, 1 / (pair < pairs ? q : q * filter.q * Math.SQRT2))
    }
  }

  /** A section of first order where `damping` is 0. `a` is the N-th root of the shelf's gain. */
  #addCascadeSection(type: EqFilter['type'], a: number, damping: number): void {
    const root = Math.sqrt(a)
    const first = damping === 0
    const s1 = first ? 1 : damping
    const s2 = first ? 0 : 1
    if (type === 'highCut') this.#add(1, 0, 0, 1, s1, s2)
    else if (type === 'lowCut') this.#add(0, first ? 1 : 0, s2, 1, s1, s2)
    else if (type === 'highShelf') {
      this.#add(1, s1 * root, s2 * a, 1, s1 / root, s2 / a)
    } else if (first) this.#add(root, 1, 0, 1 / root, 1, 0)
    else this.#add(a, s1 * root, 1, 1 / a, s1 / root, 1)
  }

  #add(n0: number, n1: number, n2: number, d0: number, d1: number, d2: number): void {
    const j = 3 * this.count++
    this.numerator[j] = n0
    this.numerator[j + 1] = n1
    this.numerator[j + 2] = n2
    this.denominator[j] = d0
    this.denominator[j + 1] = d1
    this.denominator[j + 2] = d2
  }
}

/** |p0 + p1 s + p2 s^2|^2 with s^2 = -x. */
function squaredMagnitude(p: Float64Array, j: number, x: number): number {
  const even = p[j] - p[j + 2] * x
  return even * even + p[j + 1] * p[j + 1] * x
}
