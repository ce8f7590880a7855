/**
 * A signal with its past in one piece: filters and delays read plain neighbors, without the masks
 * of a ring. The newest sample is `samples[end - 1]`; at least `history` samples before the newest
 * block are there, silence where nothing has been yet.
 *
 * A push costs a copy of the block, and once in a while one of the history: under 1 ns a frame.
 * Only the constructor allocates.
 */
export class HistoryLine {
  readonly samples: Float64Array
  /** Index after the newest sample; moves with every push. */
  end: number
  readonly #history: number

  /** For reads up to `history` frames before a block of up to `maxBlock` frames. */
  constructor(history: number, maxBlock: number) {
    this.#history = history
    this.samples = new Float64Array(4 * history + 8 * maxBlock)
    this.end = history
  }

  reset(): void {
    this.samples.fill(0)
    this.end = this.#history
  }

  push(block: Float64Array, frames: number): void {
    const samples = this.samples
    if (this.end + frames > samples.length) {
      samples.copyWithin(0, this.end - this.#history, this.end)
      this.end = this.#history
    }
    const end = this.end
    if (frames === block.length) samples.set(block, end)
    else for (let i = 0; i < frames; i++) samples[end + i] = block[i]
    this.end = end + frames
  }
}
