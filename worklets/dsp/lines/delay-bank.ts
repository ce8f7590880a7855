/** Longest block that may be written at once; blocks must not cross a multiple of it. */
export const BANK_BLOCK = 64

/**
 * Added to and taken away from what a loop writes to its bank, in double precision, it turns
 * anything below -670 dB into exact zero, before single precision makes slow denormals of it.
 */
export const FLUSH = 1e-18

/** Longest interpolator that may read across the end of a ring. */
const MAX_TAPS = 16

const MIRROR = BANK_BLOCK + MAX_TAPS

/**
 * Several delay lines of equal capacity with one common write position: power-of-two rings in one
 * array, each with its first samples mirrored behind its end, so that a block (and a 16-tap
 * interpolator running along it) reads plain neighbors without a mask.
 *
 * One step: write `frames` samples of each line from `start(line, 0)` on, then `advance(frames)`.
 * Before `advance`, `start(line, d)` is where the block delayed by `d` frames begins; it must have
 * been written, so d >= frames. After `advance` the same block begins at `start(line, d + frames)`,
 * for any d >= 0. Blocks are at most BANK_BLOCK frames and never cross a multiple of BANK_BLOCK
 * counted from the last `reset`. Samples are single precision; the constructor allocates.
 */
export class DelayBank {
  readonly data: Float32Array
  /** Distance of two lines in `data`. */
  readonly stride: number
  readonly mask: number
  /** Position in every ring that is written next. */
  head = 0
  readonly #lines: number
  /** Everything in a ring from here on is silence: so much may have been written since `reset`. */
  #written = BANK_BLOCK

  /** For `lines` lines with delays up to `maxDelay` frames. */
  constructor(lines: number, maxDelay: number) {
    // A shift makes whole numbers of these fields; a power would make doubles, and slow indices.
    const size = 1 << Math.ceil(Math.log2(maxDelay + MIRROR + BANK_BLOCK))
    this.#lines = lines
    this.mask = size - 1
    this.stride = size + MIRROR
    this.data = new Float32Array(lines * this.stride)
  }

  /** Costs as much as has been written: a long line that was hardly used is cleared at once. */
  reset(): void {
    for (let line = 0; line < this.#lines; line++) {
      const ring = line * this.stride
      this.data.fill(0, ring, ring + this.#written)
      this.data.fill(0, ring + this.mask + 1, ring + this.stride)
    }
    this.head = 0
    this.#written = BANK_BLOCK
  }

  /** Index in `data` of the sample `delay` frames before the write position. */
  start(line: number, delay: number): number {
    return (line * this.stride + ((this.head - delay) & this.mask)) | 0
  }

  /** Declares `frames` samples of each line written. */
  advance(frames: number): void {
    const { head, data, stride, mask } = this
    if (head < MIRROR) {
      const end = Math.min(head + frames, MIRROR)
      for (let line = 0; line < this.#lines; line++) {
        const ring = line * stride
        data.copyWithin(ring + mask + 1 + head, ring + head, ring + end)
      }
    }
    this.head = (head + frames) & mask
    // To the end of the next block, which may be written and not declared yet.
    const reach = Math.min(mask + 1, (head & -BANK_BLOCK) + 2 * BANK_BLOCK)
    if (reach > this.#written) this.#written = reach
  }
}
