import type { ReactiveController } from 'lit'
import type { AnySource } from './any-source.ts'
import { onFrame } from './frame.ts'
import type { LivingHost } from './living-host.ts'

interface MeterOptions {
  source(): AnySource | undefined
  readonly ids: readonly string[] | (() => readonly string[])
  /** Once a frame while the element is visible; the array is reused. */
  update(values: Float64Array, now: number, deltaMs: number): void
}

/** Polls meters of a source in the frame loop. Ids that no source has read as NaN. */
export class MeterController implements ReactiveController {
  readonly #host: LivingHost
  readonly #options: MeterOptions
  #values = new Float64Array(0)

  constructor(host: LivingHost, options: MeterOptions) {
    this.#host = host
    this.#options = options
    host.addController(this)
  }

  hostConnected(): void {
    onFrame(this.#host, this.#onFrame, this.#host.lifetime)
  }

  readonly #onFrame = (now: number, deltaMs: number) => {
    const source = this.#options.source()
    const ids = typeof this.#options.ids === 'function' ? this.#options.ids() : this.#options.ids
    if (this.#values.length !== ids.length) this.#values = new Float64Array(ids.length)
    ids.forEach((id, i) => {
      const known = source?.definition.meters.some((row) => row.id === id)
      this.#values[i] = source && known ? source.meter(id) : Number.NaN
    })
    this.#options.update(this.#values, now, deltaMs)
  }
}
