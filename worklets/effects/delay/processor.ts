import { registerEffect } from '../../core/worklet.ts'
import { delayDefinition } from './definition.ts'
import { DelayKernel } from './kernel.ts'

registerEffect(delayDefinition, DelayKernel)
