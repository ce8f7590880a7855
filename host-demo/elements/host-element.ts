import type { PropertyDeclarations, PropertyValues } from 'lit'
import { Attachment } from '../../ui/core/attachment.ts'
import { TwobusElement } from '../../ui/core/element.ts'
import type { HostEngine } from './host-engine.ts'

/** Base of the host's elements: holds the engine and listens to it while connected. */
export class HostElement extends TwobusElement {
  static override properties: PropertyDeclarations = {
    engine: { attribute: false }
  }

  declare engine: HostEngine | undefined
  readonly #followed: Attachment<HostEngine> = new Attachment((engine, signal) =>
    this.engineConnected?.(engine, signal)
  )

  constructor() {
    super()
    this.engine = undefined
  }

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed)
    this.#followed.follow(this.engine, this.lifetime)
  }

  /** Adds the element's listeners; the signal removes them. */
  protected engineConnected?(engine: HostEngine, signal: AbortSignal): void

  /** Renders anew whenever one of the events comes. */
  protected updateOn(target: EventTarget, types: readonly string[], signal: AbortSignal): void {
    for (const type of types) {
      target.addEventListener(type, () => this.requestUpdate(), { signal })
    }
  }
}
