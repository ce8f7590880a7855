import { describe, expect, it } from 'vitest'
import { BANK_BLOCK, DelayBank } from '../../../../worklets/dsp/lines/delay-bank.ts'
import { EARLY_TAPS, velvetPattern } from '../../../../worklets/dsp/reverb/early-pattern.ts'
import { AIR_HZ, EarlyReflections } from '../../../../worklets/dsp/reverb/early-reflections.ts'
import { whiteNoise } from '../../../support/signals.ts'

const RATE = 48_000
const pattern = velvetPattern({ fromMs: 2, toMs: 40, fallDb: 12, seed: 5 })

/** Both outputs for a click on both inputs. */
function response(size: number, extraDelay: number): [Float64Array, Float64Array] {
  const early = new EarlyReflections(RATE)
  early.setPattern(pattern, size, extraDelay)
  early.adopt()
  const past = new DelayBank(2, 8000)
  const out: [Float64Array, Float64Array] = [new Float64Array(9600), new Float64Array(9600)]
  for (let at = 0; at < 9600; at += BANK_BLOCK) {
    for (const line of [0, 1]) {
      past.data.fill(0, past.start(line, 0), past.start(line, 0) + BANK_BLOCK)
      if (at === 0) past.data[past.start(line, 0)] = 1
    }
    past.advance(BANK_BLOCK)
    early.process(past, BANK_BLOCK, undefined)
    out[0].set(early.left, at)
    out[1].set(early.right, at)
  }
  return out
}

describe('early reflections', () => {
  it('come at the times of the pattern, scaled and delayed', () => {
    const outputs = response(1.5, 100)
    outputs.forEach((output, side) => {
      for (let k = 0; k < EARLY_TAPS; k++) {
        const tap = side * EARLY_TAPS + k
        const at = 100 + Math.round((1.5 * pattern.timesMs[tap] * RATE) / 1000)
        expect(Math.sign(output[at])).toBe(Math.sign(pattern.gains[tap]))
        expect(Math.abs(output[at])).toBeGreaterThan(0.3 * Math.abs(pattern.gains[tap]))
      }
      expect(output.findIndex((x) => x !== 0)).toBeGreaterThan(100)
    })
  })

  it('are duller the later they come', () => {
    const [output] = response(1, 0)
    const sharpness = (k: number) => {
      const at = Math.round((pattern.timesMs[k] * RATE) / 1000)
      return Math.abs(output[at] / pattern.gains[k])
    }
    expect(sharpness(0)).toBeGreaterThan(sharpness(10))
    expect(sharpness(10)).toBeGreaterThan(sharpness(18))
  })

  it('written out are the sums that loops over the taps give', () => {
    const frames = 40 * BANK_BLOCK
    const noise = [1, 2].map((seed) => Array.from(whiteNoise(frames / RATE, RATE, seed, 0.5)))
    const early = new EarlyReflections(RATE)
    early.setPattern(pattern, 1, 10)
    early.adopt()
    const past = new DelayBank(2, 8000)
    const poles = AIR_HZ.map((hz) => Math.exp((-2 * Math.PI * hz) / RATE))
    const air = new Float64Array(2 * poles.length)
    let worst = 0
    for (let at = 0; at < frames; at += BANK_BLOCK) {
      for (const line of [0, 1]) {
        past.data.set(noise[line].slice(at, at + BANK_BLOCK), past.start(line, 0))
      }
      past.advance(BANK_BLOCK)
      early.process(past, BANK_BLOCK, undefined)
      for (let i = 0; i < BANK_BLOCK; i++) {
        for (const side of [0, 1]) {
          const wanted = rolled(noise, at + i, side, poles, air)
          const output = side === 0 ? early.left : early.right
          worst = Math.max(worst, Math.abs(output[i] - wanted))
        }
      }
    }
    expect(worst).toBeLessThan(1e-12)
  })
})

/** One frame of one side: the groups of taps, farthest first, each through one low-pass more. */
function rolled(
  noise: readonly (readonly number[])[],
  frame: number,
  side: number,
  poles: readonly number[],
  air: Float64Array
): number {
  let sum = 0
  for (let group = poles.length - 1; group >= 0; group--) {
    for (let k = 8 * group; k < Math.min(8 * group + 8, EARLY_TAPS); k++) {
      const tap = side * EARLY_TAPS + k
      const delay = 10 + Math.round((pattern.timesMs[tap] / 1000) * RATE)
      const loudness = poles.slice(0, group + 1).reduce((gain, pole) => gain * (1 - pole), 1)
      sum += pattern.gains[tap] * loudness * (noise[pattern.sources[tap]][frame - delay] ?? 0)
    }
    const at = side * poles.length + group
    air[at] = poles[group] * air[at] + sum
    sum = air[at]
  }
  return sum
}
