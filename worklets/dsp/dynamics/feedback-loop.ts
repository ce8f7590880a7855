import { OVERREACH_DB, stepOf } from './crest-hold.ts'
import { REDUCTION, ReductionState } from './reduction-state.ts'

/**
 * In the knee the loop has less gain and works slower, at infinite ratio it would not work at all;
 * this is the least part of its full speed.
 */
const LEAST_SPEED = 0.25

/** Loop gain of a ratio of 100, the most there is. */
const LEAST_REST = 0.01

/**
 * Attack and release of a compressor whose detector listens to its own output. The level that
 * comes out is the level that went in less the reduction r, and the loop seeks
 *
 *   r = f(x - r)      with f(y) = (R - 1) y above the knee
 *
 * f is the static curve of `compression-curve.ts` solved for the output level, knee included, so a
 * steady sound ends on the same curve as with a feed-forward detector.
 * - Attack: r += a (f - r) / R. The division undoes what the loop gain R makes of the time constant
 *   (it shortens it R times), so above the knee 63 % are reached in the attack time; inside the
 *   knee the loop gain is lower and the attack slower, down to a quarter of that speed.
 * - Release: r += b (f - r). Where the output has fallen under the threshold f is 0, and the
 *   reduction comes back to 37 % in the release time. While the sound stays over the threshold the
 *   loop gain pulls: a partial release is up to R times faster.
 *
 * After Giannoulis, Massberg, Reiss: Digital Dynamic Range Compressor Design, JAES 60(6), 2012,
 * section 2 (feedback topology). Departure: the level of the output is computed from that of the
 * input, instead of measured after the gain; so it works with a side chain and with lookahead.
 * About 6 ns a frame; only the constructor allocates.
 */
export class FeedbackLoop extends ReductionState {
  readonly #sampleRate: number
  #attack = 0
  #release = 0

  constructor(sampleRate: number) {
    super()
    this.#sampleRate = sampleRate
  }

  setTimes(attackMs: number, releaseMs: number): void {
    this.#attack = stepOf(attackMs, this.#sampleRate)
    this.#release = stepOf(releaseMs, this.#sampleRate)
  }

  /**
   * In place: reductions that the curve wants for the input, in dB, to what the loop gives. Slope
   * (1 - 1/R) and half the knee are those of the curve at each frame.
   */
  process(
    reductions: Float64Array,
    slopes: Float64Array,
    halfKnees: Float64Array,
    frames: number
  ): void {
    const attack = this.#attack
    const release = this.#release
    let r = this.state[REDUCTION]
    for (let i = 0; i < frames; i++) {
      const wanted = reductions[i]
      const slope = slopes[i]
      const halfKnee = halfKnees[i]
      const rest = 1 - slope > LEAST_REST ? 1 - slope : LEAST_REST
      // What the loop wants of the level that comes out; nothing under the knee.
      let driven = 0
      let isAboveKnee = false
      if (wanted > 0) {
        const inKnee = wanted < slope * halfKnee
        const over = inKnee ? Math.sqrt((4 * halfKnee * wanted) / slope) - halfKnee : wanted / slope
        const intoKnee = over - r + halfKnee
        if (intoKnee > halfKnee * (2 - slope)) {
          isAboveKnee = true
          driven = (slope / rest) * (over - r)
        } else if (intoKnee > 0) {
          driven = (2 * intoKnee) / (1 + Math.sqrt(1 - (slope * intoKnee) / halfKnee)) - intoKnee
        }
      }
      if (wanted > r) {
        const gap = wanted - r
        const drive = rest * (driven - r)
        r += attack * (isAboveKnee ? gap : drive > LEAST_SPEED * gap ? drive : LEAST_SPEED * gap)
      } else {
        r += release * (driven - OVERREACH_DB - r)
        if (r < wanted) r = wanted
      }
      reductions[i] = r
    }
    this.state[REDUCTION] = r
  }
}
