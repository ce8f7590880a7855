import type { EffectModule } from '../../core/effect-module.ts'
import { monitorDefinition } from './definition.ts'
import { monitorPresets } from './presets.ts'

export { monitorDefinition }

/** The mix through other people's loudspeakers, at equal loudness. For listening only. */
export const monitor: EffectModule<typeof monitorDefinition> = {
  definition: monitorDefinition,
  presets: monitorPresets,
  loadScript: async () => (await import('./processor.ts?worklet')).default
}
