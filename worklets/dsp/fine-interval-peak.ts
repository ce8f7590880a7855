import { kaiserPhases } from './interpolation-phases.ts'
import { IntervalPeak } from './interval-peak.ts'
import { doubleRate, middlePhase } from './midpoint-filter.ts'

/** Flat to 0.46 of the sample rate. */
const FIRST_TAPS = 64
const FIRST_BETA = 9

/** Taps of the second stage; its band is half empty, so few do: 80 dB by Kaiser's formula. */
const SECOND_TAPS = 12
const SECOND_BETA = 8

/** Samples on each side that the second stage needs beyond the first. */
const MARGIN = 3

/**
 * The greatest magnitude between two samples at eight times the sample rate, near the ideal: flat
 * to 0.46 of the rate. In two stages, the second working on samples and midpoints: the figures of
 * one stage of 8 x 64 taps at a third of its cost, some 60 ns an interval. Same interface as
 * `IntervalPeak`. Only the constructor allocates.
 */
export class FineIntervalPeak {
  readonly taps = FIRST_TAPS + 2 * MARGIN
  readonly #second = new IntervalPeak(kaiserPhases(4, SECOND_TAPS, SECOND_BETA))
  readonly #first = middlePhase(FIRST_TAPS, FIRST_BETA)
  /** Samples and midpoints in turn, and the peaks between them. */
  readonly #dense: Float64Array
  readonly #peaks: Float64Array
  /** No reading exceeds this for samples within -1..1; so below peak * bound nothing can be. */
  readonly bound: number

  constructor(maxCount: number) {
    this.#dense = new Float64Array(2 * (maxCount + 2 * MARGIN) + 1)
    this.#peaks = new Float64Array(2 * maxCount + 2)
    this.bound = sumOfResponses(this)
  }

  /** As `IntervalPeak.process`; `count` is at most what the constructor was told. */
  process(samples: Float64Array, start: number, count: number, out: Float64Array): void {
    const dense = this.#dense
    const peaks = this.#peaks
    doubleRate(samples, start + FIRST_TAPS - 1, this.#first, count + 2 * MARGIN, dense)
    // The first interval begins at sample MARGIN; half the taps lie before its first half.
    this.#second.process(dense, 2 * MARGIN - SECOND_TAPS / 2 + 1, 2 * count, peaks)
    for (let i = 0; i < count; i++) {
      const middle = Math.abs(dense[2 * (MARGIN + i) + 1])
      out[i] = Math.max(middle, Math.max(peaks[2 * i], peaks[2 * i + 1]))
    }
  }
}

/** The sum of what single samples of magnitude 1 read is never below the gain of any phase. */
function sumOfResponses(filter: FineIntervalPeak): number {
  const samples = new Float64Array(filter.taps + 1)
  const out = new Float64Array(2)
  let sum = 0
  for (let k = 0; k < filter.taps; k++) {
    samples[k] = 1
    filter.process(samples, 0, 1, out)
    samples[k] = 0
    sum += out[0]
  }
  return sum
}
