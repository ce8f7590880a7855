import type { Binding } from './binding.ts'

/** A hand that rests so long has ended its gesture. */
const PAUSE_MS = 500

/** Gestures of the controls that move parameters: from their first move until they rest. */
export class Gestures {
  readonly #moving = new Set<Binding>()
  readonly #tell: (binding: Binding, isMoving: boolean) => void

  /** `tell` is called when a gesture begins and when it has ended. */
  constructor(tell: (binding: Binding, isMoving: boolean) => void) {
    this.#tell = tell
  }

  /** A binding is about to move its parameter. */
  readonly begin = (binding: Binding) => {
    if (this.#moving.has(binding)) return
    this.#moving.add(binding)
    this.#tell(binding, true)
  }

  /** Ends those of controls that rest. */
  end(timeMs: number): void {
    for (const binding of this.#moving) {
      if (binding.movedAt > timeMs - PAUSE_MS) continue
      this.#moving.delete(binding)
      this.#tell(binding, false)
    }
  }
}
