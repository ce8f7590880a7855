import { MAX_FRAMES } from '../../core/stereo-block.ts'
import { BANK_BLOCK, type DelayBank } from '../../dsp/lines/delay-bank.ts'
import { GainRamp } from '../../dsp/moves/gain-ramp.ts'
import type { DelayHead } from './delay-head.ts'

/**
 * The loop that freeze catches: what the two lines hold goes round in whole frames, sample for
 * sample, past filters and saturation. About 3 ns a frame while it is heard; only the constructor
 * allocates.
 */
export class FrozenLoop {
  /** How far it takes the place of the living loop, whose input it closes. */
  readonly share: GainRamp
  readonly #left = new Float64Array(BANK_BLOCK)
  readonly #right = new Float64Array(BANK_BLOCK)
  /** Length, in whole frames of each line. */
  #leftFrames = 1
  #rightFrames = 1
  /** A frozen pattern bounces as it did: whole echoes change sides, or none. */
  #swaps = false

  constructor(sampleRate: number) {
    this.share = new GainRamp(sampleRate, 1, MAX_FRAMES)
  }

  /** Whether it is heard or on its way. */
  get isHeard(): boolean {
    return this.share.target > 0 || !this.share.settled
  }

  /** The most frames that may be read before what was read is written again. */
  get roomFrames(): number {
    return this.isHeard ? Math.min(this.#leftFrames, this.#rightFrames) : Infinity
  }

  /** Takes the length at which the heads stand. */
  catch(heads: readonly DelayHead[], swaps: boolean): void {
    this.#leftFrames = heads[0].wholeFrames
    this.#rightFrames = heads[1].wholeFrames
    this.#swaps = swaps
  }

  /** Reads the samples themselves, whole frames ago; what the heads read fades to them. */
  read(bank: DelayBank, heads: readonly DelayHead[], start: number, count: number): void {
    const { data } = bank
    const fromLeft = bank.start(0, this.#leftFrames)
    const fromRight = bank.start(1, this.#rightFrames)
    const echoLeft = heads[0].output
    const echoRight = heads[1].output
    const frozen = this.share.gains
    for (let i = 0; i < count; i++) {
      const share = frozen[start + i]
      const l = data[fromLeft + i]
      const r = data[fromRight + i]
      this.#left[i] = l
      this.#right[i] = r
      echoLeft[i] += share * (l - echoLeft[i])
      echoRight[i] += share * (r - echoRight[i])
    }
  }

  /** What is written to the lines fades to what was read from them. */
  hold(left: Float64Array, right: Float64Array, start: number, count: number): void {
    const frozen = this.share.gains
    const toLeft = this.#swaps ? this.#right : this.#left
    const toRight = this.#swaps ? this.#left : this.#right
    for (let i = 0; i < count; i++) {
      const share = frozen[start + i]
      left[i] += share * (toLeft[i] - left[i])
      right[i] += share * (toRight[i] - right[i])
    }
  }
}
