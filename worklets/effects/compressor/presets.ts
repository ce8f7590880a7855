import type { Preset } from '../../core/state.ts'
import type { compressorDefinition } from './definition.ts'

export const compressorPresets: readonly Preset<typeof compressorDefinition>[] = []
