import { sharedTable } from '../shared-table.ts'
import { kaiserPhases } from './interpolation-phases.ts'

/**
 * Values halfway between samples, by a windowed sinc: each stage doubles a signal's rate. The
 * filters are mirrored, so they are given by their first half, and each coefficient serves the sum
 * of two samples.
 */

/**
 * The first half of the filter of `taps` taps through a Kaiser window. For set-up: computed when it
 * is first asked for, then shared, so it is for reading only.
 */
export function middlePhase(taps: number, beta: number): Float64Array {
  return halvesOf(beta)(taps)
}

const halvesOf = sharedTable((beta: number) =>
  sharedTable((taps: number) => {
    const { middle } = kaiserPhases(2, taps, beta)
    return Float64Array.from({ length: taps / 2 }, (_, k) => middle?.[k] ?? 0)
  })
)

/**
 * `out` = for each of `frames` samples from `start` on, the one that lies half a filter back, and
 * the value halfway from there to its successor. Four at a time, so that a coefficient and a sample
 * are loaded once for four products: 48 taps cost 18 ns a frame. `half` has an even length.
 */
export function doubleRate(
  samples: Float64Array,
  start: number,
  half: Float64Array,
  frames: number,
  out: Float64Array
): void {
  const n = half.length
  const whole = frames - (frames % 4)
  for (let i = 0; i < whole; i += 4) {
    const newest = start + i
    const oldest = newest - 2 * n + 1
    let sum0 = 0
    let sum1 = 0
    let sum2 = 0
    let sum3 = 0
    let a0 = samples[oldest]
    let a1 = samples[oldest + 1]
    let a2 = samples[oldest + 2]
    let b1 = samples[newest + 1]
    let b2 = samples[newest + 2]
    let b3 = samples[newest + 3]
    for (let k = 0; k < n; k += 2) {
      const c = half[k]
      const d = half[k + 1]
      const a3 = samples[oldest + k + 3]
      const a4 = samples[oldest + k + 4]
      const b0 = samples[newest - k]
      const before = samples[newest - k - 1]
      sum0 += c * (a0 + b0) + d * (a1 + before)
      sum1 += c * (a1 + b1) + d * (a2 + b0)
      sum2 += c * (a2 + b2) + d * (a3 + b1)
      sum3 += c * (a3 + b3) + d * (a4 + b2)
      a0 = a2
      a1 = a3
      a2 = a4
      b3 = b1
      b2 = b0
      b1 = before
    }
    const back = newest - n
    out[2 * i] = samples[back]
    out[2 * i + 1] = sum0
    out[2 * i + 2] = samples[back + 1]
    out[2 * i + 3] = sum1
    out[2 * i + 4] = samples[back + 2]
    out[2 * i + 5] = sum2
    out[2 * i + 6] = samples[back + 3]
    out[2 * i + 7] = sum3
  }
  for (let i = whole; i < frames; i++) {
    const newest = start + i
    const oldest = newest - 2 * n + 1
    let sum = 0
    for (let k = 0; k < n; k++) sum += half[k] * (samples[oldest + k] + samples[newest - k])
    out[2 * i] = samples[newest - n]
    out[2 * i + 1] = sum
  }
}

/**
 * The same for a filter of ten taps, and with results from `out[2]` on: the first two values there
 * stay. Values that mirror each other are added first, the nearest pairs apart from the rest.
 */
export function quadrupleRate(
  doubled: Float64Array,
  start: number,
  half: Float64Array,
  count: number,
  out: Float64Array
): void {
  const c0 = half[0]
  const c1 = half[1]
  const c2 = half[2]
  const c3 = half[3]
  const c4 = half[4]
  for (let i = 0; i < count; i++) {
    const at = start + i
    const back = doubled[at - 5]
    out[2 * i + 2] = back
    out[2 * i + 3] =
      c0 * (doubled[at - 9] + doubled[at]) +
      c1 * (doubled[at - 8] + doubled[at - 1]) +
      (c2 * (doubled[at - 7] + doubled[at - 2]) +
        c3 * (doubled[at - 6] + doubled[at - 3]) +
        c4 * (back + doubled[at - 4]))
  }
}
