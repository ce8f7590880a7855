import { BusNetwork } from '../../dsp/dynamics/bus-network.ts'
import { CrestHold, crestWaitMs } from '../../dsp/dynamics/crest-hold.ts'
import { FeedbackLoop } from '../../dsp/dynamics/feedback-loop.ts'
import type { GainComputer } from '../../dsp/dynamics/gain-computer.ts'
import { OptoCell } from '../../dsp/dynamics/opto-cell.ts'
import { ReductionSmoother, type SmootherTimes } from '../../dsp/dynamics/reduction-smoother.ts'
import type { ReductionState } from '../../dsp/dynamics/reduction-state.ts'
import type { CompressorStyle } from './compressor-curve.ts'

interface BallisticSettings extends SmootherTimes {
  readonly style: CompressorStyle
}

/**
 * How fast what is held of a crest falls, as part of the (first) release time: slow enough that a
 * low tone keeps its level from crest to crest, fast enough that the style has the last word.
 */
const CREST_FALL = { classic: 0.3, opto: 0.5, bus: 0.5 } as const

/**
 * While what is held of the crest falls, the loop lets go more slowly, as if the release were longer
 * by 10 % at a ratio of 2, 5 % at 4 and 1 % at 20; so it is shortened to the middle of that.
 */
const CLASSIC_RELEASE = 0.953

/** Automatic release of a feedback detector: as quick on peaks as the clean one. */
const CLASSIC_AUTO = 0.25

/** Time constants until a reduction is over: ln(60 dB / 1e-6 dB). */
const TIMES_TO_REST = 18

/**
 * Attack, hold and release of one side in each style. A change of style goes on from the reduction
 * there is, so it makes no step. Clean is one pass; the others hold crests first.
 */
export class Ballistics {
  /** The reduction after the last frame, in dB. */
  reductionDb = 0
  #style: CompressorStyle = 'clean'
  readonly #clean: ReductionSmoother
  readonly #crest: CrestHold
  readonly #classic: FeedbackLoop
  readonly #opto: OptoCell
  readonly #bus: BusNetwork

  constructor(sampleRate: number) {
    this.#clean = new ReductionSmoother(sampleRate)
    this.#crest = new CrestHold(sampleRate)
    this.#classic = new FeedbackLoop(sampleRate)
    this.#opto = new OptoCell(sampleRate)
    this.#bus = new BusNetwork(sampleRate)
  }

  /** The longest time in which a reduction lets go completely, in seconds. */
  static tailSeconds(settings: BallisticSettings): number {
    const { style, attack, release, hold, autoRelease } = settings
    if (style === 'clean' || style === 'classic') return ReductionSmoother.tailSeconds(settings)
    const law = style === 'opto' ? OptoCell : BusNetwork
    return (hold + TIMES_TO_REST * (law.slowestMs(release, autoRelease) + release + attack)) / 1000
  }

  get isIdle(): boolean {
    if (this.#style === 'clean') return this.#clean.isIdle
    return this.#crest.isIdle && this.#law.isIdle
  }

  configure(settings: BallisticSettings): void {
    const { style, attack, release, hold, autoRelease } = settings
    this.#clean.setTimes(settings)
    const classicRelease = CLASSIC_RELEASE * release * (autoRelease ? CLASSIC_AUTO : 1)
    this.#classic.setTimes(attack, classicRelease)
    this.#opto.setTimes(attack, release, autoRelease)
    this.#bus.setTimes(attack, release, autoRelease)
    if (style !== 'clean') {
      let first = classicRelease
      if (style === 'opto') first = OptoCell.firstMs(release, autoRelease)
      else if (style === 'bus') first = BusNetwork.firstMs(release, autoRelease)
      this.#crest.setTimes(CREST_FALL[style] * first, hold + crestWaitMs(first))
    }
    if (style !== this.#style) this.#switchTo(style)
  }

  reset(): void {
    this.#start(0)
  }

  copyFrom(other: Ballistics): void {
    this.#style = other.#style
    this.#clean.copyFrom(other.#clean)
    this.#crest.copyFrom(other.#crest)
    this.#law.copyFrom(other.#law)
    this.reductionDb = other.reductionDb
  }

  /** Whether both will give the same reduction from now on for the same input. */
  agreesWith(other: Ballistics): boolean {
    if (this.#style === 'clean') return this.#clean.agreesWith(other.#clean)
    return this.#crest.agreesWith(other.#crest) && this.#law.agreesWith(other.#law)
  }

  /** In place: reductions that the curve of `computer` wants in, what is done out, in dB. */
  process(reductions: Float64Array, computer: GainComputer, frames: number): void {
    if (this.#style === 'clean') {
      this.#clean.process(reductions, frames)
      this.reductionDb = this.#clean.reductionDb
      return
    }
    this.#crest.process(reductions, frames)
    if (this.#style === 'classic') {
      this.#classic.process(reductions, computer.slopes, computer.halfKnees, frames)
    } else if (this.#style === 'opto') this.#opto.process(reductions, frames)
    else this.#bus.process(reductions, frames)
    this.reductionDb = reductions[frames - 1]
  }

  get #law(): ReductionState {
    return this.#style === 'opto' ? this.#opto : this.#style === 'bus' ? this.#bus : this.#classic
  }

  #switchTo(style: CompressorStyle): void {
    this.#style = style
    this.#start(this.reductionDb)
  }

  #start(reductionDb: number): void {
    this.#clean.start(reductionDb)
    this.#crest.start(reductionDb)
    this.#law.start(reductionDb)
    this.reductionDb = reductionDb
  }
}
