import type { EffectModule } from '../../core/effect-module.ts'
import { limiterDefinition } from './definition.ts'
import { limiterPresets } from './presets.ts'

export { limiterDefinition }

/** A look-ahead true-peak limiter. */
export const limiter: EffectModule<typeof limiterDefinition> = {
  definition: limiterDefinition,
  presets: limiterPresets,
  loadScript: async () => (await import('./processor.ts?worklet')).default
}
