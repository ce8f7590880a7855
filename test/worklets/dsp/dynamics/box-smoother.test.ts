import { expect, it } from 'vitest'
import { BoxSmoother } from '../../../../worklets/dsp/dynamics/box-smoother.ts'
import { randomSource } from '../../../support/signals.ts'

function smooth(smoother: BoxSmoother, values: Float64Array, blockFrames = 128): Float64Array {
  const out = values.slice()
  for (let start = 0; start < out.length; start += blockFrames) {
    const block = out.subarray(start, start + blockFrames)
    smoother.process(block, block.length)
  }
  return out
}

function made(length: number, lead = 0): BoxSmoother {
  const smoother = new BoxSmoother(500)
  smoother.setLength(length, lead)
  return smoother
}

it('reaches a held value in the last frame of its length, and not before', () => {
  for (const length of [1, 2, 3, 4, 5, 48, 144, 499, 500]) {
    const step = smooth(made(length), new Float64Array(600).fill(3))
    expect(step[length - 1]).toBe(3)
    if (length > 4) expect(step[length - 2]).toBeLessThan(3)
  }
})

it('does not move during its lead, and still arrives in time', () => {
  const step = smooth(made(144, 60), new Float64Array(200).fill(3))
  expect(step.subarray(0, 60).every((x) => x === 0)).toBe(true)
  expect(step[143]).toBe(3)
})

it('moves smoothly: a 6 dB step in 3 ms never jumps by more than 0.14 dB in a frame', () => {
  // The steepest frame of three equal boxes over 144 frames: 6 dB * 0.75 / 48 = 0.094 dB.
  const step = smooth(made(144), new Float64Array(200).fill(6))
  const steepest = step.reduce((max, x, i) => Math.max(max, i > 0 ? x - step[i - 1] : x), 0)
  expect(steepest).toBeLessThan(0.1)
})

it('never leaves the range of its input by more than its grid', () => {
  const random = randomSource(5)
  const noise = Float64Array.from({ length: 20_000 }, () => 6 + 6 * random())
  const out = smooth(made(100), noise).subarray(100)
  expect(Math.max(...out)).toBeLessThanOrEqual(Math.max(...noise))
  expect(Math.min(...out)).toBeGreaterThanOrEqual(Math.min(...noise))
})

it('is at exactly zero, and at exactly a constant, after two million frames of noise', () => {
  const random = randomSource(6)
  const smoother = made(143, 11)
  const block = new Float64Array(1000)
  for (let n = 0; n < 2000; n++) {
    for (let i = 0; i < block.length; i++) block[i] = 40 * Math.abs(random())
    smoother.process(block, block.length)
  }
  const after = smooth(smoother, new Float64Array(1000))
  expect(after.subarray(143).every((x) => x === 0)).toBe(true)
  const constant = smooth(smoother, new Float64Array(1000).fill(0.7))
  const last = constant.subarray(200)
  expect(last.every((x) => x === last[0])).toBe(true)
  // The grid is 2^-32; three roundings.
  expect(Math.abs(last[0] - 0.7)).toBeLessThan(2 ** -31)
})

it('sounds the same in blocks of any length', () => {
  const random = randomSource(7)
  const noise = Float64Array.from({ length: 3000 }, () => 10 * Math.abs(random()))
  const whole = smooth(made(144, 20), noise, 3000)
  for (const blockFrames of [1, 64, 333]) {
    expect(smooth(made(144, 20), noise, blockFrames)).toEqual(whole)
  }
})
