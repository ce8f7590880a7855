import { BUTTERWORTH_2, setCrossoverSection } from '../filters/linkwitz-riley.ts'
import { StereoSvf } from '../filters/stereo-svf.ts'
import { SVF_STRIDE } from '../filters/svf-coefficients.ts'
import { CONTROL_FRAMES } from '../moves/control-glide.ts'

const LOW_1 = 0
const HIGH_1 = 1
const LOW_2 = 2
const HIGH_2 = 3
const ALL_PASS_1 = 4
const ALL_PASS_2 = 5

/**
 * Splits a side signal into three bands by fourth-order Linkwitz-Riley crossovers, and gives a mid
 * signal the same phase: the low band passes the all-pass of the upper crossover and the mid both
 * all-passes, so that bands of equal gain add up to the very phase of the mid. Without that the sum
 * would lose up to 3 dB between close crossovers, and left and right would turn against each other.
 *
 * About 25 ns a frame. The bands of the last `process` are in `low`, `middle` and `high`.
 */
export class ThreeBandWidth {
  readonly low: Float64Array
  readonly middle: Float64Array
  readonly high: Float64Array
  readonly #coefficients = new Float64Array(6 * SVF_STRIDE)
  readonly #lowPass1 = [new StereoSvf(), new StereoSvf()]
  readonly #highPass1 = [new StereoSvf(), new StereoSvf()]
  readonly #lowPass2 = [new StereoSvf(), new StereoSvf()]
  readonly #highPass2 = [new StereoSvf(), new StereoSvf()]
  readonly #midAllPass1 = new StereoSvf()
  /** For the low band and the mid at once. */
  readonly #allPass2 = new StereoSvf()
  readonly #all: readonly StereoSvf[]
  readonly #sections: readonly number[]
  readonly #sampleRate: number

  constructor(sampleRate: number, maxBlock: number) {
    this.#sampleRate = sampleRate
    this.low = new Float64Array(maxBlock)
    this.middle = new Float64Array(maxBlock)
    this.high = new Float64Array(maxBlock)
    this.#all = [
      ...this.#lowPass1,
      ...this.#highPass1,
      ...this.#lowPass2,
      ...this.#highPass2,
      this.#midAllPass1,
      this.#allPass2
    ]
    this.#sections = [
      ...[LOW_1, LOW_1, HIGH_1, HIGH_1],
      ...[LOW_2, LOW_2, HIGH_2, HIGH_2],
      ...[ALL_PASS_1, ALL_PASS_2]
    ]
  }

  jump(lowHz: number, highHz: number): void {
    this.#set(lowHz, highHz)
    for (let i = 0; i < this.#all.length; i++) {
      this.#all[i].jump(this.#coefficients, this.#sections[i])
    }
  }

  /** Heads for these crossovers in the next CONTROL_FRAMES frames. */
  glide(lowHz: number, highHz: number): void {
    this.#set(lowHz, highHz)
    for (let i = 0; i < this.#all.length; i++) {
      this.#all[i].glide(this.#coefficients, this.#sections[i], CONTROL_FRAMES)
    }
  }

  reset(): void {
    for (let i = 0; i < this.#all.length; i++) this.#all[i].reset()
  }

  /** Splits `side`, and turns the phase of `mid` in place. */
  process(mid: Float64Array, side: Float64Array, frames: number): void {
    const { low, middle, high } = this
    for (let i = 0; i < frames; i++) {
      low[i] = side[i]
      middle[i] = side[i]
    }
    this.#lowPass1[0].processOne(low, 0, frames)
    this.#lowPass1[1].processOne(low, 0, frames)
    this.#highPass1[0].processOne(middle, 0, frames)
    this.#highPass1[1].processOne(middle, 0, frames)
    for (let i = 0; i < frames; i++) high[i] = middle[i]
    this.#lowPass2[0].processOne(middle, 0, frames)
    this.#lowPass2[1].processOne(middle, 0, frames)
    this.#highPass2[0].processOne(high, 0, frames)
    this.#highPass2[1].processOne(high, 0, frames)
    this.#midAllPass1.processOne(mid, 0, frames)
    this.#allPass2.process(low, mid, 0, frames)
  }

  #set(lowHz: number, highHz: number): void {
    const coefficients = this.#coefficients
    const rate = this.#sampleRate
    const damping = BUTTERWORTH_2[0]
    setCrossoverSection(coefficients, LOW_1, 'low', lowHz, damping, rate)
    setCrossoverSection(coefficients, HIGH_1, 'high', lowHz, damping, rate)
    setCrossoverSection(coefficients, LOW_2, 'low', highHz, damping, rate)
    setCrossoverSection(coefficients, HIGH_2, 'high', highHz, damping, rate)
    setCrossoverSection(coefficients, ALL_PASS_1, 'allPass', lowHz, damping, rate)
    setCrossoverSection(coefficients, ALL_PASS_2, 'allPass', highHz, damping, rate)
  }
}
