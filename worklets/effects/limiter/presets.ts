import type { Preset } from '../../core/state.ts'
import type { limiterDefinition } from './definition.ts'

export const limiterPresets: readonly Preset<typeof limiterDefinition>[] = []
