/**
 * Kernels without Web Audio, for Node, Workers and tests: `new CompressorKernel(48000)` renders
 * sample for sample what the worklet renders. The build adds the kernel of every effect.
 */
export { defaultValues, type ParamValues, restingMeters } from './core/definition.ts'
export { Kernel } from './core/kernel.ts'
export type { Channels } from './core/stereo-block.ts'
