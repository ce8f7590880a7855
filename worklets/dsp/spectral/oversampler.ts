import { HalfBandDown, HalfBandUp, halfBandCoefficients } from './half-band.ts'

export type OversamplingFactor = 1 | 2 | 4

/** Flat within 0.001 dB to 20 kHz at 44.1 kHz, images and aliases of what is below it under -90 dB. */
const FIRST = halfBandCoefficients(127, 92)
/** Between twice and four times the rate there is room. */
const SECOND = halfBandCoefficients(31, 100)

/** Delay of up and down together in frames of the lower rate; whole. */
export function oversamplingLatency(factor: OversamplingFactor): number {
  if (factor === 1) return 0
  const first = 2 * FIRST.length - 1
  // The second stage delays by an odd number of samples of the doubled rate: one more makes it even.
  return factor === 2 ? first : first + SECOND.length
}

/**
 * Two channels up by 2 or 4, and down again after what was done to them there. Linear phase; the
 * round trip is a pure delay of `oversamplingLatency` up to 20 kHz.
 */
export class Oversampler {
  readonly factor: 2 | 4
  /** What `up` has made; `factor` times as many samples. */
  readonly left: Float64Array
  readonly right: Float64Array
  readonly #up: readonly HalfBandUp[]
  readonly #down: readonly HalfBandDown[]
  readonly #between: Float64Array
  /** The last sample of either channel at the doubled rate. */
  readonly #late = new Float64Array(2)

  constructor(factor: 2 | 4, maxFrames: number) {
    this.factor = factor
    this.left = new Float64Array(factor * maxFrames)
    this.right = new Float64Array(factor * maxFrames)
    this.#between = new Float64Array(2 * maxFrames)
    const halves = factor === 2 ? [FIRST, FIRST] : [FIRST, FIRST, SECOND, SECOND]
    const frames = (i: number) => (i < 2 ? maxFrames : 2 * maxFrames)
    this.#up = halves.map((half, i) => new HalfBandUp(half, frames(i)))
    this.#down = halves.map((half, i) => new HalfBandDown(half, frames(i)))
  }

  reset(): void {
    for (let k = 0; k < this.#up.length; k++) {
      this.#up[k].reset()
      this.#down[k].reset()
    }
    this.#late.fill(0)
  }

  up(left: Float64Array, right: Float64Array, frames: number): void {
    this.#raise(left, this.left, 0, frames)
    this.#raise(right, this.right, 1, frames)
  }

  /** From samples of the higher rate to `left` and `right`. */
  down(
    highLeft: Float64Array,
    highRight: Float64Array,
    left: Float64Array,
    right: Float64Array,
    frames: number
  ): void {
    this.#lower(highLeft, left, 0, frames)
    this.#lower(highRight, right, 1, frames)
  }

  #raise(input: Float64Array, output: Float64Array, channel: 0 | 1, frames: number): void {
    if (this.factor === 2) {
      this.#up[channel].process(input, output, frames)
      return
    }
    this.#up[channel].process(input, this.#between, frames)
    this.#up[channel + 2].process(this.#between, output, 2 * frames)
  }

  #lower(input: Float64Array, output: Float64Array, channel: 0 | 1, frames: number): void {
    if (this.factor === 2) {
      this.#down[channel].process(input, output, frames)
      return
    }
    const between = this.#between
    this.#down[channel + 2].process(input, between, 2 * frames)
    let late = this.#late[channel]
    for (let i = 0; i < 2 * frames; i++) {
      const now = between[i]
      between[i] = late
      late = now
    }
    this.#late[channel] = late
    this.#down[channel].process(between, output, frames)
  }
}
