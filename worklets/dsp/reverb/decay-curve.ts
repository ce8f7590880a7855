/** What a person sets: T60 at 1 kHz, and how it differs at the ends of the spectrum. */
export interface DecaySettings {
  readonly decaySeconds: number
  /** T60 at the lowest frequencies over that at 1 kHz. */
  readonly lowMultiplier: number
  readonly lowCrossoverHz: number
  /** T60 at the highest frequencies over that at 1 kHz. */
  readonly highMultiplier: number
  readonly highCrossoverHz: number
}

/**
 * Decay over frequency as a rate of loss, which simply adds up: D(f) = 60 dB / T60(f) =
 * base + low s(f, low crossover) + high (1 - s(f, high crossover)) with the shape of a first-order
 * shelf, s(f, c) = 1 / (1 + (tan(pi f / fs) / tan(pi c / fs))^2).
 */
export interface DecayCurve {
  /** Loss in dB per second in the middle, and what is added to it at either end. */
  base: number
  low: number
  high: number
  /** Loss in dB per second at 1 kHz. */
  reference: number
  /** The crossovers as tan(pi f / fs). */
  lowCorner: number
  highCorner: number
  sampleRate: number
}

const REFERENCE_HZ = 1000

/** Crossovers beyond this share of the sample rate are taken for it. */
const HIGHEST_CORNER = 0.45

/** The curve of a straight decay: the same T60 at all frequencies. */
export function flatDecay(decaySeconds: number, sampleRate: number): DecayCurve {
  const settings = {
    decaySeconds,
    lowMultiplier: 1,
    lowCrossoverHz: 250,
    highMultiplier: 1,
    highCrossoverHz: 4500
  }
  const curve = { base: 0, low: 0, high: 0, reference: 0, lowCorner: 1, highCorner: 1, sampleRate }
  writeDecayCurve(curve, settings)
  return curve
}

/**
 * Solves for the three rates such that T60(0) = decay x low multiplier, T60(fs / 2) = decay x high
 * multiplier and T60(1 kHz) = decay (Jot and Chaigne, "Digital delay networks for designing
 * artificial reverberators", AES 1991, state the aim; the rates are linear in the conditions).
 * Where the crossovers leave the middle no room for the last condition (both near 1 kHz, or a
 * strong high multiplier with a low crossover) the middle keeps a positive rate and T60(1 kHz)
 * follows the ends: the curve tells. Allocates nothing.
 */
export function writeDecayCurve(curve: DecayCurve, settings: DecaySettings): void {
  const { sampleRate } = curve
  const wanted = 60 / settings.decaySeconds
  const lowest = wanted / settings.lowMultiplier
  const highest = wanted / settings.highMultiplier
  curve.lowCorner = corner(settings.lowCrossoverHz, sampleRate)
  curve.highCorner = corner(settings.highCrossoverHz, sampleRate)
  const reference = corner(REFERENCE_HZ, sampleRate)
  const lowShare = lowShape(reference, curve.lowCorner)
  const highShare = 1 - lowShape(reference, curve.highCorner)
  const middleShare = Math.max(1 - lowShare - highShare, 1e-3)
  const middle = (wanted - lowest * lowShare - highest * highShare) / middleShare
  const slowest = Math.min(wanted, lowest, highest)
  const fastest = Math.max(wanted, lowest, highest)
  curve.base = Math.min(Math.max(middle, 0.25 * slowest), 4 * fastest)
  curve.low = lowest - curve.base
  curve.high = highest - curve.base
  curve.reference = curve.base + curve.low * lowShare + curve.high * highShare
}

/** Loss in dB per second at a frequency. */
export function decayRate(curve: DecayCurve, frequencyHz: number): number {
  const at = Math.tan(
    (Math.PI * Math.min(frequencyHz, 0.499 * curve.sampleRate)) / curve.sampleRate
  )
  return (
    curve.base +
    curve.low * lowShape(at, curve.lowCorner) +
    curve.high * (1 - lowShape(at, curve.highCorner))
  )
}

/** T60 in seconds at a frequency. */
export function decaySeconds(curve: DecayCurve, frequencyHz: number): number {
  return 60 / decayRate(curve, frequencyHz)
}

function corner(frequencyHz: number, sampleRate: number): number {
  return Math.tan(Math.PI * Math.min(frequencyHz / sampleRate, HIGHEST_CORNER))
}

function lowShape(at: number, cornerAt: number): number {
  const ratio = at / cornerAt
  return 1 / (1 + ratio * ratio)
}
