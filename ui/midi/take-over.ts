/** What happens when a controller's place is not that of the parameter it moves. */
export const TAKE_OVERS = ['pickup', 'scale', 'jump'] as const
export type TakeOverMode = (typeof TAKE_OVERS)[number]

/** Places in `travels`: what the caller sets, and what it gets. */
export const CONTROL = 0
export const PARAMETER = 1
export const NEXT = 2
const BEFORE = 3
const NEAR = 4

/**
 * Brings an absolute control and a parameter together without a jump. `jump` lets the parameter
 * follow at once. `pickup` waits until the control passes the parameter's place. `scale` moves it
 * by as much of the way that is left to the end of the range as the control does of its own.
 * Only the constructor allocates.
 */
export class TakeOver {
  /**
   * Travels 0..1: of the control (NaN before its first message), of the parameter, and what `next`
   * has found. In an array, because a number that is handed on is made anew each time.
   */
  readonly travels = new Float64Array(5).fill(Number.NaN)
  #caught = false

  /** Nearer than `near`, control and parameter are at the same place. */
  constructor(near: number) {
    this.travels[NEAR] = near
  }

  /** Whether the parameter follows. */
  get isCaught(): boolean {
    return this.#caught
  }

  /** Something else has moved the parameter: the control must be picked up again. */
  release(): void {
    this.#caught = false
  }

  /** The control has moved by itself, as motors do: its place is known, nothing follows. */
  note(): void {
    const { travels } = this
    travels[BEFORE] = at(travels, CONTROL)
    this.#caught = isNear(travels, CONTROL)
  }

  /**
   * The control has moved to `CONTROL` while the parameter is at `PARAMETER`. Returns whether the
   * parameter is to be moved to `NEXT`; false while the control waits to be picked up.
   */
  next(mode: TakeOverMode): boolean {
    const { travels } = this
    this.#caught ||= catches(mode, travels)
    const isNew = Number.isNaN(at(travels, BEFORE))
    if (this.#caught) travels[NEXT] = at(travels, CONTROL)
    else if (mode === 'scale' && !isNew) scale(travels)
    travels[BEFORE] = at(travels, CONTROL)
    return this.#caught || (mode === 'scale' && !isNew)
  }
}

const at = (travels: Float64Array, place: number): number => travels[place] ?? Number.NaN

function isNear(travels: Float64Array, place: number): boolean {
  return Math.abs(at(travels, place) - at(travels, PARAMETER)) <= at(travels, NEAR)
}

function catches(mode: TakeOverMode, travels: Float64Array): boolean {
  if (mode === 'jump') return true
  const isNew = Number.isNaN(at(travels, BEFORE))
  // On the way to each other both move: only where they stood together they are one.
  if (mode === 'scale') return isNear(travels, isNew ? CONTROL : BEFORE)
  if (isNear(travels, CONTROL)) return true
  const current = at(travels, PARAMETER)
  return (at(travels, BEFORE) - current) * (at(travels, CONTROL) - current) < 0
}

function scale(travels: Float64Array): void {
  const before = at(travels, BEFORE)
  const control = at(travels, CONTROL)
  const current = at(travels, PARAMETER)
  const up = control > before
  const leftOfControl = up ? 1 - before : before
  const leftOfParameter = up ? 1 - current : current
  const share = leftOfControl > 0 ? Math.abs(control - before) / leftOfControl : 1
  const moved = Math.min(1, share) * leftOfParameter
  travels[NEXT] = up ? current + moved : current - moved
}
