import { describe, expect, it } from 'vitest'
import {
  both,
  decibels,
  gainOf,
  isSame,
  levelDb,
  play,
  RATE,
  SLOW,
  steadyOutputDb,
  type Values
} from '../../support/compressor.ts'
import type { StereoSignal } from '../../support/render.ts'
import { pinkNoise, sine, whiteNoise } from '../../support/signals.ts'

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

  it('on a mono sound makes no difference, bit for bit: both ways of applying a reduction agree', () => {
    const mono: StereoSignal = [burst[0], burst[0]]
    const values: Values = { threshold: -30, ratio: 6, makeup: 4, mix: 70 }
    const linked = play(mono, { ...values, link: 100 })
    const apart = play(mono, { ...values, link: 0 })
    expect(isSame(linked.left, apart.left)).toBe(true)
    expect(isSame(linked.right, apart.right)).toBe(true)
    expect(isSame(linked.left, burst[0])).toBe(false)
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
