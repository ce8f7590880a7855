/** What one band of an equalizer is asked to do, in the units that a musician reads. */
export interface EqFilter {
  readonly type: EqFilterType
  readonly frequencyHz: number
  /** Bells and shelves: gain in dB. A tilt raises the highs and lowers the lows by this much. */
  readonly gainDb: number
  readonly q: number
  /** Cuts and shelves only, in dB per octave. */
  readonly slope: EqSlope
}

export type EqFilterType =
  | 'bell'
  | 'lowShelf'
  | 'highShelf'
  | 'lowCut'
  | 'highCut'
  | 'notch'
  | 'bandPass'
  | 'tilt'
  | 'allPass'

export type EqSlope = 6 | 12 | 18 | 24 | 36 | 48 | 72 | 96

/** Types that do nothing at a gain of 0 dB, and whose cut is the inverse of their boost. */
export function hasGain(type: EqFilterType): boolean {
  return type === 'bell' || type === 'lowShelf' || type === 'highShelf' || type === 'tilt'
}
