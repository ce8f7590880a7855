import type { ParamValues } from '../../core/definition.ts'
import {
  fastDecibelsToGain,
  LOWEST_POWER,
  OCTAVES_PER_DECIBEL,
  POWERS_OF_TWO
} from '../../dsp/decibels.ts'
import { GainRamp } from '../../dsp/moves/gain-ramp.ts'
import type { compressorDefinition } from './definition.ts'
import { ReductionPath } from './reduction-path.ts'

type CompressorValues = ParamValues<typeof compressorDefinition>

/**
 * A compressor at one sample rate, from key and sound to the mix of both: detectors of the link
 * mode in use (of both during a switch), gains, makeup, mix. Where nothing is turned down, the
 * samples stay as they are.
 */
export class Compression {
  readonly #stereoPath: ReductionPath
  readonly #midSidePath: ReductionPath
  readonly #mid: Float64Array
  readonly #side: Float64Array
  /** From left and right (0) to mid and side (1). */
  readonly #midSideAmount: GainRamp
  readonly #makeup: GainRamp
  readonly #mix: GainRamp
  readonly #otherLeft: Float64Array
  readonly #otherRight: Float64Array
  #path: ReductionPath

  constructor(sampleRate: number, maxBlock: number) {
    this.#stereoPath = new ReductionPath(sampleRate, maxBlock)
    this.#midSidePath = new ReductionPath(sampleRate, maxBlock)
    this.#path = this.#stereoPath
    this.#mid = new Float64Array(maxBlock)
    this.#side = new Float64Array(maxBlock)
    this.#otherLeft = new Float64Array(maxBlock)
    this.#otherRight = new Float64Array(maxBlock)
    this.#midSideAmount = new GainRamp(sampleRate, 0, maxBlock)
    this.#makeup = new GainRamp(sampleRate, 1, maxBlock)
    this.#mix = new GainRamp(sampleRate, 1, maxBlock)
  }

  /** The path that is heard, for meters. */
  get path(): ReductionPath {
    return this.#path
  }

  configure(params: CompressorValues, makeupGain: number): void {
    this.#stereoPath.configure(params)
    this.#midSidePath.configure(params)
    this.#switchLinkMode(params.linkMode === 'midSide' ? 1 : 0)
    this.#makeup.setTarget(makeupGain)
    this.#mix.setTarget(params.mix / 100)
  }

  /** Is where it was last asked to be from the next frame on, as if silence had gone before. */
  jump(): void {
    this.#stereoPath.jump()
    this.#midSidePath.jump()
    this.#midSideAmount.jump(this.#midSideAmount.target)
    this.#makeup.jump(this.#makeup.target)
    this.#mix.jump(this.#mix.target)
  }

  reset(): void {
    this.#stereoPath.reset()
    this.#midSidePath.reset()
  }

  /** Goes on from where the same compressor stands at another rate. */
  takeOver(other: Compression): void {
    this.jump()
    this.#stereoPath.takeOver(other.#stereoPath)
    this.#midSidePath.takeOver(other.#midSidePath)
  }

  /** In place on the sound. */
  process(
    keyLeft: Float64Array,
    keyRight: Float64Array,
    left: Float64Array,
    right: Float64Array,
    frames: number
  ): void {
    this.#path = this.#reduce(keyLeft, keyRight, frames)
    this.#makeup.process(frames)
    this.#mix.process(frames)
    if (this.#midSideAmount.settled) this.#apply(this.#path, left, right, frames)
    else this.#applyBoth(left, right, frames)
  }

  /** Both link modes run while one fades into the other. */
  #switchLinkMode(midSideAmount: number): void {
    if (midSideAmount === this.#midSideAmount.target) return
    if (this.#midSideAmount.settled) {
      if (midSideAmount === 1) this.#midSidePath.takeOver(this.#stereoPath)
      else this.#stereoPath.takeOver(this.#midSidePath)
    }
    this.#midSideAmount.setTarget(midSideAmount)
  }

  #reduce(left: Float64Array, right: Float64Array, frames: number): ReductionPath {
    this.#midSideAmount.process(frames)
    const isMidSide = this.#midSideAmount.target === 1
    const isSwitching = !this.#midSideAmount.settled
    if (!isMidSide || isSwitching) this.#stereoPath.process(left, right, frames)
    if (isMidSide || isSwitching) {
      const mid = this.#mid
      const side = this.#side
      for (let i = 0; i < frames; i++) {
        mid[i] = 0.5 * (left[i] + right[i])
        side[i] = 0.5 * (left[i] - right[i])
      }
      this.#midSidePath.process(mid, side, frames)
    }
    return isMidSide ? this.#midSidePath : this.#stereoPath
  }

