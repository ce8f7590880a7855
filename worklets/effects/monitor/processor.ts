import { registerEffect } from '../../core/worklet.ts'
import { monitorDefinition } from './definition.ts'
import { MonitorKernel } from './kernel.ts'

registerEffect(monitorDefinition, MonitorKernel)
