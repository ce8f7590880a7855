import { describe, expect, it } from 'vitest'
import type { ParamValues } from '../../worklets/core/definition.ts'
import { hearingThresholdDb } from '../../worklets/dsp/noise/hearing-threshold.ts'
import { noiseShaperPower } from '../../worklets/dsp/noise/noise-shaper-design.ts'
import { ditherDefinition } from '../../worklets/effects/dither/definition.ts'
import { DitherKernel } from '../../worklets/effects/dither/kernel.ts'
import { type NoiseShaping, noiseShaperTaps } from '../../worklets/effects/dither/noise-shapers.ts'
import { figuresOf } from '../support/figures.ts'
import { optionLabel } from '../support/option-label.ts'
import { render } from '../support/render.ts'
import { pinkNoise } from '../support/signals.ts'
import { spectrumDb } from '../support/spectrum.ts'

/** Spectra of what dither and noise shapers add, measured at the output. */

type Values = Partial<ParamValues<typeof ditherDefinition>>

const LSB = 2 ** -15
const figures = figuresOf('dither', 'noise')
const db = (power: number) => 10 * Math.log10(power)

function dithered(signal: Float32Array, values: Values, sampleRate: number): Float32Array {
  const options = { values, sampleRate, blockFrames: 4096 }
  return render(DitherKernel, ditherDefinition, [signal, signal], options).left
}

/** Mean power of each bin over several stretches in a row. */
function meanSpectrum(signal: ArrayLike<number>, size: number): Float64Array {
  const count = Math.floor(signal.length / size)
  const power = new Float64Array(size / 2)
  for (let k = 0; k < count; k++) {
    spectrumDb(signal, k * size, size).forEach((level, bin) => {
      power[bin] += 10 ** (level / 10) / count
    })
  }
  return power
}

describe('a 1 kHz sine at -90 dBFS', () => {
  const rate = 44100
  const size = 2 ** 18
  const toneBin = 5945
  const tone = Float32Array.from(
    { length: 3 * size },
    (_, i) => 10 ** (-90 / 20) * Math.sin((2 * Math.PI * toneBin * i) / size)
  )

  it('with TPDF keeps its level and has no harmonic above the noise', () => {
    const power = meanSpectrum(dithered(tone, {}, rate), size)
    const median = [...power].sort((a, b) => a - b)[size / 4]
    let worst = -Infinity
    for (let harmonic = 2; harmonic * toneBin < size / 2; harmonic++) {
      worst = Math.max(worst, db(power[harmonic * toneBin]) - db(median))
    }
    figures.within(-90, 0.05, {
      name: '1 kHz at −90 dBFS to 16 bits with TPDF: its level',
      measured: db(power[toneBin]),
      unit: 'dBFS',
      others: 'without dither 0.6 dB wrong'
    })
    figures.atMost(6, {
      name: 'the same: loudest of harmonics 2 to 22 above the median bin',
      measured: worst,
      unit: 'dB',
      digits: 1,
      others: 'without dither H5 and H7 at −104 and −106 dBFS, 40 above it'
    })
  })

  it('without dither is off by half a decibel and distorts', () => {
    const power = meanSpectrum(dithered(tone, { type: 'none' }, rate), size)
    expect(Math.abs(db(power[toneBin]) + 90)).toBeGreaterThan(0.4)
    expect(db(power[5 * toneBin])).toBeGreaterThan(-108)
    expect(db(power[7 * toneBin])).toBeGreaterThan(-108)
  })
})

const SIZE = 2 ** 16

/** Spectrum of what rounding to 16 bits adds to music. */
function errorSpectrum(shaping: NoiseShaping, rate: number): Float64Array {
  const input = pinkNoise((12 * SIZE) / rate, rate, 5, 0.3)
  const output = dithered(input, { shaping }, rate)
  const error = Float64Array.from(output, (y, i) => (y - input[i]) / LSB)
  return meanSpectrum(error, SIZE)
}

const whiteFloor = errorSpectrum('none', 44100).reduce((sum, x) => sum + x, 0) / (SIZE / 2)
const spectra = new Map<string, Float64Array>()

/** The same against the mean of white TPDF; measured once. */
function shapedSpectrum(shaping: NoiseShaping, rate: number): Float64Array {
  const key = `${shaping} ${rate}`
  const known = spectra.get(key)
  if (known) return known
  const measured = errorSpectrum(shaping, rate).map((power) => power / whiteFloor)
  spectra.set(key, measured)
  return measured
}

interface Reading {
  readonly total: number
  readonly itu468: number
  readonly heard: number
  readonly at3500: number
  readonly peak: number
}

