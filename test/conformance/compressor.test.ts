import { describe, expect, it } from 'vitest'
import { curveReductionDb } from '../../worklets/dsp/dynamics/compression-curve.ts'
import { LoudnessMeter } from '../../worklets/dsp/loudness/loudness-meter.ts'
import { oversamplingLatency } from '../../worklets/dsp/spectral/oversampler.ts'
import {
  CompressorCurve,
  type CompressorStyle
} from '../../worklets/effects/compressor/compressor-curve.ts'
import {
  both,
  decibels,
  distortionDb,
  gainOf,
  levelDb,
  passesAtMs,
  play,
  RATE,
  reductionAfter,
  SLOW,
  steadyOutputDb,
  type Values
} from '../support/compressor.ts'
import { figuresOf } from '../support/figures.ts'
import { pinkNoise, sine } from '../support/signals.ts'

/** The figures that the sound design asks of the compressor. */

const figures = figuresOf('compressor', 'compressor')
const STYLES: readonly CompressorStyle[] = ['clean', 'classic', 'opto', 'bus']

describe('the static curve', () => {
  it('is the published one at steady tones', () => {
    const values: Values = { threshold: -20, ratio: 4, knee: 6, detector: 'rms', ...SLOW }
    const points = [
      [-23, -23],
      [-21.5, -21.641],
      [-20, -20.5625],
      [-18.5, -19.766],
      [-17, -19.25],
      [-10, -17.5],
      [0, -15]
    ] as const
    const errors = points.map(([level, wanted]) => Math.abs(steadyOutputDb(level, values) - wanted))
    figures.atMost(0.1, {
      name: 'static curve, seven published points',
      measured: Math.max(...errors),
      unit: 'dB',
      digits: 3
    })
  })

  it('is the same in every style', () => {
    let worst = 0
    for (const style of STYLES) {
      const values = { threshold: -24, ratio: 4, knee: 6, range: 60, style }
      const curve = new CompressorCurve().follow(values)
      for (const level of [-30, -22, -12, -3]) {
        const reduction = reductionAfter([[level, 1.5]], { ...values, attack: 5, release: 100 })
        const settled = reduction.at(-1) ?? 0
        worst = Math.max(worst, Math.abs(settled - curveReductionDb(curve, level)))
      }
    }
    figures.atMost(0.1, {
      name: 'steady level on the drawn curve, four styles',
      measured: worst,
      unit: 'dB',
      digits: 3
    })
  })
})

describe('attack and release', () => {
  it('take the times that are set', () => {
    const errors = [1, 10, 30].map((attack) => {
      const reduction = reductionAfter(
        [
          [-60, 0.2],
          [-10, 0.4]
        ],
        { attack, release: 200 }
      )
      const from = Math.round(0.2 * RATE)
      const full = reduction.at(-1) ?? 0
      return Math.abs(passesAtMs(reduction, from, full * (1 - Math.exp(-1))) / attack - 1)
    })
    figures.atMost(5, {
      name: 'attack to 63 %, at 1, 10 and 30 ms',
      measured: 100 * Math.max(...errors),
      unit: '%',
      digits: 1
    })
    const reduction = reductionAfter(
      [
        [-10, 0.5],
        [-60, 0.5]
      ],
      { attack: 10, release: 100 }
    )
    const from = Math.round(0.5 * RATE)
    figures.within(110, 5.5, {
      name: 'release to 37 %, attack 10 ms and release 100 ms',
      measured: passesAtMs(reduction, from, (reduction[from - 1] ?? 0) * Math.exp(-1)),
      unit: 'ms',
      digits: 1,
      others: 'two decoupled poles: 110 by their formula'
    })
  })

  it('leave a bass clean', () => {
    const values: Values = { threshold: -20, ratio: 4, knee: 0, attack: 10, release: 100 }
    const tone = both(sine(50, 3.2, RATE, 1))
    figures.atMost(-50, {
      name: 'THD of 50 Hz at full scale, 15 dB reduction, peak detector',
      measured: distortionDb(play(tone, values).left, 50, 2 * RATE),
      unit: 'dB',
      digits: 1,
      others: 'branching detector: −40.0 (by simulation)'
    })
    figures.atMost(-80, {
      name: 'the same with an RMS window of 30 ms',
      measured: distortionDb(
        play(tone, { ...values, detector: 'rms', rmsWindow: 30 }).left,
        50,
        2 * RATE
      ),
      unit: 'dB',
      digits: 1,
      others: 'RMS and decoupled poles: −82.2 (by simulation)'
    })
  })
})

