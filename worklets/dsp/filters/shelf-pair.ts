import { decibelsToGain } from '../decibels.ts'

/** Numbers per pair, and the places of each. */
export const SHELF_PAIR_STRIDE = 5
export const SHELF_PAIR = { gain: 0, lowZero: 1, lowPole: 2, highZero: 3, highPole: 4 } as const

export interface ShelfPairSettings {
  /** Gain in the middle, and what either shelf adds to it, in dB. */
  baseDb: number
  lowDb: number
  highDb: number
  /** The corners as tan(pi f / fs): where a shelf has half its dB. */
  lowCorner: number
  highCorner: number
}

/**
 * Designs a gain with a first-order low and high shelf for the step
 *
 *   w = gain x + pole_l w', v = w - zero_l w', u = v + pole_h u', y = u - zero_h u'
 *
 * (w', u' of the frame before). From the analog (s + c sqrt(g)) / (s + c / sqrt(g)) and its mirror
 * by the bilinear transform. Half the dB at the corner whatever the gain, so that shelves with dB
 * in proportion keep their shape nearly in proportion: what makes T60(f) independent of the length
 * of a delay line. Stable for any finite gain.
 */
export function writeShelfPair(
  coefficients: Float64Array,
  at: number,
  settings: ShelfPairSettings
): void {
  const low = decibelsToGain(0.5 * settings.lowDb)
  const high = decibelsToGain(0.5 * settings.highDb)
  const lowZero = settings.lowCorner * low
  const lowPole = settings.lowCorner / low
  const highZero = settings.highCorner / high
  const highPole = settings.highCorner * high
  const level = ((1 + lowZero) / (1 + lowPole)) * ((1 + highZero) / (1 + highPole)) * high * high
  coefficients[at + SHELF_PAIR.gain] = decibelsToGain(settings.baseDb) * level
  coefficients[at + SHELF_PAIR.lowZero] = (1 - lowZero) / (1 + lowZero)
  coefficients[at + SHELF_PAIR.lowPole] = (1 - lowPole) / (1 + lowPole)
  coefficients[at + SHELF_PAIR.highZero] = (1 - highZero) / (1 + highZero)
  coefficients[at + SHELF_PAIR.highPole] = (1 - highPole) / (1 + highPole)
}
