import { describe, expect, it } from 'vitest'
import { playbackSystem } from '../../worklets/effects/monitor/playback-systems.ts'
import { isSame } from '../support/compressor.ts'
import { figuresOf } from '../support/figures.ts'
import type { StereoSignal } from '../support/render.ts'
import { responsePower } from '../support/response.ts'
import { impulse, pinkNoise, silence, sine } from '../support/signals.ts'
import {
  centers,
  curveDeviation,
  db,
  declaredPower,
  finePinkNoise,
  heard,
  loudness,
  RATE,
  responseOf,
  SYSTEMS
} from './monitor-runs.ts'

/** The figures that the sound design asks of the monitor. */

const figures = figuresOf('monitor', 'monitor')

/** What narrow systems lose is made good within a second or two. */
const SETTLED = 4

describe.each(SYSTEMS)('%s', (system) => {
  it('has the curve that is declared', () => {
    figures.atMost(1, {
      name: playbackSystem(system).label,
      at: 'worst deviation from its curve',
      measured: curveDeviation(system, RATE),
      unit: 'dB'
    })
  })

  it('is as loud as the sound itself', () => {
    const noise = finePinkNoise(3, 12, RATE)
    const other = finePinkNoise(4, 12, RATE)
    const worst = [
      [noise, noise],
      [noise, other]
    ].map((input) => {
      const out = heard([input[0], input[1]], { system })
      return Math.abs(
        loudness([out.left, out.right], SETTLED, RATE) - loudness(input, SETTLED, RATE)
      )
    })
    figures.atMost(0.1, {
      name: playbackSystem(system).label,
      at: 'pink noise, alike or not on both sides, against flat',
      measured: Math.max(...worst),
      unit: 'LU'
    })
  })
})

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
      expect(isSame(left, right), system).toBe(true)
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
      expect(isSame(left, input[0]) && isSame(right, input[1])).toBe(true)
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
