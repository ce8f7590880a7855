import type { ParamValues } from '../../core/definition.ts'
import { GainComputer } from '../../dsp/dynamics/gain-computer.ts'
import { LevelDetector } from '../../dsp/dynamics/level-detector.ts'
import { FallingPeak } from '../../dsp/levels/falling-peak.ts'
import { Ballistics } from './ballistics.ts'
import { CompressorCurve } from './compressor-curve.ts'
import type { compressorDefinition } from './definition.ts'

/**
 * From two key signals (left and right, or mid and side) to the reduction of each in dB: detector
 * -> curve -> attack, hold and release. Linked sides share one computation.
 */
export class ReductionPath {
  /** Reductions of the last block in dB. `second` is only written when `isLinked` is false. */
  readonly first: Float64Array
  readonly second: Float64Array
  /** What the detector reads, as a falling peak in dBFS. */
  detectorLevelDb = -Infinity
  /** Reduction after the last frame in dB, of the side turned down more. */
  reductionDb = 0
  readonly #detector: LevelDetector
  readonly #level: FallingPeak
  readonly #curve = new CompressorCurve()
  readonly #computer: GainComputer
  readonly #ballisticsOfFirst: Ballistics
  readonly #ballisticsOfSecond: Ballistics
  #isLinked = true
  #isAtRest = true

  constructor(sampleRate: number, maxBlock: number) {
    this.first = new Float64Array(maxBlock)
    this.second = new Float64Array(maxBlock)
    this.#detector = new LevelDetector(sampleRate, maxBlock)
    this.#level = new FallingPeak(sampleRate)
    this.#computer = new GainComputer(sampleRate, maxBlock)
    this.#ballisticsOfFirst = new Ballistics(sampleRate)
    this.#ballisticsOfSecond = new Ballistics(sampleRate)
  }

  /** Whether both sides are turned down alike. */
  get isLinked(): boolean {
    return this.#isLinked
  }

  /** Whether the last block was not turned down anywhere. */
  get isAtRest(): boolean {
    return this.#isAtRest
  }

  configure(params: ParamValues<typeof compressorDefinition>): void {
    this.#detector.configure(params)
    this.#computer.setCurve(this.#curve.follow(params))
    this.#ballisticsOfFirst.configure(params)
    this.#ballisticsOfSecond.configure(params)
  }

  /** Is where it was last asked to be from the next frame on, as if silence had gone before. */
  jump(): void {
    this.#detector.jump()
    this.#computer.jump()
    this.#isLinked = this.#detector.isLinked
  }

  reset(): void {
    this.#detector.reset()
    this.#level.reset()
    this.#ballisticsOfFirst.reset()
    this.#ballisticsOfSecond.reset()
    this.#isLinked = this.#detector.isLinked
  }

  /** Takes over where another path stands, to continue on other key signals. */
  takeOver(other: ReductionPath): void {
    this.jump()
    this.#detector.restart()
    this.#ballisticsOfFirst.copyFrom(other.#ballisticsOfFirst)
    this.#ballisticsOfSecond.copyFrom(
      other.#isLinked ? other.#ballisticsOfFirst : other.#ballisticsOfSecond
    )
    this.#isLinked = false
  }

  process(keyFirst: Float64Array, keySecond: Float64Array, frames: number): void {
    const detector = this.#detector
    const computer = this.#computer
    detector.process(keyFirst, keySecond, frames)
    this.#level.process(detector.highest, frames)
    this.detectorLevelDb = this.#level.decibels
    this.#followLink()
    computer.advance(frames)
    this.#isAtRest = computer.isBelowKnee(detector.highest) && this.#isIdle
    if (this.#isAtRest) {
      this.first.fill(0)
      this.second.fill(0)
      this.reductionDb = 0
      return
    }

    computer.process(detector.first, this.first, frames)
    this.#ballisticsOfFirst.process(this.first, computer, frames)
    this.reductionDb = this.#ballisticsOfFirst.reductionDb
    if (this.#isLinked) return
    computer.process(detector.isLinked ? detector.first : detector.second, this.second, frames)
    this.#ballisticsOfSecond.process(this.second, computer, frames)
    this.reductionDb = Math.max(this.reductionDb, this.#ballisticsOfSecond.reductionDb)
  }

  get #isIdle(): boolean {
    return this.#ballisticsOfFirst.isIdle && (this.#isLinked || this.#ballisticsOfSecond.isIdle)
  }

  /** Sides that part start alike; sides that join go on apart until they agree. */
  #followLink(): void {
    if (this.#isLinked && !this.#detector.isLinked) {
      this.#ballisticsOfSecond.copyFrom(this.#ballisticsOfFirst)
      this.#isLinked = false
    } else if (!this.#isLinked && this.#detector.isLinked) {
      this.#isLinked = this.#ballisticsOfFirst.agreesWith(this.#ballisticsOfSecond)
    }
  }
}
