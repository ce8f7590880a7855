import { fadeFrames, raisedCosine } from '../raised-cosine.ts'
import type { Stereo } from '../stereo.ts'

/**
 * A stereo delay of whole frames whose length changes by a crossfade: the dry path beside a
 * processor with latency, or a look-ahead. At a constant length the output is the input, bit for
 * bit, `length` frames later. About 4 ns a frame, nothing while it is off.
 */
export class LatencyDelay implements Stereo {
  readonly left: Float64Array
  readonly right: Float64Array
  readonly #ringLeft: Float64Array
  readonly #ringRight: Float64Array
  readonly #mask: number
  readonly #maxLength: number
  readonly #fade: Float64Array
  #write = 0
  #length = 0
  #oldLength = 0
  #target = 0
  /** Frames recorded since the delay was last idle, as far as they matter. */
  #filled = 0
  #fadeAt = 0

  /**
   * Allocates for delays up to `maxLength` frames and blocks up to `maxBlock` frames.
   * The result of `process` is found in `left` and `right`.
   */
  constructor(maxLength: number, maxBlock: number, sampleRate: number) {
    const size = 2 ** Math.ceil(Math.log2(maxLength + maxBlock + 1))
    this.#ringLeft = new Float64Array(size)
    this.#ringRight = new Float64Array(size)
    this.#mask = size - 1
    this.#maxLength = maxLength
    this.left = new Float64Array(maxBlock)
    this.right = new Float64Array(maxBlock)
    this.#fade = raisedCosine(fadeFrames(sampleRate))
    this.#fadeAt = this.#fade.length
  }

  /** Asks for another length in frames, at most `maxLength`; it is reached by a crossfade. */
  setLength(frames: number): void {
    this.#target = Math.min(Math.max(0, Math.round(frames)), this.#maxLength)
  }

  /** Whether it is off: no delay, none wanted, nothing recorded. */
  get idle(): boolean {
    return this.#length === 0 && this.#target === 0 && this.#fadeAt >= this.#fade.length
  }

  /** Clears the history and ends a crossfade at its goal. */
  reset(): void {
    this.#ringLeft.fill(0)
    this.#ringRight.fill(0)
    this.#length = this.#target
    this.#oldLength = this.#target
    this.#filled = this.#target
    this.#fadeAt = this.#fade.length
  }

  /** The arrays may be longer than `frames`, but not than `maxBlock`. */
  process(sound: Stereo, frames: number): void {
    if (this.idle) {
      this.#filled = 0
      this.left.set(sound.left)
      this.right.set(sound.right)
      return
    }
    const write = this.#write
    this.#record(sound, frames)
    if (this.#fadeAt >= this.#fade.length && this.#length === this.#target) {
      this.#readSteady(write - this.#length, frames)
    } else {
      this.#crossfade(write, frames)
    }
  }

  #record({ left, right }: Stereo, frames: number): void {
    const ringLeft = this.#ringLeft
    const ringRight = this.#ringRight
    const mask = this.#mask
    const write = this.#write
    for (let i = 0; i < frames; i++) {
      ringLeft[(write + i) & mask] = left[i]
      ringRight[(write + i) & mask] = right[i]
    }
    this.#write = (write + frames) & mask
  }

  #readSteady(from: number, frames: number): void {
    const { left, right } = this
    const ringLeft = this.#ringLeft
    const ringRight = this.#ringRight
    const mask = this.#mask
    for (let i = 0; i < frames; i++) {
      left[i] = ringLeft[(from + i) & mask]
      right[i] = ringRight[(from + i) & mask]
    }
    this.#filled = this.#target
  }

  #crossfade(write: number, frames: number): void {
    const mask = this.#mask
    for (let i = 0; i < frames; i++) {
      // After idling, the ring must first hold what the longer delay is going to read.
      const ready = ++this.#filled > this.#target
      if (ready && this.#fadeAt >= this.#fade.length && this.#length !== this.#target) {
        this.#oldLength = this.#length
        this.#length = this.#target
        this.#fadeAt = 0
      }
      const now = (write + i - this.#length) & mask
      const before = (write + i - this.#oldLength) & mask
      const weight = this.#fadeAt < this.#fade.length ? this.#fade[this.#fadeAt++] : 1
      this.left[i] =
        this.#ringLeft[before] + weight * (this.#ringLeft[now] - this.#ringLeft[before])
      this.right[i] =
        this.#ringRight[before] + weight * (this.#ringRight[now] - this.#ringRight[before])
    }
  }
}
