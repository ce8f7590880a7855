import { fadeFrames, LatencyDelay } from '../../core/latency-delay.ts'

/**
 * A stereo delay for the lookahead that costs nothing while it is off: `left` and `right` are then
 * the arrays that came in. Coming from off, it gathers history before it fades to its length; going
 * off, it fades first.
 */
export class Lookahead {
  left: Float64Array
  right: Float64Array
  readonly #delay: LatencyDelay
  readonly #onAfter: number
  readonly #offAfter: number
  #length = 0
  #isOn = false
  /** Frames until the next step: the fade to the length, or the end of the fade to none. */
  #countdown = 0

  constructor(maxLength: number, maxBlock: number, sampleRate: number) {
    this.#delay = new LatencyDelay(maxLength, maxBlock, sampleRate)
    // The block in which the fade begins is not part of the history yet.
    this.#onAfter = maxLength + maxBlock
    // A fade under way has to end before the one to no delay starts.
    this.#offAfter = 2 * fadeFrames(sampleRate) + maxBlock
    this.left = this.#delay.left
    this.right = this.#delay.right
  }

  /** Asks for a length in frames, at most `maxLength`; 0 is off. */
  setLength(frames: number): void {
    if (frames === this.#length) return
    this.#length = frames
    if (frames === 0) {
      this.#delay.setLength(0)
      this.#countdown = this.#offAfter
    } else if (!this.#isOn) {
      this.#isOn = true
      this.#delay.setLength(0)
      this.#delay.reset()
      this.#countdown = this.#onAfter
    } else if (this.#countdown <= 0) {
      this.#delay.setLength(frames)
    }
  }

  /** Clears the history; the length is what was last asked for. */
  reset(): void {
    this.#isOn = this.#length > 0
    this.#countdown = 0
    this.#delay.setLength(this.#length)
    this.#delay.reset()
  }

  process(left: Float64Array, right: Float64Array, frames: number): void {
    if (!this.#isOn) {
      this.left = left
      this.right = right
      return
    }
    if (this.#countdown > 0) this.#count(frames)
    this.#delay.process(left, right, frames)
    this.left = this.#delay.left
    this.right = this.#delay.right
  }

  #count(frames: number): void {
    this.#countdown -= frames
    if (this.#countdown > 0) return
    if (this.#length === 0) this.#isOn = false
    this.#delay.setLength(this.#length)
  }
}
