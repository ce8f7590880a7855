import { hannPhases, ITU_PHASES } from './interpolation-phases.ts'
import { IntervalPeak } from './interval-peak.ts'

/** Samples before a block that are looked at. */
export const TRUE_PEAK_HISTORY = 12

/** Intervals that are decided on together. */
const GROUP = 8

/**
 * A peak between samples is taken to be at most this much above the samples beside it: 6 dB. (A
 * full-scale sine at a quarter of the sample rate rises 3 dB above its samples.)
 */
const OVER_SAMPLES = 2

/**
 * The true peak of a stereo block as meters read it: the greater of the filters of ITU-R BS.1770-5
 * annex 2 and of libebur128. Only what can exceed a reading of interest is looked at, so a meter
 * whose reading falls slowly costs little: 5 to 60 ns a frame for both channels. Only the
 * constructor allocates.
 */
export class StereoTruePeak {
  /** One number, in an array so that it is handed over without garbage. */
  readonly peak = new Float64Array(1)
  readonly #filters = new IntervalPeak(hannPhases(4, 12), ITU_PHASES)
  /** A sample below this cannot stand beside a peak of interest. */
  readonly #limit = new Float64Array(1)
  readonly #peaks = new Float64Array(GROUP + 1)

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
    this.#limit[0] = floor / OVER_SAMPLES
    this.#channel(left, end, frames)
    this.#channel(right, end, frames)
  }

  #channel(samples: Float64Array, end: number, frames: number): void {
    const half = this.#filters.taps / 2
    const peaks = this.#peaks
    const limit = this.#limit
    const best = this.peak
    // The newest interval that all taps have reached, less the block.
    const first = end - frames - half
    for (let start = 0; start < frames; start += GROUP) {
      const count = Math.min(GROUP, frames - start)
      let peak = 0
      for (let i = first + start; i <= first + start + count; i++) {
        const size = Math.abs(samples[i])
        if (size > peak) peak = size
      }
      if (peak > limit[0]) {
        this.#filters.process(samples, first + start - half + 1, count, peaks)
        for (let i = 0; i < count; i++) if (peaks[i] > peak) peak = peaks[i]
      }
      if (peak > best[0]) best[0] = peak
      limit[0] = Math.max(limit[0], peak / OVER_SAMPLES)
    }
  }
}
