import { describe, expect, it } from 'vitest'
import { BandLimit } from '../../../../worklets/dsp/filters/band-limit.ts'

const RATE = 48_000

function levelDb(frequencyHz: number, lowCutHz: number, highCutHz: number): number {
  const limit = new BandLimit(RATE)
  limit.setCorners(lowCutHz, highCutHz)
  limit.land()
  const turn = (2 * Math.PI * frequencyHz) / RATE
  const left = Float64Array.from({ length: RATE }, (_, i) => Math.sin(turn * i))
  limit.process(left, left.slice(), RATE)
  const tail = left.subarray(RATE / 2)
  return 10 * Math.log10((2 * tail.reduce((sum, x) => sum + x * x, 0)) / tail.length)
}

describe('low and high cut', () => {
  it('take 3 dB at their corners', () => {
    expect(levelDb(100, 100, 22_000)).toBeCloseTo(-3.01, 1)
    expect(levelDb(5000, 10, 5000)).toBeCloseTo(-3.01, 1)
  })

  it('fall by 12 dB per octave outside and leave the middle alone', () => {
    expect(levelDb(50, 400, 22_000)).toBeCloseTo(-36.1, 0)
    expect(levelDb(4000, 10, 500)).toBeLessThan(-36)
    expect(Math.abs(levelDb(1000, 20, 16_000))).toBeLessThan(0.02)
  })

  it('reach new corners on a straight way, exactly as if set at once', () => {
    const limit = new BandLimit(RATE)
    limit.setCorners(20, 16_000)
    limit.land()
    const block = new Float64Array(64)
    limit.setCorners(200, 4000)
    limit.aim(64)
    limit.process(block, block.slice(), 64)
    limit.land()
    limit.reset()
    const fresh = new BandLimit(RATE)
    fresh.setCorners(200, 4000)
    fresh.land()
    const a = Float64Array.from({ length: 200 }, (_, i) => Math.sin(i * i))
    const b = a.slice()
    limit.process(a, a.slice(), 200)
    fresh.process(b, b.slice(), 200)
    expect(a).toEqual(b)
  })
})
