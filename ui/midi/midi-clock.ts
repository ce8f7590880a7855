/** Ticks of a quarter note. */
const PER_BEAT = 24
/** Two beats of ticks tell a tempo, whose wobble on the way is evened out. */
const KEPT = 2 * PER_BEAT
/** A clock that pauses so long begins anew: slower is no tempo. */
const PAUSE_MS = 150

/**
 * The tempo of a MIDI clock, from the times of its ticks. Costs the same for every tick; only the
 * constructor allocates.
 */
export class MidiClock {
  readonly #times = new Float64Array(KEPT + 1)
  #count = 0

  /** Takes the time of a tick. */
  tick(timeMs: number): void {
    const newest = this.#times[(this.#count - 1 + KEPT + 1) % (KEPT + 1)] ?? 0
    if (this.#count > 0 && timeMs - newest > PAUSE_MS) this.#count = 0
    this.#times[this.#count % (KEPT + 1)] = timeMs
    this.#count++
    // The count must stay a small integer however long a clock runs.
    if (this.#count === 1e6 * (KEPT + 1)) this.#count = KEPT + 1
  }

  /**
   * Beats per minute, to a tenth; undefined as long as no tempo can be told, or none is told any
   * more.
   */
  tempo(timeMs: number): number | undefined {
    if (this.#count <= KEPT) return undefined
    const newest = this.#times[(this.#count - 1) % (KEPT + 1)] ?? 0
    const oldest = this.#times[this.#count % (KEPT + 1)] ?? 0
    if (timeMs - newest > PAUSE_MS) return undefined
    return Math.round((600_000 * KEPT) / PER_BEAT / (newest - oldest)) / 10
  }
}
