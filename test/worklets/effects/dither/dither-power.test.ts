import { expect, test } from 'vitest'
import { defaultValues } from '../../../../worklets/core/definition.ts'
import { RealFft } from '../../../../worklets/dsp/spectral/real-fft.ts'
import { ditherDefinition } from '../../../../worklets/effects/dither/definition.ts'
import { ditherPower } from '../../../../worklets/effects/dither/dither-power.ts'
import { DitherKernel } from '../../../../worklets/effects/dither/kernel.ts'
import { noiseShaperTaps } from '../../../../worklets/effects/dither/noise-shapers.ts'
import { render } from '../../../support/render.ts'
import { sine } from '../../../support/signals.ts'

const RATE = 48_000
const SIZE = 4096

/** Mean power density of the kernel's error over an octave band, per channel. */
function measured(values: object, fromHz: number, toHz: number): number {
  const tone = sine(997, 20, RATE, 0.01)
  const all = { ...defaultValues(ditherDefinition), ...values }
  const { left } = render(DitherKernel, ditherDefinition, [tone, tone], { values: all })
  const fft = new RealFft(SIZE)
  let sum = 0
  let count = 0
  const samples = new Float64Array(SIZE)
  for (let at = SIZE; at + SIZE < tone.length; at += SIZE) {
    for (let i = 0; i < SIZE; i++) {
      // Hann's window, whose squares add up to 3/8 of its length.
      const window = Math.sqrt(8 / 3) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / SIZE))
      samples[i] = window * ((left[at + i] ?? 0) - (tone[at + i] ?? 0))
    }
    fft.transform(samples)
    for (let k = Math.ceil((fromHz * SIZE) / RATE); k < (toHz * SIZE) / RATE; k++) {
      sum += ((fft.real[k] ?? 0) ** 2 + (fft.imaginary[k] ?? 0) ** 2) / SIZE
      count++
    }
  }
  return sum / count
}

test.each([
  ['tpdf', 'none'],
  ['tpdfHighPass', 'none'],
  ['tpdf', 'modifiedE9'],
  ['tpdf', 'lipshitz5'],
  ['tpdfHighPass', 'light']
] as const)('%s with %s: the curve is the noise that the kernel makes', (type, shaping) => {
  const taps = noiseShaperTaps(shaping, RATE)
  for (const hz of [1000, 4000, 8000, 14_000]) {
    const settings = { bits: 16, type, amount: 1, taps }
    let mean = 0
    for (let i = 0; i < 40; i++) mean += ditherPower(settings, hz * (0.95 + i / 400), RATE) / 40
    const error = 10 * Math.log10(measured({ type, shaping }, 0.95 * hz, 1.05 * hz) / mean)
    // Noise over some thousand bins: 0.1 dB; the band's own slope is averaged alike.
    expect(Math.abs(error)).toBeLessThan(0.5)
  }
})
