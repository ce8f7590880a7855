import { describe, expect, it } from 'vitest'
import { DitherNoise, type DitherType } from '../../../../worklets/dsp/noise/dither-noise.ts'

const LENGTH = 2 ** 17

function noise(type: DitherType, seed = 1, amount = 1): DitherNoise {
  const dither = new DitherNoise(LENGTH, seed)
  dither.setType(type)
  dither.setAmount(amount)
  dither.next(LENGTH)
  return dither
}

function moment(samples: Float64Array, power: number): number {
  return samples.reduce((sum, x) => sum + x ** power, 0) / samples.length
}

describe('density', () => {
  it.each([
    ['tpdf', 1 / 6, 1 / 15, 1],
    ['tpdfHighPass', 1 / 6, 1 / 15, 1],
    ['rpdf', 1 / 12, 1 / 80, 0.5]
  ] as const)('%s has the moments %f and %f and ends at %f LSB', (type, second, fourth, end) => {
    for (const samples of [noise(type).left, noise(type).right]) {
      expect(Math.abs(moment(samples, 1))).toBeLessThan(0.004)
      expect(Math.abs(moment(samples, 2) / second - 1)).toBeLessThan(0.02)
      expect(Math.abs(moment(samples, 4) / fourth - 1)).toBeLessThan(0.04)
      const highest = samples.reduce((max, x) => Math.max(max, Math.abs(x)), 0)
      expect(highest).toBeLessThanOrEqual(end)
      expect(highest).toBeGreaterThan(0.98 * end)
    }
  })

  it('none is silent, and amount scales the rest', () => {
    expect(moment(noise('none').left, 2)).toBe(0)
    expect(moment(noise('tpdf', 1, 2).left, 2)).toBeCloseTo(4 * moment(noise('tpdf').left, 2), 9)
  })

  it('uses all 32 bits of its draws', () => {
    const odd = noise('rpdf').left.filter((x) => Math.abs((x * 2 ** 32) % 2) === 1).length
    expect(Math.abs(odd / LENGTH - 0.5)).toBeLessThan(0.01)
  })
})

describe('spectrum', () => {
  it('tpdf is white, high-passed tpdf has neighbors opposed by half', () => {
    const neighbors = (type: DitherType) => {
      const { left } = noise(type)
      const products = left.map((x, i) => x * (left[i + 1] ?? 0))
      return moment(products, 1) / moment(left, 2)
    }
    expect(Math.abs(neighbors('tpdf'))).toBeLessThan(0.01)
    expect(Math.abs(neighbors('tpdfHighPass') + 0.5)).toBeLessThan(0.01)
  })
})

describe('seed', () => {
  it('makes the noise again, in blocks of any size', () => {
    const whole = noise('tpdfHighPass', 3)
    const parts = new DitherNoise(LENGTH, 3)
    parts.setType('tpdfHighPass')
    parts.next(1000)
    expect(parts.left.subarray(0, 1000)).toEqual(whole.left.subarray(0, 1000))
    parts.next(500)
    expect(parts.left.subarray(0, 500)).toEqual(whole.left.subarray(1000, 1500))
    parts.reset()
    parts.next(1000)
    expect(parts.right.subarray(0, 1000)).toEqual(whole.right.subarray(0, 1000))
  })

  it('set again to the same number, goes on; to another, begins another noise', () => {
    const dither = noise('tpdf', 5)
    const first = dither.left[0]
    dither.setSeed(5)
    dither.next(10)
    expect(dither.left[0]).not.toBe(first)
    dither.setSeed(6)
    dither.next(10)
    expect(dither.left[0]).toBe(noise('tpdf', 6).left[0])
  })

  it('gives each channel and each neighboring seed its own noise', () => {
    const streams = [1, 2, 3].flatMap((seed) => [
      noise('tpdf', seed).left,
      noise('tpdf', seed).right
    ])
    for (let a = 0; a < streams.length; a++) {
      for (let b = 0; b < a; b++) {
        const product = moment(
          streams[a].map((x, i) => x * streams[b][i]),
          1
        )
        expect(Math.abs(product * 6), `${a}, ${b}`).toBeLessThan(0.01)
      }
    }
  })
})
