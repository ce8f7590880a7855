import type { Crossfade } from './crossfade.ts'
import type { DecayCurve } from './decay-curve.ts'
import { BANK_BLOCK, DelayBank } from './delay-bank.ts'
import type { Diffuser } from './diffuser.ts'
import { LineLosses } from './line-losses.ts'
import { LineMotion } from './line-motion.ts'
import { SINC_GROUP, SINC_REACH, SincReader } from './sinc-reader.ts'
import { HadamardMatrix16 } from './walsh-hadamard.ts'

const LINES = 16

/** Lines 2, 3, 6, 7, 10, ...: half of the lines, short and long ones alike. */
function moves(line: number): boolean {
  return (line & 2) !== 0
}

/**
 * A feedback delay network of 16 lines (Jot and Chaigne, "Digital delay networks for designing
 * artificial reverberators", AES 1991): line -> loss (gain and two shelves, dB in proportion to
 * the line's length) -> plus input -> lossless Walsh-Hadamard matrix -> line.
 * Half the lines move and are read by a 16-tap sinc, which does not dull them.
 *
 * Input is a `Diffuser`, whose last step shares the network's matrix. Output is left and right: two
 * orthogonal sums of all lines and the input, which `HadamardMatrix16` takes on its way.
 *
 * Runs in blocks of up to BANK_BLOCK frames under the rules of `DelayBank`, so no line is shorter
 * than `shortest`. About 140 ns a frame, twice that while lengths change. Only the constructor
 * allocates.
 */
export class FeedbackNetwork {
  /** Lengths of the lines in frames: write here, then `adopt` or fade. */
  readonly nextLengths = new Int32Array(LINES)

  /** Mean power that one pass leaves, as `measureKept` found it. */
  keptPower = 0

  readonly #lengths = new Int32Array(LINES)
  readonly #lengthsAhead = new Float64Array(LINES)
  readonly #bank: DelayBank
  readonly #reader = new SincReader()
  readonly #motion: LineMotion
  /**
   * A line that moves or fades, each sample at its place in the present stretch of BANK_BLOCK
   * frames; behind it the line it fades to.
   */
  readonly #line = new Float32Array(2 * BANK_BLOCK)
  readonly #losses = new LineLosses()
  readonly #matrix = new HadamardMatrix16()

  /** For lines up to `maxLength` frames that move by up to `maxDepth` frames. */
  constructor(sampleRate: number, maxLength: number, maxDepth: number) {
    this.#bank = new DelayBank(LINES, maxLength + maxDepth + SINC_REACH + 1)
    this.#motion = new LineMotion(LINES, sampleRate, moves)
  }

  /** The output of the last `process`: a quarter of the sum of all lines' power each. */
  get left(): Float64Array {
    return this.#matrix.left
  }

  get right(): Float64Array {
    return this.#matrix.right
  }

  /** The shortest line that may move by `maxDepth` frames. */
  static shortest(maxDepth: number): number {
    return BANK_BLOCK + SINC_REACH + SINC_GROUP + Math.ceil(maxDepth) + 2
  }

  get lengths(): Int32Array {
    return this.#lengths
  }

  /** The fade to `nextLengths` is over (or none is wanted). */
  adopt(): void {
    this.#lengths.set(this.nextLengths)
  }

  reset(): void {
    this.#bank.reset()
    this.#losses.reset()
  }

  /** Puts the lines' motion at its start. */
  resetMotion(): void {
    this.#motion.reset()
  }

  /**
   * Computes the lines' losses for a decay curve, at the moment of a fade of lengths that the fade
   * looks ahead to. Follow it by `aimLoss` or `landLoss`.
   */
  setLoss(curve: DecayCurve, fade: Crossfade): void {
    this.#lookAhead(fade)
    this.#losses.set(this.#lengthsAhead, curve)
  }

  /** The losses that were set are reached after `frames` frames, when `landLoss` is due. */
  aimLoss(frames: number): void {
    this.#losses.aim(frames)
  }

  landLoss(): void {
    this.#losses.land()
  }

  /** Sets `keptPower` for the loss that a decay has at 1 kHz. */
  measureKept(curve: DecayCurve, fade: Crossfade): void {
    const nepersPerFrame = (curve.reference * Math.LN10) / (10 * curve.sampleRate)
    let sum = 0
    this.#lookAhead(fade)
    for (let k = 0; k < LINES; k++) sum += Math.exp(-nepersPerFrame * this.#lengthsAhead[k])
    this.keptPower = sum / LINES
  }

  /** How the lines move from the next `advanceMotion` on. */
  setMotion(rateHz: number, depthFrames: number): void {
    this.#motion.rateHz = rateHz
    this.#motion.depthFrames = depthFrames
  }

  /** Aims the motion of the next `frames` frames. */
  advanceMotion(frames: number): void {
    this.#motion.aim(frames)
  }

  /** `weights`: of `nextLengths` against the present ones, where a fade runs. */
  process(input: Diffuser, frames: number, weights: Float64Array | undefined): void {
    const bank = this.#bank
    const losses = this.#losses
    const inBlock = bank.head & (BANK_BLOCK - 1)
    for (let k = 0; k < LINES; k++) {
      if (weights === undefined && !moves(k)) {
        losses.process(k, bank.data, bank.start(k, this.#lengths[k]), input, frames)
      } else {
        this.#readLine(k, frames, weights)
        losses.process(k, this.#line, inBlock, input, frames)
      }
    }
    const { to } = this.#matrix
    for (let k = 0; k < LINES; k++) to[k] = bank.start(k, 0)
    this.#matrix.process(bank.data, frames)
    bank.advance(frames)
  }

  #readLine(k: number, frames: number, weights: Float64Array | undefined): void {
    if (weights === undefined) {
      this.#read(k, this.#lengths[k], 0, frames)
      return
    }
    const line = this.#line
    const { motion } = this.#motion
    const offset = motion[3 * k]
    const velocity = motion[3 * k + 1]
    this.#read(k, this.nextLengths[k], BANK_BLOCK, frames)
    motion[3 * k] = offset
    motion[3 * k + 1] = velocity
    this.#read(k, this.#lengths[k], 0, frames)
    const inBlock = this.#bank.head & (BANK_BLOCK - 1)
    for (let i = 0; i < frames; i++) {
      const old = line[inBlock + i]
      line[inBlock + i] = old + weights[i] * (line[BANK_BLOCK + inBlock + i] - old)
    }
  }

  #read(k: number, length: number, at: number, frames: number): void {
    const line = this.#line
    const bank = this.#bank
    if (moves(k)) {
      this.#reader.readMoving(bank, k, length, this.#motion.motion, line, at, frames)
      return
    }
    const { data } = bank
    const start = bank.start(k, length)
    const to = at + (bank.head & (BANK_BLOCK - 1))
    for (let i = 0; i < frames; i++) line[to + i] = data[start + i]
  }

  /** Writes the lengths at the moment that a fade looks ahead to. */
  #lookAhead(fade: Crossfade): void {
    for (let k = 0; k < LINES; k++) {
      const length = this.#lengths[k]
      this.#lengthsAhead[k] = length + fade.ahead * (this.nextLengths[k] - length)
    }
  }
}
