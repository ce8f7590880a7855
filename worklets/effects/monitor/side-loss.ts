import type { Cell } from '../../dsp/cell.ts'

/** Levels are compared over this time. */
const SECONDS = 1
const STEP_FRAMES = 64

/** Below -100 dBFS nothing is compared. */
const FLOOR_POWER = 1e-10

/** A system takes no more than 3 dB by narrowing. */
const MOST_GAIN = Math.SQRT2

/**
 * What a narrow system takes away with the side is no difference of level between systems: this
 * gain makes it good, from the share of the side in the sound itself, slowly. Pink noise that is
 * unlike on both sides then is as loud in mono as in stereo.
 */
export class SideLoss {
  /** The gain now. */
  gain = 1
  readonly #follow: number
  #midSum = 0
  #sideSum = 0
  #mid = 0
  #side = 0
  #frames = 0
  #target = 1
  #step = 0

  constructor(sampleRate: number) {
    this.#follow = 1 - Math.exp(-STEP_FRAMES / (SECONDS * sampleRate))
  }

  reset(): void {
    this.gain = 1
    this.#midSum = 0
    this.#sideSum = 0
    this.#mid = 0
    this.#side = 0
    this.#frames = 0
    this.#target = 1
    this.#step = 0
  }

  /** Goes on from what another has heard, at the gain that is due for this width at once. */
  continueFrom(other: SideLoss, width: Cell): void {
    this.#mid = other.#mid
    this.#side = other.#side
    this.#midSum = other.#midSum
    this.#sideSum = other.#sideSum
    this.#frames = other.#frames
    this.#setTarget(width)
    this.gain = this.#target
    this.#step = 0
  }

  /** Hears the sound before the system and writes the gain of each frame. */
  follow(
    left: Float64Array,
    right: Float64Array,
    frames: number,
    width: Cell,
    gains: Float64Array
  ): void {
    for (let i = 0; i < frames; i++) {
      const mid = left[i] + right[i]
      const side = left[i] - right[i]
      this.#midSum += mid * mid
      this.#sideSum += side * side
      gains[i] = this.gain
      this.gain += this.#step
      if (++this.#frames === STEP_FRAMES) this.#aim(width)
    }
  }

  #aim(width: Cell): void {
    this.#mid += this.#follow * (this.#midSum - this.#mid)
    this.#side += this.#follow * (this.#sideSum - this.#side)
    this.#midSum = 0
    this.#sideSum = 0
    this.#frames = 0
    this.gain = this.#target
    this.#setTarget(width)
    this.#step = (this.#target - this.gain) / STEP_FRAMES
  }

  #setTarget(width: Cell): void {
    if (this.#mid + this.#side < FLOOR_POWER) return
    const narrowed = this.#mid + width[0] * width[0] * this.#side
    const wanted = Math.sqrt((this.#mid + this.#side) / Math.max(narrowed, FLOOR_POWER))
    this.#target = Math.min(MOST_GAIN, wanted)
  }
}
