import type { EffectModule } from '../../core/effect-module.ts'
import { channelDefinition } from './definition.ts'
import { channelPresets } from './presets.ts'

export { channelDefinition }

/** A console channel: trim, polarity, width, pan, fader and mute. */
export const channel: EffectModule<typeof channelDefinition> = {
  definition: channelDefinition,
  presets: channelPresets,
  loadScript: async () => (await import('./processor.ts?worklet')).default
}
