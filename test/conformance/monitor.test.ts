import { describe, expect, it } from 'vitest'
import type { ParamValues } from '../../worklets/core/definition.ts'
import { AnalogPrototype } from '../../worklets/dsp/analog-prototype.ts'
import { LoudnessMeter } from '../../worklets/dsp/loudness-meter.ts'
import {
  PLAYBACK_SYSTEM_IDS,
  type PlaybackSystemId,
  playbackSystem
} from '../../worklets/dsp/playback-systems.ts'
import { monitorDefinition } from '../../worklets/effects/monitor/definition.ts'
import { MonitorKernel } from '../../worklets/effects/monitor/kernel.ts'
import { figuresOf } from '../support/figures.ts'
import { render, type StereoSignal } from '../support/render.ts'
import { impulse, pinkNoise, silence, sine, whiteNoise } from '../support/signals.ts'

/** The figures that the sound design asks of the monitor. */

type Values = Partial<ParamValues<typeof monitorDefinition>>

const RATE = 48000
const figures = figuresOf('monitor', 'monitor')
const SYSTEMS = PLAYBACK_SYSTEM_IDS.filter((id) => id !== 'flat')

const heard = (input: StereoSignal, values: Values, sampleRate = RATE) =>
  render(MonitorKernel, monitorDefinition, input, { values, sampleRate })

const db = (power: number) => 10 * Math.log10(power)

function responsePower(response: ArrayLike<number>, hertz: number, sampleRate: number): number {
  let [re, im] = [0, 0]
  // A rotating phasor: a sine per sample would take minutes.
  const [c, s] = [
    Math.cos((2 * Math.PI * hertz) / sampleRate),
    Math.sin((2 * Math.PI * hertz) / sampleRate)
  ]
  let [x, y] = [1, 0]
  for (let i = 0; i < response.length; i++) {
    re += response[i] * x
    im += response[i] * y
    const turned = x * c - y * s
    y = x * s + y * c
    x = turned
  }
  return re * re + im * im
}

/** Mean power of a sixth of an octave round a frequency. */
function sixthPower(response: ArrayLike<number>, hertz: number, sampleRate: number): number {
  let sum = 0
  const points = 9
  for (let k = 0; k < points; k++) {
    const f = hertz * 2 ** ((k / (points - 1) - 0.5) / 6)
    sum += responsePower(response, f, sampleRate)
  }
  return sum / points
}

function declaredPower(id: PlaybackSystemId, hertz: number): number {
  let power = 1
  for (const filter of playbackSystem(id).filters) {
    const prototype = new AnalogPrototype()
    prototype.set(filter)
    power *= prototype.power(hertz)
  }
  return power
}

const centers = Array.from({ length: 28 }, (_, k) => 30 * 600 ** (k / 27))

/** Left alone, quiet, so that nothing is leveled; a mono sound, so that width does not matter. */
function responseOf(system: PlaybackSystemId, sampleRate: number): Float32Array {
  const click = impulse(2, sampleRate, 0, 0.02)
  return heard([click, click], { system, levelMatch: false }, sampleRate).left
}

describe.each(SYSTEMS)('%s', (system) => {
  const response = responseOf(system, RATE)
  const levels = centers.map((hertz) => db(sixthPower(response, hertz, RATE)))
  const declared = centers.map((hertz) => {
    const around = Array.from({ length: 9 }, (_, k) => hertz * 2 ** ((k / 8 - 0.5) / 6))
    return db(around.reduce((sum, f) => sum + declaredPower(system, f), 0) / 9)
  })
  const top = Math.max(...declared)

  it('has the curve that is declared', { timeout: 30_000 }, () => {
    // The room adds some energy everywhere: the curve is judged by its shape.
    const audible = centers.map((_, k) => k).filter((k) => declared[k] > top - 25)
    const offsets = audible.map((k) => levels[k] - declared[k])
    const mean = (Math.max(...offsets) + Math.min(...offsets)) / 2
    figures.atMost(1, {
      name: `${playbackSystem(system).label}: worst deviation from its curve`,
      measured: Math.max(...offsets.map((offset) => Math.abs(offset - mean))),
      unit: 'dB'
    })
  })

  it('is as loud as the sound itself', () => {
    const noise = finePinkNoise(3)
    const other = finePinkNoise(4)
    const worst = [
      [noise, noise],
      [noise, other]
    ].map((input) => {
      const out = heard([input[0], input[1]], { system })
      return Math.abs(loudness([out.left, out.right]) - loudness(input))
    })
    figures.atMost(0.1, {
      name: `${playbackSystem(system).label}: pink noise, alike or not on both sides, against flat`,
      measured: Math.max(...worst),
      unit: 'LU'
    })
  })
})

