import { CREST_TOLERANCE_DB, crestWaitMs, OVERREACH_DB, stepOf } from './crest-hold.ts'

/** Automatic release: the fast and the slow time constant, as multiples of the release time. */
const FAST_FACTOR = 0.25
const SLOW_FACTOR = 4
/** Time constant in which sustained reduction charges the slow one. */
const CHARGE_FACTOR = 2

/** Times in ms; they are a compressor's parameters as they stand. */
export interface SmootherTimes {
  readonly attack: number
  readonly release: number
  readonly hold: number
  readonly autoRelease: boolean
}

/**
 * Attack, hold and release of a gain reduction in dB: the smooth decoupled peak detector of
 * Giannoulis, Massberg, Reiss (JAES 60(6), 2012, equation 17), placed after the gain computer:
 *
 *   y1[n] = max(x[n], aR y1[n-1] + (1 - aR) x[n])
 *   yL[n] = aA yL[n-1] + (1 - aA) y1[n]          a = exp(-1 / (time * sampleRate))
 *
 * So after a step the reduction has 63 % of its way behind it in the attack time, and comes back
 * to 37 % in the release time plus about the attack time. y1 waits a moment for the next crest
 * before it falls (our own, see `crest-hold.ts`), and for the hold time if there is one. The
 * automatic release is two such branches: a fast one (a quarter of the release time), and a slow
 * one (four times) that only sustained reduction charges; the larger counts. A short peak is let go
 * at once and a loud passage slowly.
 *
 * About 4 ns a frame; only the constructor allocates.
 */
export class ReductionSmoother {
  /** The reduction after the last frame, in dB. */
  reductionDb = 0
  readonly #sampleRate: number
  #attack = 0
  #release = 0
  #charge = 0
  #discharge = 0
  #holdFrames = 0
  #isAuto = false
  #peak = 0
  #slow = 0
  #smooth = 0
  #heldFor = 0

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate
  }

  /** Whether nothing is turned down and nothing of the past is left. */
  get isIdle(): boolean {
    return this.#smooth === 0 && this.#peak === 0 && this.#slow === 0
  }

  /** The longest time in which a reduction lets go completely, in seconds. */
  static tailSeconds({ attack, release, hold, autoRelease }: SmootherTimes): number {
    const slowest = release * (autoRelease ? SLOW_FACTOR : 1)
    // ln(60 dB / OVERREACH_DB) time constants of each stage.
    return (hold + 18 * (slowest + attack)) / 1000
  }

  setTimes({ attack, release, hold, autoRelease }: SmootherTimes): void {
    // What the slow branch still holds is taken over, so that switching makes no jump.
    if (this.#isAuto && !autoRelease) this.#peak = Math.max(this.#peak, this.#slow)
    if (!autoRelease) this.#slow = 0
    this.#isAuto = autoRelease
    const rate = this.#sampleRate
    const crestWait = crestWaitMs(release)
    this.#attack = stepOf(attack, rate)
    this.#release = stepOf((release - crestWait) * (autoRelease ? FAST_FACTOR : 1), rate)
    this.#charge = autoRelease ? stepOf(release * CHARGE_FACTOR, rate) : 0
    this.#discharge = autoRelease ? stepOf(release * SLOW_FACTOR, rate) : 0
    this.#holdFrames = Math.round(((hold + crestWait) / 1000) * this.#sampleRate)
  }

  reset(): void {
    this.#peak = 0
    this.#slow = 0
    this.#smooth = 0
    this.#heldFor = 0
    this.reductionDb = 0
  }

  /** Continues from a reduction that something else has reached. */
  start(reductionDb: number): void {
    this.reset()
    this.#peak = reductionDb
    this.#smooth = reductionDb
    this.reductionDb = reductionDb
  }

  copyFrom(other: ReductionSmoother): void {
    this.#peak = other.#peak
    this.#slow = other.#slow
    this.#smooth = other.#smooth
    this.#heldFor = other.#heldFor
    this.reductionDb = other.reductionDb
  }

  /** Whether both will give the same reduction from now on for the same input. */
  agreesWith(other: ReductionSmoother): boolean {
    return (
      Math.abs(this.#smooth - other.#smooth) < OVERREACH_DB &&
      Math.abs(this.#peak - other.#peak) < OVERREACH_DB &&
      Math.abs(this.#slow - other.#slow) < OVERREACH_DB
    )
  }

  /** In place: wanted reductions in, smoothed ones out, in dB. */
  process(reductions: Float64Array, frames: number): void {
    const attack = this.#attack
    const release = this.#release
    const charge = this.#charge
    const discharge = this.#discharge
    const holdFrames = this.#holdFrames
    let peak = this.#peak
    let slow = this.#slow
    let smooth = this.#smooth
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
        peak += release * (wanted - OVERREACH_DB - peak)
        if (peak < wanted) peak = wanted
      }
      if (peak > slow) slow += charge * (peak - slow)
      else slow += discharge * (peak - OVERREACH_DB - slow)
      if (slow < 0) slow = 0
      const target = peak > slow ? peak : slow
      smooth += attack * (target - OVERREACH_DB - smooth)
      if (smooth < 0) smooth = 0
      reductions[i] = smooth
    }
    this.#peak = peak
    this.#slow = slow
    this.#smooth = smooth
    this.#heldFor = heldFor
    this.reductionDb = smooth
  }
}
