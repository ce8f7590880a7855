import { describe, expect, it } from 'vitest'
import { defaultValues, type ParamValues } from '../../../worklets/core/definition.ts'
import { curveReductionDb } from '../../../worklets/dsp/compression-curve.ts'
import { compressorDefinition } from '../../../worklets/effects/compressor/definition.ts'
import { CompressorKernel } from '../../../worklets/effects/compressor/kernel.ts'
import { type RenderOptions, render, type StereoSignal } from '../../support/render.ts'
import { pinkNoise, sine, whiteNoise } from '../../support/signals.ts'

const RATE = 48000
type Values = Partial<ParamValues<typeof compressorDefinition>>
type Options = RenderOptions<typeof compressorDefinition>

function play(input: StereoSignal, values: Values, options: Options = {}) {
  return render(CompressorKernel, compressorDefinition, input, { ...options, values })
}

/** Sample by sample; a matcher that compares arrays takes seconds. */
function isSame(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i])
}

const both = (signal: Float32Array): StereoSignal => [signal, signal]
const decibels = (gain: number) => 20 * Math.log10(Math.abs(gain))
const gainOf = (dB: number) => 10 ** (dB / 20)

/** RMS of a stretch in dB. */
function levelDb(signal: Float32Array, from: number, to: number): number {
  let power = 0
  for (let i = from; i < to; i++) power += signal[i] ** 2
  return 10 * Math.log10(power / (to - from))
}

/** Output level in dBFS (peak of a sine) of a steady 1 kHz sine of `inputDb`. */
function steadyOutputDb(inputDb: number, values: Values, sampleRate = RATE): number {
  const tone = sine(1000, 0.6, sampleRate, gainOf(inputDb))
  const { left } = play(both(tone), values, { sampleRate })
  const [from, to] = [Math.round(0.5 * sampleRate), Math.round(0.6 * sampleRate)]
  return inputDb + levelDb(left, from, to) - levelDb(tone, from, to)
}

/** Reduction in dB, frame by frame, of a constant key that jumps from level to level. */
function reductionAfter(
  levels: readonly (readonly [dB: number, seconds: number])[],
  values: Values,
  sampleRate = RATE
): Float64Array {
  const key = levels.flatMap(([dB, seconds]) =>
    Array.from({ length: Math.round(seconds * sampleRate) }, () => gainOf(dB))
  )
  const probe = new Float32Array(key.length).fill(0.5)
  const sidechain = both(Float32Array.from(key))
  const all: Values = { sidechain: 'external', knee: 0, threshold: -30, ratio: 4, ...values }
  const { left } = play(both(probe), all, { sampleRate, sidechain })
  return Float64Array.from(left, (y) => -decibels(y / 0.5))
}

/** Milliseconds from frame `from` until the reduction passes `dB`. */
function passesAtMs(reduction: Float64Array, from: number, dB: number, sampleRate = RATE): number {
  const rising = reduction[from] < dB
  let i = from
  while (i < reduction.length && reduction[i] < dB === rising) i++
  return ((i - from) * 1000) / sampleRate
}

/** The largest step upwards from one frame to the next. */
function largestStep(values: Float64Array): number {
  return values.reduce((max, x, i) => (i > 0 ? Math.max(max, x - values[i - 1]) : max), 0)
}

/** Power of the second to twentieth harmonic against the fundamental, in dB. */
function distortionDb(signal: Float32Array, hertz: number, from: number): number {
  const length = RATE // a whole second: every multiple of 1 Hz fits
  const amplitude = (frequency: number) => {
    let [re, im] = [0, 0]
    for (let i = 0; i < length; i++) {
      const phase = (2 * Math.PI * frequency * i) / RATE
      re += signal[from + i] * Math.cos(phase)
      im += signal[from + i] * Math.sin(phase)
    }
    return re * re + im * im
  }
  let harmonics = 0
  for (let k = 2; k <= 20; k++) harmonics += amplitude(k * hertz)
  return 10 * Math.log10(harmonics / amplitude(hertz))
}

const SLOW: Values = { attack: 1, release: 200 }

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

