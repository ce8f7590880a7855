import type { EffectModule } from '../../core/effect-module.ts'
import { delayDefinition } from './definition.ts'
import { delayPresets } from './presets.ts'

export { delayDefinition }

/** A stereo, ping-pong and tape delay. */
export const delay: EffectModule<typeof delayDefinition> = {
  definition: delayDefinition,
  presets: delayPresets,
  loadScript: async () => (await import('./processor.ts?worklet')).default
}
