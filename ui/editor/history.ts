import type { ParamValue } from '../../worklets/core/definition.ts'

export type Values = Readonly<Record<string, ParamValue>>

/** One side of a step: the values that it moved, and what else was true then. */
export interface Moment<Mark> {
  readonly values: Values
  readonly mark: Mark
}

interface Step<Mark> {
  readonly before: Moment<Mark>
  readonly after: Moment<Mark>
}

/** Older steps are forgotten. */
const MAX_STEPS = 200

/**
 * Undo and redo of parameter values. One gesture is one step, and a step holds only what the
 * gesture moved: undoing it leaves alone what automation or a controller has moved since. The mark
 * (which preset was loaded) comes back with the values; on its own it makes no step.
 */
export class History<Mark> {
  #steps: Step<Mark>[] = []
  #position = 0
  #open: Moment<Mark> | undefined
  #depth = 0

  get canUndo(): boolean {
    return this.#position > 0
  }

  get canRedo(): boolean {
    return this.#position < this.#steps.length
  }

  /** The values before a gesture. A gesture within a gesture belongs to the outer one. */
  begin(values: Values, mark: Mark): void {
    this.#open ??= { values, mark }
    this.#depth++
  }

  /** The values after it; the outermost gesture makes the step. Returns whether there is a new one. */
  commit(values: Values, mark: Mark): boolean {
    if (this.#depth > 1) {
      this.#depth--
      return false
    }
    return this.finish(values, mark)
  }

  /** Ends all gestures that are open, for hands that were taken off. Returns as `commit` does. */
  finish(values: Values, mark: Mark): boolean {
    const start = this.#open
    this.#open = undefined
    this.#depth = 0
    if (start === undefined) return false
    const moved = Object.keys(values).filter((id) => values[id] !== start.values[id])
    if (moved.length === 0) return false
    this.#steps = this.#steps.slice(Math.max(0, this.#position - MAX_STEPS + 1), this.#position)
    this.#steps.push({
      before: { values: only(start.values, moved), mark: start.mark },
      after: { values: only(values, moved), mark }
    })
    this.#position = this.#steps.length
    return true
  }

  /** What to bring back, or undefined when there is nothing to undo. */
  undo(): Moment<Mark> | undefined {
    if (!this.canUndo) return undefined
    this.#position--
    return this.#steps[this.#position]?.before
  }

  /** What to bring back, or undefined when there is nothing to redo. */
  redo(): Moment<Mark> | undefined {
    if (!this.canRedo) return undefined
    this.#position++
    return this.#steps[this.#position - 1]?.after
  }
}

function only(values: Values, ids: readonly string[]): Values {
  const entries = ids.flatMap((id) => {
    const value = values[id]
    return value === undefined ? [] : [[id, value] as const]
  })
  return Object.fromEntries(entries)
}
