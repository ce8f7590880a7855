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
  /** What the readers below were bound to. */
  #source: AnySource | undefined
  #ids: readonly string[] = []
  #readers: readonly (() => number)[] = []

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
    if (source !== this.#source || ids !== this.#ids) this.#bind(source, ids)
    for (let i = 0; i < this.#readers.length; i++) {
      this.#values[i] = this.#readers[i]?.() ?? Number.NaN
    }
    this.#options.update(this.#values, now, deltaMs)
  }
  #bind(source: AnySource | undefined, ids: readonly string[]): void {
    // A list that is made anew for each frame is bound anew only where it differs.
    const same = source === this.#source && ids.length === this.#ids.length
    const sameIds = same && ids.every((id, i) => id === this.#ids[i])
    this.#source = source
    this.#ids = ids
    if (sameIds) return
    const known = source?.definition.meterPlaces
    this.#readers = ids.map((id) =>
      source && known?.has(id) ? source.meterReader(id) : () => Number.NaN
    )
    if (this.#values.length !== ids.length) this.#values = new Float64Array(ids.length)
  }
}
