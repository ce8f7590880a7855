/** Most taps of a noise shaper; shorter ones are filled up with zeros. */
export const MAX_SHAPER_TAPS = 12

/** Error that a clipped sample hands on, in LSB: a longer memory of it would make the shaper run away. */
const MAX_CLIPPED_ERROR = 1

/**
 * Rounds a stereo signal to whole codes of a word length and shapes the noise that makes:
 * v = x - sum c[k] e[n-k], y = round(v + d), e = y - v, so that y = x + e * (1 - sum c[k] z^-k).
 * d is dither, e the whole error with it, all in LSB. Rounding is half up; codes end at
 * -2^(bits-1) and 2^(bits-1) - 1. Output is code / 2^(bits-1), exact in single precision up to
 * 24 bits, so that a writer of files need only scale it.
 * Source: S. Lipshitz, J. Vanderkooy, R. Wannamaker, Minimally Audible Noise Shaping (JAES 39,
 * 1991). The sum is kept in transposed form: the next sample waits for one product only.
 *
 * About 5 ns a frame for both channels, 19 ns with shaping. Only the constructor allocates.
 */
export class ShapedQuantizer {
  readonly #taps = new Float64Array(MAX_SHAPER_TAPS)
  /** Shaped errors to come: of the left channel, then of the right. */
  readonly #pending = new Float64Array(2 * MAX_SHAPER_TAPS)
  #isShaped = false
  #scale = 2 ** 15
  #clippedSamples = 0
  #errorEnergy = 0

  /** Word length, 2 to 24. */
  setBits(bits: number): void {
    this.#scale = 2 ** (bits - 1)
  }

  /** Coefficients c[1], c[2] ... of the noise shaper, at most 12; none for white noise. */
  setTaps(taps: ArrayLike<number>): void {
    for (let k = 0; k < MAX_SHAPER_TAPS; k++) this.#taps[k] = k < taps.length ? taps[k] : 0
    this.#isShaped = taps.length > 0
  }

  /** Samples that lay beyond the codes, since `reset`. */
  get clippedSamples(): number {
    return this.#clippedSamples
  }

  /** Sum of squares of output minus input, both channels, since the last call; full scale is 1. */
  takeErrorEnergy(): number {
    const energy = this.#errorEnergy
    this.#errorEnergy = 0
    return energy
  }

  /** Forgets errors still to be shaped. */
  settle(): void {
    this.#pending.fill(0)
  }

  reset(): void {
    this.settle()
    this.#clippedSamples = 0
    this.#errorEnergy = 0
  }

  /** Quantizes frames `from` to `to - 1` in place with dither in LSB. */
  process(
    left: Float64Array,
    right: Float64Array,
    leftDither: Float64Array,
    rightDither: Float64Array,
    from: number,
    to: number
  ): void {
    if (this.#isShaped) this.#processShaped(left, right, leftDither, rightDither, from, to)
    else this.#processWhite(left, right, leftDither, rightDither, from, to)
  }

  #processWhite(
    left: Float64Array,
    right: Float64Array,
    leftDither: Float64Array,
    rightDither: Float64Array,
    from: number,
    to: number
  ): void {
    const scale = this.#scale
    const step = 1 / scale
    // Codes from -scale to scale - 1 lie within scale - 1/2 of -1/2: one comparison for both ends.
    const reach = scale - 0.5
    let clipped = 0
    let energy = 0
    for (let i = from; i < to; i++) {
      const lIn = scale * left[i]
      const rIn = scale * right[i]
      let lOut = Math.floor(lIn + leftDither[i] + 0.5)
      let rOut = Math.floor(rIn + rightDither[i] + 0.5)
      if (Math.abs(lOut + 0.5) > reach) {
        lOut = lOut > 0 ? scale - 1 : -scale
        clipped++
      }
      if (Math.abs(rOut + 0.5) > reach) {
        rOut = rOut > 0 ? scale - 1 : -scale
        clipped++
      }
      energy += (lOut - lIn) * (lOut - lIn) + (rOut - rIn) * (rOut - rIn)
      left[i] = step * lOut
      right[i] = step * rOut
    }
    this.#clippedSamples += clipped
    this.#errorEnergy += energy * step * step
  }

