import { describe, expect, it } from 'vitest'
import { defaultValues, restingMeters } from '../../worklets/core/definition.ts'
import { dynamicGainDb } from '../../worklets/dsp/dynamics/dynamic-gain.ts'
import type { EqFilter } from '../../worklets/dsp/filters/eq-filter.ts'
import { eqDefinition } from '../../worklets/effects/eq/definition.ts'
import { EqKernel } from '../../worklets/effects/eq/kernel.ts'
import { type EqValues, worstEqError } from '../support/eq-response.ts'
import { figuresOf } from '../support/figures.ts'
import { render, type StereoSignal } from '../support/render.ts'
import { impulse, pinkNoise, sine, whiteNoise } from '../support/signals.ts'
import { spectrumDb } from '../support/spectrum.ts'

/** The figures that the sound design asks of the equalizer, its curves aside. */

const figures = figuresOf('eq', 'eq')
const RATE = 48_000
const FFT_SIZE = 32_768

const play = (input: StereoSignal, values: EqValues, sampleRate = RATE): StereoSignal => {
  const { left, right } = render(EqKernel, eqDefinition, input, { values, sampleRate })
  return [left, right]
}

/** A sound while `valuesAt` gives new values to each block. */
function playMoving(
  sound: Float32Array,
  blockFrames: number,
  valuesAt: (frame: number) => EqValues
): Float32Array {
  let last: EqValues | undefined
  return render(EqKernel, eqDefinition, [sound, sound], {
    values: valuesAt(0),
    blockFrames,
    beforeBlock: (kernel, frame) => {
      const values = valuesAt(frame)
      if (values !== last) kernel.update({ ...defaultValues(eqDefinition), ...values })
      last = values
    }
  }).left
}

const db = (gain: number) => 20 * Math.log10(gain)

function rms(signal: Float32Array, from = 0): number {
  const part = signal.subarray(from)
  return Math.sqrt(part.reduce((sum, x) => sum + x * x, 0) / part.length)
}

const bell = (frequencyHz: number, gainDb: number, q: number): EqFilter => ({
  type: 'bell',
  frequencyHz,
  gainDb,
  q,
  slope: 12
})

const BELL: EqValues = { 'band4.enabled': true, 'band4.frequency': 1000, 'band4.q': 1 }

