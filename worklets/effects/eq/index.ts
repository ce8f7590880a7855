import type { EffectModule } from '../../core/effect-module.ts'
import { eqDefinition } from './definition.ts'
import { eqPresets } from './presets.ts'

export { eqDefinition }

/** A parametric equalizer of eight bands whose curves follow analog filters up to 20 kHz. */
export const eq: EffectModule<typeof eqDefinition> = {
  definition: eqDefinition,
  presets: eqPresets,
  loadScript: async () => (await import('./processor.ts?worklet')).default
}
