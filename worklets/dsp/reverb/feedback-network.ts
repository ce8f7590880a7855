import { ALLPASS_REACH, AllpassReader } from '../lines/allpass-reader.ts'
import { BANK_BLOCK, DelayBank } from '../lines/delay-bank.ts'
import { LineMotion } from '../lines/line-motion.ts'
import type { Crossfade } from '../moves/crossfade.ts'
import type { DecayCurve } from './decay-curve.ts'
import type { Diffuser } from './diffuser.ts'
import { LineLosses } from './line-losses.ts'
import { HadamardMatrix16 } from './walsh-hadamard.ts'

const LINES = 16

/** Lines 2, 3, 6, 7, 10, ...: half of the lines, in pairs, short and long ones alike. */
function moves(line: number): boolean {
  return (line & 2) !== 0
}

/**
 * A feedback delay network of 16 lines (Jot and Chaigne, "Digital delay networks for designing
 * artificial reverberators", AES 1991): line -> loss (gain and two shelves, dB in proportion to
 * the line's length) -> plus input -> lossless Walsh-Hadamard matrix -> line.
 * Half the lines move and are read by allpasses, which do not dull them.
 *
 * Input is a `Diffuser`, whose last step shares the network's matrix. Output is left and right: two
 * orthogonal sums of all lines and the input, which `HadamardMatrix16` takes on its way.
 *
 * Runs in blocks of up to BANK_BLOCK frames under the rules of `DelayBank`, so no line is shorter
 * than `shortest`. About 100 ns a frame, twice that while lengths change. Only the constructor
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
  readonly #motion: LineMotion
  readonly #reader = new AllpassReader(LINES)
  /**
   * Two lines that move or fade, each sample at its place in the present stretch of BANK_BLOCK
   * frames; behind them the lines they fade to.
   */
  readonly #pair = new Float32Array(4 * BANK_BLOCK)
  readonly #losses = new LineLosses()
  readonly #matrix = new HadamardMatrix16()

  /** For lines up to `maxLength` frames that move by up to `maxDepth` frames. */
  constructor(sampleRate: number, maxLength: number, maxDepth: number) {
    this.#bank = new DelayBank(LINES, maxLength + maxDepth + ALLPASS_REACH)
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
    return BANK_BLOCK + ALLPASS_REACH + Math.ceil(maxDepth)
  }

  get lengths(): Int32Array {
    return this.#lengths
  }

  /** The fade to `nextLengths` is over (or none is wanted). */
  adopt(): void {
    this.#lengths.set(this.nextLengths)
    this.#reader.adopt()
  }

  reset(): void {
    this.#bank.reset()
    this.#reader.reset()
    this.#losses.reset()
  }

  /** Puts the lines' motion at its start. */
  resetMotion(): void {
    this.#motion.reset()
    this.#reader.start(this.#motion)
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

  /** Once per BANK_BLOCK frames: takes the next step of the motion. */
  advanceMotion(): void {
    this.#motion.advance(BANK_BLOCK)
    this.#reader.aim(this.#motion)
  }

  /** `weights`: of `nextLengths` against the present ones, where a fade runs. */
  process(input: Diffuser, frames: number, weights: Float64Array | undefined): void {
    const bank = this.#bank
    const losses = this.#losses
    const inBlock = bank.head & (BANK_BLOCK - 1)
    for (let k = 0; k < LINES; k += 2) {
      const isPlain = weights === undefined && !moves(k)
      if (!isPlain) this.#readPair(k, frames, weights)
      for (let n = k; n < k + 2; n++) {
        const source = isPlain ? bank.data : this.#pair
        const from = isPlain ? bank.start(n, this.#lengths[n]) : inBlock + (n - k) * BANK_BLOCK
        losses.process(n, source, from, input, frames)
      }
    }
    const { to } = this.#matrix
    for (let k = 0; k < LINES; k++) to[k] = bank.start(k, 0)
    this.#matrix.process(bank.data, frames)
    bank.advance(frames)
  }

  /** Reads lines k and k + 1, which move or fade. */
  #readPair(k: number, frames: number, weights: Float64Array | undefined): void {
    this.#readAt(k, this.#lengths, 'present', 0, frames)
    if (weights === undefined) return
    this.#readAt(k, this.nextLengths, 'next', 2 * BANK_BLOCK, frames)
    const pair = this.#pair
    const inBlock = this.#bank.head & (BANK_BLOCK - 1)
    for (let at = inBlock; at < 2 * BANK_BLOCK; at += BANK_BLOCK) {
      for (let i = 0; i < frames; i++) {
        const old = pair[at + i]
        pair[at + i] = old + weights[i] * (pair[at + 2 * BANK_BLOCK + i] - old)
      }
    }
  }

  #readAt(
    k: number,
    lengths: Int32Array,
    which: 'present' | 'next',
    at: number,
    frames: number
  ): void {
    const pair = this.#pair
    const bank = this.#bank
    if (moves(k)) {
      this.#reader.read(bank, k, lengths, which, pair, at, frames)
      return
    }
    const { data } = bank
    const to = at + (bank.head & (BANK_BLOCK - 1))
    const fromA = bank.start(k, lengths[k])
    const fromB = bank.start(k + 1, lengths[k + 1])
    for (let i = 0; i < frames; i++) {
      pair[to + i] = data[fromA + i]
      pair[to + BANK_BLOCK + i] = data[fromB + i]
    }
  }

  /** Writes the lengths at the moment that a fade looks ahead to. */
  #lookAhead(fade: Crossfade): void {
    for (let k = 0; k < LINES; k++) {
      const length = this.#lengths[k]
      this.#lengthsAhead[k] = length + fade.ahead * (this.nextLengths[k] - length)
    }
  }
}
