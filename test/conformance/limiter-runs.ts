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

/** Mean K-weighted power in dB of both sides; BS.1770's filters at 48 kHz. */
export function loudness(signals: StereoSignal): number {
  const power = signals.map((signal) => {
    let [z1, z2, w1, w2, sum] = [0, 0, 0, 0, 0]
    for (const x of signal) {
      const y = 1.53512485958697 * x + z1
      z1 = -2.69169618940638 * x + 1.69065929318241 * y + z2
      z2 = 1.19839281085285 * x - 0.73248077421585 * y
      const v = y + w1
      w1 = -2 * y + 1.99004745483398 * v + w2
      w2 = y - 0.99007225036621 * v
      sum += v * v
    }
    return sum / signal.length
  })
  return 10 * Math.log10(power[0] + power[1])
}
