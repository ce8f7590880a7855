import type { AnySource } from '../core/any-source.ts'

/** A parameter that a control moves, or that waits for one. */
export interface MidiTarget {
  readonly source: AnySource
  readonly param: string
}
