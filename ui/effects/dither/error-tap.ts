import type { Tap } from '../../../worklets/core/source.ts'
import type { Heard } from '../../graph/spectrum.ts'

/** The newest frames that are analysed, and as many again that may arrive while they are copied. */
const MOST_FRAMES = 8192
const ROOM_FRAMES = 2 * MOST_FRAMES
/** Both taps are written once a quantum, so that one may be ahead of the other by one. */
const QUANTUM = 128
/** So often is looked for a moment in which no quantum comes between two looks. */
const LOOKS = 4
/** More than this between output and input, in steps of the word length, is no rounding error. */
const MOST_STEPS = 32

/**
 * What an effect without latency adds to the sound: its output less its input, as a tap of its own,
 * in steps of a word length, so that the error of 24 bits is as plain as that of 8. The two taps
 * count from different moments; of the offsets that their positions allow, the one with the least
 * difference is right.
 */
export class ErrorTap implements Heard {
  /** Word length. */
  bits = 16
  readonly #input: Tap
  readonly #output: Tap
  readonly #in = [new Float32Array(ROOM_FRAMES), new Float32Array(ROOM_FRAMES)] as const
  readonly #out = [new Float32Array(ROOM_FRAMES), new Float32Array(ROOM_FRAMES)] as const

  constructor(input: Tap, output: Tap) {
    this.#input = input
    this.#output = output
  }

  get sampleRate(): number {
    return this.#output.sampleRate
  }

  get position(): number {
    return this.#output.position
  }

  /** Zeros where the two do not belong together, such as before an input is connected. */
  copyNewest(left: Float32Array, right: Float32Array): void {
    const frames = Math.min(left.length, MOST_FRAMES)
    const lag = QUANTUM * 2
    let outputNow = this.#output.position
    let inputNow = this.#input.position
    for (let look = 1; look < LOOKS && this.#output.position !== outputNow; look++) {
      outputNow = this.#output.position
      inputNow = this.#input.position
    }
    const output = outputNow - frames - lag
    const input = inputNow - frames - lag - QUANTUM
    const [inLeft, inRight] = this.#in
    const [outLeft, outRight] = this.#out
    const had = this.#input.copySince(input, inLeft, inRight)
    const got = this.#output.copySince(output, outLeft, outRight)
    left.fill(0)
    right.fill(0)
    if (got < frames || had < frames + 2 * QUANTUM) return
    let offset = 0
    let least = Number.POSITIVE_INFINITY
    for (let candidate = 0; candidate <= 2 * QUANTUM; candidate += QUANTUM) {
      let energy = 0
      for (let i = 0; i < frames && energy < least; i++) {
        const difference = (outLeft[i] ?? 0) - (inLeft[candidate + i] ?? 0)
        energy += difference * difference
      }
      if (energy < least) [offset, least] = [candidate, energy]
    }
    const steps = 2 ** (this.bits - 1)
    if (steps * Math.sqrt(least / frames) > MOST_STEPS) return
    for (let i = 0; i < frames; i++) {
      left[i] = steps * ((outLeft[i] ?? 0) - (inLeft[offset + i] ?? 0))
      right[i] = steps * ((outRight[i] ?? 0) - (inRight[offset + i] ?? 0))
    }
  }
}
