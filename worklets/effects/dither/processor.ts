import { registerEffect } from '../../core/worklet.ts'
import { ditherDefinition } from './definition.ts'
import { DitherKernel } from './kernel.ts'

registerEffect(ditherDefinition, DitherKernel)
