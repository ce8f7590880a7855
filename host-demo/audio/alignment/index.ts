import type { EffectModule } from '../../../worklets/core/effect-module.ts'
import { alignmentDefinition } from './definition.ts'

export const alignment: EffectModule<typeof alignmentDefinition> = {
  definition: alignmentDefinition,
  presets: [],
  loadScript: async () => (await import('./processor.ts?worklet')).default
}
