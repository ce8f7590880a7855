/** Where a level lies on a meter: 0 at the bottom, 1 at the top. */
export interface MeterScale {
  position(levelDb: number): number
  readonly figures: readonly number[]
}

/** Levels by pieces: most room where mixing happens. */
export const levelScale: MeterScale = {
  position: (db) => {
    if (!(db > -60)) return 0
    if (db < -40) return ((db + 60) / 20) * 0.15
    if (db < -20) return 0.15 + ((db + 40) / 20) * 0.3
    return Math.min(1, 0.45 + ((db + 20) / 20) * 0.55)
  },
  figures: [0, -6, -12, -20, -30, -40, -60]
}

/** A straight dB scale, the same as that of the graph beside it. */
export function linearScale(minDb: number, maxDb: number): MeterScale {
  const range = maxDb - minDb
  const step = range <= 24 ? 6 : range <= 60 ? 12 : 20
  const figures: number[] = []
  for (let db = Math.floor(maxDb / step) * step; db >= minDb; db -= step) figures.push(db)
  return {
    position: (db) => (db > minDb ? Math.min(1, (db - minDb) / range) : 0),
    figures
  }
}
