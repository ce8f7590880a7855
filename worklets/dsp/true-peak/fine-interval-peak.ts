import { greater } from './greater.ts'
import { type PeakBound, peakBound } from './interpolation-phases.ts'
import { doubleRate, middlePhase } from './midpoint-filter.ts'
import { CELL, findShades } from './shaded-peaks.ts'

/** Kaiser window of the first stage. */
const FIRST_BETA = 9

/** At twice the rate half the band is empty, so few taps do: 80 dB by Kaiser's formula. */
const SECOND_TAPS = 10
const SECOND_BETA = 7

/** Samples on each side that the second stage needs beyond the first. */
const MARGIN = 3

/** Neighbors of a crest lie at cos(45 deg) or higher; less is a corner that no wave has. */
const LEAST_BEND_COSINE = 0.7

/** With both neighbors there, a crest midway between two points rises above them by this factor. */
const CREST_RISE = Math.sqrt(2 / (1 + LEAST_BEND_COSINE))

/**
 * A crest A above its highest point m, second difference b: A <= m + RISE_PER_BEND b. For
 * A = m / cos(t / 2) with cos t = 1 - b / (2 m) is convex in b, 0 at b = 0, and ends at the least
 * cosine, where b = 0.6 m.
 */
const RISE_PER_BEND = (CREST_RISE - 1) / (2 * (1 - LEAST_BEND_COSINE))

/**
 * The greatest magnitude that a continuous signal reaches between two samples, ends included. Path:
 * samples -> twice the rate -> four times (10 taps) -> a cosine through the highest point and its
 * neighbors, which for a sine is exact. The taps of the first stage make the meter: 64 are near the
 * ideal, flat to 0.46 of the sample rate; 32 are the resampler of ffmpeg. Crests in the shade of
 * others (see `shaded-peaks.ts`) are left out, and a reading there may be up to 0.7 dB low.
 *
 * With 64 taps some 45 ns an interval, with 32 some 30. Only the constructor allocates.
 */
export class FineIntervalPeak {
  readonly taps: number
  /** No reading exceeds this for samples within -1..1; so below peak * bound nothing can be. */
  readonly bound: number
  /** The same by level and second difference of the samples. */
  readonly limit: PeakBound
  /** Crests below this are read from their points alone, a little low. In an array: no garbage. */
  readonly floor = new Float64Array(1)
  readonly #first: Float64Array
  readonly #second = middlePhase(SECOND_TAPS, SECOND_BETA)
  /** Samples and midpoints in turn. */
  readonly #twice: Float64Array
  /** Highest point of each cell of intervals. */
  readonly #cells: Float64Array
  readonly #shades: Float64Array

  /** `taps` of the first stage: a multiple of four. */
  constructor(taps: number, maxCount: number) {
    this.taps = taps + 2 * MARGIN
    this.#first = middlePhase(taps, FIRST_BETA)
    this.#twice = new Float64Array(2 * (maxCount + 2 * MARGIN))
    this.#cells = new Float64Array(Math.ceil(maxCount / CELL))
    this.#shades = new Float64Array(this.#cells.length)
    const { bound, limit } = bounds.get(taps) ?? this.#findBounds()
    this.bound = bound
    this.limit = limit
    bounds.set(taps, { bound, limit })
  }

