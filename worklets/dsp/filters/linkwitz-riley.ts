import { SVF_STRIDE } from './svf-coefficients.ts'

/** Corners beyond this share of the sample rate are taken for it. */
const HIGHEST_CORNER = 0.48

/** 1 / Q of a second-order Butterworth section, of which a fourth-order crossover takes two. */
export const BUTTERWORTH_2: readonly number[] = [Math.SQRT2]

/** 1 / Q of the two sections of a fourth-order Butterworth filter; an eighth-order crossover takes them twice. */
export const BUTTERWORTH_4: readonly number[] = [
  2 * Math.cos(Math.PI / 8),
  2 * Math.cos((3 * Math.PI) / 8)
]

export type CrossoverPart = 'low' | 'high' | 'allPass'

/** Weights of the high-pass, band-pass and low-pass outputs for each part; band-pass times 1 / Q. */
const WEIGHTS: Readonly<Record<CrossoverPart, readonly [number, number, number]>> = {
  low: [0, 0, 1],
  high: [1, 0, 0],
  allPass: [1, -1, 1]
}

/**
 * Writes a section of a crossover. Two low sections in a row and two high ones are a Linkwitz-Riley
 * crossover: in phase at every frequency, and their sum is the all-pass of the same poles (S.
 * Linkwitz, "Active crossover networks for noncoincident drivers", JAES 24, 1976), in trapezoidal
 * integration exactly so.
 */
export function setCrossoverSection(
  coefficients: Float64Array,
  section: number,
  part: CrossoverPart,
  cornerHz: number,
  damping: number,
  sampleRate: number
): void {
  const j = section * SVF_STRIDE
  const weights = WEIGHTS[part]
  coefficients[j] = Math.tan(Math.PI * Math.min(cornerHz / sampleRate, HIGHEST_CORNER))
  coefficients[j + 1] = damping
  coefficients[j + 2] = weights[0]
  coefficients[j + 3] = damping * weights[1]
  coefficients[j + 4] = weights[2]
}

/**
 * Real and imaginary part of a crossover's low (or high) branch at a frequency, times those in
 * `response`: what a screen draws is what the sections do. Orders 4 and 8.
 */
export function multiplyCrossover(
  response: Float64Array,
  part: CrossoverPart,
  cornerHz: number,
  dampings: readonly number[],
  frequencyHz: number,
  sampleRate: number
): void {
  const g = Math.tan(Math.PI * Math.min(cornerHz / sampleRate, HIGHEST_CORNER))
  const x = Math.tan(Math.PI * Math.min(frequencyHz / sampleRate, 0.4999)) / g
  const passes = part === 'allPass' ? 1 : 2
  for (const damping of dampings) {
    for (let pass = 0; pass < passes; pass++) {
      // H = N / (1 - x^2 + j k x) with N = 1, -x^2 or 1 - x^2 - j k x.
      const re = 1 - x * x
      const im = damping * x
      const size = re * re + im * im
      const topRe = part === 'low' ? 1 : part === 'high' ? -x * x : re
      const topIm = part === 'allPass' ? -im : 0
      const a = (topRe * re + topIm * im) / size
      const b = (topIm * re - topRe * im) / size
      const before = response[0]
      response[0] = before * a - response[1] * b
      response[1] = before * b + response[1] * a
    }
  }
}
