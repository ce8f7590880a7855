import { type Cell, cell } from '../cell.ts'

/** Counts of frames start a second before they wrap, so that whatever runs a while passes there. */
const FIRST_FRAME = 2 ** 31 - 48_000

/**
 * The greatest of the last values, over a window whose length may change from frame to frame. A
 * window that grows does so by one frame a frame: what had already left it does not come back.
 *
 * Keeps only values that can still become the maximum, in falling order (a monotone queue), so a
 * frame costs two comparisons on average. Values at or below `floor` are not kept at all: it is
 * what an empty window reads. About 8 ns a frame. Only the constructor allocates.
 */
export class SlidingMaximum {
  /**
   * A cell though it never changes: a whole number in a field (1) is no fraction to the compiler,
   * which then boxes whatever the loop chooses between the two, 16 bytes a frame.
   */
  readonly #floor: Cell
  readonly #values: Float64Array
  /** When the values came, as 32-bit counts that may wrap. */
  readonly #times: Int32Array
  readonly #mask: number
  #first = 0
  #count = 0
  /** Past 2^30 a whole number is stored in a field as a fraction would be: so in a cell. */
  readonly #now = Int32Array.of(FIRST_FRAME)

  constructor(maxWindow: number, floor: number) {
    const size = 2 ** Math.ceil(Math.log2(maxWindow + 1))
    this.#floor = cell(floor)
    this.#values = new Float64Array(size)
    this.#times = new Int32Array(size)
    this.#mask = size - 1
  }

  reset(): void {
    this.#first = 0
    this.#count = 0
  }

  /** Replaces each of `values` by the maximum over the `windows[i]` newest, itself included. */
  process(values: Float64Array, windows: Int32Array, frames: number): void {
    const kept = this.#values
    const times = this.#times
    const mask = this.#mask
    const floor = this.#floor[0]
    let first = this.#first
    let count = this.#count
    let now = this.#now[0]
    for (let i = 0; i < frames; i++) {
      const value = values[i]
      while (count > 0 && kept[(first + count - 1) & mask] <= value) count--
      if (value > floor) {
        const at = (first + count) & mask
        kept[at] = value
        times[at] = now
        count++
      }
      while (count > 0 && ((now - times[first]) | 0) >= windows[i]) {
        first = (first + 1) & mask
        count--
      }
      values[i] = count > 0 ? kept[first] : floor
      now = (now + 1) | 0
    }
    this.#first = first
    this.#count = count
    this.#now[0] = now
  }
}
