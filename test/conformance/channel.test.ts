import { describe, it } from 'vitest'
import { defaultValues, type ParamValues } from '../../worklets/core/definition.ts'
import { channelDefinition } from '../../worklets/effects/channel/definition.ts'
import { ChannelKernel } from '../../worklets/effects/channel/kernel.ts'
import { figuresOf } from '../support/figures.ts'
import { render, type StereoSignal } from '../support/render.ts'
import { pinkNoise, softSine } from '../support/signals.ts'
import { spectrumDb } from '../support/spectrum.ts'

/** The figures that the sound design asks of the channel. */

type Values = Partial<ParamValues<typeof channelDefinition>>

const figures = figuresOf('channel', 'channel')
const RATES = [44100, 48000, 96000, 192000]
const FFT_SIZE = 32768
const db = (gain: number) => 20 * Math.log10(Math.abs(gain))

const play = (input: StereoSignal, values: Values, sampleRate = 48000) =>
  render(ChannelKernel, channelDefinition, input, { values, sampleRate })

/** What comes out left and right of one sample on each side. */
function gains(values: Values, left: number, right: number): readonly [number, number] {
  const out = play([Float32Array.of(left, 0), Float32Array.of(right, 0)], values)
  return [out.left[0], out.right[0]]
}

/** Samples that differ between two signals. */
function differing(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).filter((x, i) => x !== b[i]).length
}

describe('pan and balance', () => {
  it.each([
    ['-3', -3.0103],
    ['-4.5', -4.5],
    ['-6', -6.0206],
    ['0', 0]
  ] as const)('law %s puts a mono source in the center', (law, asked) => {
    const [left, right] = gains({ source: 'mono', law }, 1, 1)
    figures.within(asked, 0.01, {
      name: `center of a mono source, law ${law} dB, each side`,
      measured: db(Math.abs(left - right) < 1e-7 ? left : Number.NaN),
      unit: 'dB',
      digits: 4
    })
  })

  it('keeps the power of a mono source wherever it is', () => {
    let worst = 0
    for (let pan = -100; pan <= 100; pan++) {
      const [left, right] = gains({ source: 'mono', pan }, 1, 1)
      worst = Math.max(worst, Math.abs(left ** 2 + right ** 2 - 1))
    }
    figures.atMost(1, {
      name: 'power of a mono source at 201 places, off by',
      measured: 1e6 * worst,
      unit: 'ppm',
      digits: 2
    })
  })

  it('leaves nothing on the far side', () => {
    let worst = 0
    for (const values of [
      { source: 'mono' },
      { source: 'mono', law: '-4.5' },
      { source: 'mono', law: '-6' },
      { source: 'mono', law: '0' },
      { mode: 'balance' },
      { mode: 'stereo' }
    ] as const) {
      worst = Math.max(worst, Math.abs(gains({ ...values, pan: 100 }, 1, 1)[0]))
      worst = Math.max(worst, Math.abs(gains({ ...values, pan: -100 }, 1, 1)[1]))
    }
    figures.atMost(0, {
      name: 'far side of a hard pan, four laws and both stereo modes, full scale in',
      measured: worst,
      unit: '',
      digits: 0
    })
  })

  it('loses neither side of a stereo source that is panned', () => {
    let worst = 0
    for (let pan = -100; pan <= 100; pan += 2) {
      for (const [l, r] of [
        [1, 0],
        [0, 1]
      ] as const) {
        const [left, right] = gains({ mode: 'stereo', pan }, l, r)
        worst = Math.max(worst, Math.abs(10 * Math.log10(left ** 2 + right ** 2)))
      }
    }
    figures.atMost(0.001, {
      name: 'stereo pan: level of either side at 101 places, off by',
      measured: worst,
      unit: 'dB',
      digits: 4
    })
  })
})

describe('the very samples', () => {
  const noise: StereoSignal = [pinkNoise(0.5, 48000, 1, 0.9), pinkNoise(0.5, 48000, 2, 0.9)]

  it('come out of a neutral channel, and its inverse takes them away', () => {
    let strays = 0
    for (const rate of RATES) {
      for (const values of [{}, { source: 'stereo' }, { mode: 'stereo' }] as const) {
        const { left, right } = play(noise, values, rate)
        strays += differing(left, noise[0]) + differing(right, noise[1])
      }
    }
    figures.atMost(0, {
      name: 'neutral, center of balance and stereo pan, fader at 0 dB: samples that differ',
      measured: strays,
      unit: '',
      digits: 0
    })
    const settings: Values = { trim: 3, pan: -20, width: 140, fader: -7 }
    const straight = play(noise, settings)
    const turned = play(noise, { ...settings, invertLeft: true, invertRight: true })
    const left = straight.left.map((x, i) => x + turned.left[i])
    const right = straight.right.map((x, i) => x + turned.right[i])
    figures.atMost(0, {
      name: 'polarity: what is left of a channel and its inverse, samples',
      measured:
        differing(left, new Float32Array(left.length)) +
        differing(
          right,
          right.map(() => 0)
        ),
      unit: '',
      digits: 0
    })
  })

  it('keep their sum in mono at any width', () => {
    let worst = 0
    for (const width of [0, 35, 100, 170, 200]) {
      const { left, right } = play(noise, { width })
      for (let i = 0; i < left.length; i++) {
        worst = Math.max(worst, Math.abs(left[i] + right[i] - noise[0][i] - noise[1][i]))
      }
    }
    figures.atMost(-120, {
      name: 'width 0 to 200 %: change of the mono sum',
      measured: db(worst),
      unit: 'dBFS',
      digits: 0
    })
  })
})

