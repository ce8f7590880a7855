import type { EffectModule } from '../../core/effect-module.ts'
import { ditherDefinition } from './definition.ts'
import { ditherPresets } from './presets.ts'

export { ditherDefinition }

/** Word-length reduction with dither and noise shaping. */
export const dither: EffectModule<typeof ditherDefinition> = {
  definition: ditherDefinition,
  presets: ditherPresets,
  loadScript: async () => (await import('./processor.ts?worklet')).default
}
