import { describe, it } from 'vitest'
import { defaultValues } from '../../worklets/core/definition.ts'
import { curveReductionDb } from '../../worklets/dsp/dynamics/compression-curve.ts'
import {
  CompressorCurve,
  type CompressorStyle
} from '../../worklets/effects/compressor/compressor-curve.ts'
import { compressorDefinition } from '../../worklets/effects/compressor/definition.ts'
import {
  both,
  decibels,
  gainOf,
  levelDb,
  passesAtMs,
  play,
  reductionAfter,
  SLOW,
  steadyOutputDb,
  type Values
} from '../support/compressor.ts'
import { figuresOf } from '../support/figures.ts'
import { optionLabel } from '../support/option-label.ts'
import { pinkNoise, sine, softSine } from '../support/signals.ts'
import { spectrumDb } from '../support/spectrum.ts'

/** The compressor at other sample rates than 48 kHz, and what it must leave alone. */

const figures = figuresOf('compressor', 'rates')
const RATES = [44_100, 96_000, 192_000]
const STYLES: readonly CompressorStyle[] = ['clean', 'classic', 'opto', 'bus']
const FFT_SIZE = 32_768

describe('at 44.1, 96 and 192 kHz', () => {
  it('a steady tone ends on the curve', () => {
    let worst = 0
    for (const rate of RATES) {
      for (const values of [
        { threshold: -35, ratio: 2, knee: 12, detector: 'rms', rmsWindow: 50, ...SLOW },
        { threshold: -18, ratio: 10, knee: 0, detector: 'peak', ...SLOW }
      ] as const) {
        const curve = new CompressorCurve().follow({ range: 60, style: 'clean', ...values })
        for (const level of [-40, -30, -20, -10, -3]) {
          const wanted = level - curveReductionDb(curve, level)
          worst = Math.max(worst, Math.abs(steadyOutputDb(level, values, rate) - wanted))
        }
      }
    }
    figures.atMost(0.1, {
      name: 'steady 1 kHz on the curve, RMS and peak detector',
      measured: worst,
      unit: 'dB',
      digits: 3
    })
  })

  it.each(['clean', 'classic', 'bus'] as const)('%s keeps to its attack and release', (style) => {
    let [attackError, releaseError] = [0, 0]
    for (const rate of RATES) {
      for (const [attack, release] of [
        [3, 80],
        [20, 400]
      ] as const) {
        const levels = [
          [-60, 0.1],
          [-10, 0.6],
          [-60, 1.2]
        ] as const
        const reduction = reductionAfter(levels, { style, attack, release }, rate)
        const [start, end] = [Math.round(0.1 * rate), Math.round(0.7 * rate)]
        const full = reduction[end - 1]
        const rise = passesAtMs(reduction, start, full * (1 - Math.exp(-1)), rate)
        const fall = passesAtMs(reduction, end, full * Math.exp(-1), rate)
        // Two decoupled poles let go in release plus about attack; the others in the release alone.
        const wanted = style === 'clean' ? release + attack : release
        attackError = Math.max(attackError, 100 * Math.abs(rise / attack - 1))
        releaseError = Math.max(releaseError, 100 * Math.abs(fall / wanted - 1))
      }
    }
    const row = (name: string, measured: number) =>
      figures.atMost(5, {
        name: `${name}, off by`,
        at: optionLabel(compressorDefinition, 'style', style),
        measured,
        unit: '%',
        digits: 1
      })
    row('attack of 3 and 20 ms to 63 %', attackError)
    row('release of 80 and 400 ms to 37 %', releaseError)
  })

  it('all styles end where the same curve says', () => {
    let worst = 0
    for (const rate of RATES) {
      for (const style of STYLES) {
        const values: Values = { style, threshold: -30, ratio: 3, knee: 4, attack: 8, release: 60 }
        const curve = new CompressorCurve().follow({
          style,
          threshold: -30,
          ratio: 3,
          knee: 4,
          range: 60
        })
        const reduction = reductionAfter([[-8, 1]], values, rate)
        const settled = reduction[reduction.length - 1]
        worst = Math.max(worst, Math.abs(settled - curveReductionDb(curve, -8)))
      }
    }
    figures.atMost(0.1, {
      name: 'four styles: steady level on the drawn curve',
      measured: worst,
      unit: 'dB',
      digits: 3
    })
  })
})

