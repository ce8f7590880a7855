/** A ratio of 100 and more reads as infinity: nothing gets over the threshold. */
const INFINITE_RATIO = 100

/** The static curve of a compressor. Knee is the full width in dB, range the most it turns down. */
export interface CompressionCurve {
  readonly thresholdDb: number
  readonly ratio: number
  readonly kneeDb: number
  readonly rangeDb: number
}

/** How many dB a steady level is turned down; 0 or more. What kernel and display both draw on. */
export function curveReductionDb(curve: CompressionCurve, levelDb: number): number {
  const { thresholdDb, ratio, kneeDb, rangeDb } = curve
  return Math.min(
    kneeReductionDb(levelDb - thresholdDb, ratioToSlope(ratio), kneeDb / 2),
    rangeDb
  )
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
