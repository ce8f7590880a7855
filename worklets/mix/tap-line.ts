import { MAX_FRAMES } from '../core/stereo-block.ts'
import type { GainRamp } from '../dsp/moves/gain-ramp.ts'
import { raisedCosine } from '../dsp/raised-cosine.ts'

/** A way gets another delay behind a crossfade of this length. */
const FADE_SECONDS = 0.02

/** What sounds at a tap, kept for as long as the slowest of its readers waits. Never idle. */
export class TapLine {
  readonly left: Float32Array
  readonly right: Float32Array
  /** Places run round: `frame & mask`. */
  readonly mask: number

  constructor(maxDelay: number) {
    const size = 2 ** Math.ceil(Math.log2(maxDelay + MAX_FRAMES))
    this.left = new Float32Array(size)
    this.right = new Float32Array(size)
    this.mask = size - 1
  }

  write(left: Float32Array, right: Float32Array, frames: number, position: number): void {
    const { left: lineLeft, right: lineRight, mask } = this
    for (let i = 0; i < frames; i++) {
      lineLeft[(position + i) & mask] = left[i]
      lineRight[(position + i) & mask] = right[i]
    }
  }

  reset(): void {
    this.left.fill(0)
    this.right.fill(0)
  }
}

/** Where in a block sound is added, and when that is in frames since the start. */
export interface Stretch {
  start: number
  frames: number
  position: number
}

/**
 * Reads a tap some whole frames late, bit for bit; another delay is reached by a crossfade of
 * 20 ms. About 2 ns a frame. Only the constructor allocates.
 */
export class TapReader {
  readonly #line: TapLine
  readonly #fade: Float64Array
  #delay: number
  #oldDelay: number
  #target: number
  #fadeAt: number

  constructor(line: TapLine, delay: number, sampleRate: number) {
    this.#line = line
    this.#fade = raisedCosine(Math.round(FADE_SECONDS * sampleRate))
    this.#delay = delay
    this.#oldDelay = delay
    this.#target = delay
    this.#fadeAt = this.#fade.length
  }

  /** At most what the line keeps. A fade that runs ends first. */
  setDelay(frames: number): void {
    this.#target = Math.min(frames, this.#line.mask + 1 - MAX_FRAMES)
  }

  /** Ends a crossfade at its goal. */
  reset(): void {
    this.#delay = this.#target
    this.#fadeAt = this.#fade.length
  }

  /** Adds the stretch to sums, weighted by `ramp` where there is one (its `gains` from 0 on). */
  addTo(left: Float64Array, right: Float64Array, at: Stretch, ramp?: GainRamp): void {
    if (this.#fadeAt >= this.#fade.length && this.#delay === this.#target) {
      if (ramp === undefined || (ramp.settled && ramp.target === 1)) this.#add(left, right, at)
      else this.#addScaled(left, right, at, ramp.gains)
    } else this.#addFading(left, right, at, ramp?.gains)
  }

  #add(left: Float64Array, right: Float64Array, { start, frames, position }: Stretch): void {
    const { left: lineLeft, right: lineRight, mask } = this.#line
    const from = position - this.#delay
    for (let i = 0; i < frames; i++) {
      left[start + i] += lineLeft[(from + i) & mask]
      right[start + i] += lineRight[(from + i) & mask]
    }
  }

  #addScaled(left: Float64Array, right: Float64Array, at: Stretch, gains: Float64Array): void {
    const { start, frames, position } = at
    const { left: lineLeft, right: lineRight, mask } = this.#line
    const from = position - this.#delay
    for (let i = 0; i < frames; i++) {
      left[start + i] += gains[i] * lineLeft[(from + i) & mask]
      right[start + i] += gains[i] * lineRight[(from + i) & mask]
    }
  }

  #addFading(left: Float64Array, right: Float64Array, at: Stretch, gains?: Float64Array): void {
    const { start, frames, position } = at
    const { left: lineLeft, right: lineRight, mask } = this.#line
    const fade = this.#fade
    for (let i = 0; i < frames; i++) {
      if (this.#fadeAt >= fade.length && this.#delay !== this.#target) {
        this.#oldDelay = this.#delay
        this.#delay = this.#target
        this.#fadeAt = 0
      }
      const now = (position + i - this.#delay) & mask
      const before = (position + i - this.#oldDelay) & mask
      const weight = this.#fadeAt < fade.length ? fade[this.#fadeAt++] : 1
      const gain = gains === undefined ? 1 : gains[i]
      left[start + i] += gain * (lineLeft[before] + weight * (lineLeft[now] - lineLeft[before]))
      right[start + i] += gain * (lineRight[before] + weight * (lineRight[now] - lineRight[before]))
    }
  }
}
