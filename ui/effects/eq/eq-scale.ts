/** Where frequencies and levels lie on the equalizer's graph. */

/** Height of the note ruler below the graph. */
export const RULER_PX = 16

/** What the graph's gain scale reaches, up and down. */
export const GAIN_RANGES_DB = [3, 6, 12, 30] as const

/** dB -> 0 at the top, 1 at the bottom of the part above the ruler. */
export function gainToTravel(gainDb: number, rangeDb: number): number {
  return 0.5 - (0.5 * gainDb) / (rangeDb * HEADROOM)
}

export function travelToGain(travel: number, rangeDb: number): number {
  return (0.5 - travel) * 2 * rangeDb * HEADROOM
}

/** What the whole height of the graph spans. */
export function decibelsHigh(rangeDb: number): number {
  return 2 * rangeDb * HEADROOM
}

/** A little room above the highest and below the lowest gain line. */
const HEADROOM = 1.06

/** Level of the spectrum, dB of a full-scale sine -> 0 at the top, 1 at the bottom. */
export function spectrumToTravel(levelDb: number): number {
  return (SPECTRUM_TOP_DB - levelDb) / (SPECTRUM_TOP_DB - SPECTRUM_BOTTOM_DB)
}

export const SPECTRUM_TOP_DB = -12
export const SPECTRUM_BOTTOM_DB = -96
export const SPECTRUM_LINES_DB = [-24, -36, -48, -60, -72, -84] as const

/** The smallest range that shows all these gains. */
export function fittingRange(gainsDb: readonly number[]): number {
  const most = gainsDb.reduce((max, gain) => Math.max(max, Math.abs(gain)), 0)
  return GAIN_RANGES_DB.find((range) => range >= 12 && range >= most) ?? 30
}
