import { describe, expect, it } from 'vitest'
import {
  defaultValues,
  type ParamValues,
  restingMeters
} from '../../../worklets/core/definition.ts'
import { channelDefinition } from '../../../worklets/effects/channel/definition.ts'
import { ChannelKernel } from '../../../worklets/effects/channel/kernel.ts'
import { render, type StereoSignal } from '../../support/render.ts'
import { sine, whiteNoise } from '../../support/signals.ts'

const RATE = 48000
type Values = Partial<ParamValues<typeof channelDefinition>>

const noise: StereoSignal = [whiteNoise(0.3, RATE, 1, 0.5), whiteNoise(0.3, RATE, 2, 0.5)]
const quiet = new Float32Array(noise[0].length)

/** Sample by sample; a matcher that compares arrays takes seconds. */
function isSame(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i])
}

function play(input: StereoSignal, values: Values, sampleRate = RATE) {
  return render(ChannelKernel, channelDefinition, input, { values, sampleRate })
}

/** Gains towards left and right that a source on one input or both has, from one loud sample. */
function gains(values: Values, left: number, right: number): readonly [number, number] {
  const click = (peak: number) => Float32Array.from([peak, 0])
  const out = play([click(left), click(right)], values)
  return [out.left[0], out.right[0]]
}

const decibels = (gain: number) => 20 * Math.log10(Math.abs(gain))

describe('a neutral channel', () => {
  it('passes the very samples that came in', () => {
    for (const values of [{}, { source: 'stereo' }, { mode: 'stereo' }] as Values[]) {
      const { left, right } = play(noise, values)
      expect(isSame(left, noise[0]) && isSame(right, noise[1])).toBe(true)
    }
  })

  it('has a fader whose 0 dB is exactly 1, trim included', () => {
    expect(gains({ fader: 0, trim: 0, pan: 0, width: 100 }, 1, 0.5)).toEqual([1, 0.5])
  })
})

describe('a mono source', () => {
  it.each([
    ['-3', -3.0103],
    ['-4.5', -4.5],
    ['-6', -6.0206],
    ['0', 0]
  ] as const)('in the center has %s dB on each side', (law, level) => {
    const [left, right] = gains({ source: 'mono', law }, 1, 1)
    expect(decibels(left)).toBeCloseTo(level, 3)
    expect(right).toBe(left)
  })

  it('keeps its power at 201 places with the -3 dB law', () => {
    for (let pan = -100; pan <= 100; pan++) {
      const [left, right] = gains({ source: 'mono', pan }, 1, 1)
      expect(Math.abs(left ** 2 + right ** 2 - 1)).toBeLessThan(1e-6)
    }
  })

  it('panned hard leaves the far side silent and is at unity on the near side', () => {
    for (const law of ['-3', '-4.5', '-6', '0'] as const) {
      expect(gains({ source: 'mono', law, pan: 100 }, 1, 1)).toEqual([0, 1])
      expect(gains({ source: 'mono', law, pan: -100 }, 1, 1)).toEqual([1, 0])
    }
  })

  it('is what a one-channel connection brings, and what two equal channels are told to be', () => {
    const kernel = new ChannelKernel(RATE)
    kernel.update({ ...defaultValues(channelDefinition), pan: 30 })
    const one = [new Float32Array(quiet.length), new Float32Array(quiet.length)]
    kernel.process([[noise[0]]], [one], restingMeters(channelDefinition))
    const told = play([noise[0], noise[0]], { source: 'mono', pan: 30 })
    expect(isSame(one[0], told.left) && isSame(one[1], told.right)).toBe(true)
  })

  it('is the mean of two inputs that differ', () => {
    const [left] = gains({ source: 'mono', pan: -100 }, 1, 0.5)
    expect(left).toBe(0.75)
  })

  it('is turned in polarity, never canceled, by either switch', () => {
    const [left, right] = gains({ source: 'mono' }, 1, 1)
    expect(gains({ source: 'mono', invertLeft: true }, 1, 1)).toEqual([-left, right])
    expect(gains({ source: 'mono', invertRight: true }, 1, 1)).toEqual([left, -right])
  })

  it('is never heard by a channel told that its source is stereo', () => {
    const kernel = new ChannelKernel(RATE)
    kernel.update({ ...defaultValues(channelDefinition), source: 'stereo' })
    const out = [new Float32Array(quiet.length), new Float32Array(quiet.length)]
    kernel.process([[noise[0]]], [out], restingMeters(channelDefinition))
    expect(isSame(out[0], noise[0]) && isSame(out[1], noise[0])).toBe(true)
  })
})

describe('the balance of a stereo source', () => {
  it('turns only the far side down and boosts nothing', () => {
    for (const pan of [-100, -60, -20, 20, 60, 100]) {
      const [near, far] = [
        gains({ pan }, 1, 1)[pan < 0 ? 0 : 1],
        gains({ pan }, 1, 1)[pan < 0 ? 1 : 0]
      ]
      expect(near).toBe(1)
      expect(far).toBeLessThan(1)
    }
    expect(gains({ pan: 100 }, 1, 1)[0]).toBe(0)
  })

  it('follows the constant-power curve: halfway the far side is 5.3 dB down', () => {
    // sqrt(2) cos(3 pi / 8) = 0.5412.
    expect(decibels(gains({ pan: 50 }, 1, 1)[0])).toBeCloseTo(-5.333, 2)
  })
})

