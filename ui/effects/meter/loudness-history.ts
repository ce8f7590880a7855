/** One point of the history holds at least this long. */
const SHORTEST_SECONDS = 0.1
/** When so many points are full, two become one. */
const MOST_POINTS = 2048

/** Loudness steps of the histogram, in LU. */
export const HISTOGRAM_STEP_LU = 0.5
/** Lowest loudness of the histogram. */
export const HISTOGRAM_FLOOR = -60
const HISTOGRAM_BINS = Math.round((10 - HISTOGRAM_FLOOR) / HISTOGRAM_STEP_LU)

/**
 * Momentary and short-term loudness since the last reset, however long that is ago: where the
 * memory is full, neighbors are joined, and each point stands for twice the time. And how often
 * each short-term loudness was read.
 */
export class LoudnessHistory {
  /** Loudest momentary reading of each point, LUFS. */
  readonly momentary = new Float32Array(MOST_POINTS)
  readonly shortTerm = new Float32Array(MOST_POINTS)
  /** Readings per step of the histogram. */
  readonly histogram = new Uint32Array(HISTOGRAM_BINS)
  length = 0
  secondsPerPoint = SHORTEST_SECONDS
  #age = 0
  #loudest = -Infinity
  #newest = -Infinity

  get seconds(): number {
    return this.length * this.secondsPerPoint
  }

  clear(): void {
    this.length = 0
    this.secondsPerPoint = SHORTEST_SECONDS
    this.histogram.fill(0)
    this.#age = 0
    this.#loudest = -Infinity
  }

  /** Notes readings that held for `seconds`; true when a point was finished. */
  note(momentary: number, shortTerm: number, seconds: number): boolean {
    this.#loudest = Math.max(this.#loudest, momentary)
    this.#newest = shortTerm
    this.#age += seconds
    if (this.#age < this.secondsPerPoint) return false
    this.#age -= this.secondsPerPoint
    if (this.#age > this.secondsPerPoint) this.#age = 0
    this.momentary[this.length] = this.#loudest
    this.shortTerm[this.length] = this.#newest
    this.length++
    this.#loudest = -Infinity
    if (shortTerm > HISTOGRAM_FLOOR) {
      const bin = Math.floor((shortTerm - HISTOGRAM_FLOOR) / HISTOGRAM_STEP_LU)
      const at = Math.min(HISTOGRAM_BINS - 1, bin)
      this.histogram[at] = (this.histogram[at] ?? 0) + 1
    }
    if (this.length === MOST_POINTS) this.#join()
    return true
  }

  #join(): void {
    const { momentary, shortTerm } = this
    for (let i = 0; i < MOST_POINTS / 2; i++) {
      momentary[i] = Math.max(momentary[2 * i] ?? -Infinity, momentary[2 * i + 1] ?? -Infinity)
      shortTerm[i] = shortTerm[2 * i + 1] ?? -Infinity
    }
    this.length = MOST_POINTS / 2
    this.secondsPerPoint *= 2
  }
}
