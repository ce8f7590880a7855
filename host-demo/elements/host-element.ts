import type { PropertyDeclarations, PropertyValues } from 'lit'
import { TwobusElement } from '../../ui/core/element.ts'
import type { HostEngine } from './host-engine.ts'

/** Base of the host's elements: holds the engine, listens while connected, lets go afterwards. */
export class HostElement extends TwobusElement {
  static override properties: PropertyDeclarations = {
    engine: { attribute: false }
  }

  declare engine: HostEngine | undefined
  #release: AbortController | undefined

  constructor() {
    super()
    this.engine = undefined
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#bind()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#release?.abort()
    this.#release = undefined
  }

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed)
    if (changed.has('engine')) this.#bind()
  }

  /** Adds the element's listeners; the signal removes them. */
  protected engineConnected?(engine: HostEngine, signal: AbortSignal): void

  /** Renders anew whenever one of the events comes. */
  protected updateOn(target: EventTarget, types: readonly string[], signal: AbortSignal): void {
    for (const type of types) {
      target.addEventListener(type, () => this.requestUpdate(), { signal })
    }
  }

  #bind(): void {
    this.#release?.abort()
    this.#release = undefined
    if (!this.engine || !this.isConnected) return
    this.#release = new AbortController()
    this.engineConnected?.(this.engine, this.#release.signal)
  }
}
