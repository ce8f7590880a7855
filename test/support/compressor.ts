import type { ParamValues } from '../../worklets/core/definition.ts'
import { compressorDefinition } from '../../worklets/effects/compressor/definition.ts'
import { CompressorKernel } from '../../worklets/effects/compressor/kernel.ts'
import { type RenderOptions, render, type StereoSignal } from './render.ts'
import { sine } from './signals.ts'

export const RATE = 48000
export type Values = Partial<ParamValues<typeof compressorDefinition>>
export type Options = RenderOptions<typeof compressorDefinition>

export function play(input: StereoSignal, values: Values, options: Options = {}) {
  return render(CompressorKernel, compressorDefinition, input, { ...options, values })
}

/** Sample by sample; a matcher that compares arrays takes seconds. */
export function isSame(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i])
}

export const both = (signal: Float32Array): StereoSignal => [signal, signal]
export const decibels = (gain: number) => 20 * Math.log10(Math.abs(gain))
export const gainOf = (dB: number) => 10 ** (dB / 20)

/** RMS of a stretch in dB. */
export function levelDb(signal: Float32Array, from: number, to: number): number {
  let power = 0
  for (let i = from; i < to; i++) power += signal[i] ** 2
  return 10 * Math.log10(power / (to - from))
}

/** Output level in dBFS (peak of a sine) of a steady 1 kHz sine of `inputDb`. */
export function steadyOutputDb(inputDb: number, values: Values, sampleRate = RATE): number {
  const tone = sine(1000, 0.6, sampleRate, gainOf(inputDb))
  const { left } = play(both(tone), values, { sampleRate })
  const [from, to] = [Math.round(0.5 * sampleRate), Math.round(0.6 * sampleRate)]
  return inputDb + levelDb(left, from, to) - levelDb(tone, from, to)
}

/** Reduction in dB, frame by frame, of a constant key that jumps from level to level. */
export function reductionAfter(
  levels: readonly (readonly [dB: number, seconds: number])[],
  values: Values,
  sampleRate = RATE
): Float64Array {
  const key = levels.flatMap(([dB, seconds]) =>
    Array.from({ length: Math.round(seconds * sampleRate) }, () => gainOf(dB))
  )
  const probe = new Float32Array(key.length).fill(0.5)
  const sidechain = both(Float32Array.from(key))
  const all: Values = { sidechain: 'external', knee: 0, threshold: -30, ratio: 4, ...values }
  const { left } = play(both(probe), all, { sampleRate, sidechain })
  return Float64Array.from(left, (y) => -decibels(y / 0.5))
}

/** Milliseconds from frame `from` until the reduction passes `dB`. */
export function passesAtMs(
  reduction: Float64Array,
  from: number,
  dB: number,
  sampleRate = RATE
): number {
  const rising = reduction[from] < dB
  let i = from
  while (i < reduction.length && reduction[i] < dB === rising) i++
  return ((i - from) * 1000) / sampleRate
}

/** The largest step upwards from one frame to the next. */
export function largestStep(values: Float64Array): number {
  return values.reduce((max, x, i) => (i > 0 ? Math.max(max, x - values[i - 1]) : max), 0)
}

/** Power of the second to twentieth harmonic against the fundamental, in dB. */
export function distortionDb(signal: Float32Array, hertz: number, from: number): number {
  const length = RATE // a whole second: every multiple of 1 Hz fits
  const amplitude = (frequency: number) => {
    let [re, im] = [0, 0]
    for (let i = 0; i < length; i++) {
      const phase = (2 * Math.PI * frequency * i) / RATE
      re += signal[from + i] * Math.cos(phase)
      im += signal[from + i] * Math.sin(phase)
    }
    return re * re + im * im
  }
  let harmonics = 0
  for (let k = 2; k <= 20; k++) harmonics += amplitude(k * hertz)
  return 10 * Math.log10(harmonics / amplitude(hertz))
}

export const SLOW: Values = { attack: 1, release: 200 }
