import { raisedCosine } from '../raised-cosine.ts'

/** Long enough that neither the deepest note nor a step of a few dB is heard as a click. */
const FADE_SECONDS = 0.02

/**
 * One way of making the same sound takes over from another: it first runs unheard, until its
 * filters and delays hold the sound, then fades in along a raised cosine.
 */
export class TakeoverFade {
  /** Share of the newcomer at each frame of the last `process`. */
  readonly shares: Float64Array
  readonly #fade: Float64Array
  #warmLeft = 0
  #at = 0
  #isRunning = false

  constructor(sampleRate: number, maxBlock: number) {
    this.shares = new Float64Array(maxBlock)
    this.#fade = raisedCosine(Math.round(FADE_SECONDS * sampleRate))
  }

  get isRunning(): boolean {
    return this.#isRunning
  }

  /** `warmFrames`: how long the newcomer runs unheard. */
  begin(warmFrames: number): void {
    this.#warmLeft = warmFrames
    this.#at = 0
    this.#isRunning = true
  }

  /** Nothing takes over any more. */
  cancel(): void {
    this.#isRunning = false
  }

  /** Writes `shares`; once the newcomer alone is heard, `isRunning` is false. */
  process(frames: number): void {
    const { shares } = this
    const fade = this.#fade
    const end = fade.length - 1
    for (let i = 0; i < frames; i++) {
      if (this.#warmLeft > 0) this.#warmLeft--
      else if (this.#at < end) this.#at++
      shares[i] = fade[this.#at]
    }
    if (this.#at === end) this.#isRunning = false
  }
}
