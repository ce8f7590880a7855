import { type Cell, cell } from '../cell.ts'
import { type PeakBound, peakBound } from './interpolation-phases.ts'
import { doubleRate, middlePhase, quadrupleRate } from './midpoint-filter.ts'
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
  /** Crests below this are read from their points alone, a little low. */
  readonly floor: Cell = cell()
  readonly #first: Float64Array
  readonly #second = middlePhase(SECOND_TAPS, SECOND_BETA)
  /** Samples and midpoints in turn. */
  readonly #twice: Float64Array
  /** Four points a sample, of each interval and one more on either side. */
  readonly #points: Float64Array
  /** Highest point of each cell of intervals. */
  readonly #cells: Float64Array
  readonly #shades: Float64Array

  /** `taps` of the first stage: a multiple of four. */
  constructor(taps: number, maxCount: number) {
    this.taps = taps + 2 * MARGIN
    this.#first = middlePhase(taps, FIRST_BETA)
    this.#twice = new Float64Array(2 * (maxCount + 2 * MARGIN))
    this.#points = new Float64Array(4 * maxCount + 6)
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
    this.#interpolate(samples, start, count)
    readPoints(this.#points, count, out, this.#cells)
    findShades(this.#cells, Math.ceil(count / CELL), this.#shades)
    readCrests(this.#points, count, this.floor, this.#shades, out)
  }

  #interpolate(samples: Float64Array, start: number, count: number): void {
    const newest = start + 2 * this.#first.length - 1
    doubleRate(samples, newest, this.#first, count + 2 * MARGIN, this.#twice)
    quadrupleRate(this.#twice, SECOND_TAPS, this.#second, 2 * count + 2, this.#points)
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
      this.#interpolate(impulse, 0, 1)
      return Array.from(this.#points.subarray(FIRST_POINT - 1, FIRST_POINT + 6))
    })
    return responses[0].map((_, point) => responses.map((response) => response[point]))
  }
}

type Bounds = Pick<FineIntervalPeak, 'bound' | 'limit'>

/** By the taps of the first stage. */
const bounds = new Map<number, Bounds>()

/** Where the first point of interval 0 is; each has four and shares the fifth with the next. */
const FIRST_POINT = 4

/** `out[i]` = the highest of the five points of interval i; `cells` = the highest of each cell. */
function readPoints(
  points: Float64Array,
  count: number,
  out: Float64Array,
  cells: Float64Array
): void {
  let start = Math.abs(points[FIRST_POINT])
  for (let from = 0, cell = 0; from < count; from += CELL, cell++) {
    const to = Math.min(count, from + CELL)
    let highest = 0
    for (let i = from; i < to; i++) {
      const at = FIRST_POINT + 4 * i
      const early = Math.abs(points[at + 1])
      const middle = Math.abs(points[at + 2])
      const late = Math.abs(points[at + 3])
      const end = Math.abs(points[at + 4])
      // The greater of two without a jump: see `standard-interval-peak.ts`.
      const ends = 0.5 * (start + end + Math.abs(start - end))
      const sides = 0.5 * (early + late + Math.abs(early - late))
      const outer = 0.5 * (ends + sides + Math.abs(ends - sides))
      const size = 0.5 * (outer + middle + Math.abs(outer - middle))
      out[i] = size
      if (size > highest) highest = size
      start = end
    }
    cells[cell] = highest
  }
}

/**
 * Of intervals whose crest may be above the floor and the shade of their cell: the crest that their
 * highest point belongs to, the amplitude of the cosine through the point and its neighbors.
 * A cos(n t - p) at n = -1, 0, 1, with cos t = (before + after) / (2 m):
 * A^2 = m^2 + ((after - before) / (2 sin t))^2 = m^2 (1 + slope^2 / (4 m^2 - sum^2)). A point lower
 * than its neighbors stands as it is.
 */
function readCrests(
  points: Float64Array,
  count: number,
  floor: Cell,
  shades: Float64Array,
  out: Float64Array
): void {
  const least = floor[0]
  for (let i = 0; i < count; i++) {
    const shade = shades[(i / CELL) | 0]
    if (CREST_RISE * out[i] <= (shade > least ? shade : least)) continue
    const first = FIRST_POINT + 4 * i
    const start = Math.abs(points[first])
    const early = Math.abs(points[first + 1])
    const late = Math.abs(points[first + 3])
    const end = Math.abs(points[first + 4])
    // Of equal points the middle comes first, then the early one, then the start.
    let at = first + 2
    let m = Math.abs(points[at])
    if (early > m) {
      at = first + 1
      m = early
    }
    if (late > m) {
      at = first + 3
      m = late
    }
    if (start > m || end > m) {
      at = start >= end ? first : first + 4
      m = start >= end ? start : end
    }
    const before = points[at - 1]
    const after = points[at + 1]
    const slope = after - before
    const sum = Math.max(2 * LEAST_BEND_COSINE * m, Math.abs(before + after))
    const rest = 4 * m * m - sum * sum
    const isCrest = Math.abs(before) <= m && Math.abs(after) <= m && rest > 0
    out[i] = isCrest ? m * Math.sqrt(1 + (slope * slope) / rest) : m
  }
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
