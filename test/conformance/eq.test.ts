import FFT from 'fft.js'
import { describe, expect, it } from 'vitest'
import { defaultValues, type ParamValues, restingMeters } from '../../worklets/core/definition.ts'
import { AnalogPrototype } from '../../worklets/dsp/analog-prototype.ts'
import { dynamicGainDb } from '../../worklets/dsp/dynamic-gain.ts'
import type { EqFilter } from '../../worklets/dsp/eq-filter.ts'
import { eqDefinition } from '../../worklets/effects/eq/definition.ts'
import { EqKernel } from '../../worklets/effects/eq/kernel.ts'
import { figuresOf } from '../support/figures.ts'
import { render, type StereoSignal } from '../support/render.ts'
import { impulse, pinkNoise, sine } from '../support/signals.ts'

/** The figures that the sound design asks of the equalizer's phase modes and dynamic bands. */

type Values = Partial<ParamValues<typeof eqDefinition>>
const figures = figuresOf('eq', 'eq')
const RATE = 48_000
const RIVALS = 'RBJ bilinear: up to 10.6; Vicanek 2016: 0.86; ZL "ideal biquad": 0.89'

const play = (input: StereoSignal, values: Values, sampleRate = RATE): StereoSignal => {
  const { left, right } = render(EqKernel, eqDefinition, input, { values, sampleRate })
  return [left, right]
}

/** Level in dB of the response to a click, from 20 Hz to 20 kHz. */
function response(values: Values, sampleRate: number): (hertz: number) => number {
  const size = 2 ** 16
  const click = impulse(size / sampleRate, sampleRate, 0, 0.5)
  const fft = new FFT(size)
  const bins = fft.createComplexArray()
  fft.realTransform(bins, Array.from(play([click, click], values, sampleRate)[0]))
  return (hertz) => {
    const k = Math.round((hertz * size) / sampleRate)
    return 20 * Math.log10(Math.hypot(bins[2 * k], bins[2 * k + 1]) / 0.5)
  }
}

/** Largest difference from the analog curve where that is above -60 dB. */
function worstError(filter: EqFilter, values: Values, sampleRate: number, fromHz = 20): number {
  const prototype = new AnalogPrototype()
  prototype.set(filter)
  const level = response(values, sampleRate)
  const step = sampleRate / 2 ** 16
  let worst = 0
  for (let hz = fromHz; hz < 20_000; hz *= 1.06) {
    const at = Math.round(hz / step) * step
    const wanted = 10 * Math.log10(prototype.power(at))
    if (wanted > -60) worst = Math.max(worst, Math.abs(level(at) - wanted))
  }
  return worst
}

const bandValues = (filter: EqFilter, phase: Values['phase']): Values => ({
  phase,
  'band4.enabled': true,
  'band4.type': filter.type,
  'band4.frequency': filter.frequencyHz,
  'band4.gain': filter.gainDb,
  'band4.q': filter.q,
  'band4.slope': `${filter.slope}`
})

const bell = (frequencyHz: number, gainDb: number, q: number): EqFilter => ({
  type: 'bell',
  frequencyHz,
  gainDb,
  q,
  slope: 12
})

