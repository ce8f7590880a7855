import { powerToDecibels } from '../decibels.ts'
import { PEAK_FALL_DB_PER_SECOND } from './peak-fall.ts'

/**
 * A one-pole average of 150 ms time constant steadies a reading as much as a 300 ms rectangular
 * window does (both have the same noise bandwidth).
 */
const RMS_TIME_CONSTANT_SECONDS = 0.15

/** Frames between two updates of the decays: 0.7 ms, far below what a display can show. */
const SEGMENT = 32

/** Below -120 dBFS a reading is minus infinity. */
const FLOOR_POWER = 1e-12

/**
 * Peak and RMS level of a stereo signal in dBFS: a full-scale sine reads 0 peak and -3.01 RMS.
 * The peak rises at once and falls 20 dB in 1.7 s; RMS averages over 300 ms.
 *
 * About 2 ns a frame for both channels. Segments are counted in frames, so how the sound is cut
 * into blocks does not change a reading. Nothing allocates but the constructor.
 */
export class LevelMeter {
  /** The readings in dBFS, as `process` left them. */
  peakLeft = -Infinity
  peakRight = -Infinity
  rmsLeft = -Infinity
  rmsRight = -Infinity
  readonly #fall: number
  readonly #average: number
  #filled = 0
  /** Of the segment under way: largest and summed squares. */
  #highLeft = 0
  #highRight = 0
  #sumLeft = 0
  #sumRight = 0
  /** Up to the last full segment: squares of the falling peak, and mean squares. */
  #peakLeft = 0
  #peakRight = 0
  #meanLeft = 0
  #meanRight = 0

  constructor(sampleRate: number) {
    this.#fall = 10 ** ((-PEAK_FALL_DB_PER_SECOND * SEGMENT) / sampleRate / 10)
    this.#average = 1 - Math.exp(-SEGMENT / (RMS_TIME_CONSTANT_SECONDS * sampleRate))
  }

  reset(): void {
    this.#filled = 0
    this.#highLeft = 0
    this.#highRight = 0
    this.#sumLeft = 0
    this.#sumRight = 0
    this.#peakLeft = 0
    this.#peakRight = 0
    this.#meanLeft = 0
    this.#meanRight = 0
    this.#read()
  }

  process(left: Float64Array, right: Float64Array, frames: number): void {
    let start = 0
    while (start < frames) {
      const end = Math.min(frames, start + SEGMENT - this.#filled)
      this.#measure(left, right, start, end)
      this.#filled += end - start
      if (this.#filled === SEGMENT) this.#closeSegment()
      start = end
    }
    this.#read()
  }

  #measure(left: Float64Array, right: Float64Array, start: number, end: number): void {
    let highLeft = this.#highLeft
    let highRight = this.#highRight
    let sumLeft = this.#sumLeft
    let sumRight = this.#sumRight
    for (let i = start; i < end; i++) {
      const l = left[i] * left[i]
      const r = right[i] * right[i]
      sumLeft += l
      sumRight += r
      if (l > highLeft) highLeft = l
      if (r > highRight) highRight = r
    }
    this.#highLeft = highLeft
    this.#highRight = highRight
    this.#sumLeft = sumLeft
    this.#sumRight = sumRight
  }

  #closeSegment(): void {
    this.#peakLeft = Math.max(this.#highLeft, this.#peakLeft * this.#fall)
    this.#peakRight = Math.max(this.#highRight, this.#peakRight * this.#fall)
    this.#meanLeft += this.#average * (this.#sumLeft / SEGMENT - this.#meanLeft)
    this.#meanRight += this.#average * (this.#sumRight / SEGMENT - this.#meanRight)
    this.#filled = 0
    this.#highLeft = 0
    this.#highRight = 0
    this.#sumLeft = 0
    this.#sumRight = 0
  }

  #read(): void {
    this.peakLeft = reading(Math.max(this.#peakLeft, this.#highLeft))
    this.peakRight = reading(Math.max(this.#peakRight, this.#highRight))
    this.rmsLeft = reading(this.#meanLeft)
    this.rmsRight = reading(this.#meanRight)
  }
}

/** A power in dBFS. */
function reading(power: number): number {
  return power >= FLOOR_POWER ? powerToDecibels(power) : -Infinity
}
