import type { EffectDefinition } from './definition.ts'
import type { Preset } from './state.ts'

/** The public entry of an effect, and what `createEffect` takes. Safe to import on a server. */
export interface EffectModule<D extends EffectDefinition = EffectDefinition> {
  readonly definition: D
  readonly presets: readonly Preset<D>[]
  /** The processor as one self-contained script, loaded when first needed. */
  loadScript(): Promise<string>
}
