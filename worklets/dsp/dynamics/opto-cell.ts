import { OVERREACH_DB, stepOf } from './crest-hold.ts'
import { REDUCTION, ReductionState } from './reduction-state.ts'

/** Where how long it was lit stands behind the reduction. */
const MEMORY = REDUCTION + 1

/** The reduction at which the attack takes the time that is set, in dB; none takes double. */
const USUAL_DB = 12

/** The part of a reduction that the memory takes up. */
const REMEMBERED = 0.35

/** So that half of it is let go in the time that is set, though it only heads for the memory. */
const FAST_FACTOR = 0.6

const SLOW_FACTOR = 8
const CHARGE_FACTOR = 4

/** The automatic release: a cell's own times, ms. */
const CELL = { fast: 36, slow: 2000, charge: 1000 } as const

/**
 * Attack and release of a photocell lit by a lamp, in dB:
 * - The brighter the lamp the quicker the cell: the attack takes the time that is set for a
 *   reduction of 12 dB, up to twice as long for less and shorter for more.
 * - Release in two stages: the first half in the time that is set, the rest eight times slower.
 * - Memory: how much is left to the second stage grows with the time and depth of the light before
 *   (up to a third of the reduction, in four times the release time); a short peak is let go at once.
 * The automatic release has the times of the cell whatever the release is: 60 ms to half, and 2 s for what
 * is charged in 1 s.
 *
 * Behavior after the Universal Audio LA-610 Mk II manual, "The Technical Stuff": first stage in 40
 * to 80 ms, the rest in up to several seconds, depending on how long and how bright the light was.
 * The form of the equations and the other figures are our own.
 * About 5 ns a frame; only the constructor allocates.
 */
export class OptoCell extends ReductionState {
  readonly #sampleRate: number
  #attack = 0
  #fast = 0
  #slow = 0
  #charge = 0

  constructor(sampleRate: number) {
    super()
    this.#sampleRate = sampleRate
  }

  /** Longest time constant of a release, ms. */
  static slowestMs(releaseMs: number, autoRelease: boolean): number {
    return autoRelease ? CELL.slow : SLOW_FACTOR * releaseMs
  }

  /** Time constant of the first stage, ms. */
  static firstMs(releaseMs: number, autoRelease: boolean): number {
    return autoRelease ? CELL.fast : FAST_FACTOR * releaseMs
  }

  setTimes(attackMs: number, releaseMs: number, autoRelease: boolean): void {
    const chargeMs = autoRelease ? CELL.charge : CHARGE_FACTOR * releaseMs
    this.#attack = stepOf(attackMs, this.#sampleRate)
    this.#fast = stepOf(OptoCell.firstMs(releaseMs, autoRelease), this.#sampleRate)
    this.#slow = stepOf(OptoCell.slowestMs(releaseMs, autoRelease), this.#sampleRate)
    this.#charge = stepOf(chargeMs, this.#sampleRate)
  }

  /** In place: wanted reductions in, those of the cell out, in dB. */
  process(reductions: Float64Array, frames: number): void {
    const attack = this.#attack
    const fast = this.#fast
    const slow = this.#slow
    const charge = this.#charge
    let r = this.state[REDUCTION]
    let memory = this.state[MEMORY]
    for (let i = 0; i < frames; i++) {
      const wanted = reductions[i]
      if (wanted > r) {
        const step = attack * (0.5 + wanted / (2 * USUAL_DB))
        r += (step < 1 ? step : 1) * (wanted - r)
      } else {
        const goal = wanted > memory ? wanted : memory
        if (r > goal) {
          r += fast * (goal - OVERREACH_DB - r)
          if (r < goal) r = goal
        }
      }
      const remembered = REMEMBERED * r
      if (remembered > memory) memory += charge * (remembered - memory)
      else memory += slow * (remembered - OVERREACH_DB - memory)
      if (memory < 0) memory = 0
      reductions[i] = r
    }
    this.state[REDUCTION] = r
    this.state[MEMORY] = memory
  }
}
