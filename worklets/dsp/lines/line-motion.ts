/** Rates of the lines around the one that is set, as factors: 0.77 to 1.3, none a simple ratio. */
const RATE_SPREAD = 1.3

/**
 * Slow sinusoidal motion of several delay lines, each with a rate and a phase of its own. Every so
 * many frames `advance` turns a pointer per line and reads where the line is; between these moments
 * whoever reads the lines goes straight on. Only the constructor allocates.
 */
export class LineMotion {
  rateHz = 0.5
  /** Largest distance from rest. */
  depthFrames = 0
  /** Those that move. */
  readonly lines: Int32Array
  /** Where each line was before the last `advance`, and where it is, in frames from rest. */
  readonly from: Float64Array
  readonly to: Float64Array
  readonly #sampleRate: number
  readonly #rates: Float64Array
  /** The pointers, and what one `advance` turns them by. */
  readonly #sines: Float64Array
  readonly #cosines: Float64Array
  readonly #turnSines: Float64Array
  readonly #turnCosines: Float64Array
  /** Cycles per frame at the middle rate and frames, for which the turns hold. */
  #cycles = 0

  /** Only lines with `moves(line)` move. */
  constructor(lines: number, sampleRate: number, moves: (line: number) => boolean) {
    const golden = (Math.sqrt(5) - 1) / 2
    this.#sampleRate = sampleRate
    this.lines = Int32Array.from(Array.from({ length: lines }, (_, k) => k).filter(moves))
    this.#rates = Float64Array.from(
      { length: lines },
      (_, k) => RATE_SPREAD ** (2 * ((k * golden * golden) % 1) - 1)
    )
    this.from = new Float64Array(lines)
    this.to = new Float64Array(lines)
    this.#sines = new Float64Array(lines)
    this.#cosines = new Float64Array(lines)
    this.#turnSines = new Float64Array(lines)
    this.#turnCosines = new Float64Array(lines)
    this.reset()
  }

  /** Every line at its start. */
  reset(): void {
    const golden = (Math.sqrt(5) - 1) / 2
    for (const k of this.lines) {
      const phase = 2 * Math.PI * ((k * golden) % 1)
      this.#sines[k] = Math.sin(phase)
      this.#cosines[k] = Math.cos(phase)
      this.to[k] = this.depthFrames * this.#sines[k]
      this.from[k] = this.to[k]
    }
  }

  /** Moves on by `frames` frames. */
  advance(frames: number): void {
    const { from, to, lines, depthFrames } = this
    const sines = this.#sines
    const cosines = this.#cosines
    const turnSines = this.#turnSines
    const turnCosines = this.#turnCosines
    const cycles = (frames * this.rateHz) / this.#sampleRate
    if (cycles !== this.#cycles) this.#setTurns(cycles)
    for (let n = 0; n < lines.length; n++) {
      const k = lines[n]
      const sine = sines[k]
      const cosine = cosines[k]
      sines[k] = sine * turnCosines[k] + cosine * turnSines[k]
      cosines[k] = cosine * turnCosines[k] - sine * turnSines[k]
      from[k] = to[k]
      to[k] = depthFrames * sines[k]
    }
  }

  #setTurns(cycles: number): void {
    this.#cycles = cycles
    for (const k of this.lines) {
      const turn = 2 * Math.PI * cycles * this.#rates[k]
      this.#turnSines[k] = Math.sin(turn)
      this.#turnCosines[k] = Math.cos(turn)
    }
  }
}