  /**
   * `out[i]` = peak of an interval, for `count` intervals in a row, at most as many as the
   * constructor was told. The first looks at the samples from `start` to `start + taps - 1` and
   * lies between the two in their middle.
   */
  process(samples: Float64Array, start: number, count: number, out: Float64Array): void {
    this.#double(samples, start, count)
    readPoints(this.#twice, this.#second, count, out, this.#cells)
    findShades(this.#cells, Math.ceil(count / CELL), this.#shades)
    readCrests(this.#twice, this.#second, count, this.floor, this.#shades, out)
  }

  #double(samples: Float64Array, start: number, count: number): void {
    doubleRate(
      samples,
      start + 2 * this.#first.length - 1,
      this.#first,
      count + 2 * MARGIN,
      this.#twice
    )
  }

  #findBounds(): Bounds {
    const points = this.#pointFilters()
    const gains = points.map((taps) => taps.reduce((sum, tap) => sum + Math.abs(tap), 0))
    return { bound: CREST_RISE * Math.max(...gains), limit: crestBound(points) }
  }

  /** The whole filters of the points of one interval and of the point on either side. */
  #pointFilters(): readonly (readonly number[])[] {
    const impulse = new Float64Array(this.taps)
    const responses = Array.from(impulse, (_, k) => {
      impulse.fill(0)
      impulse[k] = 1
      this.#double(impulse, 0, 1)
      return pointsAround(this.#twice, middleOf(0), this.#second)
    })
    return responses[0].map((_, point) => responses.map((response) => response[point]))
  }
}

type Bounds = Pick<FineIntervalPeak, 'bound' | 'limit'>

/** By the taps of the first stage. */
const bounds = new Map<number, Bounds>()

/** Where the middle of interval `i` is in the doubled signal; its ends are the neighbors. */
const middleOf = (i: number) => 2 * (MARGIN + i) + 1

/** `out[i]` = the highest of the five points of interval i; `cells` = the highest of each cell. */
function readPoints(
  twice: Float64Array,
  half: Float64Array,
  count: number,
  out: Float64Array,
  cells: Float64Array
): void {
  const c0 = half[0]
  const c1 = half[1]
  const c2 = half[2]
  const c3 = half[3]
  const c4 = half[4]
  for (let from = 0, cell = 0; from < count; from += CELL, cell++) {
    const to = Math.min(count, from + CELL)
    let highest = 0
    for (let i = from; i < to; i++) {
      const at = middleOf(i)
      const a2 = twice[at - 3]
      const a3 = twice[at - 2]
      const first = twice[at - 1]
      const middle = twice[at]
      const last = twice[at + 1]
      const b3 = twice[at + 2]
      const b2 = twice[at + 3]
      const early =
        c0 * (twice[at - 5] + twice[at + 4]) +
        c1 * (twice[at - 4] + b2) +
        (c2 * (a2 + b3) + c3 * (a3 + last) + c4 * (first + middle))
      const late =
        c0 * (twice[at - 4] + twice[at + 5]) +
        c1 * (a2 + twice[at + 4]) +
        (c2 * (a3 + b2) + c3 * (first + b3) + c4 * (middle + last))
      const ends = greater(Math.abs(first), Math.abs(last))
      const sides = greater(Math.abs(early), Math.abs(late))
      const size = greater(greater(ends, sides), Math.abs(middle))
      out[i] = size
      if (size > highest) highest = size
    }
    cells[cell] = highest
  }
}

/** The point between indices `at` and `at + 1` of the doubled signal. */
function between(twice: Float64Array, at: number, half: Float64Array): number {
  return (
    half[0] * (twice[at - 4] + twice[at + 5]) +
    half[1] * (twice[at - 3] + twice[at + 4]) +
    (half[2] * (twice[at - 2] + twice[at + 3]) +
      half[3] * (twice[at - 1] + twice[at + 2]) +
      half[4] * (twice[at] + twice[at + 1]))
  )
}

/**
 * Of intervals whose crest may be above the floor and the shade of their cell: the crest that their
 * highest point belongs to, the amplitude of the cosine through the point and its neighbors.
 * A cos(n t - p) at n = -1, 0, 1, with cos t = (before + after) / (2 m):
 * A^2 = m^2 + ((after - before) / (2 sin t))^2 = m^2 (1 + slope^2 / (4 m^2 - sum^2)). A point lower
 * than its neighbors stands as it is. One loop that neither takes nor returns a fraction and calls
 * nothing that does: those numbers are garbage wherever a call is not inlined.
 */
function readCrests(
  twice: Float64Array,
  half: Float64Array,
  count: number,
  floor: Float64Array,
  shades: Float64Array,
  out: Float64Array
): void {
  const c0 = half[0]
  const c1 = half[1]
  const c2 = half[2]
  const c3 = half[3]
  const c4 = half[4]
  const least = floor[0]
  for (let i = 0; i < count; i++) {
    const shade = shades[(i / CELL) | 0]
    if (CREST_RISE * out[i] <= (shade > least ? shade : least)) continue
    const at = middleOf(i)
    const a3 = twice[at - 2]
    const first = twice[at - 1]
    const center = twice[at]
    const last = twice[at + 1]
    const b3 = twice[at + 2]
    const early =
      c0 * (twice[at - 5] + twice[at + 4]) +
      c1 * (twice[at - 4] + twice[at + 3]) +
      (c2 * (twice[at - 3] + b3) + c3 * (a3 + last) + c4 * (first + center))
    const late =
      c0 * (twice[at - 4] + twice[at + 5]) +
      c1 * (twice[at - 3] + twice[at + 4]) +
      (c2 * (a3 + twice[at + 3]) + c3 * (first + b3) + c4 * (center + last))
    const start = Math.abs(first)
    const end = Math.abs(last)
    const inside = Math.max(Math.abs(center), Math.abs(early), Math.abs(late))
    let before = early
    let middle = center
    let after = late
    if (start > inside || end > inside) {
      const isFirst = start >= end
      const k = isFirst ? at - 2 : at + 1
      const beyond =
        c0 * (twice[k - 4] + twice[k + 5]) +
        c1 * (twice[k - 3] + twice[k + 4]) +
        (c2 * (twice[k - 2] + twice[k + 3]) +
          c3 * (twice[k - 1] + twice[k + 2]) +
          c4 * (twice[k] + twice[k + 1]))
      before = isFirst ? beyond : late
      middle = isFirst ? first : last
      after = isFirst ? early : beyond
    } else if (Math.abs(center) !== inside) {
      const isEarly = Math.abs(early) === inside
      before = isEarly ? first : center
      middle = isEarly ? early : late
      after = isEarly ? center : last
    }
    const m = Math.abs(middle)
    const slope = after - before
    const sum = Math.max(2 * LEAST_BEND_COSINE * m, Math.abs(before + after))
    const rest = 4 * m * m - sum * sum
    const isCrest = Math.abs(before) <= m && Math.abs(after) <= m && rest > 0
    out[i] = isCrest ? m * Math.sqrt(1 + (slope * slope) / rest) : m
  }
}

/** The five points of an interval and the one on either side. */
function pointsAround(twice: Float64Array, middle: number, half: Float64Array): readonly number[] {
  const quarters = [-2, -1, 0, 1].map((n) => between(twice, middle + n, half))
  return quarters.flatMap((point, n) => (n < 3 ? [point, twice[middle - 1 + n]] : [point]))
}

/** The bound of the crests of points 1 to n - 2, by the filters of all points. */
function crestBound(points: readonly (readonly number[])[]): PeakBound {
  const crests = points.slice(1, -1).map((taps, j) => {
    const [before, after] = [points[j], points[j + 2]]
    const own = peakBound(taps)
    const curve = peakBound(taps.map((tap, k) => before[k] - 2 * tap + after[k]))
    return {
      level: own.level + RISE_PER_BEND * curve.level,
      bend: own.bend + RISE_PER_BEND * curve.bend
    }
  })
  return {
    level: Math.max(...crests.map(({ level }) => level)),
    bend: Math.max(...crests.map(({ bend }) => bend))
  }
}
