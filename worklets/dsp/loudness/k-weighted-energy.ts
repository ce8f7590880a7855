import { type Biquad, kWeightingCoefficients } from './k-weighting-coefficients.ts'

/** States below this are silence; it keeps them clear of slow denormal numbers. */
const SILENT_STATE = 1e-30

/** Places of the two registers of the shelf and of the high-pass, by channel. */
const L1 = 0
const L2 = 1
const L3 = 2
const L4 = 3
const R1 = 4
const R2 = 5
const R3 = 6
const R4 = 7
const STATES = 8

/**
 * Energy of two channels after K-weighting (ITU-R BS.1770-5, annex 1): the weighted sum of squares
 * that loudness is made of. Two biquads in series, transposed direct form II, per channel.
 *
 * About 10 ns a frame for both channels. Only the constructor allocates.
 */
export class KWeightedEnergy {
  readonly #shelf: Biquad
  readonly #highPass: Biquad
  readonly #leftWeight: number
  readonly #rightWeight: number
  readonly #state = new Float64Array(STATES)
  #energy = 0

  /** Weights are the standard's channel gains: 1 in front, 1.41 beside the listener. */
  constructor(sampleRate: number, leftWeight = 1, rightWeight = 1) {
    const { shelf, highPass } = kWeightingCoefficients(sampleRate)
    this.#shelf = shelf
    this.#highPass = highPass
    this.#leftWeight = leftWeight
    this.#rightWeight = rightWeight
  }

  reset(): void {
    this.#state.fill(0)
    this.#energy = 0
  }

  /** True when nothing of the past is left, so that silence has no energy. */
  get isAtRest(): boolean {
    for (let k = 0; k < this.#state.length; k++) if (this.#state[k] !== 0) return false
    return true
  }

  /** Weighted squares of both channels, summed since the last call. */
  takeEnergy(): number {
    const energy = this.#energy
    this.#energy = 0
    return energy
  }

  /** Hears frames `from` to `to - 1`. */
  process(left: Float64Array, right: Float64Array, from: number, to: number): void {
    const { b0, b1, b2, a1, a2 } = this.#shelf
    const { b0: c0, b1: c1, b2: c2, a1: d1, a2: d2 } = this.#highPass
    const state = this.#state
    let l1 = state[L1]
    let l2 = state[L2]
    let l3 = state[L3]
    let l4 = state[L4]
    let r1 = state[R1]
    let r2 = state[R2]
    let r3 = state[R3]
    let r4 = state[R4]
    let leftSum = 0
    let rightSum = 0

    for (let i = from; i < to; i++) {
      const l = left[i]
      const lShelved = b0 * l + l1
      l1 = b1 * l - a1 * lShelved + l2
      l2 = b2 * l - a2 * lShelved
      const lOut = c0 * lShelved + l3
      l3 = c1 * lShelved - d1 * lOut + l4
      l4 = c2 * lShelved - d2 * lOut
      leftSum += lOut * lOut
      const r = right[i]
      const rShelved = b0 * r + r1
      r1 = b1 * r - a1 * rShelved + r2
      r2 = b2 * r - a2 * rShelved
      const rOut = c0 * rShelved + r3
      r3 = c1 * rShelved - d1 * rOut + r4
      r4 = c2 * rShelved - d2 * rOut
      rightSum += rOut * rOut
    }

    state[L1] = l1
    state[L2] = l2
    state[L3] = l3
    state[L4] = l4
    state[R1] = r1
    state[R2] = r2
    state[R3] = r3
    state[R4] = r4
    for (let k = 0; k < state.length; k++) if (Math.abs(state[k]) < SILENT_STATE) state[k] = 0
    this.#energy += this.#leftWeight * leftSum + this.#rightWeight * rightSum
  }
}
