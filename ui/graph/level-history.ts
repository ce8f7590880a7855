import type { Tap } from '../../worklets/core/source.ts'

/** Linear peaks of one tap, in columns of equal time; the newest column is still filling. */
export class PeakColumns {
  readonly #left: Float32Array
  readonly #right: Float32Array
  readonly #columns: Float32Array
  #framesPerColumn: number
  #filled = 0
  #position: number | undefined
  #count = 0

  /** `columns` columns that together span `seconds`. */
  constructor(columns: number, seconds: number, sampleRate: number) {
    this.#columns = new Float32Array(columns)
    this.#framesPerColumn = Math.max(1, Math.round((seconds * sampleRate) / columns))
    this.#left = new Float32Array(MOST_FRAMES)
    this.#right = new Float32Array(MOST_FRAMES)
  }

  /** Columns finished since the start. */
  get count(): number {
    return this.#count
  }

  /** How much of the newest column is there, 0..1. */
  get fraction(): number {
    return this.#filled / this.#framesPerColumn
  }

  /** The peak `age` columns ago; 0 is the one that is filling. */
  at(age: number): number {
    const length = this.#columns.length
    return this.#columns[(((this.#count - age) % length) + length) % length] ?? 0
  }

  /** Takes what the tap heard since the last call, and returns how many columns were finished. */
  follow(tap: Tap): number {
    if (this.#position === undefined) {
      this.#position = tap.position
      return 0
    }
    const before = this.#count
    const frames = tap.copySince(this.#position, this.#left, this.#right)
    this.#position = tap.position
    const length = this.#columns.length
    let peak = this.#columns[this.#count % length] ?? 0
    for (let i = 0; i < frames; i++) {
      peak = Math.max(peak, Math.abs(this.#left[i] ?? 0), Math.abs(this.#right[i] ?? 0))
      if (++this.#filled < this.#framesPerColumn) continue
      this.#columns[this.#count % length] = peak
      this.#count++
      this.#filled = 0
      peak = 0
    }
    this.#columns[this.#count % length] = peak
    return this.#count - before
  }
}

/** A frame of 0.25 s at 48 kHz; after a longer pause the oldest frames are left out. */
const MOST_FRAMES = 16384

/** A figure per column beside the peaks: the largest reduction while the column was filling. */
export class FigureColumns {
  readonly #columns: Float32Array
  #count = 0

  constructor(columns: number) {
    this.#columns = new Float32Array(columns)
  }

  at(age: number): number {
    const length = this.#columns.length
    return this.#columns[(((this.#count - age) % length) + length) % length] ?? 0
  }

  /** Notes a reading after `finished` columns have been finished. */
  note(value: number, finished: number): void {
    const length = this.#columns.length
    for (let i = 0; i < finished; i++) {
      this.#count++
      this.#columns[this.#count % length] = value
    }
    const now = this.#count % length
    this.#columns[now] = Math.max(this.#columns[now] ?? 0, value)
  }
}
