/** Meters rise at once and fall this fast. */
const FALL_DB_PER_SECOND = 20
const HOLD_MS = 2000
/** Below what any meter shows: there a falling level has arrived, and nothing moves any more. */
const FLOOR_DB = -120

/** A level in dB that rises at once and falls 20 dB/s. */
export function fallingLevel(previousDb: number, nowDb: number, deltaMs: number): number {
  const floor = previousDb - (FALL_DB_PER_SECOND * deltaMs) / 1000
  return nowDb >= floor || floor < FLOOR_DB || Number.isNaN(floor) ? nowDb : floor
}

/** The highest level of the last 2 s, which then falls 20 dB/s. */
export class PeakHold {
  #level = Number.NEGATIVE_INFINITY
  #heldMs = 0

  next(level: number, deltaMs: number): number {
    if (level >= this.#level) {
      this.#level = level
      this.#heldMs = 0
    } else {
      this.#heldMs += deltaMs
      if (this.#heldMs > HOLD_MS) this.#level = fallingLevel(this.#level, level, deltaMs)
    }
    return this.#level
  }

  reset(): void {
    this.#level = Number.NEGATIVE_INFINITY
    this.#heldMs = 0
  }
}
