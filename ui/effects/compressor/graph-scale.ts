/** The one dB scale of curve, history and meters. */
export const TOP_DB = 0
export const BOTTOM_DB = -48

/** Room above 0 dB and below the lowest level, in px. */
export const TOP_PX = 8
export const BOTTOM_PX = 20

/** dB -> px from the top of a graph. */
export function levelToY(db: number, height: number): number {
  const span = height - TOP_PX - BOTTOM_PX
  const clamped = Math.max(BOTTOM_DB, Math.min(TOP_DB, db))
  return TOP_PX + (span * (TOP_DB - clamped)) / (TOP_DB - BOTTOM_DB)
}

/** dB per px, the same across and down in a square graph. */
export function decibelsPerPx(px: number): number {
  return (TOP_DB - BOTTOM_DB) / px
}

/** dB -> px from the left of the transfer curve. */
export function levelToX(db: number, width: number): number {
  return (width * (db - BOTTOM_DB)) / (TOP_DB - BOTTOM_DB)
}

export const LEVEL_LINES: readonly number[] = [-6, -12, -18, -24, -30, -36, -42]

/** Level at which the ratio's handle sits on the curve. */
export const RATIO_HANDLE_DB = -1.5
