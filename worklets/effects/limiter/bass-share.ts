/** What lies below counts as bass: half its period outlasts look-ahead and shortest hold. */
const CUTOFF_HZ = 200

/** The filters run on means of as many frames as this rate leaves: bass needs no more. */
const SLOW_RATE_HZ = 3000

/** How long a peak is remembered, so that the share does not follow the wave itself. */
const MEMORY_SECONDS = 0.06

/** Below -240 dB a filter state is over. */
const SILENCE = 1e-12

const AT = {
  /** Of the group under way: sums, and the largest magnitude or what is remembered of it. */
  sumLeft: 0,
  sumRight: 1,
  high: 2,
  /** The low-passes, the two falling peaks, and the result. */
  firstLeft: 3,
  firstRight: 4,
  secondLeft: 5,
  secondRight: 6,
  bassPeak: 7,
  peak: 8,
  share: 9,
  count: 10
} as const

/**
 * How much of a stereo signal's peaks is bass, 0 to 1. Signal path: mean of a few frames -> two
 * one-pole low-passes at 200 Hz -> falling peak, over the falling peak of the whole signal.
 * A steady sine reads 0.96 at 40 Hz, 0.8 at 100 Hz, 0.5 at 200 Hz, 0.04 at 1 kHz.
 *
 * Counts frames, so blocks do not matter. About 3 ns a frame. Only the constructor allocates.
 */
export class BassShare {
  /** The share at each frame of the last block. */
  readonly shares: Float64Array
  readonly #groupFrames: number
  /** Step of the low-passes and fall of the peaks, per group. */
  readonly #step: number
  readonly #fall: number
  #filled = 0
  readonly #state = new Float64Array(AT.count)

  constructor(sampleRate: number, maxBlock: number) {
    this.shares = new Float64Array(maxBlock)
    this.#groupFrames = Math.max(1, Math.round(sampleRate / SLOW_RATE_HZ))
    const slowRate = sampleRate / this.#groupFrames
    this.#step = 1 - Math.exp((-2 * Math.PI * CUTOFF_HZ) / slowRate)
    this.#fall = Math.exp(-1 / (MEMORY_SECONDS * slowRate))
  }

  reset(): void {
    this.#filled = 0
    this.#state.fill(0)
  }

  process(left: Float64Array, right: Float64Array, frames: number): void {
    let start = 0
    while (start < frames) {
      const end = Math.min(frames, start + this.#groupFrames - this.#filled)
      this.#collect(left, right, start, end)
      this.#filled += end - start
      if (this.#filled === this.#groupFrames) this.#closeGroup()
      start = end
    }
  }

  #collect(left: Float64Array, right: Float64Array, start: number, end: number): void {
    const state = this.#state
    const share = state[AT.share]
    let sumLeft = state[AT.sumLeft]
    let sumRight = state[AT.sumRight]
    let high = state[AT.high]
    for (let i = start; i < end; i++) {
      const l = left[i]
      const r = right[i]
      sumLeft += l
      sumRight += r
      if (l > high) high = l
      else if (-l > high) high = -l
      if (r > high) high = r
      else if (-r > high) high = -r
      this.shares[i] = share
    }
    state[AT.sumLeft] = sumLeft
    state[AT.sumRight] = sumRight
    state[AT.high] = high
  }

  #closeGroup(): void {
    const state = this.#state
    const step = this.#step
    const fall = this.#fall
    state[AT.firstLeft] += step * (state[AT.sumLeft] / this.#groupFrames - state[AT.firstLeft])
    state[AT.firstRight] += step * (state[AT.sumRight] / this.#groupFrames - state[AT.firstRight])
    state[AT.secondLeft] += step * (state[AT.firstLeft] - state[AT.secondLeft])
    state[AT.secondRight] += step * (state[AT.firstRight] - state[AT.secondRight])
    for (let k = AT.firstLeft; k <= AT.secondRight; k++) {
      if (Math.abs(state[k]) < SILENCE) state[k] = 0
    }
    const bass = Math.max(Math.abs(state[AT.secondLeft]), Math.abs(state[AT.secondRight]))
    state[AT.bassPeak] = Math.max(bass, state[AT.bassPeak] * fall)
    state[AT.peak] = Math.max(state[AT.high], SILENCE)
    state[AT.share] = state[AT.bassPeak] / state[AT.peak]
    state[AT.sumLeft] = 0
    state[AT.sumRight] = 0
    state[AT.high] = state[AT.peak] * fall
    this.#filled = 0
  }
}
