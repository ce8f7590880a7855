/** What lies below counts as bass: half its period outlasts look-ahead and shortest hold. */
const CUTOFF_HZ = 200

/** The filters run on means of as many frames as this rate leaves: bass needs no more. */
const SLOW_RATE_HZ = 3000

/** How long a peak is remembered, so that the share does not follow the wave itself. */
const MEMORY_SECONDS = 0.06

/** Below -240 dB a filter state is over. */
const SILENCE = 1e-12

/** Of the group under way: sums, and the largest magnitude or what is remembered of it. */
const SUM_LEFT = 0
const SUM_RIGHT = 1
const HIGH = 2
/** The low-passes, the two falling peaks, and the result. */
const FIRST_LEFT = 3
const FIRST_RIGHT = 4
const SECOND_LEFT = 5
const SECOND_RIGHT = 6
const BASS_PEAK = 7
const PEAK = 8
const SHARE = 9
const STATES = 10

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
  readonly #rates: Float64Array
  #filled = 0
  /** Numbers kept in an array are stored in place, without garbage. See the indices below. */
  readonly #state = new Float64Array(STATES)

  constructor(sampleRate: number, maxBlock: number) {
    this.shares = new Float64Array(maxBlock)
    this.#groupFrames = Math.max(1, Math.round(sampleRate / SLOW_RATE_HZ))
    const slowRate = sampleRate / this.#groupFrames
    this.#rates = new Float64Array([
      1 - Math.exp((-2 * Math.PI * CUTOFF_HZ) / slowRate),
      Math.exp(-1 / (MEMORY_SECONDS * slowRate))
    ])
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
    const share = state[SHARE]
    let sumLeft = state[SUM_LEFT]
    let sumRight = state[SUM_RIGHT]
    let high = state[HIGH]
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
    state[SUM_LEFT] = sumLeft
    state[SUM_RIGHT] = sumRight
    state[HIGH] = high
  }

  #closeGroup(): void {
    const state = this.#state
    const step = this.#rates[0]
    const fall = this.#rates[1]
    state[FIRST_LEFT] += step * (state[SUM_LEFT] / this.#groupFrames - state[FIRST_LEFT])
    state[FIRST_RIGHT] += step * (state[SUM_RIGHT] / this.#groupFrames - state[FIRST_RIGHT])
    state[SECOND_LEFT] += step * (state[FIRST_LEFT] - state[SECOND_LEFT])
    state[SECOND_RIGHT] += step * (state[FIRST_RIGHT] - state[SECOND_RIGHT])
    for (let k = FIRST_LEFT; k <= SECOND_RIGHT; k++) {
      if (Math.abs(state[k]) < SILENCE) state[k] = 0
    }
    const bass = Math.max(Math.abs(state[SECOND_LEFT]), Math.abs(state[SECOND_RIGHT]))
    state[BASS_PEAK] = Math.max(bass, state[BASS_PEAK] * fall)
    state[PEAK] = Math.max(state[HIGH], SILENCE)
    state[SHARE] = state[BASS_PEAK] / state[PEAK]
    state[SUM_LEFT] = 0
    state[SUM_RIGHT] = 0
    state[HIGH] = state[PEAK] * fall
    this.#filled = 0
  }
}
