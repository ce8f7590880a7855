import { describe, expect, it } from 'vitest'
import {
  EARLY_TAPS,
  type EarlyPattern,
  shoeboxPattern,
  velvetPattern
} from '../../../../worklets/dsp/reverb/early-pattern.ts'

const room = shoeboxPattern({ size: [6.4, 8.3, 3.1], reflection: 0.8 })
const cloud = velvetPattern({ fromMs: 2, toMs: 58, fallDb: 15, seed: 11 })

function sides(values: Float64Array): [Float64Array, Float64Array] {
  return [values.subarray(0, EARLY_TAPS), values.subarray(EARLY_TAPS)]
}

describe.each([
  ['a shoebox room', room],
  ['a velvet cloud', cloud]
] as const)('%s', (_, pattern: EarlyPattern) => {
  it('has its echoes in order, after the direct sound, with unit energy per side', () => {
    for (const times of sides(pattern.timesMs)) {
      expect(times[0]).toBeGreaterThan(0)
      expect([...times]).toEqual([...times].toSorted((a, b) => a - b))
    }
    for (const gains of sides(pattern.gains)) {
      expect(gains.reduce((sum, gain) => sum + gain * gain, 0)).toBeCloseTo(1, 9)
    }
  })

  it('is different on both sides and hears both inputs on each', () => {
    const [left, right] = sides(pattern.timesMs)
    expect(left.filter((time, k) => time === right[k])).toHaveLength(0)
    expect(new Set(pattern.sources.subarray(0, EARLY_TAPS)).size).toBe(2)
    expect(new Set(pattern.sources.subarray(EARLY_TAPS)).size).toBe(2)
  })
})

it('the floor of a room comes first: 2.4 m of detour for ears 1.3 m up', () => {
  // Image method by hand: source and ears 3.57 m apart on plan, at heights 1.178 and 1.271 m.
  const direct = Math.hypot(0.32 - 0.3, 3.569, 0.093)
  const byFloor = Math.hypot(0.32 - 0.3, 3.569, 1.178 + 1.271)
  const detourMs = (1000 * (byFloor - direct)) / 343
  const [, right] = sides(room.timesMs)
  expect(right[0]).toBeCloseTo(detourMs, 1)
})