  #apply(path: ReductionPath, left: Float64Array, right: Float64Array, frames: number): void {
    if (path.isAtRest && this.#makeup.settled && this.#makeup.target === 1) return
    if (path.isLinked) {
      this.#applyLinked(path.first, left, right, frames)
      return
    }
    const first = this.#toGains(path.first, frames)
    const second = this.#toGains(path.second, frames)
    if (path === this.#stereoPath) multiply(first, second, left, right, frames)
    else multiplyMidSide(first, second, left, right, frames)
  }

  /**
   * The usual case in one pass: the mix of sound and compressed sound is 1 + mix (gain - 1).
   * With the equations of `fastDecibelsToGain` in the loop: as a block of its own 20 % slower.
   */
  #applyLinked(
    reductions: Float64Array,
    left: Float64Array,
    right: Float64Array,
    frames: number
  ): void {
    const makeup = this.#makeup.gains
    const mix = this.#mix.gains
    for (let i = 0; i < frames; i++) {
      const octaves = -reductions[i] * OCTAVES_PER_DECIBEL
      const whole = Math.floor(octaves)
      const f = octaves - whole
      const s =
        -0.306848261826 + f * (-0.0666889883567 + f * (-0.0108703148791 - f * 0.00187931740504))
      const reduced = POWERS_OF_TWO[whole - LOWEST_POWER] * (1 + f + f * (1 - f) * s)
      const compressed = reduced * makeup[i]
      const gain = 1 + mix[i] * (compressed - 1)
      left[i] *= gain
      right[i] *= gain
    }
  }

  /** During a switch of the link mode the path in use fades in over the other. */
  #applyBoth(left: Float64Array, right: Float64Array, frames: number): void {
    const isMidSide = this.#path === this.#midSidePath
    const otherLeft = this.#otherLeft
    const otherRight = this.#otherRight
    for (let i = 0; i < frames; i++) {
      otherLeft[i] = left[i]
      otherRight[i] = right[i]
    }
    this.#apply(isMidSide ? this.#stereoPath : this.#midSidePath, otherLeft, otherRight, frames)
    this.#apply(this.#path, left, right, frames)
    const amounts = this.#midSideAmount.gains
    for (let i = 0; i < frames; i++) {
      const other = isMidSide ? 1 - amounts[i] : amounts[i]
      left[i] += other * (otherLeft[i] - left[i])
      right[i] += other * (otherRight[i] - right[i])
    }
  }

  /** In place, reductions in dB to gains with makeup and mix. */
  #toGains(values: Float64Array, frames: number): Float64Array {
    const makeup = this.#makeup.gains
    const mix = this.#mix.gains
    for (let i = 0; i < frames; i++) {
      const compressed = fastDecibelsToGain(-values[i]) * makeup[i]
      values[i] = 1 + mix[i] * (compressed - 1)
    }
    return values
  }
}

function multiply(
  leftGains: Float64Array,
  rightGains: Float64Array,
  left: Float64Array,
  right: Float64Array,
  frames: number
): void {
  for (let i = 0; i < frames; i++) {
    left[i] *= leftGains[i]
    right[i] *= rightGains[i]
  }
}

function multiplyMidSide(
  midGains: Float64Array,
  sideGains: Float64Array,
  left: Float64Array,
  right: Float64Array,
  frames: number
): void {
  for (let i = 0; i < frames; i++) {
    const mid = 0.5 * midGains[i] * (left[i] + right[i])
    const side = 0.5 * sideGains[i] * (left[i] - right[i])
    left[i] = mid + side
    right[i] = mid - side
  }
}
