import type { EffectModule } from '../../core/effect-module.ts'
import { meterDefinition } from './definition.ts'
import { meterPresets } from './presets.ts'

export { meterDefinition }

/** Loudness, true peak, levels, correlation and balance; the sound passes untouched. */
export const meter: EffectModule<typeof meterDefinition> = {
  definition: meterDefinition,
  presets: meterPresets,
  loadScript: async () => (await import('./processor.ts?worklet')).default
}
