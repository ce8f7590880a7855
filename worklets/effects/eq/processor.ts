import { registerEffect } from '../../core/worklet.ts'
import { eqDefinition } from './definition.ts'
import { EqKernel } from './kernel.ts'

registerEffect(eqDefinition, EqKernel)