describe('what it must leave alone', () => {
  it('is every sample of a sound that nothing is to be done to', () => {
    let strays = 0
    for (const rate of [48_000, ...RATES]) {
      const music = pinkNoise(0.3, rate, 1, 0.2)
      for (const style of STYLES) {
        for (const values of [
          { threshold: 0, knee: 0 },
          { ratio: 1, threshold: -40 },
          { range: 0 }
        ]) {
          const { left } = play(both(music), { style, ...values }, { sampleRate: rate })
          strays += left.filter((x, i) => x !== music[i]).length
        }
      }
    }
    figures.atMost(0, {
      name: 'under the threshold, ratio 1 or range 0, four styles: samples that differ',
      measured: strays,
      unit: '',
      digits: 0
    })
  })

  it('is a low key with the low cut in the side chain', () => {
    const reduction = (hertz: number, sidechainLowCut: number) => {
      const key = sine(hertz, 1, 48_000, 0.9)
      const probe = new Float32Array(key.length).fill(0.5)
      const values: Values = {
        sidechain: 'external',
        sidechainLowCut,
        threshold: -40,
        ratio: 100,
        knee: 0,
        ...SLOW
      }
      const { left } = play(both(probe), values, { sidechain: both(key) })
      return -levelDb(left, 38_400, 48_000) + decibels(0.5)
    }
    const free = compressorDefinition.params.find(({ id }) => id === 'sidechainLowCut')
    const off = Number(free?.default)
    figures.atLeast(20, {
      name: 'side-chain low cut at 100 Hz: less reduction by a 40 Hz key',
      measured: reduction(40, off) - reduction(40, 100),
      unit: 'dB',
      digits: 1
    })
  })

  it('is the shape of a steady tone', () => {
    const tone = softSine(1000, 2, 48_000, 0.5, 0.25)
    let worst = -Infinity
    for (const style of STYLES) {
      const { left } = play(both(tone), { style, threshold: -30, ratio: 4 })
      const spectrum = spectrumDb(left, 60_000, FFT_SIZE)
      const bin = Math.round((1000 * FFT_SIZE) / 48_000)
      for (let k = 30; k < spectrum.length; k++) {
        if (Math.abs(k - bin) > 60) worst = Math.max(worst, spectrum[k] - spectrum[bin])
      }
    }
    figures.atMost(-100, {
      name: 'steady 1 kHz, default times, four styles: anything else in it',
      measured: worst,
      unit: 'dBc',
      digits: 0
    })
  })

  it('is a tone under a control that moves, sidebands aside', () => {
    const tone = softSine(1000, 1.2, 48_000, 0.25, 0.25)
    const moves: readonly ((u: number) => Values)[] = [
      (u) => ({ threshold: -40 + 15 * u }),
      (u) => ({ threshold: -40, ratio: 2 + 6 * u }),
      (u) => ({ threshold: -30, knee: 24 * u }),
      (u) => ({ threshold: -40, makeup: 20 * u }),
      (u) => ({ threshold: -40, mix: 100 - 100 * u })
    ]
    let worst = -Infinity
    for (const style of STYLES) {
      for (const move of moves) {
        const at = (frame: number) => Math.min(1, Math.max(0, (frame - 16_000) / 24_000))
        const { left } = play(
          both(tone),
          { style, ...move(0) },
          {
            beforeBlock: (kernel, frame) => {
              if (frame === 0) return
              kernel.update({ ...defaultValues(compressorDefinition), style, ...move(at(frame)) })
            }
          }
        )
        const spectrum = spectrumDb(left, 18_000, FFT_SIZE)
        const peak = Math.max(...spectrum)
        spectrum.forEach((level, k) => {
          const hertz = (k * 48_000) / FFT_SIZE
          if (hertz > 25 && Math.abs(hertz - 1000) > 200) worst = Math.max(worst, level - peak)
        })
      }
    }
    figures.atMost(-100, {
      name: 'threshold, ratio, knee, makeup or mix turned in 0.5 s: spurs 200 Hz from 1 kHz',
      measured: worst,
      unit: 'dBc',
      digits: 0
    })
  })

  it('is the truth: the meter shows the reduction there is', () => {
    let worst = 0
    for (const style of STYLES) {
      for (const level of [-20, -10, -3]) {
        const tone = sine(1000, 1.5, 48_000, gainOf(level))
        const { left, meters } = play(both(tone), { style, threshold: -30, ratio: 4 })
        const real = levelDb(tone, 67_200, 72_000) - levelDb(left, 67_200, 72_000)
        worst = Math.max(worst, Math.abs(real - meters.reduction))
      }
    }
    figures.atMost(0.1, {
      name: 'reduction meter against the reduction that is heard',
      measured: worst,
      unit: 'dB',
      digits: 3
    })
  })
})
