import { expect, it } from 'vitest'
import { BANK_BLOCK } from '../../../../worklets/dsp/lines/delay-bank.ts'
import {
  HADAMARD_8_GAIN,
  HADAMARD_8_INPUT,
  HadamardMatrix8
} from '../../../../worklets/dsp/reverb/walsh-hadamard-8.ts'
import { rolledHadamard } from '../../../support/rolled-hadamard.ts'
import { whiteNoise } from '../../../support/signals.ts'

const ORDER = 8
const parity = (bits: number) => [...bits.toString(2)].filter((bit) => bit === '1').length % 2

/** Column k of the matrix: the response to signal k alone. */
function column(k: number): number[] {
  const matrix = new HadamardMatrix8()
  const output = new Float32Array(ORDER)
  HADAMARD_8_INPUT.fill(0)
  HADAMARD_8_INPUT[k * BANK_BLOCK] = 1
  for (let j = 0; j < ORDER; j++) matrix.to[j] = j
  matrix.process(output, 1)
  return [...output]
}

it('is the Walsh-Hadamard matrix of order 8, and lossless at its gain', () => {
  for (let k = 0; k < ORDER; k++) {
    const signs = column(k)
    expect(signs).toEqual(Array.from({ length: ORDER }, (_, j) => (parity(j & k) === 1 ? -1 : 1)))
    const energy = signs.reduce((sum, y) => sum + (HADAMARD_8_GAIN * y) ** 2, 0)
    expect(energy).toBeCloseTo(1, 12)
  }
})

it('is its rolled twin, bit for bit', () => {
  const matrix = new HadamardMatrix8()
  const output = new Float32Array(ORDER * BANK_BLOCK)
  const signals = whiteNoise((ORDER * BANK_BLOCK) / 48000, 48000, 5)
  HADAMARD_8_INPUT.set(signals)
  for (let j = 0; j < ORDER; j++) matrix.to[j] = j * BANK_BLOCK
  matrix.process(output, BANK_BLOCK)
  for (let i = 0; i < BANK_BLOCK; i++) {
    const frame = (data: Float32Array) =>
      Array.from({ length: ORDER }, (_, k) => data[k * BANK_BLOCK + i])
    expect(frame(output)).toEqual(rolledHadamard(frame(signals)).map(Math.fround))
  }
})
