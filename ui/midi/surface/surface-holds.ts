import type { SurfaceValue } from '../surface/surface-page.ts'

/** A hand that rests so long has ended its gesture. */
const PAUSE_MS = 500

/** Tells values when a hand takes hold of them and lets go: one gesture for each move. */
export class SurfaceHolds {
  /** Values that turn or move without anything that tells of a hand, and when they did last. */
  readonly #brushed = new Map<SurfaceValue, number>()
  readonly #grasped = new Map<number, SurfaceValue>()

  /** A hand is on a fader; the value is held until that fader is let go. */
  grasp(fader: number, value: SurfaceValue): void {
    this.release(fader)
    const isHeld = this.#isHeld(value)
    this.#grasped.set(fader, value)
    if (!isHeld) value.hold?.(true)
  }

  release(fader: number): void {
    const value = this.#grasped.get(fader)
    this.#grasped.delete(fader)
    if (value && !this.#isHeld(value)) value.hold?.(false)
  }

  /** A value moves. */
  brush(value: SurfaceValue, timeMs: number): void {
    const isHeld = this.#isHeld(value)
    this.#brushed.set(value, timeMs)
    if (!isHeld) value.hold?.(true)
  }

  /** Ends the gestures of what rests. */
  letGo(timeMs: number): void {
    for (const [value, at] of this.#brushed) {
      if (timeMs - at < PAUSE_MS) continue
      this.#brushed.delete(value)
      if (!this.#isHeld(value)) value.hold?.(false)
    }
    if (timeMs === Number.POSITIVE_INFINITY) {
      for (const fader of [...this.#grasped.keys()]) this.release(fader)
    }
  }

  #isHeld(value: SurfaceValue): boolean {
    if (this.#brushed.has(value)) return true
    for (const held of this.#grasped.values()) if (held === value) return true
    return false
  }
}