/** Equal power per octave within 0.05 dB from 10 Hz to 20 kHz: Kellet's refined filter. */
function finePinkNoise(seed: number): Float32Array {
  const white = whiteNoise(12, RATE, seed, 0.02)
  const poles = [0.99886, 0.99332, 0.969, 0.8665, 0.55, -0.7616]
  const weights = [0.0555179, 0.0750759, 0.153852, 0.3104856, 0.5329522, -0.016898]
  const states = poles.map(() => 0)
  let last = 0
  return white.map((x) => {
    let sum = last + 0.5362 * x
    for (let k = 0; k < poles.length; k++) {
      states[k] = poles[k] * states[k] + weights[k] * x
      sum += states[k]
    }
    last = 0.115926 * x
    return sum
  })
}

/** From the 4th second on: what narrow systems lose is made good within a second or two. */
function loudness([left, right]: readonly Float32Array[]): number {
  const meter = new LoudnessMeter(RATE)
  const tail = (signal: Float32Array) => Float64Array.from(signal.subarray(4 * RATE))
  meter.process([tail(left), tail(right)], left.length - 4 * RATE)
  return meter.integrated
}

describe('small loudspeakers', () => {
  it.each(['phone', 'laptop', 'bluetooth'] as const)(
    'a %s is 10 dB down where its low cut says',
    (system) => {
      const response = responseOf(system, RATE)
      const at = (power: (hertz: number) => number) => {
        const reference = db(power(1200))
        for (let hertz = 1000; hertz > 20; hertz /= 1.01) {
          if (db(power(hertz)) < reference - 10) return hertz
        }
        return 0
      }
      const measured = at((hertz) => responsePower(response, hertz, RATE))
      const asked = at((hertz) => declaredPower(system, hertz))
      figures.within(0, 10, {
        name: `${playbackSystem(system).label}: its -10 dB point (${Math.round(asked)} Hz) is off by`,
        measured: 100 * (measured / asked - 1),
        unit: '%',
        digits: 1
      })
    }
  )

  it('that have one membrane are mono', () => {
    const input: StereoSignal = [pinkNoise(1, RATE, 1, 0.3), pinkNoise(1, RATE, 2, 0.3)]
    for (const system of ['phone', 'cube', 'bluetooth'] as const) {
      const { left, right } = heard(input, { system })
      expect(left, system).toEqual(right)
    }
  })

  it('compress what is loud: a phone driven 12 dB harder gives less than 7 dB more', () => {
    const tone = (peak: number) => sine(1000, 2, RATE, peak)
    const out = (peak: number) => {
      const { left } = heard([tone(peak), tone(peak)], { system: 'phone', levelMatch: false })
      return db(left.slice(RATE).reduce((sum, x) => sum + x * x, 0))
    }
    expect(out(0.8) - out(0.2)).toBeLessThan(7)
    expect(out(0.02) - out(0.005)).toBeCloseTo(12.04, 1)
  })

  it('hold their bass back when it is loud', () => {
    const out = (peak: number) => {
      const tone = sine(100, 2, RATE, peak)
      const { left } = heard([tone, tone], { system: 'bluetooth', levelMatch: false })
      return db(left.slice(RATE).reduce((sum, x) => sum + x * x, 0))
    }
    // 20 dB more go in.
    expect(out(0.8) - out(0.08)).toBeLessThan(17)
  })
})

describe('every system', () => {
  it('has the same latency: none', () => {
    const places = SYSTEMS.map((system) => {
      const response = responseOf(system, RATE)
      return response.findIndex((x) => Math.abs(x) > 1e-4)
    })
    figures.atMost(0, {
      name: 'first frame of an impulse, latest system',
      measured: Math.max(...places),
      unit: 'frames',
      digits: 0
    })
  })

  it('leaves every sample alone at amount 0, and so does Flat', () => {
    const input: StereoSignal = [pinkNoise(0.5, RATE, 1), pinkNoise(0.5, RATE, 2)]
    for (const values of [{ system: 'flat' }, { system: 'car', amount: 0 }] as const) {
      const { left, right } = heard(input, values)
      expect(left).toEqual(input[0])
      expect(right).toEqual(input[1])
    }
  })
})

describe('crossfeed', () => {
  it('leaves mono as it is', () => {
    const click = impulse(0.5, RATE, 0, 0.5)
    const { left } = heard([click, click], { crossfeed: 100 })
    const ripple = centers.map((hertz) => Math.abs(db(responsePower(left, hertz, RATE) / 0.25)))
    figures.atMost(0.1, {
      name: 'crossfeed: change of a mono sound',
      measured: Math.max(...ripple),
      unit: 'dB',
      digits: 3
    })
  })

  it('brings the ears together in the lows', () => {
    const tone = sine(100, 1, RATE, 0.5)
    const { left, right } = heard([tone, silence(1, RATE)], { crossfeed: 100 })
    const power = (signal: Float32Array) => signal.slice(4800).reduce((sum, x) => sum + x * x, 0)
    figures.atMost(6, {
      name: 'crossfeed: hard left at 100 Hz, between the ears',
      measured: db(power(left) / power(right)),
      unit: 'dB',
      digits: 1
    })
  })
})
