import { BANK_BLOCK } from '../lines/delay-bank.ts'

const ORDER = 8
const SIGNALS = 16

/** Makes the matrix lossless: 1 / sqrt(8). */
export const HADAMARD_8_GAIN = Math.SQRT1_2 / 2

/**
 * A block of 8 signals, or of 16 in pairs (0 and 8, 1 and 9, ...), through the Walsh-Hadamard
 * matrix of order 8 in Sylvester's order, by butterflies, 24 additions a frame: signal k is read from
 * `input[from[k]]` on and multiplied by `gains[k]`, result k is written to `output[to[k]]` on. The
 * matrix is lossless with gains of HADAMARD_8_GAIN.
 * About 10 ns, with pairs 15 ns a frame for blocks of up to BANK_BLOCK frames; only the constructor allocates.
 */
export class HadamardMatrix8 {
  readonly from = new Int32Array(SIGNALS)
  readonly gains = new Float64Array(SIGNALS).fill(HADAMARD_8_GAIN)
  readonly to = new Int32Array(ORDER)

  /**
   * Signals 0 to 7. The arrays may be the same, if no result lands on a sample still to be read.
   */
  process(input: Float32Array, output: Float32Array, frames: number): void {
    const { from, gains, to } = this
    const end = Math.min(frames, BANK_BLOCK)
    const from0 = from[0]
    const from1 = from[1]
    const from2 = from[2]
    const from3 = from[3]
    const from4 = from[4]
    const from5 = from[5]
    const from6 = from[6]
    const from7 = from[7]
    const to0 = to[0]
    const to1 = to[1]
    const to2 = to[2]
    const to3 = to[3]
    const to4 = to[4]
    const to5 = to[5]
    const to6 = to[6]
    const to7 = to[7]
    const gain0 = gains[0]
    const gain1 = gains[1]
    const gain2 = gains[2]
    const gain3 = gains[3]
    const gain4 = gains[4]
    const gain5 = gains[5]
    const gain6 = gains[6]
    const gain7 = gains[7]
    for (let i = 0; i < end; i++) {
      const x0 = input[(from0 + i) | 0] * gain0
      const x1 = input[(from1 + i) | 0] * gain1
      const x2 = input[(from2 + i) | 0] * gain2
      const x3 = input[(from3 + i) | 0] * gain3
      const x4 = input[(from4 + i) | 0] * gain4
      const x5 = input[(from5 + i) | 0] * gain5
      const x6 = input[(from6 + i) | 0] * gain6
      const x7 = input[(from7 + i) | 0] * gain7

      const a0 = x0 + x1
      const a1 = x0 - x1
      const a2 = x2 + x3
      const a3 = x2 - x3
      const a4 = x4 + x5
      const a5 = x4 - x5
      const a6 = x6 + x7
      const a7 = x6 - x7

      const b0 = a0 + a2
      const b1 = a1 + a3
      const b2 = a0 - a2
      const b3 = a1 - a3
      const b4 = a4 + a6
      const b5 = a5 + a7
      const b6 = a4 - a6
      const b7 = a5 - a7

      output[(to0 + i) | 0] = b0 + b4
      output[(to1 + i) | 0] = b1 + b5
      output[(to2 + i) | 0] = b2 + b6
      output[(to3 + i) | 0] = b3 + b7
      output[(to4 + i) | 0] = b0 - b4
      output[(to5 + i) | 0] = b1 - b5
      output[(to6 + i) | 0] = b2 - b6
      output[(to7 + i) | 0] = b3 - b7
    }
  }

  /** Signals 0 to 15, the upper half added to the lower. */
  processPairs(input: Float32Array, output: Float32Array, frames: number): void {
    const { from, gains, to } = this
    const end = Math.min(frames, BANK_BLOCK)
    const from0 = from[0]
    const from1 = from[1]
    const from2 = from[2]
    const from3 = from[3]
    const from4 = from[4]
    const from5 = from[5]
    const from6 = from[6]
    const from7 = from[7]
    const from8 = from[8]
    const from9 = from[9]
    const from10 = from[10]
    const from11 = from[11]
    const from12 = from[12]
    const from13 = from[13]
    const from14 = from[14]
    const from15 = from[15]
    const to0 = to[0]
    const to1 = to[1]
    const to2 = to[2]
    const to3 = to[3]
    const to4 = to[4]
    const to5 = to[5]
    const to6 = to[6]
    const to7 = to[7]
    const gain0 = gains[0]
    const gain1 = gains[1]
    const gain2 = gains[2]
    const gain3 = gains[3]
    const gain4 = gains[4]
    const gain5 = gains[5]
    const gain6 = gains[6]
    const gain7 = gains[7]
    const gain8 = gains[8]
    const gain9 = gains[9]
    const gain10 = gains[10]
    const gain11 = gains[11]
    const gain12 = gains[12]
    const gain13 = gains[13]
    const gain14 = gains[14]
    const gain15 = gains[15]
    for (let i = 0; i < end; i++) {
      const x0 = input[(from0 + i) | 0] * gain0 + input[(from8 + i) | 0] * gain8
      const x1 = input[(from1 + i) | 0] * gain1 + input[(from9 + i) | 0] * gain9
      const x2 = input[(from2 + i) | 0] * gain2 + input[(from10 + i) | 0] * gain10
      const x3 = input[(from3 + i) | 0] * gain3 + input[(from11 + i) | 0] * gain11
      const x4 = input[(from4 + i) | 0] * gain4 + input[(from12 + i) | 0] * gain12
      const x5 = input[(from5 + i) | 0] * gain5 + input[(from13 + i) | 0] * gain13
      const x6 = input[(from6 + i) | 0] * gain6 + input[(from14 + i) | 0] * gain14
      const x7 = input[(from7 + i) | 0] * gain7 + input[(from15 + i) | 0] * gain15

      const a0 = x0 + x1
      const a1 = x0 - x1
      const a2 = x2 + x3
      const a3 = x2 - x3
      const a4 = x4 + x5
      const a5 = x4 - x5
      const a6 = x6 + x7
      const a7 = x6 - x7

      const b0 = a0 + a2
      const b1 = a1 + a3
      const b2 = a0 - a2
      const b3 = a1 - a3
      const b4 = a4 + a6
      const b5 = a5 + a7
      const b6 = a4 - a6
      const b7 = a5 - a7

      output[(to0 + i) | 0] = b0 + b4
      output[(to1 + i) | 0] = b1 + b5
      output[(to2 + i) | 0] = b2 + b6
      output[(to3 + i) | 0] = b3 + b7
      output[(to4 + i) | 0] = b0 - b4
      output[(to5 + i) | 0] = b1 - b5
      output[(to6 + i) | 0] = b2 - b6
      output[(to7 + i) | 0] = b3 - b7
    }
  }
}
