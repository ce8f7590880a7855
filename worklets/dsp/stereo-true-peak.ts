import { StandardIntervalPeak } from './standard-interval-peak.ts'

/** Samples before a block that are looked at. */
export const TRUE_PEAK_HISTORY = 12

/** What part of the second difference a wave is taken to rise above its samples. */
const RISE = 0.5

/** The same for a smooth wave, of which a sample stands out by less than a quarter from its two
 * neighbors: a sine rises by 1/8 of it, near a quarter of the sample rate by 0.2. */
const SMOOTH_RISE = 0.2
const SMOOTH = 0.5

/**
 * The true peak of a stereo block as meters read it: the greater of the filters of ITU-R BS.1770-5
 * annex 2 and of libebur128. Only what can exceed a reading of interest is looked at: a wave is
 * taken to rise above its samples by less than half their second difference, and a smooth one by
 * less than a fifth, at its highest samples. So a meter whose reading falls slowly
 * costs little: 3 to 55 ns a frame for both channels. Only the constructor allocates.
 */
export class StereoTruePeak {
  /** One number, in an array so that it is handed over without garbage. */
  readonly peak = new Float64Array(1)
  /** The greatest sample of the block, linear. */
  readonly samplePeak = new Float64Array(1)
  readonly #filters = new StandardIntervalPeak()
  readonly #floor = new Float64Array(1)
  readonly #peaks = new Float64Array(2)

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
  }

  #channel(samples: Float64Array, end: number, frames: number): void {
    const filters = this.#filters
    const peaks = this.#peaks
    const half = filters.taps / 2
    // The newest sample that has all taps on both sides, less the block.
    const first = end - frames - half
    let floor = this.#floor[0]
    let greatest = 0
    let unread = first - 1
    let before = samples[first - 1]
    let now = samples[first]
    for (let i = first; i < first + frames; i++) {
      const after = samples[i + 1]
      const size = Math.abs(now)
      if (size > greatest) greatest = size
      const bend = Math.abs(before - now - now + after)
      const isSmooth = bend < SMOOTH * size
      const rise = isSmooth ? SMOOTH_RISE * bend : RISE * bend
      const isSlope = isSmooth && (Math.abs(before) > size || Math.abs(after) > size)
      if (size + rise > floor && !isSlope) {
        // The interval before the sample, unless its other end has had it read, and the one after.
        const from = Math.max(i - 1, unread)
        unread = i + 1
        filters.process(samples, from - half + 1, unread - from, peaks)
        floor = Math.max(floor, size, Math.max(peaks[0], peaks[unread - from - 1]))
      }
      before = now
      now = after
    }
    if (greatest > this.samplePeak[0]) this.samplePeak[0] = greatest
    if (floor > this.#floor[0]) {
      this.#floor[0] = floor
      this.peak[0] = floor
    }
  }
}
