/** What lies below counts as bass: half its period outlasts look-ahead and shortest hold. */
const CUTOFF_HZ = 200

/** The filters run on means of as many frames as this rate leaves: bass needs no more. */
const SLOW_RATE_HZ = 6000

/** How long a peak is remembered, so that the share does not follow the wave itself. */
const MEMORY_SECONDS = 0.06

/** Below -240 dB a filter state is over. */
const SILENCE = 1e-12

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
  readonly #step: number
  readonly #fall: number
  #filled = 0
  #sumLeft = 0
  #sumRight = 0
  #high = 0
  #firstLeft = 0
  #firstRight = 0
  #secondLeft = 0
  #secondRight = 0
  #bassPeak = 0
  #peak = 0
  #share = 0

  constructor(sampleRate: number, maxBlock: number) {
    this.shares = new Float64Array(maxBlock)
    this.#groupFrames = Math.max(1, Math.round(sampleRate / SLOW_RATE_HZ))
    const slowRate = sampleRate / this.#groupFrames
    this.#step = 1 - Math.exp((-2 * Math.PI * CUTOFF_HZ) / slowRate)
    this.#fall = Math.exp(-1 / (MEMORY_SECONDS * slowRate))
  }

  reset(): void {
    this.#filled = 0
    this.#sumLeft = 0
    this.#sumRight = 0
    this.#high = 0
    this.#firstLeft = 0
    this.#firstRight = 0
    this.#secondLeft = 0
    this.#secondRight = 0
    this.#bassPeak = 0
    this.#peak = 0
    this.#share = 0
  }

  process(left: Float64Array, right: Float64Array, frames: number): void {
    let start = 0
    while (start < frames) {
      const end = Math.min(frames, start + this.#groupFrames - this.#filled)
      let sumLeft = this.#sumLeft
      let sumRight = this.#sumRight
      let high = this.#high
      for (let i = start; i < end; i++) {
        const l = left[i]
        const r = right[i]
        sumLeft += l
        sumRight += r
        const size = Math.max(Math.abs(l), Math.abs(r))
        if (size > high) high = size
        this.shares[i] = this.#share
      }
      this.#sumLeft = sumLeft
      this.#sumRight = sumRight
      this.#high = high
      this.#filled += end - start
      if (this.#filled === this.#groupFrames) this.#closeGroup()
      start = end
    }
  }

  #closeGroup(): void {
    const step = this.#step
    this.#firstLeft = settle(this.#firstLeft, this.#sumLeft / this.#groupFrames, step)
    this.#firstRight = settle(this.#firstRight, this.#sumRight / this.#groupFrames, step)
    this.#secondLeft = settle(this.#secondLeft, this.#firstLeft, step)
    this.#secondRight = settle(this.#secondRight, this.#firstRight, step)
    const bass = Math.max(Math.abs(this.#secondLeft), Math.abs(this.#secondRight))
    this.#bassPeak = Math.max(bass, this.#bassPeak * this.#fall)
    this.#peak = Math.max(this.#high, this.#peak * this.#fall, SILENCE)
    this.#share = this.#bassPeak / this.#peak
    this.#filled = 0
    this.#sumLeft = 0
    this.#sumRight = 0
    this.#high = 0
  }
}

/** One step of a one-pole low-pass that ends in exact silence. */
function settle(state: number, target: number, step: number): number {
  const next = state + step * (target - state)
  return Math.abs(next) < SILENCE ? 0 : next
}
