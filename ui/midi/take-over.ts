/** What happens when a controller's place is not that of the parameter it moves. */
export const TAKE_OVERS = ['pickup', 'scale', 'jump'] as const
export type TakeOverMode = (typeof TAKE_OVERS)[number]

/** Nearer than this, controller and parameter are at the same place: one step of 7 bits. */
const NEAR = 1 / 127

/**
 * Brings an absolute control and a parameter together without a jump. `jump` lets the parameter
 * follow at once. `pickup` waits until the control passes the parameter's place. `scale` moves it
 * by as much of the way that is left to the end of the range as the control does of its own.
 * All travels are 0..1. Nothing is allocated.
 */
export class TakeOver {
  /**
   * Where the control stands, and what the parameter was set to last: something else has moved it
   * when it is elsewhere. In an array, because numbers in fields may be made anew by each write.
   */
  readonly #places = new Float64Array([Number.NaN, Number.NaN])
  #caught = false

  /** Whether the parameter follows. */
  get isCaught(): boolean {
    return this.#caught
  }

  /** Where the control stands, 0..1; NaN before its first message. */
  get hardware(): number {
    return this.#places[0] ?? Number.NaN
  }

  /** The control may be anywhere again. */
  release(): void {
    this.#caught = false
    this.#places[1] = Number.NaN
  }

  /** The travel to set, or NaN while the control waits to be picked up. */
  next(mode: TakeOverMode, hardware: number, current: number): number {
    const places = this.#places
    const before = places[0] ?? Number.NaN
    places[0] = hardware
    if (Math.abs(current - (places[1] ?? Number.NaN)) > NEAR) this.#caught = false
    this.#caught ||= this.#catches(mode, before, hardware, current)
    if (!this.#caught && (mode === 'pickup' || Number.isNaN(before))) return Number.NaN
    const next = this.#caught ? hardware : scaled(before, hardware, current)
    places[1] = next
    return next
  }

  #catches(mode: TakeOverMode, before: number, hardware: number, current: number): boolean {
    if (mode === 'jump') return true
    // On the way to each other both move: only where they stood together they are one.
    if (mode === 'scale')
      return Math.abs((Number.isNaN(before) ? hardware : before) - current) <= NEAR
    if (Math.abs(hardware - current) <= NEAR) return true
    return (before - current) * (hardware - current) < 0
  }
}

function scaled(before: number, hardware: number, current: number): number {
  const up = hardware > before
  const leftOfControl = up ? 1 - before : before
  const leftOfParameter = up ? 1 - current : current
  const share = leftOfControl > 0 ? Math.abs(hardware - before) / leftOfControl : 1
  const moved = Math.min(1, share) * leftOfParameter
  return up ? current + moved : current - moved
}
