import { SHELF_PAIR, SHELF_PAIR_STRIDE, writeShelfPair } from '../filters/shelf-pair.ts'
import { BANK_BLOCK, FLUSH } from '../lines/delay-bank.ts'
import { CoefficientRamp } from '../moves/coefficient-ramp.ts'
import type { DecayCurve } from './decay-curve.ts'
import type { Diffuser } from './diffuser.ts'
import { HADAMARD_16_GAIN, HADAMARD_16_INPUT } from './walsh-hadamard.ts'

const LINES = 16

/** The lines' losses contain the gain of the matrix. */
const MATRIX_DB = 20 * Math.log10(HADAMARD_16_GAIN)

/**
 * What the 16 lines of a `FeedbackNetwork` lose at each pass: a gain and two shelves per line, with
 * dB in proportion to its length, so that T60(f) is that of the decay curve in every line (Jot and
 * Chaigne, AES 1991, section 3). On the way from the lines into the matrix the input is added.
 * About 40 ns a frame at rest, twice that while coefficients move; only the constructor allocates.
 */
export class LineLosses {
  readonly #ramp = new CoefficientRamp(LINES * SHELF_PAIR_STRIDE)
  readonly #settings = { baseDb: 0, lowDb: 0, highDb: 0, lowCorner: 1, highCorner: 1 }
  /** Two shelf states per line. */
  readonly #state = new Float64Array(2 * LINES)
  #isMoving = false

  /** Computes the coefficients for lines so many frames long. Follow it by `aim` or `land`. */
  set(lengths: Float64Array, curve: DecayCurve): void {
    const settings = this.#settings
    settings.lowCorner = curve.lowCorner
    settings.highCorner = curve.highCorner
    for (let k = 0; k < LINES; k++) {
      const seconds = -lengths[k] / curve.sampleRate
      settings.baseDb = curve.base * seconds + MATRIX_DB
      settings.lowDb = curve.low * seconds
      settings.highDb = curve.high * seconds
      writeShelfPair(this.#ramp.target, k * SHELF_PAIR_STRIDE, settings)
    }
  }

  /** What was set is reached after `frames` frames, when `land` is due. */
  aim(frames: number): void {
    this.#ramp.aim(frames)
    this.#isMoving = true
  }

  land(): void {
    this.#ramp.land()
    this.#isMoving = false
  }

  reset(): void {
    this.#state.fill(0)
  }

  /** Line k, found at `source[from]`, less its loss, plus its part of the input, into the matrix. */
  process(k: number, source: Float32Array, from: number, input: Diffuser, frames: number): void {
    if (this.#isMoving) this.#processMoving(k, source, from, input, frames)
    else this.#processStill(k, source, from, input, frames)
  }

  #processStill(
    k: number,
    source: Float32Array,
    from: number,
    input: Diffuser,
    frames: number
  ): void {
    const matrixInput = HADAMARD_16_INPUT
    const at = (k & (LINES - 1)) * BANK_BLOCK
    const end = Math.min(frames, BANK_BLOCK)
    const { current } = this.#ramp
    const c = k * SHELF_PAIR_STRIDE
    const gain = current[c + SHELF_PAIR.gain]
    const lowZero = current[c + SHELF_PAIR.lowZero]
    const lowPole = current[c + SHELF_PAIR.lowPole]
    const highZero = current[c + SHELF_PAIR.highZero]
    const highPole = current[c + SHELF_PAIR.highPole]
    const fed = input.output
    const fedFrom = input.starts[k]
    const fedGain = input.gains[k]
    const state = this.#state
    let low = state[2 * k]
    let high = state[2 * k + 1]
    for (let i = 0; i < end; i++) {
      const lowNow = gain * source[(from + i) | 0] + lowPole * low
      const highNow = lowNow - lowZero * low + highPole * high
      const out = highNow - highZero * high + fedGain * fed[(fedFrom + i) | 0]
      matrixInput[at + i] = out + FLUSH - FLUSH
      low = lowNow
      high = highNow
    }
    state[2 * k] = low
    state[2 * k + 1] = high
  }

  /** The same with coefficients that move at each frame. */
  #processMoving(
    k: number,
    source: Float32Array,
    from: number,
    input: Diffuser,
    frames: number
  ): void {
    const matrixInput = HADAMARD_16_INPUT
    const at = (k & (LINES - 1)) * BANK_BLOCK
    const end = Math.min(frames, BANK_BLOCK)
    const { current, change } = this.#ramp
    const c = k * SHELF_PAIR_STRIDE
    let gain = current[c + SHELF_PAIR.gain]
    let lowZero = current[c + SHELF_PAIR.lowZero]
    let lowPole = current[c + SHELF_PAIR.lowPole]
    let highZero = current[c + SHELF_PAIR.highZero]
    let highPole = current[c + SHELF_PAIR.highPole]
    const fed = input.output
    const fedFrom = input.starts[k]
    const fedGain = input.gains[k]
    const state = this.#state
    let low = state[2 * k]
    let high = state[2 * k + 1]
    for (let i = 0; i < end; i++) {
      const lowNow = gain * source[(from + i) | 0] + lowPole * low
      const highNow = lowNow - lowZero * low + highPole * high
      const out = highNow - highZero * high + fedGain * fed[(fedFrom + i) | 0]
      matrixInput[at + i] = out + FLUSH - FLUSH
      low = lowNow
      high = highNow
      gain += change[c + SHELF_PAIR.gain]
      lowZero += change[c + SHELF_PAIR.lowZero]
      lowPole += change[c + SHELF_PAIR.lowPole]
      highZero += change[c + SHELF_PAIR.highZero]
      highPole += change[c + SHELF_PAIR.highPole]
    }
    current[c + SHELF_PAIR.gain] = gain
    current[c + SHELF_PAIR.lowZero] = lowZero
    current[c + SHELF_PAIR.lowPole] = lowPole
    current[c + SHELF_PAIR.highZero] = highZero
    current[c + SHELF_PAIR.highPole] = highPole
    state[2 * k] = low
    state[2 * k + 1] = high
  }
}
