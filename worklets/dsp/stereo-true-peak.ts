import { hannPhases, ITU_PHASES } from './interpolation-phases.ts'
import { IntervalPeak } from './interval-peak.ts'

/** Samples before a block that are looked at. */
export const TRUE_PEAK_HISTORY = 12

/** What part of the second difference a wave is taken to rise above its samples. */
const RISE = 0.5

/**
 * The true peak of a stereo block as meters read it: the greater of the filters of ITU-R BS.1770-5
 * annex 2 and of libebur128. Only what can exceed a reading of interest is looked at: a wave is
 * taken to rise above its samples by less than half their second difference (a sine of a quarter
 * of the sample rate, sampled at 45 degrees, rises by 0.2 of it). So a meter whose reading falls slowly
 * costs little: 5 to 60 ns a frame for both channels. Only the constructor allocates.
 */
export class StereoTruePeak {
  /** One number, in an array so that it is handed over without garbage. */
  readonly peak = new Float64Array(1)
  /** The greatest sample of the block, linear. */
  readonly samplePeak = new Float64Array(1)
  readonly #filters = new IntervalPeak(hannPhases(4, 12), ITU_PHASES)
  readonly #floor = new Float64Array(1)
  readonly #peaks = new Float64Array(2)

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
    this.peak[0] = 0
    this.samplePeak[0] = 0
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
    let before = samples[first - 1]
    let now = samples[first]
    for (let i = first; i < first + frames; i++) {
      const after = samples[i + 1]
      const size = Math.abs(now)
      if (size > greatest) greatest = size
      if (size + RISE * Math.abs(before - now - now + after) > floor) {
        filters.process(samples, i - half, 2, peaks)
        floor = Math.max(floor, size, Math.max(peaks[0], peaks[1]))
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
