/**
 * Collects what is listened to and crossfades it against the equalizer's output:
 * output = main * (product of 1 - weight) + sum of weight * signal.
 * While nobody listens the output is untouched.
 */
export class ListenMix {
  readonly #left: Float64Array
  readonly #right: Float64Array
  readonly #main: Float64Array
  #used = false

  constructor(maxBlock: number) {
    this.#left = new Float64Array(maxBlock)
    this.#right = new Float64Array(maxBlock)
    this.#main = new Float64Array(maxBlock)
  }

  /** Forgets the last block. */
  begin(): void {
    this.#used = false
  }

  add(left: Float64Array, right: Float64Array, weight: Float64Array, frames: number): void {
    if (!this.#used) {
      this.#left.fill(0, 0, frames)
      this.#right.fill(0, 0, frames)
      this.#main.fill(1, 0, frames)
      this.#used = true
    }
    for (let i = 0; i < frames; i++) {
      this.#left[i] += weight[i] * left[i]
      this.#right[i] += weight[i] * right[i]
      this.#main[i] *= 1 - weight[i]
    }
  }

  mixInto(left: Float64Array, right: Float64Array, frames: number): void {
    if (!this.#used) return
    for (let i = 0; i < frames; i++) {
      left[i] = this.#main[i] * left[i] + this.#left[i]
      right[i] = this.#main[i] * right[i] + this.#right[i]
    }
  }
}
