/** How fast levels are followed: two equal poles in a row. */
const LEVEL_SECONDS = 0.015
/** How fast the effect makes room, and how slowly it comes back. */
const DOWN_SECONDS = 0.02
const UP_SECONDS = 0.2

/** The effect is half out of the way when the input is this much of its power: -9 dB. */
const HALF_WAY = 0.125

/** Below -120 dB no level counts. */
const FLOOR_POWER = 1e-12

/**
 * Turns an effect down while its input plays and lets it bloom in the gaps. What counts is not the
 * level of the input but how it stands against the effect's own: share = in / (in + effect / 8) is
 * near 1 as long as the input dominates, 1/2 at -9 dB and near 0 once only the tail is left, so it
 * needs no threshold. The gain is 10^(-depth share / 20), smoothed, exactly 1 at a depth of 0.
 *
 * Levels are gathered per frame and evaluated at every `update`, between which the gain follows a
 * straight line. About 3 ns a frame. Only the constructor allocates.
 */
export class Ducker {
  readonly #sampleRate: number
  #inputSum = 0
  #effectSum = 0
  /** Levels after each pole. */
  #input1 = 0
  #input2 = 0
  #effect1 = 0
  #effect2 = 0
  #share = 0
  #gain = 1
  #target = 1
  #step = 0

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate
  }

  reset(): void {
    this.#inputSum = 0
    this.#effectSum = 0
    this.#input1 = 0
    this.#input2 = 0
    this.#effect1 = 0
    this.#effect2 = 0
    this.#share = 0
    this.#gain = 1
    this.#target = 1
    this.#step = 0
  }

  /** Whether the gain is 1 and stays so until the next `update` with a depth. */
  get isIdle(): boolean {
    return this.#target === 1 && this.#step === 0
  }

  /** Listens to the input; call it before the input is overwritten. */
  listen(left: Float64Array, right: Float64Array, start: number, frames: number): void {
    let sum = this.#inputSum
    for (let i = start; i < start + frames; i++) sum += left[i] * left[i] + right[i] * right[i]
    this.#inputSum = sum
  }

  /** Turns frames `start` to `start + frames` of the effect down in place. */
  process(left: Float64Array, right: Float64Array, start: number, frames: number): void {
    const step = this.#step
    let sum = this.#effectSum
    let gain = this.#gain
    for (let i = start; i < start + frames; i++) {
      const l = left[i]
      const r = right[i]
      sum += l * l + r * r
      left[i] = gain * l
      right[i] = gain * r
      gain += step
    }
    this.#gain = gain
    this.#effectSum = sum
  }

  /** Ends a stretch of `frames` frames and aims at the gain that is due after as many more. */
  update(depthDb: number, frames: number): void {
    const sampleRate = this.#sampleRate
    const follow = 1 - Math.exp(-frames / (LEVEL_SECONDS * sampleRate))
    this.#input1 += follow * (this.#inputSum / frames - this.#input1)
    this.#input2 += follow * (this.#input1 - this.#input2)
    this.#effect1 += follow * (this.#effectSum / frames - this.#effect1)
    this.#effect2 += follow * (this.#effect1 - this.#effect2)
    this.#inputSum = 0
    this.#effectSum = 0
    const share = this.#input2 / (this.#input2 + HALF_WAY * this.#effect2 + FLOOR_POWER)
    const seconds = share > this.#share ? DOWN_SECONDS : UP_SECONDS
    this.#share += (1 - Math.exp(-frames / (seconds * sampleRate))) * (share - this.#share)
    this.#gain = this.#target
    this.#target = Math.exp((-depthDb * this.#share * Math.LN10) / 20)
    this.#step = (this.#target - this.#gain) / frames
  }
}
