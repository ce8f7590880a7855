import { registerEffect } from '../../core/worklet.ts'
import { reverbDefinition } from './definition.ts'
import { ReverbKernel } from './kernel.ts'

registerEffect(reverbDefinition, ReverbKernel)
