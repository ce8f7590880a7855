/**
 * A wanted reduction that falls is followed this much too far, in dB, and stopped at its goal: so
 * an exponential release ends, in exactly 0, after about 16 time constants.
 */
export const OVERREACH_DB = 1e-6

/** Crests that differ by less, in dB, count as equal: those of a sampled wave always do. */
export const CREST_TOLERANCE_DB = 0.02

const CREST_WAIT_MS = 1
const CREST_WAIT_PART = 0.02

/**
 * Before a reduction lets go it waits for the next crest of the wave, up to 1 ms or this part of
 * the release time: so a tone above 500 Hz has no ripple, and is turned down by what the curve
 * says. The release is shortened by as much, so that its time stays what it was.
 */
export function crestWaitMs(releaseMs: number): number {
  return Math.min(CREST_WAIT_MS, CREST_WAIT_PART * releaseMs)
}

/** The part of a time constant of `ms` that passes in a frame: 1 - exp(-1 / (time * rate)). */
export function stepOf(ms: number, sampleRate: number): number {
  return 1 - Math.exp(-1000 / (ms * sampleRate))
}

/**
 * Wanted reductions of a wave, sample by sample, to those of its crests, in dB: rises at once,
 * waits for the next crest (and for the hold time if there is one), then falls exponentially. What
 * the rectifier and its first capacitor do in front of a compressor's timing.
 * About 2 ns a frame; allocates nothing.
 */
export class CrestHold {
  readonly #sampleRate: number
  #fall = 0
  #holdFrames = 0
  #peak = 0
  #heldFor = 0

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate
  }

  /** Whether nothing of the past is left. */
  get isIdle(): boolean {
    return this.#peak === 0
  }

  setTimes(fallMs: number, holdMs: number): void {
    this.#fall = stepOf(fallMs, this.#sampleRate)
    this.#holdFrames = Math.round((holdMs / 1000) * this.#sampleRate)
  }

  /** Continues from a reduction that something else has reached; 0 forgets the past. */
  start(reductionDb: number): void {
    this.#peak = reductionDb
    this.#heldFor = 0
  }

  copyFrom(other: CrestHold): void {
    this.#peak = other.#peak
    this.#heldFor = other.#heldFor
  }

  agreesWith(other: CrestHold): boolean {
    return Math.abs(this.#peak - other.#peak) < OVERREACH_DB
  }

  /** In place. */
  process(reductions: Float64Array, frames: number): void {
    const fall = this.#fall
    const holdFrames = this.#holdFrames
    let peak = this.#peak
    let heldFor = this.#heldFor
    for (let i = 0; i < frames; i++) {
      const wanted = reductions[i]
      if (wanted >= peak) {
        peak = wanted
        heldFor = 0
      } else if (wanted > 0 && wanted > peak - CREST_TOLERANCE_DB) {
        heldFor = 0
      } else if (heldFor < holdFrames) {
        heldFor++
      } else {
        peak += fall * (wanted - OVERREACH_DB - peak)
        if (peak < wanted) peak = wanted
      }
      reductions[i] = peak
    }
    this.#peak = peak
    this.#heldFor = heldFor
  }
}
