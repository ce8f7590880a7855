/** A biquad normalized to a0 = 1. */
export interface Biquad {
  readonly b0: number
  readonly b1: number
  readonly b2: number
  readonly a1: number
  readonly a2: number
}

export interface KWeightingCoefficients {
  /** The shelf that stands for the head. */
  readonly shelf: Biquad
  /** The high-pass of the revised low-frequency B curve. */
  readonly highPass: Biquad
}

/** ITU-R BS.1770-5 (2023), annex 1, tables 1 and 2: the filters at 48 kHz, which are the norm. */
const STANDARD_RATE = 48000
const STANDARD_SHELF: Biquad = {
  b0: 1.53512485958697,
  b1: -2.69169619940638,
  b2: 1.19839281085285,
  a1: -1.69065929318241,
  a2: 0.73248077421585
}
const STANDARD_HIGH_PASS: Biquad = {
  b0: 1,
  b1: -2,
  b2: 1,
  a1: -1.99004745483398,
  a2: 0.99007225036621
}

/** The analog high-pass whose bilinear transform at 48 kHz is the standard's. */
const HIGH_PASS_HZ = 38.13547087602444
const HIGH_PASS_Q = 0.5003270373238773

/**
 * Where the shelf is made equal to the standard's; the last is lowered at rates that do not reach
 * it. Between them it errs by less than 0.0001 dB (0.002 at 22.05 kHz).
 */
const MATCHED_HZ = [900, 2000, 6000, 20000] as const
const HIGHEST_MATCHED_SHARE = 0.45

/**
 * The K-weighting of ITU-R BS.1770-5 with, at every sample rate, the response that the standard's
 * filters have at 48 kHz. The usual bilinear re-derivation errs by up to 0.008 dB in the shelf,
 * and by up to 0.03 dB of level where the high-pass keeps its numerator 1, -2, 1 at other rates.
 *
 * The shelf is solved for equal magnitude at DC and four frequencies; the high-pass is bilinear
 * with the standard's gain at high frequencies. For set-up; allocates.
 */
export function kWeightingCoefficients(sampleRate: number): KWeightingCoefficients {
  if (sampleRate === STANDARD_RATE) return { shelf: STANDARD_SHELF, highPass: STANDARD_HIGH_PASS }
  return { shelf: matchedShelf(sampleRate), highPass: scaledHighPass(sampleRate) }
}

/** Squared magnitude of a biquad at a frequency. */
export function biquadPower(filter: Biquad, frequencyHz: number, sampleRate: number): number {
  const w = (2 * Math.PI * frequencyHz) / sampleRate
  const cos1 = Math.cos(w)
  const cos2 = Math.cos(2 * w)
  const sin1 = Math.sin(w)
  const sin2 = Math.sin(2 * w)
  const { b0, b1, b2, a1, a2 } = filter
  const top = (b0 + b1 * cos1 + b2 * cos2) ** 2 + (b1 * sin1 + b2 * sin2) ** 2
  const bottom = (1 + a1 * cos1 + a2 * cos2) ** 2 + (a1 * sin1 + a2 * sin2) ** 2
  return top / bottom
}

function scaledHighPass(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * HIGH_PASS_HZ) / sampleRate)
  const d = 1 + k / HIGH_PASS_Q + k * k
  const a1 = (2 * (k * k - 1)) / d
  const a2 = (1 - k / HIGH_PASS_Q + k * k) / d
  // Gain at half the sample rate is 4 b0 / (1 - a1 + a2), in the standard and here.
  const b0 = (1 - a1 + a2) / (1 - STANDARD_HIGH_PASS.a1 + STANDARD_HIGH_PASS.a2)
  return { b0, b1: -2 * b0, b2: b0, a1, a2 }
}

/**
 * With p = sin^2(w/2), the squared magnitude of a second-order polynomial is
 * C0 (1 - p) + C1 p + C2 4 p (1 - p); so equal magnitude at a frequency is a linear equation in
 * the C of numerator and denominator. After M. Vicanek, Matched Second Order Digital Filters
 * (2016), sections 2 and 3.
 */
function matchedShelf(sampleRate: number): Biquad {
  const rows = MATCHED_HZ.map((hz) => {
    const f = Math.min(hz, hz === 20000 ? HIGHEST_MATCHED_SHARE * sampleRate : hz)
    const target = biquadPower(STANDARD_SHELF, f, STANDARD_RATE)
    const p = Math.sin((Math.PI * f) / sampleRate) ** 2
    const q = 4 * p * (1 - p)
    // B0 = A0 = 1: gain 1 at DC.
    return [p, q, -target * p, -target * q, (target - 1) * (1 - p)]
  })
  const [numerator1, numerator2, denominator1, denominator2] = solve(rows)
  const b = minimumPhase(numerator1, numerator2)
  const a = minimumPhase(denominator1, denominator2)
  return {
    b0: b[0] / a[0],
    b1: b[1] / a[0],
    b2: b[2] / a[0],
    a1: a[1] / a[0],
    a2: a[2] / a[0]
  }
}

/** The polynomial with roots inside the unit circle and squared magnitude (1 - p) + C1 p + C2 q. */
function minimumPhase(c1: number, c2: number): readonly [number, number, number] {
  const w = 0.5 * (1 + Math.sqrt(c1))
  const first = 0.5 * (w + Math.sqrt(w * w + c2))
  return [first, 0.5 * (1 - Math.sqrt(c1)), -c2 / (4 * first)]
}

/** Gaussian elimination with row exchange; each row ends with its right-hand side. */
function solve(system: readonly (readonly number[])[]): number[] {
  const rows = system.map((row) => [...row])
  const n = rows.length
  for (let k = 0; k < n; k++) {
    const pivot = rows
      .slice(k)
      .reduce((best, row) => (Math.abs(row[k]) > Math.abs(best[k]) ? row : best))
    rows.splice(rows.indexOf(pivot), 1)
    rows.splice(k, 0, pivot)
    for (let i = k + 1; i < n; i++) {
      const factor = rows[i][k] / pivot[k]
      for (let j = k; j <= n; j++) rows[i][j] -= factor * pivot[j]
    }
  }
  const x = new Array<number>(n).fill(0)
  for (let k = n - 1; k >= 0; k--) {
    let sum = rows[k][n]
    for (let j = k + 1; j < n; j++) sum -= rows[k][j] * x[j]
    x[k] = sum / rows[k][k]
  }
  return x
}
