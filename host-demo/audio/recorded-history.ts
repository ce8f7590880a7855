import type { Session } from '../session/session.ts'
import { type ChangeOptions, SessionHistory } from '../session/session-history.ts'
import { EffectRecorder } from './effect-recorder.ts'
import type { MixGraph } from './mix-graph.ts'

/**
 * The session with its undo, and with what hands move on effects written into it: whatever was moved
 * before a step counts before it. Everything that undoes in the host does so here, editors too.
 *
 * Event: `change` when the document or what can be undone has moved.
 */
export class RecordedHistory extends EventTarget {
  readonly #history: SessionHistory
  readonly #recorder: EffectRecorder

  constructor(session: Session) {
    super()
    this.#history = new SessionHistory(session)
    this.#recorder = new EffectRecorder(this.#history)
    this.#history.addEventListener('change', () => this.dispatchEvent(new Event('change')))
  }

  get session(): Session {
    return this.#history.session
  }

  /** The document: undo and redo come back to the same object. */
  get moment(): object {
    return this.#history.session
  }

  get canUndo(): boolean {
    return this.#history.canUndo
  }

  get canRedo(): boolean {
    return this.#history.canRedo
  }

  /** Listens to every effect of the graph as it is now, and to no other. */
  follow(graph: MixGraph): void {
    this.#recorder.follow(graph)
  }

  /** Writes what has moved in this task into the session. */
  flush(): void {
    this.#recorder.flush()
  }

  /** Changes the session by one of the functions of `session-edits.ts`: one step of undo. */
  edit(change: (session: Session) => Session, options: ChangeOptions = {}): void {
    this.#recorder.flush()
    this.#history.change(change(this.session), options)
  }

  /** Everything until `endGesture` is one step of undo. */
  beginGesture(): void {
    this.#recorder.flush()
    this.#history.beginGesture()
  }

  endGesture(): void {
    this.#recorder.flush()
    this.#history.endGesture()
  }

  undo(): boolean {
    this.#recorder.flush()
    return this.#history.undo()
  }

  redo(): boolean {
    this.#recorder.flush()
    return this.#history.redo()
  }

  /** Another document altogether: nothing before it can be undone. */
  reset(session: Session): void {
    this.#recorder.flush()
    this.#history.reset(session)
  }

  dispose(): void {
    this.#recorder.flush()
    this.#recorder.dispose()
  }
}
