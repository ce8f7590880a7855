import type { ParamValue } from '../../worklets/core/definition.ts'

export type Values = Readonly<Record<string, ParamValue>>

interface Step {
  readonly before: Values
  readonly after: Values
}

/** Older steps are forgotten. */
const MAX_STEPS = 200

/**
 * Undo and redo of parameter values. One gesture is one step, and a step holds only what the
 * gesture moved: undoing it leaves alone what automation or a controller has moved since.
 */
export class History {
  #steps: Step[] = []
  #position = 0
  #open: Values | undefined

  get canUndo(): boolean {
    return this.#position > 0
  }

  get canRedo(): boolean {
    return this.#position < this.#steps.length
  }

  get isOpen(): boolean {
    return this.#open !== undefined
  }

  /** The values before a gesture. A gesture within a gesture belongs to the outer one. */
  begin(values: Values): void {
    this.#open ??= values
  }

  /** The values after it. Returns whether there is a new step. */
  commit(values: Values): boolean {
    const start = this.#open
    this.#open = undefined
    if (start === undefined) return false
    const moved = Object.keys(values).filter((id) => values[id] !== start[id])
    if (moved.length === 0) return false
    this.#steps = this.#steps.slice(Math.max(0, this.#position - MAX_STEPS + 1), this.#position)
    this.#steps.push({ before: only(start, moved), after: only(values, moved) })
    this.#position = this.#steps.length
    return true
  }

  /** The values to set, or undefined when there is nothing to undo. */
  undo(): Values | undefined {
    if (!this.canUndo) return undefined
    this.#position--
    return this.#steps[this.#position]?.before
  }

  /** The values to set, or undefined when there is nothing to redo. */
  redo(): Values | undefined {
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
