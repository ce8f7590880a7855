import { CoefficientRamp } from '../../dsp/coefficient-ramp.ts'
import type { DecayCurve } from '../../dsp/decay-curve.ts'
import { BANK_BLOCK, type DelayBank } from '../../dsp/delay-bank.ts'
import { SHELF_PAIR_STRIDE, writeShelfPair } from '../../dsp/shelf-pair.ts'

/**
 * What the tail is fed with: the sound after its predelay, at a level and in a color that make the
 * tail's own loudness and color independent of its decay. A frequency that decays slower piles up
 * more, in proportion to the square root of T60 (Jot, Cerveau and Warusfel, "Analysis and synthesis
 * of room reverberation based on a statistical time-frequency model", AES 103, 1997), so the input
 * is turned down by as much: at the input, because there a moving decay leaves the tail that
 * sounds already as it is. About 10 ns a frame; only the constructor allocates.
 */
export class LateInput {
  /** The output of the last `process`. */
  readonly left = new Float64Array(BANK_BLOCK)
  readonly right = new Float64Array(BANK_BLOCK)
  /** Gain at 1 kHz, and the place's own color in dB; `setTone` takes them over. */
  level = 1
  lowDb = 0
  highDb = 0
  #delay = 0
  #nextDelay = 0
  readonly #ramp = new CoefficientRamp(SHELF_PAIR_STRIDE)
  readonly #settings = { baseDb: 0, lowDb: 0, highDb: 0, lowCorner: 1, highCorner: 1 }
  /** Two shelf states per side. */
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

  /** Reads the block that was written last to `past`. `weights`: of the new delay, in a fade. */
  process(past: DelayBank, frames: number, weights: Float64Array | undefined): void {
    const { left, right } = this
    const { data } = past
    const nowLeft = past.start(0, this.#delay + frames)
    const nowRight = past.start(1, this.#delay + frames)
    for (let i = 0; i < frames; i++) {
      left[i] = data[nowLeft + i]
      right[i] = data[nowRight + i]
    }
    if (weights !== undefined) {
      const nextLeft = past.start(0, this.#nextDelay + frames)
      const nextRight = past.start(1, this.#nextDelay + frames)
      for (let i = 0; i < frames; i++) {
        left[i] += weights[i] * (data[nextLeft + i] - left[i])
        right[i] += weights[i] * (data[nextRight + i] - right[i])
      }
    }
    this.#color(frames)
  }

  /** The shelf pair of `writeShelfPair`, its coefficients moving. */
  #color(frames: number): void {
    const { left, right } = this
    const { current, change } = this.#ramp
    const state = this.#state
    let gain = current[0]
    let lowZero = current[1]
    let lowPole = current[2]
    let highZero = current[3]
    let highPole = current[4]
    let lowLeft = state[0]
    let highLeft = state[1]
    let lowRight = state[2]
    let highRight = state[3]
    for (let i = 0; i < frames; i++) {
      const lowLeftNow = gain * left[i] + lowPole * lowLeft
      const lowRightNow = gain * right[i] + lowPole * lowRight
      const highLeftNow = lowLeftNow - lowZero * lowLeft + highPole * highLeft
      const highRightNow = lowRightNow - lowZero * lowRight + highPole * highRight
      left[i] = highLeftNow - highZero * highLeft
      right[i] = highRightNow - highZero * highRight
      lowLeft = lowLeftNow
      lowRight = lowRightNow
      highLeft = highLeftNow
      highRight = highRightNow
      gain += change[0]
      lowZero += change[1]
      lowPole += change[2]
      highZero += change[3]
      highPole += change[4]
    }
    current[0] = gain
    current[1] = lowZero
    current[2] = lowPole
    current[3] = highZero
    current[4] = highPole
    state[0] = lowLeft
    state[1] = highLeft
    state[2] = lowRight
    state[3] = highRight
  }
}
