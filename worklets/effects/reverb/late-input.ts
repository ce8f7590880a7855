import { SHELF_PAIR, SHELF_PAIR_STRIDE, writeShelfPair } from '../../dsp/filters/shelf-pair.ts'
import { BANK_BLOCK, type DelayBank } from '../../dsp/lines/delay-bank.ts'
import { CoefficientRamp } from '../../dsp/moves/coefficient-ramp.ts'
import type { DecayCurve } from '../../dsp/reverb/decay-curve.ts'

/** Two shelf states per side. */
const AT = { lowLeft: 0, highLeft: 1, lowRight: 2, highRight: 3 } as const

/**
 * What the tail is fed with: the sound after its predelay, at a level and in a color that make the
 * tail's own loudness and color independent of its decay. A frequency that decays slower piles up
 * more, in proportion to the square root of T60 (Jot, Cerveau and Warusfel, "Analysis and synthesis
 * of room reverberation based on a statistical time-frequency model", AES 103, 1997), so the input
 * is turned down by as much: at the input, because there a moving decay leaves the tail that
 * sounds already as it is. About 10 ns a frame; only the constructor allocates.
 */
export class LateInput {
  /** Gain at 1 kHz, and the place's own color in dB; `setTone` takes them over. */
  level = 1
  lowDb = 0
  highDb = 0
  #delay = 0
  #nextDelay = 0
  /** Left and right between two delays, BANK_BLOCK samples each. */
  readonly #fading = new Float32Array(2 * BANK_BLOCK)
  readonly #ramp = new CoefficientRamp(SHELF_PAIR_STRIDE)
  readonly #settings = { baseDb: 0, lowDb: 0, highDb: 0, lowCorner: 1, highCorner: 1 }
  readonly #state = new Float64Array(4)

  /** Sets the delay that follows, in frames: then `adopt` it, or fade to it. */
  setDelay(frames: number): void {
    this.#nextDelay = frames
  }

  /** The fade to the new delay is over (or none is wanted). */
  adopt(): void {
    this.#delay = this.#nextDelay
  }

  /** Computes level and color for a decay. Follow it by `aim` or `land`. */
  setTone(curve: DecayCurve): void {
    const settings = this.#settings
    settings.baseDb = 20 * Math.log10(this.level) + 10 * Math.log10(curve.base / curve.reference)
    settings.lowDb = this.lowDb + 10 * Math.log10(1 + curve.low / curve.base)
    settings.highDb = this.highDb + 10 * Math.log10(1 + curve.high / curve.base)
    settings.lowCorner = curve.lowCorner
    settings.highCorner = curve.highCorner
    writeShelfPair(this.#ramp.target, 0, settings)
  }

  /** What was set is reached after `frames` frames, when `land` is due. */
  aim(frames: number): void {
    this.#ramp.aim(frames)
  }

  land(): void {
    this.#ramp.land()
  }

  reset(): void {
    this.#state.fill(0)
  }

  /**
   * Reads the block that was written last to `past` and writes the next block of `output`, lines 0
   * and 1 of either. `weights`: of the new delay, in a fade.
   */
  process(
    past: DelayBank,
    output: DelayBank,
    frames: number,
    weights: Float64Array | undefined
  ): void {
    const nowLeft = past.start(0, this.#delay + frames)
    const nowRight = past.start(1, this.#delay + frames)
    if (weights === undefined) {
      this.#color(past.data, nowLeft, nowRight, output, frames)
      return
    }
    const { data } = past
    const fading = this.#fading
    const nextLeft = past.start(0, this.#nextDelay + frames)
    const nextRight = past.start(1, this.#nextDelay + frames)
    for (let i = 0; i < frames; i++) {
      const l = data[nowLeft + i]
      const r = data[nowRight + i]
      fading[i] = l + weights[i] * (data[nextLeft + i] - l)
      fading[BANK_BLOCK + i] = r + weights[i] * (data[nextRight + i] - r)
    }
    this.#color(fading, 0, BANK_BLOCK, output, frames)
  }

  /** The shelf pair of `writeShelfPair`, its coefficients moving. */
  #color(
    source: Float32Array,
    fromLeft: number,
    fromRight: number,
    output: DelayBank,
    frames: number
  ): void {
    const { data } = output
    const toLeft = output.start(0, 0)
    const toRight = output.start(1, 0)
    const { current, change } = this.#ramp
    const state = this.#state
    let gain = current[SHELF_PAIR.gain]
    let lowZero = current[SHELF_PAIR.lowZero]
    let lowPole = current[SHELF_PAIR.lowPole]
    let highZero = current[SHELF_PAIR.highZero]
    let highPole = current[SHELF_PAIR.highPole]
    let lowLeft = state[AT.lowLeft]
    let highLeft = state[AT.highLeft]
    let lowRight = state[AT.lowRight]
    let highRight = state[AT.highRight]
    for (let i = 0; i < frames; i++) {
      const lowLeftNow = gain * source[(fromLeft + i) | 0] + lowPole * lowLeft
      const lowRightNow = gain * source[(fromRight + i) | 0] + lowPole * lowRight
      const highLeftNow = lowLeftNow - lowZero * lowLeft + highPole * highLeft
      const highRightNow = lowRightNow - lowZero * lowRight + highPole * highRight
      data[(toLeft + i) | 0] = highLeftNow - highZero * highLeft
      data[(toRight + i) | 0] = highRightNow - highZero * highRight
      lowLeft = lowLeftNow
      lowRight = lowRightNow
      highLeft = highLeftNow
      highRight = highRightNow
      gain += change[SHELF_PAIR.gain]
      lowZero += change[SHELF_PAIR.lowZero]
      lowPole += change[SHELF_PAIR.lowPole]
      highZero += change[SHELF_PAIR.highZero]
      highPole += change[SHELF_PAIR.highPole]
    }
    current[SHELF_PAIR.gain] = gain
    current[SHELF_PAIR.lowZero] = lowZero
    current[SHELF_PAIR.lowPole] = lowPole
    current[SHELF_PAIR.highZero] = highZero
    current[SHELF_PAIR.highPole] = highPole
    state[AT.lowLeft] = lowLeft
    state[AT.highLeft] = highLeft
    state[AT.lowRight] = lowRight
    state[AT.highRight] = highRight
  }
}
