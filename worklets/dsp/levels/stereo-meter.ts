import { PEAK_FALL_DB_PER_SECOND } from './peak-fall.ts'

/** A one-pole average of 150 ms steadies a reading as much as a window of 300 ms. */
const RMS_SECONDS = 0.15

/** For correlation and balance: long enough to read, short enough to follow a phrase. */
const IMAGE_SECONDS = 0.4

/** Frames between two steps of decays and averages: 0.7 ms, far below what a display can show. */
const SEGMENT = 32

/** Below -120 dBFS a level is minus infinity. */
const LEVEL_FLOOR = 1e-12

/** Below -70 dBFS there is no image to speak of. */
const IMAGE_FLOOR = 1e-7

/** A side that is silent reads as so much quieter. */
const WIDEST_DB = 60

/**
 * Levels and image of a stereo signal in one pass: falling peak and RMS per side (a full-scale
 * sine reads 0 and -3.01 dBFS), correlation, sum(l r) / sqrt(sum(l l) sum(r r)), and balance,
 * 10 log10(sum(r r) / sum(l l)). Correlation and balance rest at 0 where there is no sound.
 *
 * About 4 ns a frame. Readings are worked out once per block and then only looked up: a getter
 * that computes a double may leave it on the heap. Only the constructor allocates.
 */
export class StereoMeter {
  readonly #fall: number
  readonly #rmsAverage: number
  readonly #imageAverage: number
  #filled = 0
  /** Of the segment under way: greatest squares, sums of squares and products. */
  #highLeft = 0
  #highRight = 0
  #sumLeft = 0
  #sumRight = 0
  #sumCross = 0
  /** Up to the last full segment: squares of the falling peaks, mean squares and product. */
  #fallLeft = 0
  #fallRight = 0
  #meanLeft = 0
  #meanRight = 0
  #imageLeft = 0
  #imageRight = 0
  #imageCross = 0
  #peakLeft = -Infinity
  #peakRight = -Infinity
  #rmsLeft = -Infinity
  #rmsRight = -Infinity
  #correlation = 0
  #balance = 0

  constructor(sampleRate: number) {
    this.#fall = 10 ** ((-PEAK_FALL_DB_PER_SECOND * SEGMENT) / sampleRate / 10)
    this.#rmsAverage = 1 - Math.exp(-SEGMENT / (RMS_SECONDS * sampleRate))
    this.#imageAverage = 1 - Math.exp(-SEGMENT / (IMAGE_SECONDS * sampleRate))
  }

  get peakLeft(): number {
    return this.#peakLeft
  }

  get peakRight(): number {
    return this.#peakRight
  }

  get rmsLeft(): number {
    return this.#rmsLeft
  }

  get rmsRight(): number {
    return this.#rmsRight
  }

  /** -1 (one side the other turned over) through 0 (unrelated) to 1 (mono). */
  get correlation(): number {
    return this.#correlation
  }

  /** How much louder the right side is than the left, in dB, -60 to 60. */
  get balance(): number {
    return this.#balance
  }

  reset(): void {
    this.#silence()
    this.#readLevels()
    this.#readImage()
  }

  /** Whether every reading lies still at its floor, so that silence changes none of them. */
  get isAtRest(): boolean {
    return (
      this.#peakLeft === -Infinity &&
      this.#peakRight === -Infinity &&
      this.#rmsLeft === -Infinity &&
      this.#rmsRight === -Infinity &&
      this.#correlation === 0 &&
      this.#balance === 0
    )
  }

  /** Lets silence pass at rest: costs nothing, and segments keep their place in time. */
  rest(frames: number): void {
    const filled = (this.#filled + frames) % SEGMENT
    this.#silence()
    this.#filled = filled
  }

  process(left: Float64Array, right: Float64Array, frames: number): void {
    let from = 0
    while (from < frames) {
      const to = Math.min(frames, from + SEGMENT - this.#filled)
      this.#measure(left, right, from, to)
      this.#filled += to - from
      if (this.#filled === SEGMENT) this.#closeSegment()
      from = to
    }
    this.#readLevels()
    this.#readImage()
  }

  #silence(): void {
    this.#beginSegment()
    this.#fallLeft = 0
    this.#fallRight = 0
    this.#meanLeft = 0
    this.#meanRight = 0
    this.#imageLeft = 0
    this.#imageRight = 0
    this.#imageCross = 0
  }

  #measure(left: Float64Array, right: Float64Array, from: number, to: number): void {
    let highLeft = this.#highLeft
    let highRight = this.#highRight
    let sumLeft = this.#sumLeft
    let sumRight = this.#sumRight
    let sumCross = this.#sumCross
    for (let i = from; i < to; i++) {
      const x = left[i]
      const y = right[i]
      const l = x * x
      const r = y * y
      sumLeft += l
      sumRight += r
      sumCross += x * y
      if (l > highLeft) highLeft = l
      if (r > highRight) highRight = r
    }
    this.#highLeft = highLeft
    this.#highRight = highRight
    this.#sumLeft = sumLeft
    this.#sumRight = sumRight
    this.#sumCross = sumCross
  }

  #closeSegment(): void {
    const left = this.#sumLeft / SEGMENT
    const right = this.#sumRight / SEGMENT
    this.#fallLeft = Math.max(this.#highLeft, this.#fallLeft * this.#fall)
    this.#fallRight = Math.max(this.#highRight, this.#fallRight * this.#fall)
    this.#meanLeft += this.#rmsAverage * (left - this.#meanLeft)
    this.#meanRight += this.#rmsAverage * (right - this.#meanRight)
    this.#imageLeft += this.#imageAverage * (left - this.#imageLeft)
    this.#imageRight += this.#imageAverage * (right - this.#imageRight)
    this.#imageCross += this.#imageAverage * (this.#sumCross / SEGMENT - this.#imageCross)
    this.#beginSegment()
  }

  #beginSegment(): void {
    this.#filled = 0
    this.#highLeft = 0
    this.#highRight = 0
    this.#sumLeft = 0
    this.#sumRight = 0
    this.#sumCross = 0
  }

  #readLevels(): void {
    const peakLeft = Math.max(this.#fallLeft, this.#highLeft)
    const peakRight = Math.max(this.#fallRight, this.#highRight)
    this.#peakLeft = peakLeft >= LEVEL_FLOOR ? 10 * Math.log10(peakLeft) : -Infinity
    this.#peakRight = peakRight >= LEVEL_FLOOR ? 10 * Math.log10(peakRight) : -Infinity
    this.#rmsLeft = this.#meanLeft >= LEVEL_FLOOR ? 10 * Math.log10(this.#meanLeft) : -Infinity
    this.#rmsRight = this.#meanRight >= LEVEL_FLOOR ? 10 * Math.log10(this.#meanRight) : -Infinity
  }

  #readImage(): void {
    const left = this.#imageLeft
    const right = this.#imageRight
    const ratio = this.#imageCross / Math.sqrt(left * right)
    const bothSound = left >= IMAGE_FLOOR && right >= IMAGE_FLOOR
    this.#correlation = bothSound ? Math.min(1, Math.max(-1, ratio)) : 0
    const decibels = Math.min(WIDEST_DB, Math.max(-WIDEST_DB, 10 * Math.log10(right / left)))
    this.#balance = left + right >= 2 * IMAGE_FLOOR ? decibels : 0
  }
}
