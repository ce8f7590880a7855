/** Taps further apart than this begin anew. */
const PAUSE_MS = 2500
const MOST_TAPS = 8

/** Tempo from the taps of a hand: the mean of the last intervals. */
export class TapTempo {
  #taps: number[] = []

  /** Takes a tap; returns quarter notes a minute, or undefined after the first. */
  tap(nowMs: number): number | undefined {
    const last = this.#taps.at(-1)
    if (last !== undefined && nowMs - last > PAUSE_MS) this.#taps = []
    this.#taps = [...this.#taps, nowMs].slice(-MOST_TAPS)
    const [first] = this.#taps
    if (this.#taps.length < 2 || first === undefined) return undefined
    return (60_000 * (this.#taps.length - 1)) / (nowMs - first)
  }
}
