import { type Channels, MAX_FRAMES } from '../core/stereo-block.ts'

/**
 * The stretch of sound that a strip works on, with the arrays that kernels want of every length
 * made beforehand, because a view of an array is an object too. One serves all strips, one after the
 * other. About 150 kB.
 */
export class ScratchBlock {
  readonly left = new Float32Array(MAX_FRAMES)
  readonly right = new Float32Array(MAX_FRAMES)
  readonly keyLeft = new Float32Array(MAX_FRAMES)
  readonly keyRight = new Float32Array(MAX_FRAMES)
  /** How many channels arrived: 0, 1 or 2. With one, both arrays hold the same. */
  channels = 2
  /** By channels, then by frames; the second list has the side chain as input 1. */
  readonly #plain: readonly (readonly Channels[])[]
  readonly #keyed: readonly (readonly Channels[])[]
  readonly #outputs: readonly Channels[]

  constructor() {
    const lengths = Array.from({ length: MAX_FRAMES + 1 }, (_, frames) => frames)
    const cut = (array: Float32Array) => lengths.map((frames) => array.subarray(0, frames))
    const [left, right] = [cut(this.left), cut(this.right)]
    const [keyLeft, keyRight] = [cut(this.keyLeft), cut(this.keyRight)]
    const main = (channels: number, n: number) => [left[n], right[n]].slice(0, channels)
    this.#outputs = lengths.map((n) => [[left[n], right[n]]])
    this.#plain = [0, 1, 2].map((channels) => lengths.map((n) => [main(channels, n)]))
    this.#keyed = [0, 1, 2].map((channels) =>
      lengths.map((n) => [main(channels, n), [keyLeft[n], keyRight[n]]])
    )
  }

  inputs(frames: number, keyed: boolean): Channels {
    return (keyed ? this.#keyed : this.#plain)[this.channels][frames]
  }

  /** The same arrays as the inputs: kernels work in place. */
  outputs(frames: number): Channels {
    return this.#outputs[frames]
  }

  /** Copies `frames` frames of another block, from `start` on. */
  take(from: ScratchBlock, start: number, frames: number): void {
    this.channels = from.channels
    for (let i = 0; i < frames; i++) {
      this.left[i] = from.left[start + i]
      this.right[i] = from.right[start + i]
      this.keyLeft[i] = from.keyLeft[start + i]
      this.keyRight[i] = from.keyRight[start + i]
    }
  }

  /** Puts the sound (not the key) back to where `take` had it from. */
  give(to: ScratchBlock, start: number, frames: number): void {
    for (let i = 0; i < frames; i++) {
      to.left[start + i] = this.left[i]
      to.right[start + i] = this.right[i]
    }
  }
}