  /** Written out: 18 ns against 24 ns a frame as a loop over the taps. */
  #processShaped(
    left: Float64Array,
    right: Float64Array,
    leftDither: Float64Array,
    rightDither: Float64Array,
    from: number,
    to: number
  ): void {
    const scale = this.#scale
    const step = 1 / scale
    const reach = scale - 0.5
    const taps = this.#taps
    const pending = this.#pending
    const c1 = taps[0]
    const c2 = taps[1]
    const c3 = taps[2]
    const c4 = taps[3]
    const c5 = taps[4]
    const c6 = taps[5]
    const c7 = taps[6]
    const c8 = taps[7]
    const c9 = taps[8]
    const c10 = taps[9]
    const c11 = taps[10]
    const c12 = taps[11]
    let l1 = pending[0]
    let l2 = pending[1]
    let l3 = pending[2]
    let l4 = pending[3]
    let l5 = pending[4]
    let l6 = pending[5]
    let l7 = pending[6]
    let l8 = pending[7]
    let l9 = pending[8]
    let l10 = pending[9]
    let l11 = pending[10]
    let l12 = pending[11]
    let r1 = pending[12]
    let r2 = pending[13]
    let r3 = pending[14]
    let r4 = pending[15]
    let r5 = pending[16]
    let r6 = pending[17]
    let r7 = pending[18]
    let r8 = pending[19]
    let r9 = pending[20]
    let r10 = pending[21]
    let r11 = pending[22]
    let r12 = pending[23]
    let clipped = 0
    let energy = 0

    for (let i = from; i < to; i++) {
      const lIn = scale * left[i]
      const rIn = scale * right[i]
      const lWanted = lIn - l1
      const rWanted = rIn - r1
      let lOut = Math.floor(lWanted + leftDither[i] + 0.5)
      let rOut = Math.floor(rWanted + rightDither[i] + 0.5)
      let lError = lOut - lWanted
      let rError = rOut - rWanted
      if (Math.abs(lOut + 0.5) > reach) {
        lOut = lOut > 0 ? scale - 1 : -scale
        lError = clippedError(lOut - lWanted)
        clipped++
      }
      if (Math.abs(rOut + 0.5) > reach) {
        rOut = rOut > 0 ? scale - 1 : -scale
        rError = clippedError(rOut - rWanted)
        clipped++
      }
      energy += (lOut - lIn) * (lOut - lIn) + (rOut - rIn) * (rOut - rIn)
      left[i] = step * lOut
      right[i] = step * rOut
      l1 = l2 + c1 * lError
      l2 = l3 + c2 * lError
      l3 = l4 + c3 * lError
      l4 = l5 + c4 * lError
      l5 = l6 + c5 * lError
      l6 = l7 + c6 * lError
      l7 = l8 + c7 * lError
      l8 = l9 + c8 * lError
      l9 = l10 + c9 * lError
      l10 = l11 + c10 * lError
      l11 = l12 + c11 * lError
      l12 = c12 * lError
      r1 = r2 + c1 * rError
      r2 = r3 + c2 * rError
      r3 = r4 + c3 * rError
      r4 = r5 + c4 * rError
      r5 = r6 + c5 * rError
      r6 = r7 + c6 * rError
      r7 = r8 + c7 * rError
      r8 = r9 + c8 * rError
      r9 = r10 + c9 * rError
      r10 = r11 + c10 * rError
      r11 = r12 + c11 * rError
      r12 = c12 * rError
    }

    pending[0] = l1
    pending[1] = l2
    pending[2] = l3
    pending[3] = l4
    pending[4] = l5
    pending[5] = l6
    pending[6] = l7
    pending[7] = l8
    pending[8] = l9
    pending[9] = l10
    pending[10] = l11
    pending[11] = l12
    pending[12] = r1
    pending[13] = r2
    pending[14] = r3
    pending[15] = r4
    pending[16] = r5
    pending[17] = r6
    pending[18] = r7
    pending[19] = r8
    pending[20] = r9
    pending[21] = r10
    pending[22] = r11
    pending[23] = r12
    this.#clippedSamples += clipped
    this.#errorEnergy += energy * step * step
  }
}

function clippedError(error: number): number {
  return Math.min(MAX_CLIPPED_ERROR, Math.max(-MAX_CLIPPED_ERROR, error))
}
