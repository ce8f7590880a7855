import { type Cell, cell } from '../cell.ts'
import { FineIntervalPeak } from './fine-interval-peak.ts'
import { peakBound } from './interpolation-phases.ts'
import { CELL, findShades } from './shaded-peaks.ts'
import { StandardIntervalPeak } from './standard-interval-peak.ts'

/** The filters look at a few intervals beside those that they read: gaps so short are read too. */
const GAP = 6

/** Places of a greatest sample and a greatest second difference. */
export const EXTREME = { level: 0, bend: 1, count: 2 } as const

/**
 * The greatest magnitude between two samples, ends included, by several meters' filters: the 49-tap
 * Hann filter of libebur128, the filter of ITU-R BS.1770-5 annex 2, ffmpeg's resampler (32 taps),
 * and a near-ideal one (64 taps).
 *
 * The filters run only where a reading can count: its two ends are a lower bound, and with the
 * second differences an upper one (see `peakBound`), so that of a smooth wave little more than the
 * highest crests is read. What lies below the floor or in the shade of others (see
 * `shaded-peaks.ts`) may read as its higher end alone. About 100 ns an interval that is read, 4 ns
 * else. Only the constructor allocates.
 */
export class CombinedIntervalPeak {
  readonly taps: number
  /** No reading exceeds this for samples within -1..1. */
  readonly bound: number
  /** `reading <= level * greatest sample + bend * greatest second difference`. */
  readonly level: number
  readonly bend: number
  /** Readings up to this do not count. */
  readonly floor: Cell = cell()
  /** What no sample and no second difference exceeds; the caller has them at hand. */
  readonly greatest = new Float64Array(EXTREME.count)
  readonly #standard = new StandardIntervalPeak()
  readonly #ideal: FineIntervalPeak
  readonly #ffmpeg: FineIntervalPeak
  readonly #standardPeaks: Float64Array
  readonly #idealPeaks: Float64Array
  readonly #ffmpegPeaks: Float64Array
  /** Highest sample of each cell of intervals. */
  readonly #cells: Float64Array
  readonly #shades: Float64Array

  constructor(maxCount: number) {
    this.#ideal = new FineIntervalPeak(64, maxCount)
    this.#ffmpeg = new FineIntervalPeak(32, maxCount)
    this.taps = this.#ideal.taps
    const limits = [this.#ideal.limit, this.#ffmpeg.limit, ...this.#standard.phases.map(peakBound)]
    this.bound = Math.max(this.#standard.bound, this.#ideal.bound, this.#ffmpeg.bound)
    this.level = Math.max(...limits.map(({ level }) => level))
    this.bend = Math.max(...limits.map(({ bend }) => bend))
    this.#standardPeaks = new Float64Array(maxCount)
    this.#idealPeaks = new Float64Array(maxCount)
    this.#ffmpegPeaks = new Float64Array(maxCount)
    this.#cells = new Float64Array(Math.ceil(maxCount / CELL))
    this.#shades = new Float64Array(this.#cells.length)
  }

  /**
   * `out[i]` = peak of an interval, for `count` intervals in a row. The first looks at the samples
   * from `start` to `start + taps - 1` and lies between the two in their middle.
   */
  process(samples: Float64Array, start: number, count: number, out: Float64Array): void {
    const rise = this.bend * this.greatest[EXTREME.bend]
    // No shade of samples is higher than the highest: where waves may rise by as much, all is read.
    if (rise > Math.max(this.floor[0], this.greatest[EXTREME.level]))
      this.#read(samples, start, 0, count, out)
    else {
      this.#readEnds(samples, start + this.taps / 2 - 1, count, out)
      this.#readCandidates(samples, start, count, out)
    }
  }

  /** `out[i]` = the higher end of interval i; the first begins at the sample of index `first`. */
  #readEnds(samples: Float64Array, first: number, count: number, out: Float64Array): void {
    const cells = this.#cells
    let before = Math.abs(samples[first])
    for (let from = 0, cell = 0; from < count; from += CELL, cell++) {
      const to = Math.min(count, from + CELL)
      let highest = 0
      for (let i = from; i < to; i++) {
        const after = Math.abs(samples[first + i + 1])
        const end = after > before ? after : before
        if (end > highest) highest = end
        out[i] = end
        before = after
      }
      cells[cell] = highest
    }
  }

  /** Reads the intervals that may rise over the floor and out of the shade of samples. */
  #readCandidates(samples: Float64Array, start: number, count: number, out: Float64Array): void {
    const rise = this.bend * this.greatest[EXTREME.bend]
    const cells = Math.ceil(count / CELL)
    const shades = this.#shades
    const floor = this.floor[0]
    findShades(this.#cells, cells, shades)
    let from = -1
    let to = 0
    for (let cell = 0; cell < cells; cell++) {
      const bar = Math.max(floor, shades[cell])
      const least = (bar - rise) / this.level
      const end = Math.min(count, CELL * (cell + 1))
      for (let i = CELL * cell; i < end; i++) {
        if (out[i] < least) continue
        if (from < 0) from = i
        else if (i - to > GAP) {
          this.#read(samples, start, from, to, out)
          from = i
        }
        to = i + 1
      }
    }
    if (from >= 0) this.#read(samples, start, from, to, out)
  }

  /** Reads intervals `from` to `to - 1` by all filters. */
  #read(samples: Float64Array, start: number, from: number, to: number, out: Float64Array): void {
    const count = to - from
    const standardPeaks = this.#standardPeaks
    const idealPeaks = this.#idealPeaks
    const ffmpegPeaks = this.#ffmpegPeaks
    this.#ideal.floor[0] = this.floor[0]
    this.#ffmpeg.floor[0] = this.floor[0]
    // All look at the same interval: the shorter ones start later by half the difference.
    const oldest = start + from
    const standardStart = oldest + (this.taps - this.#standard.taps) / 2
    const ffmpegStart = oldest + (this.taps - this.#ffmpeg.taps) / 2
    this.#standard.process(samples, standardStart, count, standardPeaks)
    this.#ffmpeg.process(samples, ffmpegStart, count, ffmpegPeaks)
    this.#ideal.process(samples, oldest, count, idealPeaks)
    for (let i = 0; i < count; i++) {
      const standard = standardPeaks[i]
      const ideal = idealPeaks[i]
      const ffmpeg = ffmpegPeaks[i]
      // The greater of two without a jump: see `standard-interval-peak.ts`.
      const fine = 0.5 * (ideal + ffmpeg + Math.abs(ideal - ffmpeg))
      out[from + i] = 0.5 * (standard + fine + Math.abs(standard - fine))
    }
  }
}
