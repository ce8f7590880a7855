import { describe, expect, it } from 'vitest'
import type { ParamValues } from '../../worklets/core/definition.ts'
import { noiseShaperPower } from '../../worklets/dsp/noise-shaper-design.ts'
import { type NoiseShaping, noiseShaperTaps } from '../../worklets/dsp/noise-shapers.ts'
import { ditherDefinition } from '../../worklets/effects/dither/definition.ts'
import { DitherKernel } from '../../worklets/effects/dither/kernel.ts'
import { render } from '../support/render.ts'
import { pinkNoise } from '../support/signals.ts'
import { spectrumDb } from '../support/spectrum.ts'

type Values = Partial<ParamValues<typeof ditherDefinition>>

const LSB = 2 ** -15

function dithered(signal: Float32Array, values: Values, sampleRate: number): Float32Array {
  const options = { values, sampleRate, blockFrames: 4096 }
  return render(DitherKernel, ditherDefinition, [signal, signal], options).left
}

/** Mean power of each bin over several stretches in a row. */
function meanSpectrum(signal: ArrayLike<number>, size: number): Float64Array {
  const count = Math.floor(signal.length / size)
  const power = new Float64Array(size / 2)
  for (let k = 0; k < count; k++) {
    spectrumDb(signal, k * size, size).forEach((db, bin) => {
      power[bin] += 10 ** (db / 10) / count
    })
  }
  return power
}

describe('a 1 kHz sine at -90 dBFS', { timeout: 30_000 }, () => {
  const rate = 44100
  const size = 2 ** 18
  const toneBin = 5945
  const tone = Float32Array.from(
    { length: 3 * size },
    (_, i) => 10 ** (-90 / 20) * Math.sin((2 * Math.PI * toneBin * i) / size)
  )
  const db = (power: number) => 10 * Math.log10(power)

  it('with TPDF keeps its level and has no harmonic above the noise', () => {
    const power = meanSpectrum(dithered(tone, {}, rate), size)
    expect(Math.abs(db(power[toneBin]) + 90)).toBeLessThan(0.05)
    const median = [...power].sort((a, b) => a - b)[size / 4]
    for (let harmonic = 2; harmonic * toneBin < size / 2; harmonic++) {
      const above = db(power[harmonic * toneBin]) - db(median)
      expect(above, `harmonic ${harmonic}`).toBeLessThan(6)
    }
  })

  it('without dither is off by half a decibel and distorts', () => {
    const power = meanSpectrum(dithered(tone, { type: 'none' }, rate), size)
    expect(Math.abs(db(power[toneBin]) + 90)).toBeGreaterThan(0.4)
    expect(db(power[5 * toneBin])).toBeGreaterThan(-108)
    expect(db(power[7 * toneBin])).toBeGreaterThan(-108)
  })
})

describe('shaped noise', () => {
  const shapings: readonly NoiseShaping[] = ['none', 'light', 'lipshitz5', 'modifiedE9', 'f9']
  const cases: readonly (readonly [NoiseShaping, number])[] = [
    ...shapings.map((shaping) => [shaping, 44100] as const),
    ['adaptive', 44100],
    ['adaptive', 48000],
    ['adaptive', 96000],
    ['f9', 96000]
  ]

  it.each(cases)(
    '%s at %i Hz follows its filter within 0.5 dB in every third of an octave',
    {
      timeout: 30_000
    },
    (shaping, rate) => {
      const size = 2 ** 16
      const input = pinkNoise((12 * size) / rate, rate, 5, 0.3)
      const output = dithered(input, { shaping }, rate)
      const error = Float64Array.from(output, (y, i) => (y - input[i]) / LSB)
      const power = meanSpectrum(error, size)
      const taps = noiseShaperTaps(shaping, rate)
      const expected = power.map((_, bin) => noiseShaperPower(taps, (bin * rate) / size, rate))
      // Both are compared by their shares, and then in all.
      const floor = meanSpectrum(whiteError(12 * size), size).reduce((a, b) => a + b) / (size / 2)
      for (let low = 400; low * 2 ** (1 / 3) < rate / 2; low *= 2 ** (1 / 3)) {
        const from = Math.round((low * size) / rate)
        const to = Math.round((low * 2 ** (1 / 3) * size) / rate)
        const sum = (spectrum: Float64Array) =>
          spectrum.subarray(from, to).reduce((total, x) => total + x, 0)
        const difference = 10 * Math.log10(sum(power) / sum(expected) / floor)
        expect(Math.abs(difference), `${low} Hz`).toBeLessThan(0.5)
      }
    }
  )
})

/** White noise with the variance of TPDF-dithered rounding, 1/4 LSB^2. */
function whiteError(length: number): Float64Array {
  let state = 1
  return Float64Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return (state / 2 ** 31) * Math.sqrt(0.75)
  })
}
