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
  readonly #filters = new IntervalPeak(hannPhases(4, 12), ITU_PHASES)
  readonly #peaks = new Float64Array(GROUP + 1)

  /**
   * The greatest linear magnitude of the block of `frames` frames that ends before index `end` in
   * both arrays; peaks below `floor` may be missed.
   */
  process(
    left: Float64Array,
    right: Float64Array,
    end: number,
    frames: number,
    floor: number
  ): number {
    const peak = this.#channel(left, end, frames, floor)
    return Math.max(peak, this.#channel(right, end, frames, Math.max(peak, floor)))
  }

  #channel(samples: Float64Array, end: number, frames: number, floor: number): number {
    const half = this.#filters.taps / 2
    // The newest interval that all taps have reached, less the block.
    const first = end - frames - half
    let peak = 0
    for (let start = 0; start < frames; start += GROUP) {
      const count = Math.min(GROUP, frames - start)
      let samplePeak = 0
      for (let i = first + start; i <= first + start + count; i++) {
        const size = Math.abs(samples[i])
        if (size > samplePeak) samplePeak = size
      }
      if (samplePeak > peak) peak = samplePeak
      if (samplePeak * OVER_SAMPLES <= Math.max(peak, floor)) continue
      this.#filters.process(samples, first + start - half + 1, count, this.#peaks)
      for (let i = 0; i < count; i++) if (this.#peaks[i] > peak) peak = this.#peaks[i]
    }
    return peak
  }
}
