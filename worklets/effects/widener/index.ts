import type { EffectModule } from '../../core/effect-module.ts'
import { widenerDefinition } from './definition.ts'
import { widenerPresets } from './presets.ts'

export { widenerDefinition }

/** Stereo width in three bands that leaves the mono sum alone. */
export const widener: EffectModule<typeof widenerDefinition> = {
  definition: widenerDefinition,
  presets: widenerPresets,
  loadScript: async () => (await import('./processor.ts?worklet')).default
}
