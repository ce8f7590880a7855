import { kaiserWindow } from '../kaiser-window.ts'

/**
 * Filters that read a signal between its samples, as true-peak meters do. A filter of n taps looks
 * at the samples 1 - n/2 to n/2 around an interval, from sample 0 to sample 1; each of its phases
 * gives the value at one position in the interval. All sets here are mirrored about the middle of
 * the interval: the phases before it, reversed, are the phases after it.
 */

/** Coefficients, the oldest sample's first. */
export type Phase = readonly number[]

export interface InterpolationPhases {
  readonly taps: number
  /** Phases in the first half of the interval; their mirror images are left out. */
  readonly early: readonly Phase[]
  /** The phase in the middle, if the set has one. */
  readonly middle: Phase | undefined
}

/** The positions k / factor, without the samples themselves, through a Kaiser window. */
export function kaiserPhases(factor: number, taps: number, beta: number): InterpolationPhases {
  return windowedSincPhases(factor, taps, kaiserWindow(beta))
}

/**
 * The positions k / factor through a Hann window. `hannPhases(4, 12)` is the filter of 49 taps
 * at four times the rate that libebur128 and most programs built on it measure with.
 */
export function hannPhases(factor: number, taps: number): InterpolationPhases {
  return windowedSincPhases(factor, taps, (x) => 0.5 + 0.5 * Math.cos(Math.PI * x))
}

/** ITU-R BS.1770-5 (2023), annex 2: order 48, four phases at 1/8, 3/8, 5/8 and 7/8. */
export const ITU_PHASES: InterpolationPhases = {
  taps: 12,
  early: [
    [
      -0.00830078125, 0.014892578125, -0.026611328125, 0.047607421875, -0.102294921875,
      0.97216796875, 0.1373291015625, -0.0594482421875, 0.033203125, -0.0196533203125,
      0.010986328125, 0.001708984375
    ],
    [
      -0.0189208984375, 0.0330810546875, -0.0582275390625, 0.1015625, -0.2003173828125,
      0.77978515625, 0.465087890625, -0.16650390625, 0.089111328125, -0.0517578125, 0.029296875,
      -0.0291748046875
    ]
  ],
  middle: undefined
}

/** What the greatest magnitude of all phases cannot exceed, for samples within -1..1. */
export function greatestGain({ early, middle }: InterpolationPhases): number {
  const phases = middle ? [...early, middle] : early
  return Math.max(...phases.map((phase) => phase.reduce((sum, tap) => sum + Math.abs(tap), 0)))
}

/** `|sum(h x)| <= level * max|x| + bend * max|x[n - 1] - 2 x[n] + x[n + 1]|`, h the filter. */
export interface PeakBound {
  readonly level: number
  readonly bend: number
}

/**
 * How far a filter of an even number of taps can exceed the samples it looks at: what a straight
 * line through the two in the middle gives, and the rest of the filter, summed twice, times the
 * second differences. For anything but noise far tighter than the sum of magnitudes.
 */
export function peakBound(taps: Phase): PeakBound {
  const middle = taps.length / 2 - 1
  const sum = taps.reduce((total, tap) => total + tap, 0)
  const moment = taps.reduce((total, tap, k) => total + tap * (k - middle), 0)
  const line = new Map([
    [middle, sum - moment],
    [middle + 1, moment]
  ])
  let once = 0
  let twice = 0
  let bend = 0
  taps.forEach((tap, k) => {
    once += tap - (line.get(k) ?? 0)
    twice += once
    bend += Math.abs(twice)
  })
  return { level: Math.abs(sum - moment) + Math.abs(moment), bend }
}

function windowedSincPhases(
  factor: number,
  taps: number,
  window: (x: number) => number
): InterpolationPhases {
  const phaseAt = (position: number): Phase =>
    Array.from({ length: taps }, (_, k) => {
      const distance = k - (taps / 2 - 1) - position
      const x = distance / (taps / 2)
      return Math.abs(x) < 1 ? sinc(distance) * window(x) : 0
    })
  const early = Array.from({ length: Math.ceil(factor / 2) - 1 }, (_, k) =>
    phaseAt((k + 1) / factor)
  )
  return { taps, early, middle: factor % 2 === 0 ? phaseAt(0.5) : undefined }
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}
