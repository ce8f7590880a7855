import { expect, it } from 'vitest'
import { BANK_BLOCK } from '../../../../worklets/dsp/lines/delay-bank.ts'
import {
  HADAMARD_16_GAIN,
  HADAMARD_16_INPUT,
  HadamardMatrix16
} from '../../../../worklets/dsp/reverb/walsh-hadamard.ts'
import { rolledHadamard } from '../../../support/rolled-hadamard.ts'
import { whiteNoise } from '../../../support/signals.ts'

const ORDER = 16

/** Column k of the matrix and of the two sums: the response to signal k alone. */
function column(k: number): { out: number[]; left: number; right: number } {
  const matrix = new HadamardMatrix16()
  const output = new Float32Array(ORDER)
  HADAMARD_16_INPUT.fill(0)
  HADAMARD_16_INPUT[k * BANK_BLOCK] = 1
  for (let j = 0; j < ORDER; j++) matrix.to[j] = j
  matrix.process(output, 1)
  return { out: [...output], left: matrix.left[0], right: matrix.right[0] }
}

const columns = Array.from({ length: ORDER }, (_, k) => column(k))
const parity = (bits: number) => [...bits.toString(2)].filter((bit) => bit === '1').length % 2

it('is the Walsh-Hadamard matrix of order 16', () => {
  for (let k = 0; k < ORDER; k++) {
    expect(columns[k].out).toEqual(
      Array.from({ length: ORDER }, (_, j) => (parity(j & k) === 1 ? -1 : 1))
    )
  }
})

it('keeps the energy of what comes in at its gain', () => {
  for (const { out } of columns) {
    const energy = out.reduce((sum, y) => sum + (HADAMARD_16_GAIN * y) ** 2, 0)
    expect(energy).toBeCloseTo(1, 12)
  }
})

it('hears left and right in all signals, equally strong and independent of each other', () => {
  for (const { left, right } of columns) expect([Math.abs(left), Math.abs(right)]).toEqual([1, 1])
  expect(columns.reduce((sum, { left, right }) => sum + left * right, 0)).toBe(0)
})

it('spreads what is heard evenly over all signals at the next pass', () => {
  for (const side of ['left', 'right'] as const) {
    for (let j = 0; j < ORDER; j++) {
      const shared = columns.reduce((sum, { out, [side]: sign }) => sum + sign * out[j], 0)
      expect(Math.abs(shared)).toBe(4)
    }
  }
})

it('is its rolled twin, bit for bit', () => {
  const matrix = new HadamardMatrix16()
  const output = new Float32Array(ORDER * BANK_BLOCK)
  const signals = whiteNoise((ORDER * BANK_BLOCK) / 48000, 48000, 5)
  HADAMARD_16_INPUT.set(signals)
  for (let j = 0; j < ORDER; j++) matrix.to[j] = j * BANK_BLOCK
  matrix.process(output, BANK_BLOCK)
  for (let i = 0; i < BANK_BLOCK; i++) {
    const frame = (data: Float32Array) =>
      Array.from({ length: ORDER }, (_, k) => data[k * BANK_BLOCK + i])
    expect(frame(output)).toEqual(rolledHadamard(frame(signals)).map(Math.fround))
  }
})