/** A spectrum relative to white noise, in dB. */
function readingOf(power: Float64Array, rate: number): Reading {
  const hertz = (bin: number) => ((bin + 0.5) * rate) / (2 * power.length)
  const weighted = (weight: (hz: number) => number) => {
    let [sum, weights] = [0, 0]
    for (let k = 0; k < power.length; k++) {
      sum += power[k] * weight(hertz(k))
      weights += weight(hertz(k))
    }
    return db(sum / weights)
  }
  const around = (hz: number) => {
    const bin = Math.round((2 * power.length * hz) / rate)
    return power.subarray(bin - 75, bin + 75).reduce((sum, x) => sum + x, 0) / 150
  }
  let peak = 0
  for (let hz = 500; hz < rate / 2 - 200; hz += 100) peak = Math.max(peak, around(hz))
  return {
    total: weighted(() => 1),
    itu468: weighted(itu468Power),
    heard: weighted((hz) => 10 ** (-hearingThresholdDb(hz) / 10)),
    at3500: db(around(3500)),
    peak: db(peak)
  }
}

/** Weighting of ITU-R BS.468-4, annex 1: the response of its network, 0 dB at 1 kHz. */
function itu468Power(hz: number): number {
  const h1 =
    1 -
    1.363894795463638e-7 * hz ** 2 +
    2.043828333606125e-15 * hz ** 4 -
    4.737338981378384e-24 * hz ** 6
  const h2 =
    5.559488023498642e-4 * hz - 2.118150887518656e-11 * hz ** 3 + 1.306612257412824e-19 * hz ** 5
  return (10 ** (18.246 / 20) * 1.246332637532143e-4 * hz) ** 2 / (h1 ** 2 + h2 ** 2)
}

describe('a noise shaper at 44.1 kHz', () => {
  it.each([
    ['light', 3.5, -4.5, -7.1, -8, 8],
    ['modifiedE9', 7.6, -4.3, -10.7, -21.4, 13.9],
    ['lipshitz5', 12.2, -3.4, -9.4, -21.5, 19.4],
    ['f9', 18.4, -4.5, -11.4, -24.5, 27]
  ] as const)('%s adds what is published of it', (shaping, total, itu468, heard, at3500, peak) => {
    const reading = readingOf(shapedSpectrum(shaping, 44100), 44100)
    const row = (name: string, asked: number, measured: number) =>
      figures.within(asked, 0.5, {
        name: `${name}, 44.1 kHz`,
        at: optionLabel(ditherDefinition, 'shaping', shaping),
        measured,
        unit: 'dB',
        digits: 1
      })
    row('noise in all', total, reading.total)
    row('noise by ITU-R 468', itu468, reading.itu468)
    row('noise to the ear', heard, reading.heard)
    row('noise at 3.5 kHz', at3500, reading.at3500)
    row('highest noise', peak, reading.peak)
  })
})

describe('the adaptive shaper', () => {
  it.each([44100, 48000, 88200, 96000, 176400, 192000])('beats F-9 at %i Hz', (rate) => {
    const adaptive = readingOf(shapedSpectrum('adaptive', rate), rate)
    const f9 = readingOf(shapedSpectrum('f9', rate), rate)
    const published = noiseShaperTaps('f9', 44100)
    const stretched = readingOf(
      Float64Array.from({ length: SIZE / 2 }, (_, k) =>
        noiseShaperPower(published, (k * rate) / SIZE, rate)
      ),
      rate
    )
    const others = (key: 'heard' | 'total') =>
      `F-9 made for this rate ${f9[key].toFixed(1)}, taps of 44.1 kHz ${stretched[key].toFixed(1)}`
    figures.atMost(Number((f9.heard - 6).toFixed(0)), {
      name: 'adaptive: noise to the ear',
      at: `${rate / 1000} kHz`,
      measured: adaptive.heard,
      unit: 'dB',
      digits: 1,
      others: others('heard')
    })
    figures.atMost(20, {
      name: 'adaptive: noise in all',
      at: `${rate / 1000} kHz`,
      measured: adaptive.total,
      unit: 'dB',
      digits: 1,
      others: others('total')
    })
  })
})

describe('shaped noise', () => {
  const shapings: readonly NoiseShaping[] = ['none', 'light', 'lipshitz5', 'modifiedE9', 'f9']
  const cases: readonly (readonly [NoiseShaping, number])[] = [
    ...shapings.map((shaping) => [shaping, 44100] as const),
    ['adaptive', 44100],
    ['adaptive', 48000],
    ['adaptive', 96000],
    ['adaptive', 192000],
    ['f9', 96000]
  ]

  it('follows its filter in every third of an octave', () => {
    let worst = 0
    for (const [shaping, rate] of cases) {
      const measured = shapedSpectrum(shaping, rate)
      const taps = noiseShaperTaps(shaping, rate)
      for (let low = rate / 100; low * 2 ** (1 / 3) < rate / 2; low *= 2 ** (1 / 3)) {
        const from = Math.round((low * SIZE) / rate)
        const to = Math.round((low * 2 ** (1 / 3) * SIZE) / rate)
        let [heard, expected] = [0, 0]
        for (let k = from; k < to; k++) {
          heard += measured[k]
          expected += noiseShaperPower(taps, (k * rate) / SIZE, rate)
        }
        worst = Math.max(worst, Math.abs(db(heard / expected)))
      }
    }
    figures.atMost(0.5, {
      name: `${cases.length} shapers and rates: difference from the filter in any third of an octave`,
      measured: worst,
      unit: 'dB'
    })
  })
})