describe('the sound', () => {
  it('keeps its place between the sides when they are linked', () => {
    const left = pinkNoise(1, RATE, 1, 0.5)
    const right = left.map((x) => 0.1 * x)
    const out = play([left, right], { threshold: -40, ratio: 8, link: 100 })
    const before = levelDb(left, 0, RATE) - levelDb(right, 0, RATE)
    const after = levelDb(out.left, 0, RATE) - levelDb(out.right, 0, RATE)
    figures.atMost(0.01, {
      name: 'change of the image, fully linked',
      measured: Math.abs(after - before),
      unit: 'dB',
      digits: 4
    })
  })

  it.each(['1', '4'] as const)('mixed half with lookahead and oversampling %s', (oversampling) => {
    const tone = sine(1000, 0.6, RATE, 0.5)
    const settings: Values = { threshold: -30, ratio: 4, lookahead: 5, oversampling, ...SLOW }
    const wet = play(both(tone), settings).left
    const half = play(both(tone), { ...settings, mix: 50 }).left
    const latency = Math.round(0.005 * RATE) + oversamplingLatency(oversampling === '4' ? 4 : 1)
    let worst = 0
    for (let i = 4800; i < tone.length; i++) {
      const sum = 0.5 * ((wet[i] ?? 0) + (tone[i - latency] ?? 0))
      worst = Math.max(worst, Math.abs((half[i] ?? 9) - sum))
    }
    figures.atMost(-100, {
      name: 'mix 50 % against the sum, lookahead 5 ms, at an oversampling of',
      at: `${oversampling}×`,
      measured: decibels(worst),
      unit: 'dB',
      digits: 0
    })
  })

  it('has no false tones at the fastest attack with oversampling', () => {
    const hertz = 7000
    const tone = both(sine(hertz, 2, RATE, gainOf(-6)))
    const settings: Values = { threshold: -26, ratio: 2.5, knee: 0, attack: 0.02, release: 20 }
    const falseTones = (oversampling: '1' | '4') => {
      const out = play(tone, { ...settings, oversampling }).left
      let worst = 0
      // A whole second: every alias of a harmonic of 7 kHz lies on a whole number of kilohertz.
      const amplitude = (frequency: number) => {
        let [re, im] = [0, 0]
        for (let i = 0; i < RATE; i++) {
          const phase = (2 * Math.PI * frequency * i) / RATE
          re += (out[RATE - 1 + i] ?? 0) * Math.cos(phase)
          im += (out[RATE - 1 + i] ?? 0) * Math.sin(phase)
        }
        return Math.hypot(re, im)
      }
      for (let kilohertz = 1; kilohertz < 20; kilohertz++) {
        if (kilohertz % 7 !== 0) worst = Math.max(worst, amplitude(1000 * kilohertz))
      }
      return decibels(worst / amplitude(hertz))
    }
    figures.atMost(-90, {
      name: 'false tones of 7 kHz, attack 0.02 ms, 12 dB reduction, oversampling 4',
      measured: falseTones('4'),
      unit: 'dBc',
      digits: 0
    })
    expect(falseTones('1')).toBeLessThan(-60)
  })

  it('comes out as loud as it went in with auto makeup', () => {
    const seconds = 14
    const music = [pinkNoise(seconds, RATE, 1, 0.12), pinkNoise(seconds, RATE, 2, 0.12)] as const
    const shortTerm = (left: Float32Array, right: Float32Array) => {
      const meter = new LoudnessMeter(RATE)
      meter.process([Float64Array.from(left), Float64Array.from(right)], left.length)
      return meter.shortTerm
    }
    const wanted = shortTerm(music[0], music[1])
    let worst = 0
    for (const style of STYLES) {
      const out = play([music[0], music[1]], {
        style,
        threshold: -34,
        ratio: 4,
        autoMakeup: true
      })
      worst = Math.max(worst, Math.abs(shortTerm(out.left, out.right) - wanted))
    }
    figures.atMost(0.5, {
      name: 'loudness kept by auto makeup on noise, four styles',
      measured: worst,
      unit: 'LU'
    })
  })
})

