import type { EffectModule } from '../../core/effect-module.ts'
import { reverbDefinition } from './definition.ts'
import { reverbPresets } from './presets.ts'

export { reverbDefinition }

/** An algorithmic reverb: hall, room, chamber, plate and ambience. */
export const reverb: EffectModule<typeof reverbDefinition> = {
  definition: reverbDefinition,
  presets: reverbPresets,
  loadScript: async () => (await import('./processor.ts?worklet')).default
}
