import type { FitPoints } from './fit-points.ts'

/**
 * A digital all-pass section whose phase follows the analog one,
 * (1 - s/Q + s^2) / (1 + s/Q + s^2), s = j f / f0.
 *
 * With t = tan(w/2), half the phase of the section is the angle of 1 - alpha t^2 + j beta t,
 * alpha = 1 / g^2, beta = k / g; the analog one is the angle of 1 - x^2 + j x/Q. The sine of the
 * angle between the two is linear in alpha and beta up to the lengths, which come from the round
 * before. Six rounds, about 2 us; nothing allocates. Writes g and k to `out`.
 */
export function fitAllPass(
  points: FitPoints,
  frequencyHz: number,
  q: number,
  sampleRate: number,
  out: Float64Array
): void {
  const g = Math.tan(Math.min((Math.PI * frequencyHz) / sampleRate, HIGHEST_HALF_ANGLE))
  let alpha = 1 / (g * g)
  let beta = 1 / (g * q)
  for (let round = 0; round < 6; round++) {
    let aa = 0
    let ab = 0
    let bb = 0
    let ae = 0
    let be = 0
    for (let i = 0; i < points.count; i++) {
      const y = points.y[i]
      const t = Math.sqrt(y)
      const x = points.frequencyHz[i] / frequencyHz
      const cosine = 1 - x * x
      const sine = x / q
      const real = 1 - alpha * y
      // No section can follow the phase up to the Nyquist frequency, where it ends at -360
      // degrees, so what lies far above the center counts for less.
      const near = 1 / (1 + (x * x * x * x) / 16)
      const weight = near / ((cosine * cosine + sine * sine) * (real * real + beta * beta * y))
      const a = sine * y
      const b = cosine * t
      aa += weight * a * a
      ab += weight * a * b
      bb += weight * b * b
      ae += weight * a * sine
      be += weight * b * sine
    }
    const determinant = aa * bb - ab * ab
    const nextAlpha = (ae * bb - be * ab) / determinant
    const nextBeta = (be * aa - ae * ab) / determinant
    if (!(nextAlpha > LEAST && nextBeta > LEAST)) break
    alpha = nextAlpha
    beta = nextBeta
  }
  out[0] = 1 / Math.sqrt(alpha)
  out[1] = beta / Math.sqrt(alpha)
}

const HIGHEST_HALF_ANGLE = 0.48 * Math.PI

/** Keeps the section stable. */
const LEAST = 1e-9
