import type { EffectDefinition, ParamValue } from '../../worklets/core/definition.ts'
import type { Origin, ParamStream, Tap, TapPoint } from '../../worklets/core/source.ts'
import type { EffectState, Preset } from '../../worklets/core/state.ts'

/**
 * A source of whatever effect, for what works with all of them: controls, the common bar,
 * controller maps. Every `EffectSource<D>` is one; ids are plain strings here because the
 * compiler cannot take the literal ids of one table for those of all.
 */
export interface AnySource extends EventTarget {
  readonly definition: EffectDefinition
  readonly presets: readonly Preset[]
  readonly sampleRate: number
  readonly latencyFrames: number
  get(id: string): ParamValue
  /** A move of code, unless said otherwise. @throws Error that names the row, its range, the value. */
  set(id: string, value: ParamValue, origin?: Origin): void
  setMany(values: Readonly<Record<string, ParamValue | undefined>>, origin?: Origin): void
  stream(id: string): ParamStream
  meter(id: string): number
  meterReader(id: string): () => number
  openTap(point: TapPoint): Tap | undefined
  getState(): EffectState
  setState(state: unknown): readonly string[]
}
