import type { Session } from './session.ts'

/** How many steps can be undone. Documents share what did not change, so a step is small. */
const MAX_STEPS = 500

/** Changes with the same merge key within this time are one step: a turn of a wheel, held keys. */
const MERGE_MS = 600

export interface ChangeOptions {
  /** Changes with the same key in quick succession count as one step: "fader of bass". */
  readonly merge?: string
}

/**
 * Undo and redo of whole documents. A step is one change, or everything between `beginGesture` and
 * `endGesture`: a fader's move from touch to release is undone at once.
 *
 * Event: `change` when the document or what can be undone has moved.
 */
export class SessionHistory extends EventTarget {
  readonly #now: () => number
  #session: Session
  #undo: Session[] = []
  #redo: Session[] = []
  #gestures = 0
  /** Whether the running gesture has made its step already. */
  #gestureStepped = false
  #mergeKey: string | undefined
  #mergedAt = -Infinity

  /** `now` in milliseconds decides which changes follow quickly upon each other. */
  constructor(session: Session, now: () => number = () => performance.now()) {
    super()
    this.#session = session
    this.#now = now
  }

  get session(): Session {
    return this.#session
  }

  get canUndo(): boolean {
    return this.#undo.length > 0
  }

  get canRedo(): boolean {
    return this.#redo.length > 0
  }

  /** Takes the next document. The one that is current already is no step. */
  change(next: Session, options: ChangeOptions = {}): void {
    if (next === this.#session) return
    if (!this.#continuesStep(options.merge)) {
      this.#undo.push(this.#session)
      if (this.#undo.length > MAX_STEPS) this.#undo.shift()
    }
    this.#redo = []
    this.#move(next)
  }

  /** Gestures nest: two fingers on two faders are one step, from the first touch to the last. */
  beginGesture(): void {
    if (this.#gestures === 0) this.#gestureStepped = false
    this.#gestures++
    this.#mergeKey = undefined
  }

  endGesture(): void {
    this.#gestures = Math.max(0, this.#gestures - 1)
    this.#mergeKey = undefined
  }

  undo(): boolean {
    return this.#step(this.#undo, this.#redo)
  }

  redo(): boolean {
    return this.#step(this.#redo, this.#undo)
  }

  /** Another document altogether: nothing before it can be undone. */
  reset(session: Session): void {
    this.#undo = []
    this.#redo = []
    this.#mergeKey = undefined
    this.#gestureStepped = false
    this.#move(session)
  }

  #continuesStep(key: string | undefined): boolean {
    if (this.#gestures > 0) {
      const stepped = this.#gestureStepped
      this.#gestureStepped = true
      return stepped
    }
    const now = this.#now()
    const merges = key !== undefined && key === this.#mergeKey && now - this.#mergedAt <= MERGE_MS
    this.#mergeKey = key
    this.#mergedAt = now
    return merges
  }

  #step(from: Session[], to: Session[]): boolean {
    const session = from.pop()
    if (session === undefined) return false
    to.push(this.#session)
    this.#mergeKey = undefined
    this.#gestureStepped = false
    this.#move(session)
    return true
  }

  #move(session: Session): void {
    this.#session = session
    this.dispatchEvent(new Event('change'))
  }
}
