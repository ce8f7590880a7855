import type { ParamValue } from '../../worklets/core/definition.ts'
import type { EditHistory } from './edit-history.ts'

export type Values = Readonly<Record<string, ParamValue>>

/** What is undone: all values there are, and how some are set. */
export interface HistoryTarget {
  read(): Values
  write(values: Values): void
}

interface Step {
  readonly before: Values
  readonly after: Values
}

/** Older steps are forgotten. */
const MAX_STEPS = 200

/**
 * Undo and redo of parameter values, for an editor that stands alone. One gesture is one step, and
 * a step holds only what the gesture moved: undoing it leaves alone what automation or a controller
 * has moved since.
 */
export class History extends EventTarget implements EditHistory {
  readonly #target: HistoryTarget
  #steps: readonly Step[] = []
  #position = 0
  /** The moment before the first step that is kept. */
  #start: object = {}
  #open: Values | undefined
  #depth = 0

  constructor(target: HistoryTarget) {
    super()
    this.#target = target
  }

  get canUndo(): boolean {
    return this.#position > 0
  }

  get canRedo(): boolean {
    return this.#position < this.#steps.length
  }

  get moment(): object {
    return this.#steps[this.#position - 1] ?? this.#start
  }

  beginGesture(): void {
    this.#open ??= this.#target.read()
    this.#depth++
  }

  /** The end of the outermost gesture makes the step, if anything has moved. */
  endGesture(): void {
    this.#depth = Math.max(0, this.#depth - 1)
    if (this.#depth > 0 || this.#open === undefined) return
    const [start, values] = [this.#open, this.#target.read()]
    this.#open = undefined
    const moved = Object.keys(values).filter((id) => values[id] !== start[id])
    if (moved.length === 0) return
    const step = { before: only(start, moved), after: only(values, moved) }
    const kept = this.#steps.slice(0, this.#position)
    if (kept.length === MAX_STEPS) this.#start = kept.shift() ?? this.#start
    this.#steps = [...kept, step]
    this.#position = this.#steps.length
    this.dispatchEvent(new Event('change'))
  }

  undo(): void {
    const step = this.#steps[this.#position - 1]
    if (step) this.#go(this.#position - 1, step.before)
  }

  redo(): void {
    const step = this.#steps[this.#position]
    if (step) this.#go(this.#position + 1, step.after)
  }

  #go(position: number, values: Values): void {
    this.#position = position
    this.#target.write(values)
    this.dispatchEvent(new Event('change'))
  }
}

function only(values: Values, ids: readonly string[]): Values {
  const entries = ids.flatMap((id) => {
    const value = values[id]
    return value === undefined ? [] : [[id, value] as const]
  })
  return Object.fromEntries(entries)
}
