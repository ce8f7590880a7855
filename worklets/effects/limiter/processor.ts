import { registerEffect } from '../../core/worklet.ts'
import { limiterDefinition } from './definition.ts'
import { LimiterKernel } from './kernel.ts'

registerEffect(limiterDefinition, LimiterKernel)
