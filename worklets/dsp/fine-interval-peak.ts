import { greatestGain, kaiserPhases } from './interpolation-phases.ts'
import { doubleRate, middlePhase, quadrupleRate } from './midpoint-filter.ts'

/** Flat to 0.46 of the sample rate. */
const FIRST_TAPS = 64
const FIRST_BETA = 9

/** At twice the rate half the band is empty, so few taps do: 80 dB by Kaiser's formula. */
const SECOND_TAPS = 10
const SECOND_BETA = 7

/** Samples on each side that the second stage needs beyond the first. */
const MARGIN = 3

/** Where the second stage starts: at the point before the first interval's first sample. */
const SECOND_START = 2 * MARGIN - 1 + SECOND_TAPS / 2

/** A crest rises above the nearest of four points per sample by at most 1 / cos(45 deg / 2). */
const CREST_RISE = 1 / Math.cos(Math.PI / 8)

/** The neighbors of a crest lie at cos(45 deg) or higher; less is a corner that no wave has. */
const LEAST_BEND_COSINE = 0.7

/**
 * The greatest magnitude that a continuous signal reaches between two samples, ends included, near
 * the ideal: flat to 0.46 of the sample rate. Path: samples -> twice the rate (64 taps) -> four
 * times (10 taps) -> a cosine through each crest and its neighbors, which for a sine is exact.
 *
 * Some 60 ns an interval. Only the constructor allocates.
 */
export class FineIntervalPeak {
  readonly taps = FIRST_TAPS + 2 * MARGIN
  /** No reading exceeds this for samples within -1..1; so below peak * bound nothing can be. */
  readonly bound = CREST_RISE * greatestGain(kaiserPhases(4, FIRST_TAPS, FIRST_BETA))
  /** Crests below this are read from their points alone, a little low. In an array: no garbage. */
  readonly floor = new Float64Array(1)
  readonly #first = middlePhase(FIRST_TAPS, FIRST_BETA)
  readonly #second = middlePhase(SECOND_TAPS, SECOND_BETA)
  /** Samples and midpoints in turn; and four points a sample, from the one before the first on. */
  readonly #twice: Float64Array
  readonly #fourfold: Float64Array

  constructor(maxCount: number) {
    this.#twice = new Float64Array(2 * (maxCount + 2 * MARGIN))
    this.#fourfold = new Float64Array(4 * maxCount + 6)
  }

  /**
   * `out[i]` = peak of an interval, for `count` intervals in a row, at most as many as the
   * constructor was told. The first looks at the samples from `start` to `start + taps - 1` and
   * lies between the two in their middle.
   */
  process(samples: Float64Array, start: number, count: number, out: Float64Array): void {
    const twice = this.#twice
    const points = this.#fourfold
    doubleRate(samples, start + FIRST_TAPS - 1, this.#first, count + 2 * MARGIN, twice)
    quadrupleRate(twice, SECOND_START, this.#second, 2 * count + 2, points)
    readCrests(points, 4 * count + 1, this.floor[0] / CREST_RISE)
    for (let i = 0; i < count; i++) {
      const at = 4 + 4 * i
      const inner = Math.max(points[at + 1], Math.max(points[at + 2], points[at + 3]))
      out[i] = Math.max(inner, Math.max(points[at], points[at + 4]))
    }
  }
}

/**
 * Replaces `count` points from the fifth on by their magnitudes, and crests by the amplitude A of
 * the cosine through them and their neighbors, A cos(n t - p) at n = -1, 0, 1:
 * cos t = (before + after) / (2 middle), A^2 = middle^2 + ((after - before) / (2 sin t))^2.
 */
function readCrests(points: Float64Array, count: number, near: number): void {
  let before = points[3]
  let middle = points[4]
  for (let i = 4; i < 4 + count; i++) {
    const after = points[i + 1]
    let size = Math.abs(middle)
    if (size > near && Math.abs(before) <= size && Math.abs(after) <= size) {
      const bend = Math.max(LEAST_BEND_COSINE, (before + after) / (2 * middle))
      const slope = after - before
      if (bend < 1) size = Math.sqrt(size * size + (slope * slope) / (4 * (1 - bend * bend)))
    }
    points[i] = size
    before = middle
    middle = after
  }
}
