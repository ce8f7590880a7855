import { describe, expect, it } from 'vitest'
import { defaultValues } from '../../../worklets/core/definition.ts'
import { curveReductionDb } from '../../../worklets/dsp/dynamics/compression-curve.ts'
import { compressorDefinition } from '../../../worklets/effects/compressor/definition.ts'
import {
  both,
  distortionDb,
  isSame,
  largestStep,
  passesAtMs,
  play,
  RATE,
  reductionAfter,
  SLOW,
  steadyOutputDb,
  type Values
} from '../../support/compressor.ts'
import type { StereoSignal } from '../../support/render.ts'
import { sine, whiteNoise } from '../../support/signals.ts'

describe('the static curve', () => {
  const curve: Values = { threshold: -20, ratio: 4, knee: 6, detector: 'rms', ...SLOW }

  it.each([
    [-23, -23],
    [-21.5, -21.641],
    [-20, -20.5625],
    [-18.5, -19.766],
    [-17, -19.25],
    [-10, -17.5],
    [0, -15]
  ])('threshold -20, ratio 4, knee 6: %s dBFS comes out at %s', (input, output) => {
    // 0.1 dB is asked for; an RMS window of whole periods has no ripple to spoil it.
    expect(Math.abs(steadyOutputDb(input, curve) - output)).toBeLessThan(0.01)
    expect(Math.abs(steadyOutputDb(input, { ...curve, detector: 'peak' }) - output)).toBeLessThan(
      0.1
    )
  })

  it('is met within 0.1 dB at other settings, levels and sample rates', () => {
    const settings: Values[] = [
      { threshold: -40, ratio: 2, knee: 0 },
      { threshold: -12, ratio: 10, knee: 24 },
      { threshold: -30, ratio: 1.5, knee: 48 },
      { threshold: -45, ratio: 100, knee: 12, range: 20 }
    ]
    for (const values of settings) {
      for (const sampleRate of [44100, 96000]) {
        for (const input of [-33, -7, 0]) {
          const expected =
            input - curveReductionDb({ ...defaultValues(compressorDefinition), ...values }, input)
          const measured = steadyOutputDb(
            input,
            { ...values, detector: 'rms', ...SLOW },
            sampleRate
          )
          expect(Math.abs(measured - expected), JSON.stringify(values)).toBeLessThan(0.1)
        }
      }
    }
  })

  it('ratio 100 lets nothing over the threshold', () => {
    const limit: Values = { threshold: -20, ratio: 100, knee: 0, detector: 'rms', ...SLOW }
    expect(steadyOutputDb(0, limit)).toBeCloseTo(-20, 2)
    expect(steadyOutputDb(-10, limit)).toBeCloseTo(-20, 2)
  })

  it('range 6 never turns down by more than 6 dB', () => {
    expect(steadyOutputDb(0, { ...curve, range: 6 })).toBeCloseTo(-6, 2)
  })
})

describe('attack', () => {
  it.each([1, 10, 30])('of %s ms has 63 % of the reduction behind it in that time', (attack) => {
    for (const sampleRate of [44100, 48000, 96000]) {
      // 16 dB over at ratio 4 are 12 dB of reduction.
      const reduction = reductionAfter([[-14, 0.5]], { attack, release: 100 }, sampleRate)
      const t63 = passesAtMs(reduction, 0, 12 * (1 - Math.exp(-1)), sampleRate)
      const t90 = passesAtMs(reduction, 0, 12 * 0.9, sampleRate)
      expect(Math.abs(t63 / attack - 1)).toBeLessThan(0.05)
      expect(Math.abs(t90 / (2.303 * attack) - 1)).toBeLessThan(0.05)
    }
  })

  it('rises without overshoot to the full reduction', () => {
    const reduction = reductionAfter([[-14, 0.5]], { attack: 10 })
    // Single-precision samples are steps of 1e-6 dB.
    expect(largestStep(reduction.map((dB) => -dB))).toBeLessThan(2e-6)
    expect(reduction.at(-1)).toBeCloseTo(12, 3)
  })
})

