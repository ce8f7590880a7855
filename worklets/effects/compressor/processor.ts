import { registerEffect } from '../../core/worklet.ts'
import { compressorDefinition } from './definition.ts'
import { CompressorKernel } from './kernel.ts'

registerEffect(compressorDefinition, CompressorKernel)
