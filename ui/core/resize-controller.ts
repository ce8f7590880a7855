import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { FrameTask } from './frame.ts'

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
  readonly #host: ReactiveControllerHost & Element
  readonly #options: ResizeOptions
  #sizes: ResizeObserver | undefined
  #task: FrameTask | undefined

  constructor(host: ReactiveControllerHost & Element, options: ResizeOptions) {
    this.#host = host
    this.#options = options
    host.addController(this)
  }

  hostConnected(): void {
    // The render root may already be there when the host is put back.
    void this.#host.updateComplete.then(() => this.#observe())
  }

  hostDisconnected(): void {
    this.#sizes?.disconnect()
    this.#task?.release()
    this.#sizes = undefined
    this.#task = undefined
  }

  #observe(): void {
    if (!this.#host.isConnected || this.#sizes) return
    const task = new FrameTask(this.#host, () => this.#options.resized())
    const sizes = new ResizeObserver(() => task.request())
    for (const target of this.#options.targets()) if (target) sizes.observe(target)
    this.#task = task
    this.#sizes = sizes
    this.#options.resized()
  }
}
