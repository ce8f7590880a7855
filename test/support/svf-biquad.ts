import { SVF_STRIDE } from '../../worklets/dsp/filters/svf-coefficients.ts'

/** The section equal to (b0 + b1 z^-1 + b2 z^-2) / (1 + a1 z^-1 + a2 z^-2), a stable biquad. */
export function setFromBiquad(
  coefficients: Float64Array,
  section: number,
  b: readonly [number, number, number],
  a: readonly [number, number]
): void {
  const j = section * SVF_STRIDE
  const low = 1 + a[0] + a[1]
  const high = 1 - a[0] + a[1]
  const middle = Math.sqrt(low * high)
  coefficients[j] = Math.sqrt(low / high)
  coefficients[j + 1] = (2 * (1 - a[1])) / middle
  coefficients[j + 2] = (b[0] - b[1] + b[2]) / high
  coefficients[j + 3] = (2 * (b[0] - b[2])) / middle
  coefficients[j + 4] = (b[0] + b[1] + b[2]) / low
}