describe('moving and switching', () => {
  /** A tone while `valuesAt` gives each block its values. */
  function moving(
    hertz: number,
    rate: number,
    blockFrames: number,
    valuesAt: (frame: number) => Values
  ): Float32Array {
    const tone = softSine(hertz, (FFT_SIZE * 2) / rate, rate, 0.25, 8000 / rate)
    let last: Values | undefined
    return render(ChannelKernel, channelDefinition, [tone, tone], {
      values: { source: 'stereo', ...valuesAt(0) },
      sampleRate: rate,
      blockFrames,
      beforeBlock: (kernel, frame) => {
        const values = valuesAt(frame)
        if (values !== last) {
          kernel.update({ ...defaultValues(channelDefinition), source: 'stereo', ...values })
        }
        last = values
      }
    }).left
  }

  it('a fader that moves has no sidebands, however often it is told', () => {
    let worst = -Infinity
    for (const rate of RATES) {
      for (const blockFrames of [128, 1024]) {
        const [from, to] = [20000, 20000 + 0.5 * rate]
        const left = moving(1000, rate, blockFrames, (frame) => ({
          fader: -20 * Math.min(1, Math.max(0, (frame - from) / (to - from)))
        }))
        const spectrum = spectrumDb(left, 18000, FFT_SIZE)
        const tone = Math.max(...spectrum)
        spectrum.forEach((level, k) => {
          if (Math.abs((k * rate) / FFT_SIZE - 1000) > 200) worst = Math.max(worst, level - tone)
        })
      }
    }
    figures.atMost(-100, {
      name: 'fader from 0 to −20 dB in 0.5 s, told every 128 or 1024 frames: spurs 200 Hz away',
      measured: worst,
      unit: 'dBc',
      digits: 0,
      others: 'a step per block of 128 −55, one pole of 5 ms on it −77, a line inside it −109'
    })
  })

  it('a switch at the crest of a low tone does not click', () => {
    const switches: readonly Values[] = [
      { mute: true },
      { bypass: true, fader: -20 },
      { invertLeft: true },
      { fader: -Infinity },
      { pan: 100 },
      { mode: 'stereo', pan: 60 },
      { width: 0 },
      { dcFilter: true }
    ]
    let worst = -Infinity
    for (const rate of RATES) {
      // The tone is given the period of whole blocks, so that a block begins at a crest.
      const blockFrames = Math.round(rate / 400)
      const at = (4 * Math.round(FFT_SIZE / (4 * blockFrames)) + 1) * blockFrames
      for (const after of switches) {
        const before: Values = { ...after, bypass: false }
        const start = 'bypass' in after ? before : {}
        const hertz = rate / (4 * blockFrames)
        const left = moving(hertz, rate, blockFrames, (frame) => (frame < at ? start : after))
        const spectrum = spectrumDb(left, at - FFT_SIZE / 2, FFT_SIZE)
        let power = 0
        for (let k = Math.round((2000 * FFT_SIZE) / rate); k < spectrum.length; k++) {
          power += 10 ** (spectrum[k] / 10)
        }
        worst = Math.max(worst, 10 * Math.log10(power) - Math.max(...spectrum))
      }
    }
    figures.atMost(-95, {
      name: 'eight switches at the crest of 100 Hz: energy above 2 kHz',
      measured: worst,
      unit: 'dB',
      digits: 0,
      others: 'a hard cut −32, a fade of 5 ms −94, of 10 ms −106'
    })
  })

  it('a fader pulled down ends in silence', () => {
    let last = 0
    for (const rate of RATES) {
      const at = 1280
      const left = moving(1000, rate, 128, (frame) => (frame < at ? {} : { fader: -Infinity }))
      last = Math.max(last, (left.findLastIndex((x) => x !== 0) - at) / rate)
    }
    figures.atMost(150, {
      name: 'a fader pulled all the way down is silent after',
      measured: 1000 * last,
      unit: 'ms',
      digits: 0
    })
  })
})
