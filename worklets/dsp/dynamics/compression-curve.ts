/** A ratio of 100 and more reads as infinity: nothing gets over the threshold. */
const INFINITE_RATIO = 100

/**
 * The static curve of a compressor; its values are a compressor's parameters as they stand. All in
 * dB but the ratio; knee is the full width, range the most that is turned down.
 */
export interface CompressionCurve {
  readonly threshold: number
  readonly ratio: number
  readonly knee: number
  readonly range: number
}

/** How many dB a steady level is turned down; 0 or more. What kernel and display both draw on. */
export function curveReductionDb(curve: CompressionCurve, levelDb: number): number {
  const { threshold, ratio, knee, range } = curve
  return Math.min(kneeReductionDb(levelDb - threshold, ratioToSlope(ratio), knee / 2), range)
}

/** 1 - 1/R: dB turned down per dB over the threshold. */
export function ratioToSlope(ratio: number): number {
  return ratio >= INFINITE_RATIO ? 1 : 1 - 1 / ratio
}

/**
 * Giannoulis, Massberg, Reiss: Digital Dynamic Range Compressor Design, JAES 60(6), 2012,
 * equation 4, as the reduction x - y: 0 below the knee, (1 - 1/R) (x - T + W/2)^2 / (2 W) inside
 * it, (1 - 1/R) (x - T) above.
 */
export function kneeReductionDb(overDb: number, slope: number, halfKneeDb: number): number {
  if (overDb <= -halfKneeDb) return 0
  if (overDb >= halfKneeDb) return slope * overDb
  const intoKnee = overDb + halfKneeDb
  return (slope * intoKnee * intoKnee) / (4 * halfKneeDb)
}
