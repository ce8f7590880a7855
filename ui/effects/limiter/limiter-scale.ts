/** The dB scale of history, ceiling and meters: from here down by as much as is chosen. */
export const TOP_DB = 8

/** Lowest level for each choice of the scale, in dB below full scale. */
export const BOTTOM_DB: Readonly<Record<LimiterSpan, number>> = { '16': -18, '32': -34, '48': -50 }

export type LimiterSpan = (typeof LIMITER_SPANS)[number]

/** How far down the graph reaches, in dB below about 0. */
export const LIMITER_SPANS = ['16', '32', '48'] as const

export const TOP_PX = 8
export const BOTTOM_PX = 20

/** dB -> px from the top of the graph. */
export function levelToY(db: number, height: number, bottomDb: number): number {
  const span = height - TOP_PX - BOTTOM_PX
  const clamped = Math.max(bottomDb, Math.min(TOP_DB, db))
  return TOP_PX + (span * (TOP_DB - clamped)) / (TOP_DB - bottomDb)
}

export function levelLines(bottomDb: number): readonly number[] {
  const step = bottomDb > -20 ? 3 : 6
  const lines: number[] = []
  for (let db = TOP_DB - (TOP_DB % step); db > bottomDb; db -= step) lines.push(db)
  return lines
}
