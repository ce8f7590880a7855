import { registerEffect } from '../../core/worklet.ts'
import { widenerDefinition } from './definition.ts'
import { WidenerKernel } from './kernel.ts'

registerEffect(widenerDefinition, WidenerKernel)
