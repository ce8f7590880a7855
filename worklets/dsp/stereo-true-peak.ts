import { hannPhases, ITU_PHASES } from './interpolation-phases.ts'
import { IntervalPeak } from './interval-peak.ts'

/** Samples before a block that are looked at. */
export const TRUE_PEAK_HISTORY = 12

/** Intervals that are decided on together. */
const GROUP = 8

/** A block's peak is taken to be at most 3.5 dB above its greatest sample (of a sine: 3 dB). */
const OVER_SAMPLES = 1.5

/**
 * The true peak of a stereo block as meters read it: the greater of the filters of ITU-R BS.1770-5
 * annex 2 and of libebur128. Only what can exceed a reading of interest is looked at: a wave is
 * taken to rise above its samples by less than their second difference (a sine of a quarter of the
 * sample rate, sampled at 45 degrees, rises by 0.3 of it). So a meter whose reading falls slowly
 * costs little: 5 to 60 ns a frame for both channels. Only the constructor allocates.
 */
export class StereoTruePeak {
  /** One number, in an array so that it is handed over without garbage. */
  readonly peak = new Float64Array(1)
  readonly #filters = new IntervalPeak(hannPhases(4, 12), ITU_PHASES)
  readonly #floor = new Float64Array(1)
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
    this.#floor[0] = floor
    this.#channel(left, end, frames)
    this.#channel(right, end, frames)
  }

  #channel(samples: Float64Array, end: number, frames: number): void {
    const half = this.#filters.taps / 2
    const peaks = this.#peaks
    const best = this.peak
    // The newest interval that all taps have reached, less the block.
    const first = end - frames - half
    let floor = this.#floor[0]
    let block = 0
    for (let i = first; i <= first + frames; i++) {
      const size = Math.abs(samples[i])
      if (size > block) block = size
    }
    if (block > best[0]) best[0] = block
    if (block * OVER_SAMPLES <= floor) return
    for (let start = 0; start < frames; start += GROUP) {
      const count = Math.min(GROUP, frames - start)
      let reach = 0
      let before = samples[first + start - 1]
      let now = samples[first + start]
      for (let i = 0; i <= count; i++) {
        const after = samples[first + start + i + 1]
        const high = Math.abs(now) + Math.abs(before - now - now + after)
        if (high > reach) reach = high
        before = now
        now = after
      }
      if (reach <= floor) continue
      this.#filters.process(samples, first + start - half + 1, count, peaks)
      for (let i = 0; i < count; i++) if (peaks[i] > floor) floor = peaks[i]
    }
    if (floor > this.#floor[0]) {
      this.#floor[0] = floor
      best[0] = Math.max(best[0], floor)
    }
  }
}
