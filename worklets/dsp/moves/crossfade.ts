import { sharedTable } from '../shared-table.ts'

/**
 * Weight of the new against the old while a structure changes (delay lengths, tap sets): 0 to 1
 * along the integral of a Hann window, whose sidebands fall by 18 dB per octave. 80 ms keep a fade,
 * and fade after fade under a turning hand, below -100 dB at 200 Hz from a tone.
 * Counted in frames, a whole number of the longest blocks; only the constructor allocates.
 */
export class Crossfade {
  /** The weight at each frame of the last `process`. */
  readonly weights: Float64Array
  /** A weight to come, as `lookAhead` found it. */
  ahead = 1
  readonly #curve: Float64Array
  #at: number

  constructor(seconds: number, sampleRate: number, maxBlock: number) {
    const frames = maxBlock * Math.round((seconds * sampleRate) / maxBlock)
    this.#curve = curveOf(frames)
    this.#at = frames
    this.weights = new Float64Array(maxBlock).fill(1)
  }

  get active(): boolean {
    return this.#at < this.#curve.length
  }

  /** Sets `ahead` to the weight after `frames` more frames; 1 when nothing fades. */
  lookAhead(frames: number): void {
    const at = this.#at + frames - 1
    this.ahead = at < this.#curve.length ? this.#curve[at] : 1
  }

  start(): void {
    this.#at = 0
  }

  /** Ends a fade at once. */
  finish(): void {
    this.#at = this.#curve.length
    this.ahead = 1
    this.weights.fill(1)
  }

  process(frames: number): void {
    const curve = this.#curve
    for (let i = 0; i < frames; i++) {
      this.weights[i] = this.#at < curve.length ? curve[this.#at++] : 1
    }
  }
}

const curveOf = sharedTable((frames: number) => {
  const curve = new Float64Array(frames)
  for (let i = 0; i < frames; i++) {
    const t = (i + 1) / frames
    curve[i] = t - Math.sin(2 * Math.PI * t) / (2 * Math.PI)
  }
  return curve
})