describe('the sound', () => {
  const music = pinkNoise(0.5, RATE, 1, 0.5)

  it('is left alone by a flat equalizer, and by a side band where there is no side', () => {
    const flat: EqValues = { 'band2.enabled': true, 'band5.enabled': true, 'band7.enabled': true }
    const side: EqValues = { ...BELL, 'band4.gain': 12, 'band4.placement': 'side' }
    let strays = 0
    for (const values of [{}, flat, side]) {
      for (const out of play([music, music], values)) {
        strays += out.filter((x, i) => x !== music[i]).length
      }
    }
    figures.atMost(0, {
      name: 'flat bands, and a side band on a mono sound: samples that differ',
      measured: strays,
      unit: '',
      digits: 0
    })
  })

  it('is whole again after a boost and the same cut', () => {
    let worst = -Infinity
    for (const rate of [44_100, 48_000, 96_000]) {
      for (const [type, hertz] of [
        ['bell', 12_000],
        ['bell', 300],
        ['highShelf', 7000],
        ['lowShelf', 150],
        ['tilt', 900]
      ] as const) {
        const band = (n: 4 | 5, gain: number): EqValues => ({
          [`band${n}.enabled`]: true,
          [`band${n}.type`]: type,
          [`band${n}.frequency`]: hertz,
          [`band${n}.q`]: 1,
          [`band${n}.gain`]: gain
        })
        const change = (values: EqValues) => {
          const [left] = play([music, music], values, rate)
          // Nothing at all would be minus infinity, which no table shows.
          return db(rms(left.map((x, i) => x - music[i])) / rms(music) + 1e-10)
        }
        expect(change(band(4, 18))).toBeGreaterThan(-12)
        worst = Math.max(worst, change({ ...band(4, 18), ...band(5, -18) }))
      }
    }
    figures.atMost(-120, {
      name: 'boost of 18 dB against the same cut, bells, shelves, tilt: what is left',
      measured: worst,
      unit: 'dB',
      digits: 0
    })
  })

  it('has no distortion', () => {
    const tone = sine(1000, 1.2, RATE, 10 ** (-1 / 20))
    const values: EqValues = {}
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8] as const) {
      values[`band${n}.enabled`] = true
      values[`band${n}.gain`] = n % 2 === 0 ? 3 : -3
    }
    const spectrum = spectrumDb(play([tone, tone], values)[0], 20_000, FFT_SIZE)
    const bin = Math.round((1000 * FFT_SIZE) / RATE)
    let power = 0
    for (let k = 20; k < spectrum.length; k++) {
      if (Math.abs(k - bin) > 12) power += 10 ** (spectrum[k] / 10)
    }
    figures.atMost(-130, {
      name: 'eight bands, 1 kHz at −1 dBFS: distortion and noise',
      measured: 10 * Math.log10(power) - spectrum[bin],
      unit: 'dB',
      digits: 0
    })
  })

  it('loses hum to a narrow notch at a high rate', () => {
    const rate = 192_000
    const hum = sine(30, 3, rate, 0.5)
    const notch = { ...BELL, 'band4.type': 'notch', 'band4.frequency': 30, 'band4.q': 40 } as const
    const [left] = play([hum, hum], notch, rate)
    figures.atLeast(60, {
      name: 'notch at 30 Hz, Q 40, 192 kHz: depth after 3 s',
      measured: -db(rms(left, 2.95 * rate) / rms(hum)),
      unit: 'dB',
      digits: 0
    })
  })

  it('stays bounded under a resonance that races through it', () => {
    const noise = whiteNoise(60, RATE, 3)
    const left = playMoving(noise, 128, (frame) => {
      const octaves = 0.5 - 0.5 * Math.cos((2 * Math.PI * 50 * frame) / RATE)
      return { ...BELL, 'band4.q': 10, 'band4.gain': 24, 'band4.frequency': 100 * 100 ** octaves }
    })
    figures.atMost(36, {
      name: 'bell of 24 dB, Q 10, 100 Hz to 10 kHz and back 50 times a second, full-scale noise, 60 s',
      measured: db(left.reduce((most, x) => (Math.abs(x) <= most ? most : Math.abs(x)), 0)),
      unit: 'dBFS',
      digits: 1
    })
  })

  it('has no zipper noise in it while a gain is turned', () => {
    const tone = sine(1000, 1.2, RATE, 0.25)
    const left = playMoving(tone, 128, (frame) => ({
      ...BELL,
      'band4.gain': -20 * Math.min(1, Math.max(0, (frame - 16_000) / 24_000))
    }))
    const spectrum = spectrumDb(left, 14_000, FFT_SIZE)
    let worst = -Infinity
    spectrum.forEach((level, k) => {
      const hertz = (k * RATE) / FFT_SIZE
      if (hertz > 25 && Math.abs(hertz - 1000) > 200) worst = Math.max(worst, level)
    })
    figures.atMost(-100, {
      name: 'gain of a bell from 0 to −20 dB in 0.5 s: spurs 200 Hz away',
      measured: worst - Math.max(...spectrum),
      unit: 'dBc',
      digits: 0,
      others: 'a step per block of 128: −55'
    })
  })

  it('has no click in it when a band is switched at the crest of a low tone', () => {
    const tone = sine(100, 1.2, RATE, 0.5)
    const crest = 120 + 480 * 60
    const loud: EqValues = { ...BELL, 'band4.frequency': 3000, 'band4.gain': 18, 'band4.q': 6 }
    const changes: readonly EqValues[] = [
      { 'band4.enabled': false },
      { 'band4.type': 'notch' },
      { 'band4.placement': 'mid' },
      { 'band4.listen': true }
    ]
    let worst = -Infinity
    for (const change of changes) {
      const after = { ...loud, ...change }
      const left = playMoving(tone, 120, (frame) => (frame < crest ? loud : after))
      const spectrum = spectrumDb(left, crest - FFT_SIZE / 2, FFT_SIZE)
      let power = 0
      for (let k = Math.round((2000 * FFT_SIZE) / RATE); k < spectrum.length; k++) {
        power += 10 ** (spectrum[k] / 10)
      }
      worst = Math.max(worst, 10 * Math.log10(power) - Math.max(...spectrum))
    }
    figures.atMost(-95, {
      name: 'switch, type, placement and listen at the crest of 100 Hz: energy above 2 kHz',
      measured: worst,
      unit: 'dB',
      digits: 0,
      others: 'a hard cut −32, a fade of 5 ms −94'
    })
  })
})

describe('linear phase', () => {
  const values: EqValues = {
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

  it('has the magnitude of the analog filters', () => {
    const cases: readonly EqFilter[] = [
      bell(100, 6, 1),
      bell(1000, -12, 2),
      bell(9000, 12, 4),
      bell(16_000, 24, 1),
      { type: 'highShelf', frequencyHz: 10_000, gainDb: -12, q: Math.SQRT1_2, slope: 24 },
      { type: 'highCut', frequencyHz: 12_000, gainDb: 0, q: Math.SQRT1_2, slope: 24 }
    ]
    const errors = [44_100, RATE].flatMap((rate) =>
      cases.map((filter) => worstEqError(filter, 'linear', rate, (2 * rate) / 8192))
    )
    figures.atMost(0.05, {
      name: 'linear: bells, shelf and high cut, above twice the resolution of the filter',
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
    const side: EqValues = { ...values, 'band2.placement': 'side', 'band4.placement': 'side' }
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
  function gainOf(levelDb: number, values: EqValues): { gain: number; shown: number } {
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
  const dynamic: EqValues = {
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
