import type { ReactiveController } from 'lit'
import { FrameTask } from './frame.ts'
import type { LivingHost } from './living-host.ts'

interface ResizeOptions {
  /** What to watch, asked once the host has rendered. */
  targets(): readonly (Element | null)[]
  /** Measure here. Runs after the first rendering and then in the frame after a change. */
  resized(): void
}

/**
 * Watches the size of elements. What follows from a size is done in the next frame, never inside
 * the observer: a size that changes another one there makes browsers report a loop.
 */
export class ResizeController implements ReactiveController {
  readonly #host: LivingHost
  readonly #options: ResizeOptions

  constructor(host: LivingHost, options: ResizeOptions) {
    this.#host = host
    this.#options = options
    host.addController(this)
  }

  hostConnected(): void {
    const { lifetime, updateComplete } = this.#host
    // The render root may already be there when the host is put back.
    void updateComplete.then(() => this.#observe(lifetime))
  }

  #observe(lifetime: AbortSignal): void {
    if (lifetime.aborted) return
    const task = new FrameTask(this.#host, () => this.#options.resized(), lifetime)
    const sizes = new ResizeObserver(() => task.request())
    for (const target of this.#options.targets()) if (target) sizes.observe(target)
    lifetime.addEventListener('abort', () => sizes.disconnect())
    this.#options.resized()
  }
}
