import { describe, expect, it } from 'vitest'
import { StereoSvf } from '../../../../worklets/dsp/filters/stereo-svf.ts'
import { SVF_STRIDE } from '../../../../worklets/dsp/filters/svf-coefficients.ts'
import { whiteNoise } from '../../../support/signals.ts'
import { setFromBiquad } from '../../../support/svf-biquad.ts'

const B = [1.2, -1.7, 0.62] as const
const A = [-1.6, 0.7] as const
const RATE = 48000

function biquad(): Float64Array {
  const coefficients = new Float64Array(SVF_STRIDE)
  setFromBiquad(coefficients, 0, B, A)
  return coefficients
}

function noise(seed: number): Float64Array {
  return Float64Array.from(whiteNoise(0.02, RATE, seed))
}

/** The same filter in direct form. */
function directForm(input: Float64Array): Float64Array {
  let [s1, s2] = [0, 0]
  return input.map((x) => {
    const y = B[0] * x + s1
    s1 = B[1] * x - A[0] * y + s2
    s2 = B[2] * x - A[1] * y
    return y
  })
}

function peakDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((max, x, i) => Math.max(max, Math.abs(x - b[i])), 0)
}

describe('a state-variable section', () => {
  it('equals the direct form to 1e-13', () => {
    const [left, right] = [noise(1), noise(2)]
    const [wantedLeft, wantedRight] = [directForm(left), directForm(right)]
    const svf = new StereoSvf()
    svf.jump(biquad(), 0)
    svf.process(left, right, 0, left.length)
    expect(peakDifference(left, wantedLeft)).toBeLessThan(1e-13)
    expect(peakDifference(right, wantedRight)).toBeLessThan(1e-13)
  })

  it('gives one channel what it gives two', () => {
    const [left, right, alone] = [noise(1), noise(2), noise(1)]
    const [stereo, mono] = [new StereoSvf(), new StereoSvf()]
    const aim = Float64Array.of(0.4, 0.3, 2, 1, 0.5)
    for (const svf of [stereo, mono]) {
      svf.jump(biquad(), 0)
      svf.glide(aim, 0, 100)
    }
    stereo.process(left, right, 0, left.length)
    mono.processOne(alone, 0, alone.length)
    expect(peakDifference(left, alone)).toBeLessThan(1e-14)
  })

  it('is at its goal once this is set a second time', () => {
    const aim = Float64Array.of(0.4, 0.3, 2, 1, 0.5)
    const moving = new StereoSvf()
    moving.jump(biquad(), 0)
    const [left, right] = [noise(1), noise(2)]
    for (let knot = 0; knot < 2; knot++) {
      moving.glide(aim, 0, 16)
      moving.process(left, right, 16 * knot, 16 * knot + 16)
    }
    expect(moving.isAtRest).toBe(true)
    const there = new StereoSvf()
    there.jump(aim, 0)
    moving.reset()
    const [a, b, c, d] = [noise(3), noise(4), noise(3), noise(4)]
    moving.process(a, b, 0, a.length)
    there.process(c, d, 0, c.length)
    expect(peakDifference(a, c)).toBe(0)
  })

  it('lets sound pass unchanged at identity', () => {
    const svf = new StereoSvf()
    svf.jumpToIdentity(biquad(), 0)
    const [left, right, wanted] = [noise(1), noise(2), noise(1)]
    svf.process(left, right, 0, left.length)
    expect(peakDifference(left, wanted)).toBeLessThan(1e-14)
  })

  it('stays bounded while its coefficients jump about', () => {
    const svf = new StereoSvf()
    svf.jump(biquad(), 0)
    const [left, right] = [noise(1), noise(2)]
    for (let start = 0; start + 16 <= left.length; start += 16) {
      const high = (start / 16) % 2 === 0
      svf.glide(Float64Array.of(high ? 3 : 0.01, 0.1, 1, 0.3, 1), 0, 16)
      svf.process(left, right, start, start + 16)
    }
    expect(left.every((x) => Math.abs(x) < 100)).toBe(true)
  })
})
