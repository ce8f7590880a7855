/** The dB scale of history, ceiling and meters: from here down by as much as is chosen. */
export const TOP_DB = 8

/** Lowest level for each choice of the scale, in dB below full scale. */
export const BOTTOM_DB: Readonly<Record<LimiterSpan, number>> = {
  '16': -18,
  '32': -34,
  '48': -50,
  k12: -42,
  k14: -44,
  k20: -50
}

/**
 * The level that a scale calls 0, in dB below full scale. K-12, K-14 and K-20: Bob Katz, An
 * Integrated Approach to Metering, Monitoring, and Leveling Practices, JAES 48(9), 2000.
 */
export const ZERO_DB: Readonly<Record<LimiterSpan, number>> = {
  '16': 0,
  '32': 0,
  '48': 0,
  k12: -12,
  k14: -14,
  k20: -20
}

export type LimiterSpan = (typeof LIMITER_SPANS)[number]

/** How far down the graph reaches, in dB below about 0, or a K-scale. */
export const LIMITER_SPANS = ['16', '32', '48', 'k12', 'k14', 'k20'] as const

export const TOP_PX = 8
export const BOTTOM_PX = 20

/** dB -> px from the top of the graph. */
export function levelToY(db: number, height: number, bottomDb: number): number {
  const span = height - TOP_PX - BOTTOM_PX
  const clamped = Math.max(bottomDb, Math.min(TOP_DB, db))
  return TOP_PX + (span * (TOP_DB - clamped)) / (TOP_DB - bottomDb)
}

/** Levels of the lines, as the scale counts them. */
export function levelLines(span: LimiterSpan): readonly number[] {
  const bottomDb = BOTTOM_DB[span]
  const step = bottomDb > -20 ? 3 : 6
  const top = TOP_DB - ZERO_DB[span]
  const lines: number[] = []
  for (let db = top - (top % step); db > bottomDb - ZERO_DB[span]; db -= step) lines.push(db)
  return lines
}