describe('release', () => {
  it.each([
    [50, 1],
    [100, 10],
    [400, 30]
  ])('of %s ms after an attack of %s ms is at 37 percent after both', (release, attack) => {
    for (const sampleRate of [44100, 48000, 96000]) {
      const reduction = reductionAfter(
        [
          [-14, 0.5],
          [-60, 2]
        ],
        { attack, release },
        sampleRate
      )
      const t37 = passesAtMs(reduction, 0.5 * sampleRate, 12 * Math.exp(-1), sampleRate)
      expect(Math.abs(t37 / (release + attack) - 1)).toBeLessThan(0.05)
    }
  })

  it('falls without a step until nothing is turned down at all', () => {
    const reduction = reductionAfter(
      [
        [-14, 0.2],
        [-60, 2.8]
      ],
      { attack: 10, release: 100 }
    )
    expect(largestStep(reduction.subarray(0.2 * RATE))).toBeLessThan(2e-6)
    expect(reduction.at(-1)).toBeCloseTo(0, 12)
  })

  it('waits for the hold', () => {
    const reduction = reductionAfter(
      [
        [-14, 0.3],
        [-60, 0.7]
      ],
      { attack: 1, release: 50, hold: 200 }
    )
    expect(reduction[0.49 * RATE]).toBeCloseTo(12, 2)
    const t37 = passesAtMs(reduction, 0.3 * RATE, 12 * Math.exp(-1))
    expect(Math.abs(t37 / (200 + 50 + 1) - 1)).toBeLessThan(0.05)
  })

  it('on auto lets go of a short peak sooner than of a long loud passage', () => {
    const values: Values = { attack: 1, release: 120, autoRelease: true }
    const letsGoAfter = (seconds: number) => {
      const reduction = reductionAfter(
        [
          [-60, 0.1],
          [-14, seconds],
          [-60, 2]
        ],
        values
      )
      const from = Math.round((0.1 + seconds) * RATE)
      return passesAtMs(reduction, from, reduction[from - 1] * Math.exp(-1))
    }
    expect(letsGoAfter(0.02)).toBeLessThan(60)
    expect(letsGoAfter(2)).toBeGreaterThan(300)
  })
})

describe('a bass tone', () => {
  const values: Values = { threshold: -20, ratio: 4, knee: 0, attack: 10, release: 100 }

  it('of 50 Hz, turned down by 15 dB, has distortion below -50 dB, on RMS below -80 dB', () => {
    const tone = both(sine(50, 3, RATE, 1))
    expect(distortionDb(play(tone, values).left, 50, 2 * RATE)).toBeLessThan(-50)
    const rms = play(tone, { ...values, detector: 'rms', rmsWindow: 30 }).left
    expect(distortionDb(rms, 50, 2 * RATE)).toBeLessThan(-80)
  })
})

describe('a sound that is not turned down', () => {
  const quiet: StereoSignal = [whiteNoise(0.3, RATE, 1, 0.05), whiteNoise(0.3, RATE, 2, 0.05)]
  const loud: StereoSignal = [whiteNoise(0.3, RATE, 1, 0.9), whiteNoise(0.3, RATE, 2, 0.9)]

  it('passes bit for bit below the knee, at ratio 1, at range 0 and at mix 0', () => {
    const cases: [StereoSignal, Values][] = [
      [quiet, {}],
      [quiet, { linkMode: 'midSide', link: 0 }],
      [quiet, { detector: 'rms', link: 30, sidechainLowCut: 100 }],
      [loud, { ratio: 1 }],
      [loud, { range: 0, threshold: -50 }],
      [loud, { mix: 0, threshold: -50, makeup: 6 }]
    ]
    for (const [input, values] of cases) {
      const { left, right } = play(input, values)
      const same = isSame(left, input[0]) && isSame(right, input[1])
      expect(same, JSON.stringify(values)).toBe(true)
    }
  })

  it('passes bit for bit, late by the lookahead', () => {
    const { left } = play(quiet, { lookahead: 5 })
    expect(isSame(left.subarray(240), quiet[0].subarray(0, -240))).toBe(true)
  })
})
