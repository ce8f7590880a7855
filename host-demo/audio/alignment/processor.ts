import { registerEffect } from '../../../worklets/core/worklet.ts'
import { alignmentDefinition } from './definition.ts'
import { AlignmentKernel } from './kernel.ts'

registerEffect(alignmentDefinition, AlignmentKernel)
