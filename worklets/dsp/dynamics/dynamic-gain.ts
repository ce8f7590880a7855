import { kneeReductionDb } from './compression-curve.ts'

/** One more dB over the threshold moves the gain by half of one. */
const SLOPE = 0.5
const HALF_KNEE_DB = 3

/**
 * How many dB a dynamic band adds to its gain when it hears a level: nothing below the threshold,
 * half a dB per dB above it (a ratio of 2 for cuts) behind a soft knee of 6 dB, until the whole
 * range is reached. The sign is that of the range. What kernel and display both draw on.
 */
export function dynamicGainDb(levelDb: number, thresholdDb: number, rangeDb: number): number {
  const most = Math.abs(rangeDb)
  const driven = Math.min(most, kneeReductionDb(levelDb - thresholdDb, SLOPE, HALF_KNEE_DB))
  return rangeDb < 0 ? -driven : driven
}
