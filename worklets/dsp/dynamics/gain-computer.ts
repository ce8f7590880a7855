import {
  DECIBELS_PER_OCTAVE,
  decibelsToGain,
  fastGainToDecibels,
  scratch,
  scratchBits
} from '../decibels.ts'
import { GainRamp } from '../moves/gain-ramp.ts'
import { type CompressionCurve, kneeReductionDb, ratioToSlope } from './compression-curve.ts'

/**
 * The curve moves this much slower than a gain: while it does, the detector meets each half-wave of
 * a low tone at another reduction, and the bends that makes have to stay inaudible too.
 */
const SLOWNESS = 2

/**
 * Levels in, wanted reductions out, by the static curve of `compression-curve.ts`, whose figures
 * move without zipper noise. About 4 ns a frame, less for levels below the knee, which need no
 * logarithm. Only the constructor allocates.
 */
export class GainComputer {
  readonly #threshold: GainRamp
  readonly #slope: GainRamp
  readonly #halfKnee: GainRamp
  readonly #range: GainRamp
  /** Linear level at which the knee begins. */
  #foot = 0
  #isMoving = false

  constructor(sampleRate: number, maxBlock = 128) {
    const slowRate = SLOWNESS * sampleRate
    this.#threshold = new GainRamp(slowRate, 0, maxBlock)
    this.#slope = new GainRamp(slowRate, 0, maxBlock)
    this.#halfKnee = new GainRamp(slowRate, 0, maxBlock)
    this.#range = new GainRamp(slowRate, 0, maxBlock)
  }

  /** 1 - 1/R and half the knee at each frame of the block under way. */
  get slopes(): Float64Array {
    return this.#slope.gains
  }

  get halfKnees(): Float64Array {
    return this.#halfKnee.gains
  }

  /** Moves to a curve. */
  setCurve(curve: CompressionCurve): void {
    this.#threshold.setTarget(curve.threshold)
    this.#slope.setTarget(ratioToSlope(curve.ratio))
    this.#halfKnee.setTarget(curve.knee / 2)
    this.#range.setTarget(curve.range)
    this.#foot = decibelsToGain(curve.threshold - curve.knee / 2)
  }

  /** Is at the curve last set from the next frame on. */
  jump(): void {
    this.#threshold.jump(this.#threshold.target)
    this.#slope.jump(this.#slope.target)
    this.#halfKnee.jump(this.#halfKnee.target)
    this.#range.jump(this.#range.target)
  }

  /** Moves the curve on by a block, for which `process` may then be called several times. */
  advance(frames: number): void {
    this.#isMoving = !(
      this.#threshold.settled &&
      this.#slope.settled &&
      this.#halfKnee.settled &&
      this.#range.settled
    )
    if (!this.#isMoving) return
    this.#threshold.process(frames)
    this.#slope.process(frames)
    this.#halfKnee.process(frames)
    this.#range.process(frames)
  }

  /** Whether levels up to this one are not turned down at all. */
  isBelowKnee(level: number): boolean {
    return !this.#isMoving && level <= this.#foot
  }

  /** Linear levels to wanted reductions in dB. */
  process(levels: Float64Array, reductions: Float64Array, frames: number): void {
    if (this.#isMoving) this.#processMoving(levels, reductions, frames)
    else this.#processSettled(levels, reductions, frames)
  }

  /** With the equations of `fastGainToDecibels` in the loop: as a block of its own 4 % slower. */
  #processSettled(levels: Float64Array, reductions: Float64Array, frames: number): void {
    const foot = this.#foot
    const threshold = this.#threshold.target
    const slope = this.#slope.target
    const halfKnee = this.#halfKnee.target
    const range = this.#range.target
    // A level on a hard knee may read as just below it.
    const kneeFactor = halfKnee > 0 ? slope / (4 * halfKnee) : 0
    for (let i = 0; i < frames; i++) {
      const level = levels[i]
      let reduction = 0
      if (level > foot) {
        scratch[0] = level
        const bits = scratchBits[0]
        scratchBits[0] = (bits & 0x7fffff) | 0x3f800000
        const t = scratch[0] - 1
        const r =
          0.442666439564 +
          t *
            (-0.277887784378 +
              t *
                (0.195436321302 +
                  t * (-0.129703618526 + t * (0.0633256772437 - t * 0.0152090361698))))
        const over = DECIBELS_PER_OCTAVE * ((bits >>> 23) - 127 + t + t * (1 - t) * r) - threshold
        const intoKnee = over + halfKnee
        reduction = over >= halfKnee ? slope * over : kneeFactor * intoKnee * intoKnee
        if (reduction > range) reduction = range
      }
      reductions[i] = reduction
    }
  }

  #processMoving(levels: Float64Array, reductions: Float64Array, frames: number): void {
    const threshold = this.#threshold.gains
    const slope = this.#slope.gains
    const halfKnee = this.#halfKnee.gains
    const range = this.#range.gains
    for (let i = 0; i < frames; i++) {
      const over = fastGainToDecibels(levels[i]) - threshold[i]
      reductions[i] = Math.min(kneeReductionDb(over, slope[i], halfKnee[i]), range[i])
    }
  }
}
