import { registerEffect } from '../../core/worklet.ts'
import { meterDefinition } from './definition.ts'
import { MeterKernel } from './kernel.ts'

registerEffect(meterDefinition, MeterKernel)
