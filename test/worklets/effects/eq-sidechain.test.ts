import { describe, expect, it } from 'vitest'
import type { ParamValues } from '../../../worklets/core/definition.ts'
import { dynamicGainDb } from '../../../worklets/dsp/dynamics/dynamic-gain.ts'
import { eqDefinition } from '../../../worklets/effects/eq/definition.ts'
import { EqKernel } from '../../../worklets/effects/eq/kernel.ts'
import { render, type StereoSignal } from '../../support/render.ts'
import { pinkNoise, silence, sine } from '../../support/signals.ts'

type Values = Partial<ParamValues<typeof eqDefinition>>

const RATE = 48_000
const EXTERNAL: Values = {
  sidechain: 'external',
  'band4.enabled': true,
  'band4.frequency': 1000,
  'band4.q': 2,
  'band4.dynamic': true,
  'band4.threshold': -30,
  'band4.range': -9,
  'band4.attack': 5,
  'band4.release': 100
}

const both = (channel: Float32Array): StereoSignal => [channel, channel]
const tone = (hertz: number, level: number) => both(sine(hertz, 1, RATE, 10 ** (level / 20)))
const play = (input: StereoSignal, values: Values, sidechain: StereoSignal, blockFrames = 128) =>
  render(EqKernel, eqDefinition, input, { values, sidechain, blockFrames })

describe.each(['zeroLatency', 'natural'] as const)(
  'an equalizer keyed from outside, %s',
  (phase) => {
    const values: Values = { ...EXTERNAL, phase }

    it('moves a dynamic band by the level of the side chain in the band', () => {
      for (const level of [-40, -24, -10]) {
        const { meters } = play(tone(1000, -50), values, tone(1000, level))
        // 0.1 dB: what the design allows between a dynamic band and its curve.
        expect(meters['band4.dynamicGain']).toBeCloseTo(dynamicGainDb(level, -30, -9), 1)
      }
    })

    it('does not hear the sound itself, nor a side chain far from the band', () => {
      const { meters } = play(tone(1000, -3), values, tone(60, -20))
      expect(Math.abs(meters['band4.dynamicGain'])).toBeLessThan(0.05)
    })

    it('rests while nothing is connected', () => {
      const sound = tone(1000, -3)
      const { meters } = render(EqKernel, eqDefinition, sound, { values })
      expect(Math.abs(meters['band4.dynamicGain'])).toBe(0)
    })

    it('sounds the same in blocks of any length', () => {
      const key = both(pinkNoise(1, RATE, 7, 0.5))
      const sound = both(pinkNoise(1, RATE, 8, 0.2))
      const whole = play(sound, values, key)
      for (const frames of [1, 64, 333]) {
        const cut = play(sound, values, key, frames)
        const difference = cut.left.reduce(
          (most, x, i) => Math.max(most, Math.abs(x - whole.left[i])),
          0
        )
        expect(difference).toBeLessThan(1e-6)
      }
    })

    it('hears the same side chain as one that is the sound itself', () => {
      const sound = both(pinkNoise(1, RATE, 9, 0.5))
      const outside = play(sound, values, sound)
      const inside = play(sound, { ...values, sidechain: 'internal' }, both(silence(1, RATE)))
      const difference = outside.left.reduce(
        (most, x, i) => Math.max(most, Math.abs(x - inside.left[i])),
        0
      )
      expect(difference).toBe(0)
    })
  }
)
