/**
 * Wanted reductions that come back to within this of what is held, in dB, count as the same: the
 * peaks of a bass under a higher tone differ by less from wave to wave (0.085 dB for 50 Hz and 1 kHz
 * at 4:1), and following them would modulate the tone. A falling reduction that meets such a wanted
 * one stays above it by as much.
 */
const SAME = 0.1

/** Reductions below this, in dB, count as none: a step of gain at -140 dB. */
const REST = 1e-6

/** Time constants in frames. */
export interface ReleaseTimes {
  readonly fastFrames: number
  readonly slowFrames: number
  /** How long a reduction must last until the slow follower has taken it up to 63 %. */
  readonly chargeFrames: number
  /** The part of the reduction, 0 to 1, that the slow follower takes up in the end. */
  readonly slowShare: number
}

/**
 * How a gain reduction lets go. Two followers share the work, and the greater one counts:
 * - fast: takes every reduction at once and lets go of it soon, so single peaks leave no hole;
 * - slow: is charged by lasting reduction only and lets go late, so a dense passage does not pump.
 * Both fall exponentially in decibels (half as many dB after each half-life). Reductions are positive
 * decibels and may be linked between the channels: 0 leaves each to itself, 1 gives both the greater
 * one, separately for the two followers. The result is never less than what came in, at most 0.1 dB
 * more once it has settled, and exactly 0 once it is over.
 *
 * About 8 ns a frame for both channels. Allocates nothing.
 */
export class DualRelease {
  #fastDecay = 0
  #slowDecay = 0
  #charge = 0
  #slowShare = 1
  #fastLink = 1
  #slowLink = 1
  #fastLeft = 0
  #fastRight = 0
  #slowLeft = 0
  #slowRight = 0

  setTimes(times: ReleaseTimes): void {
    this.#fastDecay = Math.exp(-1 / times.fastFrames)
    this.#slowDecay = Math.exp(-1 / times.slowFrames)
    this.#charge = 1 - Math.exp(-1 / times.chargeFrames)
    this.#slowShare = times.slowShare
  }

  /** Links of the two followers, 0 to 1. */
  setLinks(fast: number, slow: number): void {
    this.#fastLink = fast
    this.#slowLink = slow
  }

  reset(): void {
    this.#fastLeft = 0
    this.#fastRight = 0
    this.#slowLeft = 0
    this.#slowRight = 0
  }

  /** Takes over the reduction that another one has reached. */
  copyFrom(other: DualRelease): void {
    this.#fastLeft = other.#fastLeft
    this.#fastRight = other.#fastRight
    this.#slowLeft = other.#slowLeft
    this.#slowRight = other.#slowRight
  }

  /** Replaces wanted reductions by released ones, in place. */
  process(left: Float64Array, right: Float64Array, frames: number): void {
    const fastDecay = this.#fastDecay
    const slowDecay = this.#slowDecay
    const charge = this.#charge
    const slowShare = this.#slowShare
    const fastLink = this.#fastLink
    const slowLink = this.#slowLink
    let fastLeft = this.#fastLeft
    let fastRight = this.#fastRight
    let slowLeft = this.#slowLeft
    let slowRight = this.#slowRight
    for (let i = 0; i < frames; i++) {
      const l = left[i]
      const r = right[i]
      const most = l > r ? l : r

      const fastL = l + fastLink * (most - l)
      const fastR = r + fastLink * (most - r)
      if (fastL > fastLeft) fastLeft = fastL
      else if (fastL < fastLeft - SAME || fastL === 0) {
        fastLeft = Math.max(fastL, fastLeft * fastDecay)
      }
      if (fastR > fastRight) fastRight = fastR
      else if (fastR < fastRight - SAME || fastR === 0) {
        fastRight = Math.max(fastR, fastRight * fastDecay)
      }
      if (fastLeft < REST) fastLeft = 0
      if (fastRight < REST) fastRight = 0

      const slowL = slowShare * (l + slowLink * (most - l))
      const slowR = slowShare * (r + slowLink * (most - r))
      if (slowL > slowLeft) slowLeft += charge * (slowL - slowLeft)
      else slowLeft = Math.max(slowL, slowLeft * slowDecay)
      if (slowR > slowRight) slowRight += charge * (slowR - slowRight)
      else slowRight = Math.max(slowR, slowRight * slowDecay)
      if (slowLeft < REST) slowLeft = 0
      if (slowRight < REST) slowRight = 0

      left[i] = fastLeft > slowLeft ? fastLeft : slowLeft
      right[i] = fastRight > slowRight ? fastRight : slowRight
    }
    this.#fastLeft = fastLeft
    this.#fastRight = fastRight
    this.#slowLeft = slowLeft
    this.#slowRight = slowRight
  }
}
