import { BANK_BLOCK } from './delay-bank.ts'

const ORDER = 16

/**
 * A block of 16 signals through the Walsh-Hadamard matrix of order 16 in Sylvester's order: row j,
 * column k is -1 where j & k has an odd number of ones, else 1; by butterflies, 64 additions a
 * frame. Lossless with gains of 1/4.
 *
 * On the way two sums of all 16 are taken, `left` and `right`: for each group of four signals a row
 * of the matrix of order 4, another one in each group and on each side (a bent function of the
 * Maiorana-McFarland class). They are orthogonal, and their own Walsh spectra are flat, so in a
 * feedback network no pass gathers in one line what is heard, as a row of the matrix would.
 *
 * About 22 ns a frame for blocks of up to BANK_BLOCK frames; only the constructor allocates.
 */
export class HadamardMatrix {
  /** Signal k is read from `input[from[k]]` on and multiplied by `gains[k]`. */
  readonly from = new Int32Array(ORDER)
  readonly gains = new Float64Array(ORDER).fill(1 / 4)
  /** Result k is written to `output[to[k]]` on. */
  readonly to = new Int32Array(ORDER)
  readonly left = new Float64Array(BANK_BLOCK)
  readonly right = new Float64Array(BANK_BLOCK)

  /** The arrays may be the same, if no result lands on a sample that is still to be read. */
  process(input: Float32Array, output: Float32Array, frames: number): void {
    const { from, gains, to, left, right } = this
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
    const to8 = to[8]
    const to9 = to[9]
    const to10 = to[10]
    const to11 = to[11]
    const to12 = to[12]
    const to13 = to[13]
    const to14 = to[14]
    const to15 = to[15]
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
    for (let i = 0; i < frames; i++) {
      const x0 = input[from0 + i] * gain0
      const x1 = input[from1 + i] * gain1
      const x2 = input[from2 + i] * gain2
      const x3 = input[from3 + i] * gain3
      const x4 = input[from4 + i] * gain4
      const x5 = input[from5 + i] * gain5
      const x6 = input[from6 + i] * gain6
      const x7 = input[from7 + i] * gain7
      const x8 = input[from8 + i] * gain8
      const x9 = input[from9 + i] * gain9
      const x10 = input[from10 + i] * gain10
      const x11 = input[from11 + i] * gain11
      const x12 = input[from12 + i] * gain12
      const x13 = input[from13 + i] * gain13
      const x14 = input[from14 + i] * gain14
      const x15 = input[from15 + i] * gain15

      const a0 = x0 + x1
      const a1 = x0 - x1
      const a2 = x2 + x3
      const a3 = x2 - x3
      const a4 = x4 + x5
      const a5 = x4 - x5
      const a6 = x6 + x7
      const a7 = x6 - x7
      const a8 = x8 + x9
      const a9 = x8 - x9
      const a10 = x10 + x11
      const a11 = x10 - x11
      const a12 = x12 + x13
      const a13 = x12 - x13
      const a14 = x14 + x15
      const a15 = x14 - x15

      const b0 = a0 + a2
      const b1 = a1 + a3
      const b2 = a0 - a2
      const b3 = a1 - a3
      const b4 = a4 + a6
      const b5 = a5 + a7
      const b6 = a4 - a6
      const b7 = a5 - a7
      const b8 = a8 + a10
      const b9 = a9 + a11
      const b10 = a8 - a10
      const b11 = a9 - a11
      const b12 = a12 + a14
      const b13 = a13 + a15
      const b14 = a12 - a14
      const b15 = a13 - a15

      left[i] = b0 + b5 + (b10 + b15)
      right[i] = b1 + b4 + (b11 + b14)

      const c0 = b0 + b4
      const c1 = b1 + b5
      const c2 = b2 + b6
      const c3 = b3 + b7
      const c4 = b0 - b4
      const c5 = b1 - b5
      const c6 = b2 - b6
      const c7 = b3 - b7
      const c8 = b8 + b12
      const c9 = b9 + b13
      const c10 = b10 + b14
      const c11 = b11 + b15
      const c12 = b8 - b12
      const c13 = b9 - b13
      const c14 = b10 - b14
      const c15 = b11 - b15

      output[to0 + i] = c0 + c8
      output[to1 + i] = c1 + c9
      output[to2 + i] = c2 + c10
      output[to3 + i] = c3 + c11
      output[to4 + i] = c4 + c12
      output[to5 + i] = c5 + c13
      output[to6 + i] = c6 + c14
      output[to7 + i] = c7 + c15
      output[to8 + i] = c0 - c8
      output[to9 + i] = c1 - c9
      output[to10 + i] = c2 - c10
      output[to11 + i] = c3 - c11
      output[to12 + i] = c4 - c12
      output[to13 + i] = c5 - c13
      output[to14 + i] = c6 - c14
      output[to15 + i] = c7 - c15
    }
  }
}