describe('natural phase', () => {
  it.each([44_100, 48_000])('follows analog bells at %i Hz', { timeout: 60_000 }, (rate) => {
    let worst = 0
    for (const hz of [100, 1000, 5000, 10_000, 15_000, 18_000]) {
      for (const q of [0.5, 1, 6]) {
        for (const gain of [6, -12, 24]) {
          const filter = bell(hz, gain, q)
          worst = Math.max(worst, worstError(filter, bandValues(filter, 'natural'), rate))
        }
      }
    }
    figures.atMost(0.05, {
      name: `natural: bells to 24 dB, 100 Hz to 18 kHz, at ${rate / 1000} kHz`,
      measured: worst,
      unit: 'dB',
      digits: 3,
      others: RIVALS
    })
  })

  it('follows analog shelves and cuts', { timeout: 60_000 }, () => {
    const cases: readonly EqFilter[] = [
      { type: 'highShelf', frequencyHz: 8000, gainDb: 12, q: Math.SQRT1_2, slope: 12 },
      { type: 'highShelf', frequencyHz: 12_000, gainDb: -12, q: Math.SQRT1_2, slope: 12 },
      { type: 'lowShelf', frequencyHz: 200, gainDb: 12, q: Math.SQRT1_2, slope: 12 },
      { type: 'lowCut', frequencyHz: 80, gainDb: 0, q: Math.SQRT1_2, slope: 24 }
    ]
    const errors = cases.map((filter) => worstError(filter, bandValues(filter, 'natural'), RATE))
    figures.atMost(0.05, {
      name: 'natural: shelves and low cut at 48 kHz',
      measured: Math.max(...errors),
      unit: 'dB',
      digits: 3
    })
    const highCut: EqFilter = {
      type: 'highCut',
      frequencyHz: 9000,
      gainDb: 0,
      q: Math.SQRT1_2,
      slope: 24
    }
    figures.atMost(0.1, {
      name: 'natural: high cut at 9 kHz, 24 dB per octave',
      measured: worstError(highCut, bandValues(highCut, 'natural'), RATE),
      unit: 'dB',
      digits: 3
    })
  })
})

describe('linear phase', () => {
  const values: Values = {
    phase: 'linear',
    'band2.enabled': true,
    'band2.gain': 6,
    'band4.enabled': true,
    'band4.frequency': 1000,
    'band4.gain': -9,
    'band4.q': 3,
    'band8.enabled': true
  }

  it.each([44_100, 48_000, 96_000])('is symmetric in time at %i Hz', (rate) => {
    const latency = eqDefinition.latencyFrames({ ...defaultValues(eqDefinition), ...values }, rate)
    const click = impulse(0.6, rate, 0, 0.5)
    const [left] = play([click, click], values, rate)
    let worst = 0
    for (let i = 1; i < latency; i++) {
      worst = Math.max(worst, Math.abs((left[latency + i] ?? 9) - (left[latency - i] ?? 9)))
    }
    figures.atMost(-140, {
      name: `linear: asymmetry about the declared latency, ${rate / 1000} kHz`,
      measured: 20 * Math.log10(worst / 0.5),
      unit: 'dB',
      digits: 0
    })
  })

  it('has the magnitude of the analog filters', { timeout: 30_000 }, () => {
    const cases = [bell(100, 6, 1), bell(1000, -12, 2), bell(9000, 12, 4), bell(16_000, 6, 1)]
    const errors = cases.map((filter) =>
      worstError(filter, bandValues(filter, 'linear'), RATE, (2 * RATE) / 8192)
    )
    figures.atMost(0.05, {
      name: 'linear: bells, above twice the resolution of the filter',
      measured: Math.max(...errors),
      unit: 'dB',
      digits: 3
    })
  })

  it('passes a sound that no band touches, late by the latency', () => {
    const noise = pinkNoise(1, RATE, 1, 0.5)
    const latency = eqDefinition.latencyFrames(
      { ...defaultValues(eqDefinition), phase: 'linear' },
      RATE
    )
    const [left] = play([noise, noise], { phase: 'linear' })
    let worst = 0
    for (let i = latency; i < left.length; i++) {
      worst = Math.max(worst, Math.abs((left[i] ?? 9) - (noise[i - latency] ?? 9)))
    }
    figures.atMost(-140, {
      name: 'linear: flat, difference from the input',
      measured: 20 * Math.log10(Math.max(worst, 1e-12)),
      unit: 'dB',
      digits: 0
    })
  })

  it('leaves a mono sound alone where only the side is worked on', () => {
    const noise = pinkNoise(1, RATE, 1, 0.5)
    const side: Values = { ...values, 'band2.placement': 'side', 'band4.placement': 'side' }
    const [left, right] = play([noise, noise], { ...side, 'band8.enabled': false })
    const latency = eqDefinition.latencyFrames({ ...defaultValues(eqDefinition), ...values }, RATE)
    for (let i = latency; i < left.length; i += 7) {
      expect(left[i]).toBeCloseTo(noise[i - latency] ?? 9, 6)
      expect(right[i]).toBeCloseTo(left[i] ?? 9, 6)
    }
  })
})

