import { type Cell, cell } from '../cell.ts'
import { StandardIntervalPeak } from './standard-interval-peak.ts'

/** Samples before a block that are looked at. */
export const TRUE_PEAK_HISTORY = 12

/** What part of the second difference a wave is taken to rise above its samples. */
const RISE = 0.5

/** The same for a smooth wave, of which a sample stands out by less than a quarter from its two
 * neighbors: a sine rises by 1/8 of it, near a quarter of the sample rate by 0.2. */
const SMOOTH_RISE = 0.2
const SMOOTH = 0.5

/** Frames that are ruled out together. */
const STRETCH = 64

/**
 * The true peak of a stereo block as meters read it: the greater of the filters of ITU-R BS.1770-5
 * annex 2 and of libebur128. Only what can exceed a reading of interest is looked at: a wave is
 * taken to rise above its samples by less than half their second difference, and a smooth one by
 * less than a fifth, at its highest samples. So a meter whose reading falls slowly
 * costs little: 3 to 55 ns a frame for both channels. Only the constructor allocates.
 */
export class StereoTruePeak {
  /** The true peak of the block, linear. */
  readonly peak: Cell = cell()
  /** The greatest sample of the block, linear. */
  readonly samplePeak: Cell = cell()
  readonly #filters = new StandardIntervalPeak()
  readonly #floor = cell()
  /** Peaks of the intervals before and after a sample. */
  readonly #peaks = new Float64Array(2)
  /** Index of the first interval's sample that no scan has read yet. */
  #unread = 0

  reset(): void {
    this.peak[0] = 0
    this.samplePeak[0] = 0
  }

  /**
   * Reads the block of `frames` frames that ends before index `end` in both arrays; the result is
   * `peak[0]`, linear. Peaks below `floor` may be missed.
   */
  process(
    left: Float64Array,
    right: Float64Array,
    end: number,
    frames: number,
    floor: number
  ): void {
    this.reset()
    this.#floor[0] = floor
    this.#channel(left, end, frames)
    this.#channel(right, end, frames)
    if (this.#floor[0] > floor) this.peak[0] = this.#floor[0]
  }

  /** Looks closer at the stretches whose highest sample and greatest bend could make a new peak. */
  #channel(samples: Float64Array, end: number, frames: number): void {
    // The newest sample that has all taps on both sides, less the block.
    const first = end - frames - this.#filters.taps / 2
    let greatest = this.samplePeak[0]
    this.#unread = first - 1
    for (let from = first; from < first + frames; from += STRETCH) {
      const to = Math.min(first + frames, from + STRETCH)
      let highest = 0
      let sharpest = 0
      let before = samples[from - 1]
      let now = samples[from]
      for (let i = from; i < to; i++) {
        const after = samples[i + 1]
        const size = Math.abs(now)
        const bend = Math.abs(before - now - now + after)
        if (size > highest) highest = size
        if (bend > sharpest) sharpest = bend
        before = now
        now = after
      }
      if (highest > greatest) greatest = highest
      if (highest + RISE * sharpest > this.#floor[0]) this.#scan(samples, from, to)
    }
    this.samplePeak[0] = greatest
  }

  /** Reads beside the samples from index `from` to `to - 1` that could make a new peak. */
  #scan(samples: Float64Array, from: number, to: number): void {
    const filters = this.#filters
    const peaks = this.#peaks
    const half = filters.taps / 2
    let floor = this.#floor[0]
    let unread = this.#unread
    let before = samples[from - 1]
    let now = samples[from]
    for (let i = from; i < to; i++) {
      const after = samples[i + 1]
      const size = Math.abs(now)
      const bend = Math.abs(before - now - now + after)
      if (size + RISE * bend > floor) {
        const isSmooth = bend < SMOOTH * size
        const isSlope = isSmooth && (Math.abs(before) > size || Math.abs(after) > size)
        if (!isSlope && (!isSmooth || size + SMOOTH_RISE * bend > floor)) {
          // The interval before the sample, unless its other end has had it read, and the one after.
          const start = Math.max(i - 1, unread)
          unread = i + 1
          filters.process(samples, start - half + 1, unread - start, peaks)
          floor = Math.max(floor, size, Math.max(peaks[0], peaks[unread - start - 1]))
        }
      }
      before = now
      now = after
    }
    this.#floor[0] = floor
    this.#unread = unread
  }
}
