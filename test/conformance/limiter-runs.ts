import { defaultValues, type ParamValues } from '../../worklets/core/definition.ts'
import { limiterDefinition } from '../../worklets/effects/limiter/definition.ts'
import { LimiterKernel } from '../../worklets/effects/limiter/kernel.ts'
import { type RenderOptions, render, type StereoSignal } from '../support/render.ts'

/** What the limiter's conformance tests share. */

export const RATE = 48000

export type Values = Partial<ParamValues<typeof limiterDefinition>>

export function limit(
  input: StereoSignal,
  values: Values,
  options: RenderOptions<typeof limiterDefinition> = {}
) {
  return render(LimiterKernel, limiterDefinition, input, { ...options, values })
}

export const both = (signal: Float32Array): StereoSignal => [signal, signal]

export function latency(values: Values, sampleRate = RATE): number {
  return limiterDefinition.latencyFrames(
    { ...defaultValues(limiterDefinition), ...values },
    sampleRate
  )
}

export const gain = (decibels: number) => 10 ** (decibels / 20)
export const db = (x: number) => 20 * Math.log10(x)

export function peak(signal: Float32Array, from = 0, to = signal.length): number {
  let most = 0
  for (let i = from; i < to; i++) most = Math.max(most, Math.abs(signal[i]))
  return most
}
