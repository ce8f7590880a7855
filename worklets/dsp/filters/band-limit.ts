import { CoefficientRamp } from '../moves/coefficient-ramp.ts'

/** 1 / Q of a Butterworth response. */
const DAMPING = Math.SQRT2

/** Places of g and 1 / (1 + g (k + g)), by filter. */
const CUT = 0
const CUT_SCALE = 1
const TOP = 2
const TOP_SCALE = 3
const COEFFICIENTS = 4

/** Places of the integrators. */
const AT = {
  cutLeft1: 0,
  cutLeft2: 1,
  cutRight1: 2,
  cutRight2: 3,
  topLeft1: 4,
  topLeft2: 5,
  topRight1: 6,
  topRight2: 7,
  count: 8
} as const

/** Corners beyond this share of the sample rate are taken for it. */
const HIGHEST_CORNER = 0.48

/**
 * Low cut and high cut of a stereo signal, Butterworth of second order each: two state-variable
 * filters in trapezoidal integration (Zavalishin, The Art of VA Filter Design, 2018, section 4),
 * whose state does not depend on their coefficients, so that the corners may move while sound runs.
 * About 12 ns a frame; only the constructor allocates.
 */
export class BandLimit {
  readonly #sampleRate: number
  /** g and 1 / (1 + g (k + g)) of the low cut, then of the high cut. */
  readonly #ramp = new CoefficientRamp(COEFFICIENTS)
  /** Two integrators each: low cut left and right, high cut left and right. */
  readonly #state = new Float64Array(AT.count)

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate
  }

  /** Follow it by `aim` or `land`. */
  setCorners(lowCutHz: number, highCutHz: number): void {
    this.#setCorner(CUT, lowCutHz)
    this.#setCorner(TOP, highCutHz)
  }

  /** The corners that were set are reached after `frames` frames, when `land` is due. */
  aim(frames: number): void {
    this.#ramp.aim(frames)
  }

  land(): void {
    this.#ramp.land()
  }

  reset(): void {
    this.#state.fill(0)
  }

  /** In place. */
  process(left: Float64Array, right: Float64Array, frames: number): void {
    const { current, change } = this.#ramp
    const state = this.#state
    let cut = current[CUT]
    let cutScale = current[CUT_SCALE]
    let top = current[TOP]
    let topScale = current[TOP_SCALE]
    const cutStep = change[CUT]
    const cutScaleStep = change[CUT_SCALE]
    const topStep = change[TOP]
    const topScaleStep = change[TOP_SCALE]
    let cutLeft1 = state[AT.cutLeft1]
    let cutLeft2 = state[AT.cutLeft2]
    let cutRight1 = state[AT.cutRight1]
    let cutRight2 = state[AT.cutRight2]
    let topLeft1 = state[AT.topLeft1]
    let topLeft2 = state[AT.topLeft2]
    let topRight1 = state[AT.topRight1]
    let topRight2 = state[AT.topRight2]
    for (let i = 0; i < frames; i++) {
      const highLeft = (left[i] - cutLeft2 - (DAMPING + cut) * cutLeft1) * cutScale
      const highRight = (right[i] - cutRight2 - (DAMPING + cut) * cutRight1) * cutScale
      const bandLeft = cut * highLeft + cutLeft1
      const bandRight = cut * highRight + cutRight1
      cutLeft1 = bandLeft + cut * highLeft
      cutRight1 = bandRight + cut * highRight
      cutLeft2 += 2 * cut * bandLeft
      cutRight2 += 2 * cut * bandRight
      const overLeft = top * ((highLeft - topLeft2 - (DAMPING + top) * topLeft1) * topScale)
      const overRight = top * ((highRight - topRight2 - (DAMPING + top) * topRight1) * topScale)
      const belowLeft = top * (overLeft + topLeft1)
      const belowRight = top * (overRight + topRight1)
      left[i] = belowLeft + topLeft2
      right[i] = belowRight + topRight2
      topLeft1 += 2 * overLeft
      topRight1 += 2 * overRight
      topLeft2 += 2 * belowLeft
      topRight2 += 2 * belowRight
      cut += cutStep
      cutScale += cutScaleStep
      top += topStep
      topScale += topScaleStep
    }
    current[CUT] = cut
    current[CUT_SCALE] = cutScale
    current[TOP] = top
    current[TOP_SCALE] = topScale
    state[AT.cutLeft1] = cutLeft1
    state[AT.cutLeft2] = cutLeft2
    state[AT.cutRight1] = cutRight1
    state[AT.cutRight2] = cutRight2
    state[AT.topLeft1] = topLeft1
    state[AT.topLeft2] = topLeft2
    state[AT.topRight1] = topRight1
    state[AT.topRight2] = topRight2
  }

  #setCorner(at: number, cornerHz: number): void {
    const g = prewarped(cornerHz, this.#sampleRate)
    this.#ramp.target[at] = g
    this.#ramp.target[at + CUT_SCALE - CUT] = 1 / (1 + g * (DAMPING + g))
  }
}

/** Gain of one pass at a frequency, as the filters of `BandLimit` have it. */
export function bandLimitGain(
  frequencyHz: number,
  corners: { readonly lowCutHz: number; readonly highCutHz: number },
  sampleRate: number
): number {
  const w = Math.tan(Math.PI * Math.min(frequencyHz / sampleRate, 0.4999))
  const low = (w / prewarped(corners.lowCutHz, sampleRate)) ** 4
  const high = (w / prewarped(corners.highCutHz, sampleRate)) ** 4
  return Math.sqrt(low / (1 + low) / (1 + high))
}

function prewarped(cornerHz: number, sampleRate: number): number {
  return Math.tan(Math.PI * Math.min(cornerHz / sampleRate, HIGHEST_CORNER))
}
