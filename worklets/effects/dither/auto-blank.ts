/** How long digital silence lasts before it is left alone. */
const HOLD_SECONDS = 0.5

/**
 * Finds where a stereo signal has been digital zero, on both sides, for more than 0.5 s, frame by
 * frame: blank from then on, and no longer from the very first frame that is not zero. Before the
 * first sound it is blank at once.
 *
 * About 1 ns a frame. Nothing allocates.
 */
export class AutoBlank {
  readonly #holdFrames: number
  #zeroFrames: number
  #isBlank = true

  constructor(sampleRate: number) {
    this.#holdFrames = Math.round(HOLD_SECONDS * sampleRate)
    this.#zeroFrames = this.#holdFrames
  }

  /** Whether the frames that the last call of `next` went over are blank. */
  get isBlank(): boolean {
    return this.#isBlank
  }

  reset(): void {
    this.#zeroFrames = this.#holdFrames
    this.#isBlank = true
  }

  /** Goes on from frame `from` while all frames are alike, at most to `to`; returns where it ends. */
  next(left: Float64Array, right: Float64Array, from: number, to: number): number {
    const hold = this.#holdFrames
    let zeroFrames = this.#zeroFrames
    this.#isBlank = zeroFrames >= hold && left[from] === 0 && right[from] === 0
    let i = from
    if (this.#isBlank) {
      while (i < to && left[i] === 0 && right[i] === 0) i++
      return i
    }
    while (i < to) {
      if (left[i] !== 0 || right[i] !== 0) zeroFrames = 0
      else if (zeroFrames < hold) zeroFrames++
      else break
      i++
    }
    this.#zeroFrames = zeroFrames
    return i
  }
}