describe('the link', () => {
  const burst: StereoSignal = [
    sine(1000, 0.5, RATE, 0.9).fill(0, 0, 0.2 * RATE),
    whiteNoise(0.5, RATE, 7, 0.05)
  ]
  const together: StereoSignal = [burst[0], burst[1].map((x, i) => x + 0.1 * burst[0][i])]

  it('at 100 % turns both sides down alike: a burst on the left moves nothing', () => {
    for (const linkMode of ['stereo', 'midSide'] as const) {
      const { left, right } = play(together, { threshold: -30, ratio: 6, linkMode })
      for (let i = 0.2 * RATE; i < left.length; i += 7) {
        const [inLeft, inRight] = [together[0][i], together[1][i]]
        if (Math.abs(inLeft) < 0.01 || Math.abs(inRight) < 0.001) continue
        expect(Math.abs(decibels(left[i] / inLeft) - decibels(right[i] / inRight))).toBeLessThan(
          0.01
        )
      }
    }
  })

  it('at 0 % leaves the other side alone', () => {
    const { left, right } = play(burst, { threshold: -20, link: 0, knee: 0, attack: 0.1 })
    expect(isSame(right, burst[1])).toBe(true)
    expect(levelDb(left, 0.4 * RATE, 0.5 * RATE)).toBeLessThan(-12)
  })

  it('at 50 % hears the other side 6 dB softer', () => {
    const tone = sine(1000, 0.5, RATE, 1)
    const values: Values = { threshold: -20, ratio: 100, knee: 0, link: 50, detector: 'rms' }
    const { right } = play([tone, tone.map((x) => x * 1e-4)], { ...values, ...SLOW })
    const gain = levelDb(right, 0.4 * RATE, 0.5 * RATE) - levelDb(tone, 0.4 * RATE, 0.5 * RATE) + 80
    expect(gain).toBeCloseTo(-(20 - 6.02), 1)
  })

  it('in mid/side at 0 % turns a loud middle down and leaves the sides alone', () => {
    const middle = sine(1000, 0.5, RATE, 0.8)
    const side = sine(3000, 0.5, RATE, 0.02)
    const { left, right } = play(
      [middle.map((x, i) => x + side[i]), middle.map((x, i) => x - side[i])],
      { threshold: -20, ratio: 4, link: 0, linkMode: 'midSide' }
    )
    const sideOut = left.map((x, i) => (x - right[i]) / 2)
    const middleOut = left.map((x, i) => (x + right[i]) / 2)
    const gain = (out: Float32Array, x: Float32Array) =>
      levelDb(out, 0.4 * RATE, 0.5 * RATE) - levelDb(x, 0.4 * RATE, 0.5 * RATE)
    expect(gain(sideOut, side)).toBeCloseTo(0, 3)
    expect(gain(middleOut, middle)).toBeLessThan(-10)
  })
})

describe('mix and lookahead', () => {
  it('mix 50 % is half the delayed input and half the compressed sound, to -100 dB', () => {
    const noise: StereoSignal = [pinkNoise(0.5, RATE, 3, 0.8), pinkNoise(0.5, RATE, 4, 0.8)]
    const values: Values = { threshold: -30, ratio: 6, lookahead: 7.3, makeup: 5 }
    const wet = play(noise, values)
    const half = play(noise, { ...values, mix: 50 })
    const late = Math.round(0.0073 * RATE)
    const worst = half.left.reduce((max, y, i) => {
      const dry = i < late ? 0 : noise[0][i - late]
      return Math.max(max, Math.abs(y - 0.5 * dry - 0.5 * wet.left[i]))
    }, 0)
    expect(decibels(worst)).toBeLessThan(-100)
  })

  it('lookahead catches the first peak that is gone before an attack', () => {
    const burst = sine(1000, 0.2, RATE, 1).fill(0, 0, 0.1 * RATE)
    const values: Values = { threshold: -20, ratio: 100, knee: 0, attack: 1 }
    const peakOf = (lookahead: number) =>
      play(both(burst), { ...values, lookahead }).left.reduce((max, x) => Math.max(max, x), 0)
    expect(decibels(peakOf(0))).toBeGreaterThan(-8)
    expect(decibels(peakOf(6))).toBeLessThan(-18)
  })
})

