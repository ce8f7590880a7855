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
  #gainDb = 0
  /** The 2N-th root of a shelf's gain, and k of the section under way. */
  #rootStep = 1
  #k = 1

  set(filter: EqFilter): void {
    this.#gainDb = filter.gainDb
    this.#set(filter)
  }

  /** Takes over the filter that boosts where the given one cuts. */
  setBoost(filter: EqFilter): void {
    this.#gainDb = Math.abs(filter.gainDb)
    this.#set(filter)
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

  #set(filter: EqFilter): void {
    this.count = 0
    this.frequencyHz = filter.frequencyHz
    const { type } = filter
    const isCascade = type.endsWith('Cut') || type.endsWith('Shelf')
    if (isCascade) this.#setCascade(filter)
    else this.#setSingle(filter)
  }

  #setSingle(filter: EqFilter): void {
    const { numerator: n, denominator: d } = this
    const k = 1 / filter.q
    const a = Math.exp((this.#gainDb * Math.LN10) / 40)
    this.count = 1
    n[0] = 1
    n[1] = 0
    n[2] = 1
    d[0] = 1
    d[1] = k
    d[2] = 1
    if (filter.type === 'bell') {
      n[1] = a * k
      d[1] = k / a
    } else if (filter.type === 'tilt') {
      // A shelf of twice the gain: the root of its A is the bell's.
      n[0] = 1 / (a * a)
      n[1] = k / a
      d[1] = k / a
      d[2] = 1 / (a * a)
    } else if (filter.type === 'bandPass') {
      n[0] = 0
      n[1] = k
      n[2] = 0
    } else if (filter.type === 'allPass') n[1] = -k
  }

  #setCascade(filter: EqFilter): void {
    const order = filter.slope / 6
    const pairs = order >> 1
    this.#rootStep = Math.exp((this.#gainDb * Math.LN10) / (40 * order))
    if (order % 2 === 1) {
      this.#k = 1
      this.#addSection(filter.type, 0)
    }
    for (let pair = 1; pair <= pairs; pair++) {
      const q = butterworthQ(order, pair)
      this.#k = 1 / (pair < pairs ? q : q * filter.q * Math.SQRT2)
      this.#addSection(filter.type, 1)
    }
  }

  /** Adds a section whose coefficients of s^2 are multiplied by `square`: 0 makes it first-order. */
  #addSection(type: EqFilter['type'], square: 0 | 1): void {
    const { numerator: n, denominator: d } = this
    const j = 3 * this.count++
    const isShelf = type === 'lowShelf' || type === 'highShelf'
    const root = isShelf ? this.#rootStep : 1
    d[j] = 1
    d[j + 1] = this.#k / root
    d[j + 2] = square / (root * root)
    n[j] = 1
    n[j + 1] = this.#k * root
    n[j + 2] = square * (root * root)
    if (type === 'highCut') {
      n[j + 1] = 0
      n[j + 2] = 0
    } else if (type === 'lowCut') {
      n[j] = 0
      n[j + 1] = 1 - square
    } else if (type === 'lowShelf') {
      // The high shelf with s turned into 1/s.
      n[j] = square === 0 ? root : root * root
      n[j + 2] = square
      d[j] = square === 0 ? 1 / root : 1 / (root * root)
      d[j + 2] = square
      if (square === 0) {
        n[j + 1] = 1
        d[j + 1] = 1
      }
    }
  }
}

/** |p0 + p1 s + p2 s^2|^2 with s^2 = -x. */
function squaredMagnitude(p: Float64Array, j: number, x: number): number {
  const even = p[j] - p[j + 2] * x
  return even * even + p[j + 1] * p[j + 1] * x
}
