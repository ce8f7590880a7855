import { GainRamp } from './gain-ramp.ts'

/** What a filter of the middle range needs to swing in before it may be heard. */
const WARM_SECONDS = 0.03

/**
 * The share of a path that is switched in and out without a click: on, it first runs unheard until
 * its filters have swung in, then fades in; off, it fades out and may rest.
 */
export class WarmFade {
  readonly #ramp: GainRamp
  readonly #warmFrames: number
  #wanted = false
  #waiting = 0

  constructor(sampleRate: number, maxBlock: number, warmSeconds: number = WARM_SECONDS) {
    this.#ramp = new GainRamp(sampleRate, 0, maxBlock)
    this.#warmFrames = Math.round(warmSeconds * sampleRate)
  }

  /** Share of the path at each frame of the last `process`. */
  get shares(): Float64Array {
    return this.#ramp.gains
  }

  /** Whether the path must run: it is heard, or will be. */
  get runs(): boolean {
    return this.#wanted || !this.#ramp.settled || this.#ramp.target > 0
  }

  /** Whether neither a wait nor a fade is under way. */
  get isAtRest(): boolean {
    return this.#ramp.settled && (!this.#wanted || this.#waiting <= 0)
  }

  /** Returns true when the path starts from rest: reset its filters then. */
  set(on: boolean): boolean {
    if (on === this.#wanted) return false
    const rested = !this.runs
    this.#wanted = on
    if (on) this.#waiting = this.#warmFrames
    else this.#ramp.setTarget(0)
    return on && rested
  }

  jump(on: boolean): void {
    this.#wanted = on
    this.#waiting = 0
    this.#ramp.jump(on ? 1 : 0)
  }

  /** Tells that so many frames begin; to be called on an even grid of frames. */
  advance(frames: number): void {
    if (!this.#wanted || this.#waiting <= 0) return
    this.#waiting -= frames
    if (this.#waiting <= 0) this.#ramp.setTarget(1)
  }

  process(frames: number): void {
    this.#ramp.process(frames)
  }
}
