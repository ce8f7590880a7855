/** What happens when a controller's place is not that of the parameter it moves. */
export const TAKE_OVERS = ['pickup', 'scale', 'jump'] as const
export type TakeOverMode = (typeof TAKE_OVERS)[number]

/**
 * Places in `travels`: what the caller sets (control, parameter), what it gets (next), the rest.
 */
export const TRAVEL = { control: 0, parameter: 1, next: 2, before: 3, near: 4 } as const
type Place = (typeof TRAVEL)[keyof typeof TRAVEL]

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
  readonly travels = new Float64Array(Object.keys(TRAVEL).length).fill(Number.NaN)
  #caught = false

  /** Nearer than `near`, control and parameter are at the same place. */
  constructor(near: number) {
    this.travels[TRAVEL.near] = near
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
    travels[TRAVEL.before] = at(travels, TRAVEL.control)
    this.#caught = isNear(travels, TRAVEL.control)
  }

  /**
   * The control has moved to `control` while the parameter is at `parameter`. Returns whether the
   * parameter is to be moved to `next`; false while the control waits to be picked up.
   */
  next(mode: TakeOverMode): boolean {
    const { travels } = this
    this.#caught ||= catches(mode, travels)
    const isNew = Number.isNaN(at(travels, TRAVEL.before))
    if (this.#caught) travels[TRAVEL.next] = at(travels, TRAVEL.control)
    else if (mode === 'scale' && !isNew) scale(travels)
    travels[TRAVEL.before] = at(travels, TRAVEL.control)
    return this.#caught || (mode === 'scale' && !isNew)
  }
}

const at = (travels: Float64Array, place: Place): number => travels[place] ?? Number.NaN

function isNear(travels: Float64Array, place: Place): boolean {
  return Math.abs(at(travels, place) - at(travels, TRAVEL.parameter)) <= at(travels, TRAVEL.near)
}

function catches(mode: TakeOverMode, travels: Float64Array): boolean {
  if (mode === 'jump') return true
  const isNew = Number.isNaN(at(travels, TRAVEL.before))
  // On the way to each other both move: only where they stood together they are one.
  if (mode === 'scale') return isNear(travels, isNew ? TRAVEL.control : TRAVEL.before)
  if (isNear(travels, TRAVEL.control)) return true
  const current = at(travels, TRAVEL.parameter)
  return (at(travels, TRAVEL.before) - current) * (at(travels, TRAVEL.control) - current) < 0
}

function scale(travels: Float64Array): void {
  const before = at(travels, TRAVEL.before)
  const control = at(travels, TRAVEL.control)
  const current = at(travels, TRAVEL.parameter)
  const up = control > before
  const leftOfControl = up ? 1 - before : before
  const leftOfParameter = up ? 1 - current : current
  const share = leftOfControl > 0 ? Math.abs(control - before) / leftOfControl : 1
  const moved = Math.min(1, share) * leftOfParameter
  travels[TRAVEL.next] = up ? current + moved : current - moved
}
