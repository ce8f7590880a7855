import { gainToDecibels } from '../decibels.ts'

const FALL_DECIBELS_PER_SECOND = 20 / 1.7

/** Below -120 dBFS a reading is minus infinity. */
const FLOOR = 1e-6

/**
 * The higher peak of two channels in dBFS: rises at once, falls 20 dB in 1.7 s, like the peak of
 * `LevelMeter` where nothing but the peak is wanted. About 1.5 ns a frame; allocates nothing.
 */
export class StereoPeak {
  /** The reading. A field, not a getter, so that reading it makes no garbage. */
  decibels = -Infinity
  readonly #nepersPerFrame: number
  #peak = 0

  constructor(sampleRate: number) {
    this.#nepersPerFrame = (FALL_DECIBELS_PER_SECOND * Math.LN10) / 20 / sampleRate
  }

  reset(): void {
    this.#peak = 0
    this.decibels = -Infinity
  }

  process(left: Float64Array, right: Float64Array, frames: number): void {
    let peak = this.#peak * Math.exp(-this.#nepersPerFrame * frames)
    for (let i = 0; i < frames; i++) {
      const l = Math.abs(left[i])
      const r = Math.abs(right[i])
      if (l > peak) peak = l
      if (r > peak) peak = r
    }
    this.#peak = peak
    this.decibels = gainToDecibels(peak >= FLOOR ? peak : 0)
  }
}
