import { gainToDecibels } from '../decibels.ts'
import { PEAK_FALL_DB_PER_SECOND } from './peak-fall.ts'

/** Below -120 dBFS a reading is minus infinity. */
const FLOOR = 1e-6

/**
 * The falling peak of `LevelMeter` where nothing but the peak is wanted: rises at once, falls 20 dB
 * in 1.7 s, reads dBFS. One for both sides. Allocates nothing.
 */
export class FallingPeak {
  readonly #nepersPerFrame: number
  #frames = 0
  #fall = 1
  #peak = 0
  #found = 0
  /** The reading in dBFS, as `process` or `measure` left it. */
  decibels = -Infinity

  constructor(sampleRate: number) {
    this.#nepersPerFrame = (PEAK_FALL_DB_PER_SECOND * Math.LN10) / 20 / sampleRate
  }

  reset(): void {
    this.#peak = 0
    this.decibels = -Infinity
  }

  /** Takes both sides of the next `frames` frames. About 2 ns a frame. */
  measure(left: Float64Array, right: Float64Array, frames: number): void {
    let peak = 0
    for (let i = 0; i < frames; i++) {
      const l = Math.abs(left[i])
      const r = Math.abs(right[i])
      if (l > peak) peak = l
      if (r > peak) peak = r
    }
    this.#found = peak
    this.#fallTo(frames)
  }

  /** For who knows the linear peak of the next `frames` frames already. A few ns a block. */
  process(peak: number, frames: number): void {
    this.#found = peak
    this.#fallTo(frames)
  }

  /** The reading after `frames` frames in which `#found` was the highest. */
  #fallTo(frames: number): void {
    if (frames !== this.#frames) {
      this.#frames = frames
      this.#fall = Math.exp(-this.#nepersPerFrame * frames)
    }
    this.#peak = Math.max(this.#found, this.#peak * this.#fall)
    this.decibels = this.#peak >= FLOOR ? gainToDecibels(this.#peak) : -Infinity
  }
}
