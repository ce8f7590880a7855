import type { EffectModule } from '../../core/effect-module.ts'
import { compressorDefinition } from './definition.ts'
import { compressorPresets } from './presets.ts'

export { compressorDefinition }

/** A compressor in four styles, with side chain. */
export const compressor: EffectModule<typeof compressorDefinition> = {
  definition: compressorDefinition,
  presets: compressorPresets,
  loadScript: async () => (await import('./processor.ts?worklet')).default
}
