import { describe, expect, it } from 'vitest'
import { ShapedQuantizer } from '../../../../worklets/dsp/noise/shaped-quantizer.ts'
import { randomSource } from '../../../support/signals.ts'

const LENGTH = 500
const SCALE = 2 ** 7
const random = randomSource(1)
const sound = Float64Array.from({ length: LENGTH }, () => 0.5 * random())
const noise = Float64Array.from({ length: LENGTH }, () => random() + random())
const quiet = new Float64Array(LENGTH)

function quantized(taps: readonly number[], input: Float64Array, dither: Float64Array) {
  const quantizer = new ShapedQuantizer()
  quantizer.setBits(8)
  quantizer.setTaps(taps)
  const left = input.slice()
  const right = input.slice()
  quantizer.process(left, right, dither, quiet, 0, LENGTH)
  return { quantizer, left, right }
}

/** The equations as they are printed. */
function byTheBook(taps: readonly number[], input: Float64Array, dither: Float64Array) {
  const errors = new Float64Array(LENGTH)
  return input.map((x, n) => {
    let v = x * SCALE
    taps.forEach((tap, k) => {
      v -= tap * (errors[n - k - 1] ?? 0)
    })
    const y = Math.floor(v + dither[n] + 0.5)
    errors[n] = y - v
    return y / SCALE
  })
}

describe('rounding', () => {
  it.each([
    ['no taps', []],
    ['two taps', [1, -0.5]],
    ['twelve taps', [1.5, -1, 0.5, -0.3, 0.2, -0.1, 0.05, -0.02, 0.01, 0.02, -0.03, 0.04]]
  ])('with %s gives what the equations of error feedback give', (_, taps) => {
    const { left, right } = quantized(taps, sound, noise)
    expect(left).toEqual(byTheBook(taps, sound, noise))
    expect(right).toEqual(byTheBook(taps, sound, quiet))
  })

  it('rounds halves up and ends at the lowest and highest code', () => {
    const input = new Float64Array(LENGTH)
    input.set([0.5 / SCALE, -0.5 / SCALE, 1, -1, 5, -5])
    const { left, quantizer } = quantized([], input, quiet)
    expect([...left.subarray(0, 6)]).toEqual([1 / SCALE, 0, 127 / 128, -1, 127 / 128, -1])
    expect(quantizer.clippedSamples).toBe(6)
  })
})

it('tells the energy of all its errors once', () => {
  const { left, right, quantizer } = quantized([], sound, noise)
  const energy = sound.reduce((sum, x, i) => sum + (left[i] - x) ** 2 + (right[i] - x) ** 2, 0)
  expect(quantizer.takeErrorEnergy()).toBeCloseTo(energy, 12)
  expect(quantizer.takeErrorEnergy()).toBe(0)
})

it('settled or reset, begins as if nothing had been', () => {
  const taps = [2.033, -2.165, 1.959, -1.59, 0.6149]
  const { left, quantizer } = quantized(taps, sound, noise)
  quantizer.settle()
  const again = sound.slice()
  quantizer.process(again, sound.slice(), noise, quiet, 0, LENGTH)
  expect(again).toEqual(left)
})
