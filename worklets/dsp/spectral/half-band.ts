import { kaiserWindow } from '../kaiser-window.ts'

/**
 * Halves and doubles of a sample rate by linear-phase half-band filters: every second coefficient
 * but the middle one is zero, so each output sample of the even phase costs a quarter of the
 * length in multiplications and the odd phase is a delay (Crochiere and Rabiner, Multirate Digital
 * Signal Processing, 1983, section 4.3). Windowed by Kaiser's window.
 *
 * Lengths are 4 k + 3; the delay is (length - 1) / 2 samples of the higher rate.
 */

/** Coefficients 0, 2, 4, ... up to the middle one (which is 1/2); the other half is their mirror. */
export function halfBandCoefficients(length: number, stopbandDb: number): Float64Array {
  if (length % 4 !== 3) throw new Error(`half band: length must be 4 k + 3, got ${length}`)
  const middle = (length - 1) / 2
  const window = kaiserWindow(0.1102 * (stopbandDb - 8.7))
  const half = Float64Array.from({ length: (length + 1) / 4 }, (_, i) => {
    const offset = 2 * i - middle
    return (window(offset / middle) * Math.sin((Math.PI * offset) / 2)) / (Math.PI * offset)
  })
  // Exactly 1 at 0 Hz: the even phase has one half of it.
  const sum = 2 * half.reduce((total, value) => total + value, 0)
  return half.map((value) => (0.5 * value) / sum)
}

/** One channel to twice its rate. About 10 ns a frame at 127 coefficients. */
export class HalfBandUp {
  readonly #half: Float64Array
  readonly #past: number
  readonly #line: Float64Array

  constructor(half: Float64Array, maxFrames: number) {
    this.#half = half.map((value) => 2 * value)
    this.#past = 2 * half.length - 1
    this.#line = new Float64Array(this.#past + maxFrames)
  }

  reset(): void {
    this.#line.fill(0)
  }

  /** `frames` samples in, twice as many out. */
  process(input: Float64Array, output: Float64Array, frames: number): void {
    const half = this.#half
    const line = this.#line
    const past = this.#past
    const count = half.length
    for (let i = 0; i < frames; i++) line[past + i] = input[i]
    for (let i = 0; i < frames; i++) {
      const newest = past + i
      let sum = 0
      for (let k = 0; k < count; k++) sum += half[k] * (line[newest - k] + line[i + k])
      output[2 * i] = sum
      output[2 * i + 1] = line[newest - count + 1]
    }
    line.copyWithin(0, frames, frames + past)
  }
}

/** One channel to half its rate. */
export class HalfBandDown {
  readonly #half: Float64Array
  readonly #past: number
  readonly #even: Float64Array
  readonly #odd: Float64Array

  constructor(half: Float64Array, maxFrames: number) {
    this.#half = half
    this.#past = 2 * half.length - 1
    this.#even = new Float64Array(this.#past + maxFrames)
    this.#odd = new Float64Array(this.#past + maxFrames)
  }

  reset(): void {
    this.#even.fill(0)
    this.#odd.fill(0)
  }

  /** Twice as many samples in as `frames` out. */
  process(input: Float64Array, output: Float64Array, frames: number): void {
    const half = this.#half
    const even = this.#even
    const odd = this.#odd
    const past = this.#past
    const count = half.length
    for (let i = 0; i < frames; i++) {
      even[past + i] = input[2 * i]
      odd[past + i] = input[2 * i + 1]
    }
    for (let i = 0; i < frames; i++) {
      const newest = past + i
      let sum = 0.5 * odd[newest - count]
      for (let k = 0; k < count; k++) sum += half[k] * (even[newest - k] + even[i + k])
      output[i] = sum
    }
    even.copyWithin(0, frames, frames + past)
    odd.copyWithin(0, frames, frames + past)
  }
}