describe('the true stereo pan', () => {
  it('is unity in the center', () => {
    expect(gains({ mode: 'stereo' }, 1, 0.25)).toEqual([1, 0.25])
  })

  it('loses neither side: panned hard, both sides sound from there', () => {
    expect(gains({ mode: 'stereo', pan: 100 }, 0.5, 0.25)).toEqual([0, 0.75])
    expect(gains({ mode: 'stereo', pan: -100 }, 0.5, 0.25)).toEqual([0.75, 0])
  })

  it('halfway to the right puts the left side in the center by the law', () => {
    const [left, right] = gains({ mode: 'stereo', pan: 50 }, 1, 0)
    expect(decibels(left)).toBeCloseTo(-3.0103, 3)
    expect(decibels(right)).toBeCloseTo(-3.0103, 3)
    expect(gains({ mode: 'stereo', pan: 50 }, 0, 1)).toEqual([0, 1])
  })

  it('keeps the power of each side wherever it goes', () => {
    for (let pan = -100; pan <= 100; pan += 5) {
      const [left, right] = gains({ mode: 'stereo', pan }, 1, 0)
      expect(left ** 2 + right ** 2).toBeCloseTo(1, 6)
    }
  })
})

describe('the width', () => {
  it('0 makes both sides their mean, 200 doubles the difference', () => {
    expect(gains({ width: 0 }, 1, 0.5)).toEqual([0.75, 0.75])
    expect(gains({ width: 200 }, 1, 0.5)).toEqual([1.25, 0.25])
  })

  it('never changes the mono sum', () => {
    for (const width of [0, 35, 100, 170, 200]) {
      const [left, right] = gains({ width }, 0.8, -0.3)
      expect(left + right).toBeCloseTo(0.5, 6)
    }
  })
})

describe('level and polarity', () => {
  it('trim and fader add up in decibels at every rate', () => {
    for (const rate of [44100, 96000]) {
      const { left } = play([sine(1000, 0.1, rate, 0.5), quiet], { trim: -4, fader: -8 }, rate)
      const loudest = left.reduce((max, x) => Math.max(max, Math.abs(x)), 0)
      expect(decibels(loudest / 0.5)).toBeCloseTo(-12, 2)
    }
  })

  it('a channel and its inverse sum to nothing at all', () => {
    const straight = play(noise, { trim: 3, pan: -20, width: 140 })
    const turned = play(noise, {
      trim: 3,
      pan: -20,
      width: 140,
      invertLeft: true,
      invertRight: true
    })
    expect(straight.left.every((x, i) => x + turned.left[i] === 0)).toBe(true)
    expect(straight.right.every((x, i) => x + turned.right[i] === 0)).toBe(true)
  })

  it('one inverted side of a mono sound cancels it in mono', () => {
    const { left, right } = play([noise[0], noise[0]], { source: 'stereo', invertRight: true })
    expect(left.every((x, i) => x + right[i] === 0)).toBe(true)
  })

  it('mute and a fader all the way down are silence', () => {
    for (const values of [{ mute: true }, { fader: -Infinity }] as Values[]) {
      const { left, right } = play(noise, values)
      expect(isSame(left, quiet) && isSame(right, quiet)).toBe(true)
    }
  })

  it('a fader pulled down while playing ends in silence 0.15 s later', () => {
    const { left } = render(ChannelKernel, channelDefinition, noise, {
      beforeBlock: (kernel, frame) => {
        if (frame === 1280) kernel.update({ ...defaultValues(channelDefinition), fader: -Infinity })
      }
    })
    expect(isSame(left.subarray(0, 1280), noise[0].subarray(0, 1280))).toBe(true)
    expect(left.subarray(1280 + 0.15 * RATE).every((x) => x === 0)).toBe(true)
  })
})

describe('the DC filter', () => {
  it('takes an offset away and leaves a bass tone at its level', () => {
    const tone = sine(50, 1, RATE, 0.25).map((x) => x + 0.2)
    const { left } = play([tone, tone], { dcFilter: true })
    const tail = left.subarray(RATE * 0.6, RATE * 0.6 + 19200)
    const mean = tail.reduce((sum, x) => sum + x, 0) / tail.length
    expect(Math.abs(mean)).toBeLessThan(1e-5)
    const loudest = tail.reduce((max, x) => Math.max(max, Math.abs(x)), 0)
    // A first-order filter at 5 Hz takes 0.04 dB from 50 Hz.
    expect(decibels(loudest / 0.25)).toBeCloseTo(-0.04, 2)
  })
})

describe('the meters', () => {
  it('read after the fader: a full-scale sine at -6 dB has -6 peak and -9 RMS', () => {
    const tone = sine(1000, 2, RATE)
    const { meters } = play([tone, tone], { fader: -6, source: 'stereo', pan: -100 })
    expect(meters.peakLeft).toBeCloseTo(-6, 2)
    expect(meters.rmsLeft).toBeCloseTo(-9.01, 2)
    expect(meters.peakRight).toBe(-Infinity)
  })
})
