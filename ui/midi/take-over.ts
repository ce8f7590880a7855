/** What happens when a controller's place is not that of the parameter it moves. */
export const TAKE_OVERS = ['pickup', 'scale', 'jump'] as const
export type TakeOverMode = (typeof TAKE_OVERS)[number]

/**
 * Brings an absolute control and a parameter together without a jump. `jump` lets the parameter
 * follow at once. `pickup` waits until the control passes the parameter's place. `scale` moves it
 * by as much of the way that is left to the end of the range as the control does of its own.
 * All travels are 0..1. Nothing is allocated.
 */
export class TakeOver {
  /** Where the control stands; in an array, because a number in a field is made anew by each write. */
  readonly #hardware = new Float64Array([Number.NaN])
  #caught = false

  /** Whether the parameter follows. */
  get isCaught(): boolean {
    return this.#caught
  }

  /** Where the control stands, 0..1; NaN before its first message. */
  get hardware(): number {
    return this.#hardware[0] ?? Number.NaN
  }

  /** Something else has moved the parameter: the control must be picked up again. */
  release(): void {
    this.#caught = false
  }

  /** The control has moved by itself, as motors do: its place is known, nothing follows. */
  note(hardware: number, current: number, near: number): void {
    this.#hardware[0] = hardware
    this.#caught = Math.abs(hardware - current) <= near
  }

  /**
   * The travel to set, or NaN while the control waits to be picked up. Nearer than `near`, control
   * and parameter (at `current`) are at the same place.
   */
  next(mode: TakeOverMode, hardware: number, current: number, near: number): number {
    const before = this.hardware
    this.#hardware[0] = hardware
    this.#caught ||= catches(mode, before, hardware, current, near)
    if (this.#caught) return hardware
    if (mode === 'pickup' || Number.isNaN(before)) return Number.NaN
    return scaled(before, hardware, current)
  }
}

function catches(
  mode: TakeOverMode,
  before: number,
  hardware: number,
  current: number,
  near: number
): boolean {
  if (mode === 'jump') return true
  // On the way to each other both move: only where they stood together they are one.
  if (mode === 'scale') {
    return Math.abs((Number.isNaN(before) ? hardware : before) - current) <= near
  }
  if (Math.abs(hardware - current) <= near) return true
  return (before - current) * (hardware - current) < 0
}

function scaled(before: number, hardware: number, current: number): number {
  const up = hardware > before
  const leftOfControl = up ? 1 - before : before
  const leftOfParameter = up ? 1 - current : current
  const share = leftOfControl > 0 ? Math.abs(hardware - before) / leftOfControl : 1
  const moved = Math.min(1, share) * leftOfParameter
  return up ? current + moved : current - moved
}
