import { expect, it } from 'vitest'
import {
  HADAMARD_8_GAIN,
  HadamardMatrix8
} from '../../../../worklets/dsp/reverb/walsh-hadamard-8.ts'

function transform(input: Float32Array, pairs: boolean): number[] {
  const matrix = new HadamardMatrix8()
  const output = new Float32Array(8)
  for (let k = 0; k < 16; k++) matrix.from[k] = k % input.length
  for (let k = 0; k < 8; k++) matrix.to[k] = k
  matrix.gains.fill(1)
  if (pairs) matrix.processPairs(input, output, 1)
  else matrix.process(input, output, 1)
  return [...output]
}

const parity = (bits: number) => [...bits.toString(2)].filter((bit) => bit === '1').length % 2

it('is the Walsh-Hadamard matrix of order 8, and lossless at its gain', () => {
  for (let k = 0; k < 8; k++) {
    const input = new Float32Array(8)
    input[k] = 1
    const column = transform(input, false)
    expect(column).toEqual(Array.from({ length: 8 }, (_, j) => (parity(j & k) === 1 ? -1 : 1)))
    const energy = column.reduce((sum, y) => sum + (HADAMARD_8_GAIN * y) ** 2, 0)
    expect(energy).toBeCloseTo(1, 12)
  }
})

it('adds the upper half of 16 signals to the lower', () => {
  const input = Float32Array.from({ length: 16 }, (_, k) => k * k)
  const sums = Float32Array.from({ length: 8 }, (_, k) => k * k + (k + 8) * (k + 8))
  expect(transform(input, true)).toEqual(transform(sums, false))
})
