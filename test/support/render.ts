import {
  defaultValues,
  type EffectDefinition,
  type MeterValues,
  type ParamValues,
  restingMeters
} from '../../worklets/core/definition.ts'
import type { Kernel } from '../../worklets/core/kernel.ts'

export type StereoSignal = readonly [left: Float32Array, right: Float32Array]

export interface RenderOptions<D extends EffectDefinition> {
  readonly sampleRate?: number
  readonly values?: Partial<ParamValues<D>>
  readonly blockFrames?: number
  readonly sidechain?: StereoSignal
  /** Called before each block with the number of its first frame; may call kernel.update. */
  readonly beforeBlock?: (kernel: Kernel<D>, frame: number) => void
}

export interface Rendered<D extends EffectDefinition> {
  readonly left: Float32Array
  readonly right: Float32Array
  readonly meters: MeterValues<D>
  readonly kernel: Kernel<D>
}

/** Runs a kernel over a signal as a worklet would: block after block, meters at the end of each. */
export function render<D extends EffectDefinition>(
  KernelClass: new (sampleRate: number) => Kernel<D>,
  definition: D,
  input: StereoSignal,
  options: RenderOptions<D> = {}
): Rendered<D> {
  const kernel = new KernelClass(options.sampleRate ?? 48000)
  kernel.update({ ...defaultValues(definition), ...options.values })
  return renderWith(kernel, definition, input, options)
}

export function renderWith<D extends EffectDefinition>(
  kernel: Kernel<D>,
  definition: D,
  input: StereoSignal,
  options: RenderOptions<D> = {}
): Rendered<D> {
  const length = input[0].length
  const blockFrames = options.blockFrames ?? 128
  const left = new Float32Array(length)
  const right = new Float32Array(length)
  const meters = restingMeters(definition)
  const key = options.sidechain
  for (let start = 0; start < length; start += blockFrames) {
    const end = Math.min(length, start + blockFrames)
    const cut = (signal: StereoSignal) => signal.map((channel) => channel.subarray(start, end))
    options.beforeBlock?.(kernel, start)
    const inputs = key ? [cut(input), cut(key)] : [cut(input)]
    kernel.process(inputs, [cut([left, right])], meters)
  }
  return { left, right, meters, kernel }
}
