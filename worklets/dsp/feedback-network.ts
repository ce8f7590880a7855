import { CoefficientRamp } from './coefficient-ramp.ts'
import type { Crossfade } from './crossfade.ts'
import type { DecayCurve } from './decay-curve.ts'
import { BANK_BLOCK, DelayBank } from './delay-bank.ts'
import type { Diffuser } from './diffuser.ts'
import { LineMotion } from './line-motion.ts'
import { SHELF_PAIR_STRIDE, writeShelfPair } from './shelf-pair.ts'
import { SINC_REACH, SincReader } from './sinc-reader.ts'
import { HADAMARD_16_GAIN, HADAMARD_16_INPUT, HadamardMatrix16 } from './walsh-hadamard.ts'

const LINES = 16

/** The lines' losses contain the gain of the matrix. */
const MATRIX_DB = 20 * Math.log10(HADAMARD_16_GAIN)

/** Lines 2, 3, 6, 7, 10, ...: half of those heard in the middle and half of those at the sides. */
function moves(line: number): boolean {
  return (line & 2) !== 0
}

/** Added and taken away in double precision it turns anything below -360 dB into exact zero. */
const FLUSH = 1e-18

/**
 * A feedback delay network of 16 lines (Jot and Chaigne, "Digital delay networks for designing
 * artificial reverberators", AES 1991): line -> loss (gain and two shelves, dB in proportion to
 * the line's length) -> plus input -> lossless Walsh-Hadamard matrix -> line.
 * Half the lines move and are read by a 16-tap sinc, which does not dull them.
 *
 * Input is a `Diffuser`, whose last step shares the network's matrix. Output is middle and side,
 * uncorrelated and equally loud: even lines and odd lines, before the matrix; the diffused input
 * is heard there too, `direct` strong.
 *
 * Runs in blocks of up to BANK_BLOCK frames under the rules of `DelayBank`, so no line is shorter
 * than `shortest`. About 150 ns a frame, a third more while lengths change. Only the constructor
 * allocates.
 */
export class FeedbackNetwork {
  /** Lengths of the lines in frames: write here, then `adopt` or fade. */
  readonly nextLengths = new Int32Array(LINES)

  /** Mean power that one pass leaves, as `measureKept` found it. */
  keptPower = 0

  readonly #lengths = new Int32Array(LINES)
  readonly #bank: DelayBank
  readonly #reader = new SincReader()
  readonly #motion: LineMotion
  /** The lines' outputs on their way into the matrix, BANK_BLOCK samples each. */
  readonly #lines = new Float32Array(LINES * BANK_BLOCK)
  readonly #fading = new Float32Array(BANK_BLOCK)
  readonly #readStarts = new Int32Array(LINES)
  readonly #matrix = new HadamardMatrix16()
  readonly #loss = new CoefficientRamp(LINES * SHELF_PAIR_STRIDE)
  readonly #lossSettings = { baseDb: 0, lowDb: 0, highDb: 0, lowCorner: 1, highCorner: 1 }
  /** Two shelf states per line. */
  readonly #state = new Float64Array(2 * LINES)

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
    return BANK_BLOCK + SINC_REACH + Math.ceil(maxDepth) + 2
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
    this.#state.fill(0)
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
    const weight = fade.ahead
    const settings = this.#lossSettings
    settings.lowCorner = curve.lowCorner
    settings.highCorner = curve.highCorner
    for (let k = 0; k < LINES; k++) {
      const length = this.#lengths[k] + weight * (this.nextLengths[k] - this.#lengths[k])
      const seconds = -length / curve.sampleRate
      settings.baseDb = curve.base * seconds + MATRIX_DB
      settings.lowDb = curve.low * seconds
      settings.highDb = curve.high * seconds
      writeShelfPair(this.#loss.target, k * SHELF_PAIR_STRIDE, settings)
    }
  }

  /** The losses that were set are reached after `frames` frames, when `landLoss` is due. */
  aimLoss(frames: number): void {
    this.#loss.aim(frames)
  }

  landLoss(): void {
    this.#loss.land()
  }

  /** Sets `keptPower` for the loss that a decay has at 1 kHz. */
  measureKept(curve: DecayCurve, fade: Crossfade): void {
    const nepersPerFrame = (curve.reference * Math.LN10) / (10 * curve.sampleRate)
    let sum = 0
    for (let k = 0; k < LINES; k++) {
      const length = this.#lengths[k] + fade.ahead * (this.nextLengths[k] - this.#lengths[k])
      sum += Math.exp(-nepersPerFrame * length)
    }
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
    for (let k = 0; k < LINES; k += 2) {
      const isPlain = weights === undefined && !moves(k)
      if (isPlain) {
        this.#readStarts[k] = bank.start(k, this.#lengths[k])
        this.#readStarts[k + 1] = bank.start(k + 1, this.#lengths[k + 1])
      } else {
        this.#readLine(k, frames, weights)
        this.#readLine(k + 1, frames, weights)
      }
      this.#filterPair(k, input, isPlain ? bank.data : this.#lines, frames)
    }
    const { to } = this.#matrix
    for (let k = 0; k < LINES; k++) to[k] = bank.start(k, 0)
    this.#matrix.process(bank.data, frames)
    bank.advance(frames)
  }

