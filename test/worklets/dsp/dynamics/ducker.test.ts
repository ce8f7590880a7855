import { describe, expect, it } from 'vitest'
import { Ducker } from '../../../../worklets/dsp/dynamics/ducker.ts'

const RATE = 48_000
const BLOCK = 64

/** Gains of the effect, frame by frame, for inputs and effects of given levels. */
function gains(levels: readonly (readonly [input: number, effect: number, blocks: number])[]) {
  const ducker = new Ducker(RATE)
  const result: number[] = []
  for (const [input, effect, blocks] of levels) {
    for (let n = 0; n < blocks; n++) {
      const source = new Float64Array(BLOCK).fill(input)
      const left = new Float64Array(BLOCK).fill(effect)
      const right = new Float64Array(BLOCK).fill(effect)
      ducker.update(12, BLOCK)
      ducker.listen(source, source, 0, BLOCK)
      ducker.process(left, right, 0, BLOCK)
      for (const y of left) result.push(y / effect)
    }
  }
  return result
}

const decibels = (gain: number) => 20 * Math.log10(gain)

describe('ducking by 12 dB', () => {
  it('takes 10 to 12 dB from an effect as loud as its input, at any level', () => {
    for (const level of [1, 0.1, 0.001]) {
      const settled = gains([[level, level, 750]]).at(-1) ?? 0
      expect(decibels(settled)).toBeLessThan(-10)
      expect(decibels(settled)).toBeGreaterThan(-12)
    }
  })

  it('lets the tail return within half a second after the input', () => {
    const after = gains([
      [0.5, 0.3, 750],
      [1e-9, 0.3, 375]
    ])
    expect(decibels(after.at(-1) ?? 0)).toBeGreaterThan(-1.5)
  })

  it('moves without a step: at most 0.2 % of the level per frame', () => {
    const path = gains([
      [0.5, 0.3, 100],
      [1e-9, 0.3, 100]
    ])
    for (let n = 1; n < path.length; n++) {
      expect(Math.abs(path[n] - path[n - 1])).toBeLessThan(0.002)
    }
  })
})

it('changes nothing without depth', () => {
  const ducker = new Ducker(RATE)
  const source = new Float64Array(BLOCK).fill(0.5)
  const left = new Float64Array(BLOCK).fill(0.3)
  ducker.update(0, BLOCK)
  ducker.listen(source, source, 0, BLOCK)
  ducker.process(left, left.slice(), 0, BLOCK)
  expect(left.every((x) => x === 0.3)).toBe(true)
  expect(ducker.isIdle).toBe(true)
})
