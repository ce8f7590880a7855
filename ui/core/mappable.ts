import type { AnySource } from './any-source.ts'

/** How a control shows its place in a controller map. */
export interface MappingMark {
  readonly state: 'mappable' | 'learning' | 'mapped' | 'waiting'
  /** "CC 21 · ch 3"; nothing for `mappable`. */
  readonly tag?: string
  /** Travel 0..1 of the hardware while it waits to be picked up. */
  readonly ghost?: number
}

/** A control that a controller map can point at. */
export interface MappableControl extends HTMLElement {
  source: AnySource | undefined
  param: string
  mapping: MappingMark | undefined
}

/** Controls on the page now. Fires `change` when one comes, goes, or shows another parameter. */
class MappableControls extends EventTarget {
  readonly #controls = new Set<MappableControl>()

  get all(): ReadonlySet<MappableControl> {
    return this.#controls
  }

  add(control: MappableControl): void {
    this.#controls.add(control)
    this.changed()
  }

  delete(control: MappableControl): void {
    this.#controls.delete(control)
    this.changed()
  }

  /** A control on the page has been given another source or parameter. */
  changed(): void {
    this.dispatchEvent(new Event('change'))
  }
}

export const mappableControls: MappableControls = new MappableControls()