  #readLine(k: number, frames: number, weights: Float64Array | undefined): void {
    const lines = this.#lines
    const at = k * BANK_BLOCK
    this.#readStarts[k] = at
    if (weights === undefined) {
      this.#read(k, this.#lengths[k], lines, at, frames)
      return
    }
    const fading = this.#fading
    const { motion } = this.#motion
    const offset = motion[3 * k]
    const velocity = motion[3 * k + 1]
    this.#read(k, this.nextLengths[k], fading, 0, frames)
    motion[3 * k] = offset
    motion[3 * k + 1] = velocity
    this.#read(k, this.#lengths[k], lines, at, frames)
    for (let i = 0; i < frames; i++) lines[at + i] += weights[i] * (fading[i] - lines[at + i])
  }

  #read(k: number, length: number, output: Float32Array, at: number, frames: number): void {
    const bank = this.#bank
    if (moves(k)) {
      this.#reader.readMoving(bank, k, length, this.#motion.motion, output, at, frames)
      return
    }
    const { data } = bank
    const start = bank.start(k, length)
    for (let i = 0; i < frames; i++) output[at + i] = data[start + i]
  }

  /** Loss, taps and input of two neighboring lines; two, so that the recursions overlap in time. */
  #filterPair(k: number, input: Diffuser, source: Float32Array, frames: number): void {
    const lines = HADAMARD_16_INPUT
    const evenAt = k * BANK_BLOCK
    const oddAt = evenAt + BANK_BLOCK
    const evenFrom = this.#readStarts[k]
    const oddFrom = this.#readStarts[k + 1]
    const loss = this.#loss.current
    const even = k * SHELF_PAIR_STRIDE
    let gainEven = loss[even]
    let lowZeroEven = loss[even + 1]
    let lowPoleEven = loss[even + 2]
    let highZeroEven = loss[even + 3]
    let highPoleEven = loss[even + 4]
    let gainOdd = loss[even + 5]
    let lowZeroOdd = loss[even + 6]
    let lowPoleOdd = loss[even + 7]
    let highZeroOdd = loss[even + 8]
    let highPoleOdd = loss[even + 9]
    const change = this.#loss.change
    const gainEvenStep = change[even]
    const lowZeroEvenStep = change[even + 1]
    const lowPoleEvenStep = change[even + 2]
    const highZeroEvenStep = change[even + 3]
    const highPoleEvenStep = change[even + 4]
    const gainOddStep = change[even + 5]
    const lowZeroOddStep = change[even + 6]
    const lowPoleOddStep = change[even + 7]
    const highZeroOddStep = change[even + 8]
    const highPoleOddStep = change[even + 9]
    const fed = input.output
    const fedEven = input.starts[k]
    const fedOdd = input.starts[k + 1]
    const fedGainEven = input.gains[k]
    const fedGainOdd = input.gains[k + 1]
    const state = this.#state
    let lowEven = state[2 * k]
    let highEven = state[2 * k + 1]
    let lowOdd = state[2 * k + 2]
    let highOdd = state[2 * k + 3]
    for (let i = 0; i < frames; i++) {
      const lowEvenNow = gainEven * source[evenFrom + i] + lowPoleEven * lowEven
      const lowOddNow = gainOdd * source[oddFrom + i] + lowPoleOdd * lowOdd
      const highEvenNow = lowEvenNow - lowZeroEven * lowEven + highPoleEven * highEven
      const highOddNow = lowOddNow - lowZeroOdd * lowOdd + highPoleOdd * highOdd
      const outEven = highEvenNow - highZeroEven * highEven
      const outOdd = highOddNow - highZeroOdd * highOdd
      lowEven = lowEvenNow
      lowOdd = lowOddNow
      highEven = highEvenNow
      highOdd = highOddNow
      const inEven = fedGainEven * fed[fedEven + i]
      const inOdd = fedGainOdd * fed[fedOdd + i]
      lines[evenAt + i] = outEven + inEven + FLUSH - FLUSH
      lines[oddAt + i] = outOdd + inOdd + FLUSH - FLUSH
      gainEven += gainEvenStep
      lowZeroEven += lowZeroEvenStep
      lowPoleEven += lowPoleEvenStep
      highZeroEven += highZeroEvenStep
      highPoleEven += highPoleEvenStep
      gainOdd += gainOddStep
      lowZeroOdd += lowZeroOddStep
      lowPoleOdd += lowPoleOddStep
      highZeroOdd += highZeroOddStep
      highPoleOdd += highPoleOddStep
    }
    loss[even] = gainEven
    loss[even + 1] = lowZeroEven
    loss[even + 2] = lowPoleEven
    loss[even + 3] = highZeroEven
    loss[even + 4] = highPoleEven
    loss[even + 5] = gainOdd
    loss[even + 6] = lowZeroOdd
    loss[even + 7] = lowPoleOdd
    loss[even + 8] = highZeroOdd
    loss[even + 9] = highPoleOdd
    state[2 * k] = lowEven
    state[2 * k + 1] = highEven
    state[2 * k + 2] = lowOdd
    state[2 * k + 3] = highOdd
  }
}
