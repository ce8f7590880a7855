import { FineIntervalPeak } from './fine-interval-peak.ts'
import { hannPhases, ITU_PHASES } from './interpolation-phases.ts'
import { IntervalPeak } from './interval-peak.ts'

/** Frames by which a reading lags behind the sample it belongs to. */
export const DETECTOR_FRAMES = 35

/** Samples before a block that the detector looks at. */
export const DETECTOR_HISTORY = 70

/** Frames that are decided on together: whether anything in them can exceed the threshold. */
const GROUP = 32

/**
 * What true-peak meters will read of one channel, sample by sample: the greatest of the sample and
 * of the two intervals beside it, by several meters' filters at once, since a peak between samples
 * depends on the filter that looks for it: the 49-tap Hann filter of libebur128, the filter of
 * ITU-R BS.1770-5 annex 2, and a near-ideal one (64 taps, crests fitted).
 *
 * Where the filters' gain proves that nothing can exceed the threshold, they are not run; a reading
 * there is the sample itself. About 90 ns a frame awake, 1 ns asleep.
 * Only the constructor allocates.
 */
export class TruePeakDetector {
  /** Readings of the last block; reading i belongs to the sample DETECTOR_FRAMES before frame i. */
  readonly peaks: Float64Array
  /** Whether nothing in the last block can exceed its threshold; then `peaks` was not written. */
  asleep = true
  readonly #meters = new IntervalPeak(hannPhases(4, 12), ITU_PHASES)
  readonly #ideal = new FineIntervalPeak(GROUP)
  readonly #bound = Math.max(this.#meters.bound, this.#ideal.bound)
  readonly #meterPeaks: Float64Array
  readonly #idealPeaks: Float64Array
  /** Samples below this leave the meters' filters below the threshold. In an array: no garbage. */
  readonly #meterQuiet = new Float64Array(1)
  /** Peak of the interval before the first sample of the next block, in an array: no garbage. */
  readonly #interval = new Float64Array(1)

  constructor(maxBlock: number) {
    this.peaks = new Float64Array(maxBlock)
    this.#meterPeaks = new Float64Array(GROUP + 1)
    this.#idealPeaks = new Float64Array(GROUP + 1)
  }

  reset(): void {
    this.#interval[0] = 0
  }

  /**
   * Reads the block of `frames` frames that ends before index `end`, with DETECTOR_HISTORY samples
   * before it. Each frame has its own threshold; the lowest decides what may sleep.
   */
  process(samples: Float64Array, end: number, frames: number, thresholds: Float64Array): void {
    let quiet = thresholds[0]
    for (let i = 1; i < frames; i++) if (thresholds[i] < quiet) quiet = thresholds[i]
    this.#ideal.floor[0] = quiet
    this.#meterQuiet[0] = quiet / this.#meters.bound
    quiet /= this.#bound
    this.asleep = peakBetween(samples, end - frames - DETECTOR_HISTORY + 1, end) < quiet
    if (this.asleep) {
      this.#interval[0] = 0
      return
    }
    for (let start = 0; start < frames; start += GROUP) {
      const count = Math.min(GROUP, frames - start)
      const newest = end - frames + start
      const oldest = newest - DETECTOR_HISTORY + 1
      if (peakBetween(samples, oldest, newest + count) < quiet) {
        this.#skip(samples, newest - DETECTOR_FRAMES, start, count)
      } else {
        this.#read(samples, oldest, start, count)
      }
    }
  }

  #read(samples: Float64Array, oldest: number, start: number, count: number): void {
    const meterPeaks = this.#meterPeaks
    const idealPeaks = this.#idealPeaks
    // Both filters look at the same interval: the shorter one starts later by half the difference.
    const later = (this.#ideal.taps - this.#meters.taps) / 2
    const meterStart = oldest + later
    const meterEnd = meterStart + this.#meters.taps + count - 1
    if (peakBetween(samples, meterStart, meterEnd) < this.#meterQuiet[0]) {
      meterPeaks.fill(0)
    } else {
      this.#meters.process(samples, meterStart, count, meterPeaks)
    }
    this.#ideal.process(samples, oldest, count, idealPeaks)
    const peaks = this.peaks
    const center = oldest + DETECTOR_HISTORY - 1 - DETECTOR_FRAMES
    let before = this.#interval[0]
    for (let i = 0; i < count; i++) {
      const after = Math.max(meterPeaks[i], idealPeaks[i])
      peaks[start + i] = Math.max(Math.abs(samples[center + i]), Math.max(before, after))
      before = after
    }
    this.#interval[0] = before
  }

  #skip(samples: Float64Array, center: number, start: number, count: number): void {
    const peaks = this.peaks
    for (let i = 0; i < count; i++) peaks[start + i] = Math.abs(samples[center + i])
    this.#interval[0] = 0
  }
}

function peakBetween(samples: Float64Array, start: number, end: number): number {
  let peak = 0
  for (let i = start; i < end; i++) {
    const size = Math.abs(samples[i])
    if (size > peak) peak = size
  }
  return peak
}
