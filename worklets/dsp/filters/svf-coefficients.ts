/**
 * Coefficients of state-variable filters, five numbers a section in one array:
 * g, k, and the weights of the high-pass, band-pass and low-pass outputs. In the plane of the
 * bilinear transform, with t = j tan(w/2) / g, a section is
 * (lp + bp t + hp t^2) / (1 + k t + t^2). It is stable for any g > 0, k > 0.
 */
export const SVF_STRIDE = 5

/** Places in a section: g, k, and the weights of the high-pass, band-pass and low-pass outputs. */
export const G = 0
export const K = 1
export const HIGH = 2
export const BAND = 3
export const LOW = 4

/** A section that lets everything pass, with poles that ring down at once. */
export function setIdentity(coefficients: Float64Array, section: number): void {
  const j = section * SVF_STRIDE
  coefficients[j + G] = 1
  coefficients[j + K] = 2
  coefficients[j + HIGH] = 1
  coefficients[j + BAND] = 2
  coefficients[j + LOW] = 1
}

/**
 * The section whose squared magnitude is
 * (n0 + n1 y + n2 y^2) / (d0 + d1 y + d2 y^2), y = tan^2(w/2): its minimum-phase factor.
 * Both polynomials must be positive for y > 0 and d0, d2 greater than 0.
 * With t^2 = -y / g^2 the squares of the section's two polynomials are lp^2 +
 * (bp^2 - 2 lp hp) z + hp^2 z^2 and 1 + (k^2 - 2) z + z^2; comparing coefficients gives it.
 */
export function setFromSquares(
  coefficients: Float64Array,
  section: number,
  numerator: Float64Array,
  denominator: Float64Array
): void {
  const j = section * SVF_STRIDE
  const n0 = numerator[0] / denominator[0]
  const n1 = numerator[1] / denominator[0]
  const n2 = numerator[2] / denominator[0]
  const d1 = denominator[1] / denominator[0]
  const root = Math.sqrt(denominator[2] / denominator[0])
  coefficients[j + G] = 1 / Math.sqrt(root)
  coefficients[j + K] = Math.sqrt(Math.max(d1 / root + 2, 0))
  coefficients[j + HIGH] = Math.sqrt(n2) / root
  coefficients[j + BAND] = Math.sqrt(Math.max(n1 + 2 * Math.sqrt(n0 * n2), 0) / root)
  coefficients[j + LOW] = Math.sqrt(n0)
}

/** |H|^2 of one section at y = tan^2(w/2). */
export function svfPower(coefficients: Float64Array, section: number, y: number): number {
  const j = section * SVF_STRIDE
  const g = coefficients[j + G]
  const k = coefficients[j + K]
  const bp = coefficients[j + BAND]
  const z = y / (g * g)
  const top = coefficients[j + LOW] - coefficients[j + HIGH] * z
  const bottom = 1 - z
  return (top * top + bp * bp * z) / (bottom * bottom + k * k * z)
}