describe('a dynamic band', () => {
  /** Steady gain that a tone at the band's frequency meets. */
  function gainOf(levelDb: number, values: Values): { gain: number; shown: number } {
    const tone = sine(1000, 1.5, RATE, 10 ** (levelDb / 20))
    const kernel = new EqKernel(RATE)
    kernel.update({ ...defaultValues(eqDefinition), ...values })
    const meters = restingMeters(eqDefinition)
    const out = [new Float32Array(tone.length), new Float32Array(tone.length)]
    kernel.process([[tone, tone]], [out], meters)
    const rms = (signal: Float32Array) => {
      const end = signal.subarray(RATE)
      return Math.sqrt(end.reduce((sum, x) => sum + x * x, 0) / end.length)
    }
    return {
      gain: 20 * Math.log10(rms(out[0] ?? tone) / rms(tone)),
      shown: meters['band4.dynamicGain']
    }
  }
  const dynamic: Values = {
    'band4.enabled': true,
    'band4.frequency': 1000,
    'band4.q': 2,
    'band4.dynamic': true,
    'band4.threshold': -30,
    'band4.range': -9,
    'band4.attack': 5,
    'band4.release': 100
  }

  it('turns its gain as its curve says, in every mode that has latency for it', () => {
    let worst = 0
    for (const phase of ['zeroLatency', 'natural'] as const) {
      for (const range of [-9, 6]) {
        for (const level of [-50, -30, -24, -10, -3]) {
          const { gain, shown } = gainOf(level, { ...dynamic, phase, 'band4.range': range })
          const wanted = dynamicGainDb(level, -30, range)
          worst = Math.max(worst, Math.abs(gain - wanted), Math.abs(shown - wanted))
        }
      }
    }
    figures.atMost(0.1, {
      name: 'dynamic band: gain against its curve, cut of 9 and boost of 6 dB',
      measured: worst,
      unit: 'dB',
      digits: 3
    })
  })

  it('does not move for what lies beside it', () => {
    const tone = sine(100, 1.5, RATE, 0.5)
    const [left] = play([tone, tone], dynamic)
    const [plain] = play([tone, tone], {})
    const difference = left.reduce((most, x, i) => Math.max(most, Math.abs(x - (plain[i] ?? 9))), 0)
    expect(20 * Math.log10(difference / 0.5)).toBeLessThan(-40)
  })

  it('follows with its attack and comes back with its release', () => {
    const tone = sine(1000, 3, RATE, 1)
    for (let i = 0; i < tone.length; i++) {
      tone[i] = (tone[i] ?? 0) * (i > RATE && i < 2 * RATE ? 0.5 : 0.005)
    }
    const times = (attack: number, release: number) => {
      const kernel = new EqKernel(RATE)
      kernel.update({
        ...defaultValues(eqDefinition),
        ...dynamic,
        'band4.attack': attack,
        'band4.release': release
      })
      const meters = restingMeters(eqDefinition)
      const shown: number[] = []
      const out = [new Float32Array(64), new Float32Array(64)]
      for (let at = 0; at < tone.length; at += 64) {
        const block = tone.subarray(at, at + 64)
        kernel.process([[block, block]], [out], meters)
        shown.push(-meters['band4.dynamicGain'])
      }
      const full = Math.max(...shown)
      const up = shown.findIndex((gain) => gain > full * (1 - Math.exp(-1)))
      const down = shown.findIndex((gain, i) => i * 64 > 2 * RATE && gain < full * Math.exp(-1))
      return { attack: ((up * 64 - RATE) * 1000) / RATE, release: (down * 64 * 1000) / RATE - 2000 }
    }
    const slow = times(50, 300)
    figures.within(50, 5, {
      name: 'dynamic band: attack to 63 %, set to 50 ms',
      measured: slow.attack,
      unit: 'ms',
      digits: 1
    })
    figures.within(300, 15, {
      name: 'dynamic band: release to 37 %, set to 300 ms',
      measured: slow.release,
      unit: 'ms',
      digits: 0
    })
  })
})
