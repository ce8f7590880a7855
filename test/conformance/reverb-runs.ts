import type { ParamValues } from '../../worklets/core/definition.ts'
import { reverbDefinition } from '../../worklets/effects/reverb/definition.ts'
import { ReverbKernel } from '../../worklets/effects/reverb/kernel.ts'
import { render, type StereoSignal } from '../support/render.ts'
import { impulse, silence } from '../support/signals.ts'

export type ReverbValues = ParamValues<typeof reverbDefinition>

/** The tail alone, nothing cut away, so that it can be measured. */
export const TAIL_ONLY: Partial<ReverbValues> = {
  mix: 100,
  early: -Infinity,
  predelay: 0,
  lowCut: 10,
  highCut: 22_000
}

/** With the same decay at all frequencies. */
export const FLAT_TAIL: Partial<ReverbValues> = {
  ...TAIL_ONLY,
  lowMultiplier: 1,
  highMultiplier: 1
}

export function reverberate(
  input: StereoSignal,
  values: Partial<ReverbValues>,
  sampleRate = 48_000
): StereoSignal {
  const { left, right } = render(ReverbKernel, reverbDefinition, input, { sampleRate, values })
  return [left, right]
}

/** Left and right response to a click on both sides, or on one. */
export function clickResponse(
  values: Partial<ReverbValues>,
  seconds: number,
  sampleRate = 48_000,
  side: 'both' | 'left' | 'right' = 'both'
): StereoSignal {
  const click = impulse(seconds, sampleRate)
  const quiet = silence(seconds, sampleRate)
  const input: StereoSignal = [side === 'right' ? quiet : click, side === 'left' ? quiet : click]
  return reverberate(input, values, sampleRate)
}

/**
 * Responses as from many seats: clicks from either side, heard on both, at sizes around the one
 * that is set.
 */
export function manyResponses(
  count: number,
  values: Partial<ReverbValues>,
  seconds: number,
  sampleRate = 48_000
): readonly Float32Array[] {
  const responses: Float32Array[] = []
  const sizes = count / 4
  for (let n = 0; n < sizes; n++) {
    const size = (values.size ?? 100) * 1.4 ** (n / sizes - 0.5)
    for (const side of ['left', 'right'] as const) {
      responses.push(...clickResponse({ ...values, size }, seconds, sampleRate, side))
    }
  }
  return responses
}

export function power(signal: ArrayLike<number>, from = 0, to = signal.length): number {
  const [start, end] = [Math.round(from), Math.round(to)]
  let sum = 0
  for (let i = start; i < end; i++) sum += signal[i] * signal[i]
  return sum / (end - start)
}

export const powerDb = (signal: ArrayLike<number>, from = 0, to = signal.length): number =>
  10 * Math.log10(power(signal, from, to))
