import { OVERREACH_DB, stepOf } from './crest-hold.ts'
import { REDUCTION, ReductionState } from './reduction-state.ts'

/** Where the charge of the slow capacitor stands behind the reduction. */
const SLOW_STORE = REDUCTION + 1

/**
 * The automatic release: two capacitors in a row, each with its resistor. They share the charging
 * current by these parts, and let go with these time constants in ms.
 */
const FAST_MS = 60
const SLOW_MS = 3000
const SLOW_PART = 0.1

/**
 * Attack and release of the timing network of a bus compressor, in dB. A reduction rises to 63 % in
 * the attack time, and is let go to 37 % in the release time, to within half the attack time. What
 * falls more slowly than that, a fade or a threshold on its way up, is followed through the pole of
 * the attack, so that the ripple of the crests is not heard in it.
 *
 * On automatic release it is the sum of a quick store and a slow one behind it, charged by the same
 * current: a peak fills the quick one, which lets go in 60 ms; a lasting reduction moves over to
 * the slow one (63 % in about half a second), which lets go in 3 s. The current makes good what
 * leaks while the sound is loud, so a steady sound ends on the curve whatever the network.
 *
 * Behavior after the manual of the SSL 4000 master bus compressor ("the release time is dependent
 * upon the duration of the program peak"). Equations and times are our own.
 * About 5 ns a frame; only the constructor allocates.
 */
export class BusNetwork extends ReductionState {
  readonly #sampleRate: number
  #attack = 0
  #fast = 0
  #slow = 0
  #slowPart = 0

  constructor(sampleRate: number) {
    super()
    this.#sampleRate = sampleRate
  }

  /** Longest time constant of a release, ms. */
  static slowestMs(releaseMs: number, autoRelease: boolean): number {
    return autoRelease ? SLOW_MS : releaseMs
  }

  /** Time constant in which a short peak is let go, ms. */
  static firstMs(releaseMs: number, autoRelease: boolean): number {
    return autoRelease ? FAST_MS : releaseMs
  }

  setTimes(attackMs: number, releaseMs: number, autoRelease: boolean): void {
    this.#attack = stepOf(attackMs, this.#sampleRate)
    this.#fast = stepOf(BusNetwork.firstMs(releaseMs, autoRelease), this.#sampleRate)
    this.#slow = stepOf(BusNetwork.slowestMs(releaseMs, autoRelease), this.#sampleRate)
    this.#slowPart = autoRelease ? SLOW_PART : 0
  }

  /** In place: wanted reductions in, those of the network out, in dB. */
  process(reductions: Float64Array, frames: number): void {
    const attack = this.#attack
    const fast = this.#fast
    const slow = this.#slow
    const slowPart = this.#slowPart
    let r = this.state[REDUCTION]
    let slowStore = this.state[SLOW_STORE]
    for (let i = 0; i < frames; i++) {
      const wanted = reductions[i]
      const fastStore = r - slowStore
      const fastLeft = fastStore > OVERREACH_DB ? fastStore - fast * fastStore : 0
      const slowLeft = slowStore > OVERREACH_DB ? slowStore - slow * slowStore : 0
      const left = fastLeft + slowLeft
      let held = r + attack * (wanted - (wanted > r ? 0 : OVERREACH_DB) - r)
      if (wanted < r && held < wanted) held = wanted
      if (held > left) {
        slowStore = slowLeft + slowPart * (held - left)
        r = held
      } else {
        slowStore = slowLeft
        r = left
      }
      reductions[i] = r
    }
    this.state[REDUCTION] = r
    this.state[SLOW_STORE] = slowStore
  }
}
