import { GainRamp } from '../moves/gain-ramp.ts'

/** Damping k = 2 cos(phi) of the two sections of a fourth-order Butterworth filter. */
const DAMPING = [2 * Math.cos(Math.PI / 8), 2 * Math.cos((3 * Math.PI) / 8)] as const

/** Highest corner as a part of the sample rate; the range of any low cut lies far below. */
const HIGHEST = 0.45

/**
 * Low cut for a side chain: fourth-order Butterworth high-pass (24 dB per octave), two state
 * variable filters in TPT form (Zavalishin, The Art of VA Filter Design, 2018, section 4), whose
 * state does not care when the corner moves. Comes in, goes out and moves without a click.
 * About 10 ns a frame for both channels while in use; only the constructor allocates.
 */
export class SidechainFilter {
  readonly #sampleRate: number
  readonly #amount: GainRamp
  readonly #corner: GainRamp
  readonly #sections: readonly Section[] = DAMPING.map((k) => new Section(k))

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate
    this.#amount = new GainRamp(sampleRate, 0)
    this.#corner = new GainRamp(sampleRate, 0)
  }

  /** Whether the filter does nothing and need not run. */
  get isOff(): boolean {
    return this.#amount.settled && this.#amount.target === 0
  }

  get #isFullyIn(): boolean {
    return this.#amount.settled && this.#amount.target === 1
  }

  /** Asks for a corner; undefined takes the filter out. */
  setCornerHz(hertz: number | undefined): void {
    if (hertz === undefined) {
      this.#amount.setTarget(0)
      return
    }
    const g = Math.tan(Math.PI * Math.min(hertz / this.#sampleRate, HIGHEST))
    if (this.isOff) this.#corner.jump(g)
    else this.#corner.setTarget(g)
    this.#amount.setTarget(1)
  }

  /** Is where it was last asked to be from the next frame on. */
  jump(): void {
    this.#amount.jump(this.#amount.target)
    this.#corner.jump(this.#corner.target)
  }

  reset(): void {
    for (const section of this.#sections) section.reset()
  }

  /** From `left` and `right` to `outLeft` and `outRight`, which must be other arrays. */
  process(
    left: Float64Array,
    right: Float64Array,
    outLeft: Float64Array,
    outRight: Float64Array,
    frames: number
  ): void {
    this.#amount.process(frames)
    this.#corner.process(frames)
    for (let i = 0; i < frames; i++) {
      outLeft[i] = left[i]
      outRight[i] = right[i]
    }
    for (const section of this.#sections) {
      if (this.#corner.settled) section.process(outLeft, outRight, 0, frames, this.#corner.target)
      else {
        for (let i = 0; i < frames; i++) {
          section.process(outLeft, outRight, i, i + 1, this.#corner.gains[i])
        }
      }
    }
    if (!this.#isFullyIn) this.#blend(left, right, outLeft, outRight, frames)
    if (this.isOff) this.reset()
  }

  #blend(
    left: Float64Array,
    right: Float64Array,
    outLeft: Float64Array,
    outRight: Float64Array,
    frames: number
  ): void {
    const amounts = this.#amount.gains
    for (let i = 0; i < frames; i++) {
      outLeft[i] = left[i] + amounts[i] * (outLeft[i] - left[i])
      outRight[i] = right[i] + amounts[i] * (outRight[i] - right[i])
    }
  }
}

/** One stereo state variable high-pass. */
class Section {
  readonly #damping: number
  #bandLeft = 0
  #lowLeft = 0
  #bandRight = 0
  #lowRight = 0

  constructor(damping: number) {
    this.#damping = damping
  }

  reset(): void {
    this.#bandLeft = 0
    this.#lowLeft = 0
    this.#bandRight = 0
    this.#lowRight = 0
  }

  process(left: Float64Array, right: Float64Array, start: number, end: number, g: number): void {
    const sum = this.#damping + g
    const scale = 1 / (1 + g * sum)
    let bandLeft = this.#bandLeft
    let lowLeft = this.#lowLeft
    let bandRight = this.#bandRight
    let lowRight = this.#lowRight
    for (let i = start; i < end; i++) {
      const highLeft = (left[i] - sum * bandLeft - lowLeft) * scale
      const highRight = (right[i] - sum * bandRight - lowRight) * scale
      const midLeft = g * highLeft + bandLeft
      const midRight = g * highRight + bandRight
      bandLeft = g * highLeft + midLeft
      bandRight = g * highRight + midRight
      lowLeft += 2 * g * midLeft
      lowRight += 2 * g * midRight
      left[i] = highLeft
      right[i] = highRight
    }
    this.#bandLeft = flush(bandLeft)
    this.#lowLeft = flush(lowLeft)
    this.#bandRight = flush(bandRight)
    this.#lowRight = flush(lowRight)
  }
}

/** Keeps an idle filter from computing with denormals. */
function flush(state: number): number {
  return Math.abs(state) < 1e-25 ? 0 : state
}
