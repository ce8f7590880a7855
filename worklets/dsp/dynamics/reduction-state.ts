import { OVERREACH_DB } from './crest-hold.ts'

/** Where the reduction stands in what a law remembers. */
export const REDUCTION = 0

/**
 * What a law of attack and release remembers: the reduction in dB first, and whatever else it is
 * made of. Lets one side of a linked pair take over from the other.
 */
export abstract class ReductionState {
  /** The reduction after the last frame in dB, then what else the law keeps. */
  readonly state: Float64Array = new Float64Array(3)

  /** Whether nothing is turned down and nothing of the past is left. */
  get isIdle(): boolean {
    const state = this.state
    for (let k = 0; k < state.length; k++) if (state[k] !== 0) return false
    return true
  }

  /** Continues from a reduction that something else has reached; 0 forgets the past. */
  start(reductionDb: number): void {
    this.state.fill(0)
    this.state[REDUCTION] = reductionDb
  }

  copyFrom(other: ReductionState): void {
    this.state.set(other.state)
  }

  /** Whether both will give the same reduction from now on for the same input. */
  agreesWith(other: ReductionState): boolean {
    for (let k = 0; k < this.state.length; k++) {
      if (Math.abs(this.state[k] - other.state[k]) >= OVERREACH_DB) return false
    }
    return true
  }
}
