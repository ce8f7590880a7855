import FFT from 'fft.js'
import { defaultValues, type ParamValues, restingMeters } from '../../worklets/core/definition.ts'
import { AnalogPrototype } from '../../worklets/dsp/filters/analog-prototype.ts'
import type { EqFilter } from '../../worklets/dsp/filters/eq-filter.ts'
import { eqDefinition } from '../../worklets/effects/eq/definition.ts'
import { EqKernel } from '../../worklets/effects/eq/kernel.ts'

export type EqValues = Partial<ParamValues<typeof eqDefinition>>

/** One band that is this filter. */
export function bandValues(filter: EqFilter, phase: EqValues['phase'] = 'zeroLatency'): EqValues {
  return {
    phase,
    'band4.enabled': true,
    'band4.type': filter.type,
    'band4.frequency': filter.frequencyHz,
    'band4.gain': filter.gainDb,
    'band4.q': filter.q,
    'band4.slope': `${filter.slope}`
  }
}

const kernels = new Map<number, EqKernel>()

/** An equalizer of this rate with these settings, without history. */
function fresh(values: EqValues, sampleRate: number): EqKernel {
  const kernel = kernels.get(sampleRate) ?? new EqKernel(sampleRate)
  kernels.set(sampleRate, kernel)
  kernel.reset()
  kernel.update({ ...defaultValues(eqDefinition), ...values })
  return kernel
}

/**
 * Level in dB at the bin nearest to a frequency, of the response to a click of `size` frames, a
 * power of two; and that bin's frequency.
 */
export function eqResponse(values: EqValues, sampleRate: number, size: number) {
  const click = new Float32Array(size)
  click[0] = 0.5
  const out = [new Float32Array(size), new Float32Array(size)]
  fresh(values, sampleRate).process([[click, click]], [out], restingMeters(eqDefinition))
  const fft = new FFT(size)
  const bins = fft.createComplexArray()
  fft.realTransform(bins, Array.from(out[0]))
  const step = sampleRate / size
  return {
    hertzNear: (hertz: number) => Math.round(hertz / step) * step,
    level: (hertz: number) => {
      const k = Math.round(hertz / step)
      return 20 * Math.log10(Math.hypot(bins[2 * k], bins[2 * k + 1]) / 0.5)
    }
  }
}

/** Frames until the response has died away by 120 dB, as a power of two. */
function sizeFor({ type, frequencyHz, q, gainDb, slope }: EqFilter, sampleRate: number): number {
  const isSteep = type !== 'bell' && slope > 12
  // Sharpest pole of a cascade of this order; the q of a bell's poles grows with its gain.
  const order = slope / 6
  const cascade = (Math.SQRT2 * q) / (2 * Math.cos(((order - 1) * Math.PI) / (2 * order)))
  const sharpest = Math.max(0.7, isSteep ? cascade : q * 10 ** (Math.abs(gainDb) / 40))
  const seconds = (14 * sharpest) / (Math.PI * frequencyHz)
  return Math.min(2 ** 19, 2 ** Math.ceil(Math.log2(Math.max(4096, seconds * sampleRate))))
}

/** Largest difference in dB from the analog filter up to 20 kHz, where that is above -60 dB. */
export function worstEqError(
  filter: EqFilter,
  phase: EqValues['phase'],
  sampleRate: number,
  fromHz = 20
): number {
  const prototype = new AnalogPrototype()
  prototype.set(filter)
  const size = phase === 'linear' ? 2 ** 16 : sizeFor(filter, sampleRate)
  const response = eqResponse(bandValues(filter, phase), sampleRate, size)
  let worst = 0
  const highest = Math.min(20_000, 0.499 * sampleRate)
  for (let hertz = fromHz; hertz < highest; hertz *= 1.03) {
    const at = response.hertzNear(hertz)
    if (at < fromHz || at > highest) continue
    const wanted = 10 * Math.log10(prototype.power(at))
    if (wanted > -60) worst = Math.max(worst, Math.abs(response.level(at) - wanted))
  }
  return worst
}
