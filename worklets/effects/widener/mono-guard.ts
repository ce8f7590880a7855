import { CONTROL_FRAMES } from '../../dsp/moves/control-glide.ts'

/** Levels are compared over this time. */
const LEVEL_SECONDS = 0.1
/** How fast the side gives way, and how slowly it comes back. */
const DOWN_SECONDS = 0.05
const UP_SECONDS = 0.5
/** A second pole, so that the gain never sets off with a kink. */
const EASE_SECONDS = 0.01

/** The correlation that is kept: a little of everything survives in mono. */
const LEAST_CORRELATION = 0.1

/** Power of the side against the mid at that correlation, where both are unrelated. */
const MOST_RATIO = (1 - LEAST_CORRELATION) / (1 + LEAST_CORRELATION)

/** A sound that has no mid at all becomes quieter, not silent: -20 dB. */
const LEAST_GAIN = 0.1

/** Below -120 dBFS nothing is guarded. */
const FLOOR_POWER = 1e-12

/**
 * Turns the side down while it outweighs the mid so far that the correlation of left and right
 * would fall below 0.1. Levels are gathered per frame, the gain is evaluated every CONTROL_FRAMES
 * frames and moves along a straight line between. About 3 ns a frame.
 */
export class MonoGuard {
  /** Gain of the side at this moment, 1 where nothing is to be guarded. */
  gain = 1
  readonly #follow: number
  readonly #down: number
  readonly #up: number
  readonly #ease: number
  #midSum = 0
  #sideSum = 0
  #midPower = 0
  #sidePower = 0
  #smooth = 1
  #eased = 1
  #target = 1
  #step = 0

  constructor(sampleRate: number) {
    const share = (seconds: number) => 1 - Math.exp(-CONTROL_FRAMES / (seconds * sampleRate))
    this.#follow = share(LEVEL_SECONDS)
    this.#down = share(DOWN_SECONDS)
    this.#up = share(UP_SECONDS)
    this.#ease = share(EASE_SECONDS)
  }

  get isIdle(): boolean {
    return this.gain === 1 && this.#target === 1
  }

  reset(): void {
    this.gain = 1
    this.#midSum = 0
    this.#sideSum = 0
    this.#midPower = 0
    this.#sidePower = 0
    this.#smooth = 1
    this.#eased = 1
    this.#target = 1
    this.#step = 0
  }

  /** Ends a stretch of CONTROL_FRAMES frames and aims at the gain that is due after the next. */
  update(guarding: boolean): void {
    this.#midPower += this.#follow * (this.#midSum / CONTROL_FRAMES - this.#midPower)
    this.#sidePower += this.#follow * (this.#sideSum / CONTROL_FRAMES - this.#sidePower)
    this.#midSum = 0
    this.#sideSum = 0
    let wanted = 1
    if (guarding && this.#sidePower > FLOOR_POWER) {
      const ratio = Math.sqrt((MOST_RATIO * this.#midPower) / this.#sidePower)
      wanted = Math.max(LEAST_GAIN, Math.min(1, ratio))
    }
    this.#smooth += (wanted < this.#smooth ? this.#down : this.#up) * (wanted - this.#smooth)
    this.#eased += this.#ease * (this.#smooth - this.#eased)
    if (wanted === 1 && 1 - this.#smooth < 1e-6 && 1 - this.#eased < 1e-6) {
      this.#smooth = 1
      this.#eased = 1
    }
    this.gain = this.#target
    this.#target = this.#eased
    this.#step = (this.#target - this.gain) / CONTROL_FRAMES
  }

  /** Hears both and turns the side down in place. */
  process(mid: Float64Array, side: Float64Array, frames: number): void {
    let gain = this.gain
    let midSum = this.#midSum
    let sideSum = this.#sideSum
    const step = this.#step
    for (let i = 0; i < frames; i++) {
      midSum += mid[i] * mid[i]
      sideSum += side[i] * side[i]
      side[i] *= gain
      gain += step
    }
    this.gain = gain
    this.#midSum = midSum
    this.#sideSum = sideSum
  }
}
