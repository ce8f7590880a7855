import { greatestGain, type InterpolationPhases, type Phase } from './interpolation-phases.ts'

const MAX_PAIRS = 3

/**
 * The greatest magnitude that a signal reaches between two samples, by up to seven interpolated
 * values: three phases, their mirror images and the middle. With s = x[a] + x[b], d = x[a] - x[b]
 * of the samples that mirror each other, a phase and its image are sum(e s) + sum(o d) and
 * sum(e s) - sum(o d), where e and o are the even and odd halves of its coefficients: half the
 * products, and s and d serve all phases.
 *
 * Costs 8 operations per tap and interval, 4 with a single pair of phases: 12 taps some 30 or 15
 * ns. Sets can be joined if they have equal taps and fit in seven values together. Only the
 * constructor allocates; it throws if the sets do not fit.
 */
export class IntervalPeak {
  readonly taps: number
  /** No reading exceeds this for samples within -1..1; so below peak * bound nothing can be. */
  readonly bound: number
  readonly #isSingle: boolean
  /** Even and odd coefficients of each pair of phases, then the middle, for each pair of taps. */
  readonly #coefficients: Float64Array

  constructor(...sets: readonly InterpolationPhases[]) {
    const pairs = sets.flatMap(({ early }) => early)
    const middles = sets.flatMap(({ middle }) => (middle ? [middle] : []))
    this.taps = sets[0].taps
    if (pairs.length > MAX_PAIRS || middles.length > 1 || sets.some((s) => s.taps !== this.taps)) {
      throw new Error(
        `IntervalPeak: must be at most 3 pairs and 1 middle of equal length, got ${pairs.length} and ${middles.length}`
      )
    }
    this.bound = Math.max(...sets.map(greatestGain))
    this.#isSingle = pairs.length <= 1
    this.#coefficients = interleave(this.taps, this.#isSingle ? 1 : MAX_PAIRS, pairs, middles[0])
  }

  /**
   * `out[i]` = peak of an interval, for `count` intervals in a row. The first looks at the samples
   * from `start` to `start + taps - 1` and lies between the two in their middle. Works on two
   * intervals at once, which halves the loads: for an odd number it writes one value more.
   */
  process(samples: Float64Array, start: number, count: number, out: Float64Array): void {
    if (this.#isSingle) singlePeaks(this.#coefficients, this.taps, samples, start, count, out)
    else triplePeaks(this.#coefficients, this.taps, samples, start, count, out)
  }
}

function singlePeaks(
  c: Float64Array,
  taps: number,
  samples: Float64Array,
  start: number,
  count: number,
  out: Float64Array
): void {
  for (let i = 0; i < count; i += 2) {
    let even = 0
    let odd = 0
    let middle = 0
    let nextEven = 0
    let nextOdd = 0
    let nextMiddle = 0
    const early = start + i
    const late = early + taps - 1
    let a = samples[early]
    let nextB = samples[late + 1]
    for (let k = 0, at = 0; 2 * k < taps; k++, at += 3) {
      const nextA = samples[early + k + 1]
      const b = samples[late - k]
      const s = a + b
      const nextS = nextA + nextB
      even += c[at] * s
      odd += c[at + 1] * (a - b)
      middle += c[at + 2] * s
      nextEven += c[at] * nextS
      nextOdd += c[at + 1] * (nextA - nextB)
      nextMiddle += c[at + 2] * nextS
      a = nextA
      nextB = b
    }
    // The greater magnitude of a phase and its image: max(|e + o|, |e - o|) = |e| + |o|.
    out[i] = Math.max(Math.abs(even) + Math.abs(odd), Math.abs(middle))
    out[i + 1] = Math.max(Math.abs(nextEven) + Math.abs(nextOdd), Math.abs(nextMiddle))
  }
}

function triplePeaks(
  c: Float64Array,
  taps: number,
  samples: Float64Array,
  start: number,
  count: number,
  out: Float64Array
): void {
  for (let i = 0; i < count; i += 2) {
    let even1 = 0
    let even2 = 0
    let even3 = 0
    let odd1 = 0
    let odd2 = 0
    let odd3 = 0
    let middle = 0
    let nextEven1 = 0
    let nextEven2 = 0
    let nextEven3 = 0
    let nextOdd1 = 0
    let nextOdd2 = 0
    let nextOdd3 = 0
    let nextMiddle = 0
    const early = start + i
    const late = early + taps - 1
    let a = samples[early]
    let nextB = samples[late + 1]
    for (let k = 0, at = 0; 2 * k < taps; k++, at += 7) {
      const nextA = samples[early + k + 1]
      const b = samples[late - k]
      const s = a + b
      const d = a - b
      const nextS = nextA + nextB
      const nextD = nextA - nextB
      a = nextA
      nextB = b
      even1 += c[at] * s
      odd1 += c[at + 1] * d
      even2 += c[at + 2] * s
      odd2 += c[at + 3] * d
      even3 += c[at + 4] * s
      odd3 += c[at + 5] * d
      middle += c[at + 6] * s
      nextEven1 += c[at] * nextS
      nextOdd1 += c[at + 1] * nextD
      nextEven2 += c[at + 2] * nextS
      nextOdd2 += c[at + 3] * nextD
      nextEven3 += c[at + 4] * nextS
      nextOdd3 += c[at + 5] * nextD
      nextMiddle += c[at + 6] * nextS
    }
    out[i] = Math.max(
      Math.max(Math.abs(even1) + Math.abs(odd1), Math.abs(even2) + Math.abs(odd2)),
      Math.max(Math.abs(even3) + Math.abs(odd3), Math.abs(middle))
    )
    out[i + 1] = Math.max(
      Math.max(Math.abs(nextEven1) + Math.abs(nextOdd1), Math.abs(nextEven2) + Math.abs(nextOdd2)),
      Math.max(Math.abs(nextEven3) + Math.abs(nextOdd3), Math.abs(nextMiddle))
    )
  }
}

function interleave(
  taps: number,
  count: number,
  pairs: readonly Phase[],
  middle: Phase | undefined
): Float64Array {
  const stride = 2 * count + 1
  const coefficients = new Float64Array((taps / 2) * stride)
  for (let k = 0; k < taps / 2; k++) {
    pairs.forEach((phase, pair) => {
      coefficients[stride * k + 2 * pair] = (phase[k] + phase[taps - 1 - k]) / 2
      coefficients[stride * k + 2 * pair + 1] = (phase[k] - phase[taps - 1 - k]) / 2
    })
    // A middle phase is its own mirror image.
    coefficients[stride * k + 2 * count] = middle ? middle[k] : 0
  }
  return coefficients
}