describe('the styles differ as their models do', () => {
  const swing = (style: CompressorStyle, values: Values, levels: readonly [number, number][]) =>
    reductionAfter(levels, { style, threshold: -40, ratio: 6, ...values })

  it('classic lets go faster while the sound still drives it: a loop of its own output', () => {
    const partial = (style: CompressorStyle) => {
      const reduction = swing(style, { attack: 2, release: 300 }, [
        [-5, 1],
        [-25, 1.5]
      ])
      const start = reduction[RATE - 1] ?? 0
      const end = reduction.at(-1) ?? 0
      return passesAtMs(reduction, RATE, end + (start - end) * Math.exp(-1))
    }
    figures.atLeast(1.5, {
      name: 'classic: partial release, times faster than clean',
      measured: partial('clean') / partial('classic'),
      unit: '×',
      digits: 1,
      others: 'a feedback loop of gain R − 1: up to R'
    })
  })

  it('opto lets go in two stages, the slower the longer the light was on', () => {
    const lit = (seconds: number) => {
      const reduction = swing('opto', { attack: 5, release: 60 }, [
        [-5, seconds],
        [-60, 4]
      ])
      const from = Math.round(seconds * RATE)
      const depth = reduction[from - 1] ?? 0
      return {
        half: passesAtMs(reduction, from, 0.5 * depth),
        rest: passesAtMs(reduction, from, 0.1 * depth)
      }
    }
    const short = lit(0.05)
    const long = lit(3)
    figures.within(60, 40, {
      name: 'opto: half of a long reduction is let go in (release 60 ms)',
      measured: long.half,
      unit: 'ms',
      digits: 0,
      others: 'LA-2A: 40 to 80 ms for the first half (manual)'
    })
    figures.atLeast(5, {
      name: 'opto: 90 % against 50 % let go, after 3 s',
      measured: long.rest / long.half,
      unit: '×',
      digits: 1,
      others: 'LA-2A: 0.5 to 5 s for the rest (manual)'
    })
    figures.atLeast(2, {
      name: 'opto: 90 % let go after 3 s against after 50 ms',
      measured: long.rest / short.rest,
      unit: '×',
      digits: 1
    })
  })

  it('bus on auto forgets a peak at once and a loud passage slowly', () => {
    const released = (seconds: number) => {
      const values: Values = { attack: 3, release: 100, autoRelease: true }
      const reduction = swing('bus', values, [
        [-10, seconds],
        [-60, 6]
      ])
      const from = Math.round(seconds * RATE)
      return passesAtMs(reduction, from, (reduction[from - 1] ?? 0) * Math.exp(-1))
    }
    figures.atMost(150, {
      name: 'bus, auto: release to 37 % after a peak of 30 ms',
      measured: released(0.03),
      unit: 'ms',
      digits: 0
    })
    figures.atLeast(1000, {
      name: 'bus, auto: release to 37 % after 4 s',
      measured: released(4),
      unit: 'ms',
      digits: 0,
      others: 'SSL G: seconds on auto after long passages (manual: "dependent upon duration")'
    })
  })
})