describe('the side chain', () => {
  it('external turns the sound down by what comes in on input 1', () => {
    const tone = sine(1000, 0.5, RATE, 0.05)
    const values: Values = { threshold: -30, ratio: 4, knee: 0, detector: 'rms', ...SLOW }
    const { left } = play(
      both(tone),
      { ...values, sidechain: 'external' },
      { sidechain: both(sine(200, 0.5, RATE, gainOf(-10))) }
    )
    expect(
      levelDb(left, 0.4 * RATE, 0.5 * RATE) - levelDb(tone, 0.4 * RATE, 0.5 * RATE)
    ).toBeCloseTo(-15, 1)
    expect(isSame(play(both(tone), { ...values, sidechain: 'external' }).left, tone)).toBe(true)
  })

  it('low cut at 100 Hz spares a 40 Hz tone at least 20 dB of reduction', () => {
    const values: Values = { threshold: -40, ratio: 20, detector: 'rms', ...SLOW }
    for (const sampleRate of [44100, 48000, 96000]) {
      const tone = both(sine(40, 1, sampleRate, 1))
      const reduction = (sidechainLowCut: number) =>
        play(tone, { ...values, sidechainLowCut }, { sampleRate }).meters.reduction
      expect(reduction(10) - reduction(100)).toBeGreaterThan(20)
    }
  })

  it('low cut leaves the reduction of a tone two octaves above as it is', () => {
    const values: Values = { threshold: -40, ratio: 20, detector: 'rms', ...SLOW }
    const tone = both(sine(400, 1, RATE, 1))
    const reduction = (sidechainLowCut: number) =>
      play(tone, { ...values, sidechainLowCut }).meters.reduction
    expect(reduction(100)).toBeCloseTo(reduction(10), 1)
  })

  it('listen lets hear the key, at the latency of the sound', () => {
    const [sound, key] = [whiteNoise(0.2, RATE, 1, 0.5), whiteNoise(0.2, RATE, 2, 0.5)]
    const { left } = play(
      both(sound),
      { sidechain: 'external', sidechainListen: true, lookahead: 5, threshold: -40 },
      { sidechain: both(key) }
    )
    expect(isSame(left.subarray(240), key.subarray(0, -240))).toBe(true)
  })

  it('listen to an internal key lets hear it as it came in', () => {
    const sound = whiteNoise(0.2, RATE, 1, 0.5)
    const { left } = play(both(sound), { sidechainListen: true, threshold: -40 })
    expect(isSame(left, sound)).toBe(true)
  })
})

describe('makeup', () => {
  it('adds its decibels after the reduction', () => {
    expect(steadyOutputDb(-40, { makeup: 7.5 })).toBeCloseTo(-32.5, 3)
  })

  it('on auto gives pink noise at -18 dBFS RMS its level back within 1.5 dB', () => {
    const noise: StereoSignal = [pinkNoise(4, RATE, 5, 1), pinkNoise(4, RATE, 6, 1)]
    const scale = gainOf(-18 - levelDb(noise[0], 0, noise[0].length))
    const music: StereoSignal = [noise[0].map((x) => x * scale), noise[1].map((x) => x * scale)]
    const settings: Values[] = [
      {},
      { threshold: -30, ratio: 2 },
      { threshold: -30, ratio: 8, knee: 0 },
      { threshold: -40, ratio: 4, attack: 1 },
      { threshold: -25, ratio: 4, detector: 'rms' }
    ]
    for (const values of settings) {
      const { left } = play(music, { ...values, autoMakeup: true })
      const change = levelDb(left, 2 * RATE, 4 * RATE) - levelDb(music[0], 2 * RATE, 4 * RATE)
      expect(Math.abs(change), JSON.stringify(values)).toBeLessThan(1.5)
    }
  })

  it('on auto does nothing where the curve does nothing', () => {
    expect(steadyOutputDb(-30, { ratio: 1, autoMakeup: true })).toBe(-30)
  })
})

describe('the meters', () => {
  it('show the true reduction within 0.1 dB, steady and while it lets go', () => {
    const key = both(
      Float32Array.from({ length: RATE }, (_, i) => gainOf(i < RATE / 2 ? -10 : -70))
    )
    const probe = both(new Float32Array(RATE).fill(0.5))
    const values: Values = { threshold: -30, sidechain: 'external', attack: 5, release: 150 }
    for (const seconds of [0.1, 0.4, 0.52, 0.6, 0.8]) {
      const frames = Math.round((seconds * RATE) / 128) * 128
      const cut = (signal: StereoSignal): StereoSignal => [
        signal[0].subarray(0, frames),
        signal[1].subarray(0, frames)
      ]
      const { left, meters } = play(cut(probe), values, { sidechain: cut(key) })
      expect(meters.reduction).toBeCloseTo(-decibels(left[frames - 1] / 0.5), 2)
    }
  })

  it('show levels before, behind and in the detector', () => {
    const tone = sine(1000, 0.5, RATE, 0.5)
    const { meters } = play(both(tone), { detector: 'rms', makeup: -6, threshold: 0, knee: 0 })
    expect(meters.inputLevel).toBeCloseTo(-6.02, 1)
    expect(meters.detectorLevel).toBeCloseTo(-6.02, 1)
    expect(meters.outputLevel).toBeCloseTo(-12.02, 1)
  })

  it('rest at no reduction and no level', () => {
    const { meters } = play(both(new Float32Array(1000)), {})
    expect(meters).toEqual({
      reduction: 0,
      inputLevel: -Infinity,
      outputLevel: -Infinity,
      detectorLevel: -Infinity,
      faults: 0
    })
  })
})
