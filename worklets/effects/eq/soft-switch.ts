import { fadeFrames, raisedCosine } from '../../dsp/raised-cosine.ts'

/**
 * The course of a change from one filter to another without a click. First the new filter's input
 * is faded in while it is not heard yet, so that it does not start with a step, which would set a
 * narrow filter ringing; then the new filter is crossfaded in. Both take 15 ms, raised cosine.
 */
export class SoftSwitch {
  /** Level of the newcomer's input at each frame of the last `process`. */
  readonly input: Float64Array
  /** Share of the newcomer in the output. */
  readonly weight: Float64Array
  readonly #fade: Float64Array
  #at = 0
  #step: 1 | -1 | 0 = 0

  constructor(sampleRate: number, maxBlock: number) {
    this.input = new Float64Array(maxBlock)
    this.weight = new Float64Array(maxBlock)
    this.#fade = raisedCosine(fadeFrames(sampleRate))
  }

  /** At rest with the old filter alone, or with the new one alone. */
  get isOut(): boolean {
    return this.#at === 0 && this.#step <= 0
  }

  get isIn(): boolean {
    return this.#at === this.#end && this.#step >= 0
  }

  /** Goes toward the newcomer (1) or back (-1). */
  go(step: 1 | -1): void {
    this.#step = step
  }

  /** Is all out or all in at once. */
  jump(isIn: boolean): void {
    this.#at = isIn ? this.#end : 0
    this.#step = 0
  }

  /** Passes over the faded input, for a newcomer without history or need of one. */
  skipInput(): void {
    this.#at = Math.max(this.#at, this.#fade.length - 1)
  }

  /** Writes the next `frames` values of `input` and `weight`. */
  process(frames: number): void {
    const fade = this.#fade
    const last = fade.length - 1
    const end = this.#end
    const step = this.#step
    let at = this.#at
    for (let i = 0; i < frames; i++) {
      at = Math.min(end, Math.max(0, at + step))
      this.input[i] = fade[Math.min(at, last)]
      this.weight[i] = fade[Math.max(at - last, 0)]
    }
    this.#at = at
  }

  get #end(): number {
    return 2 * (this.#fade.length - 1)
  }
}
