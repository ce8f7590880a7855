import { type Cell, cell } from '../../dsp/cell.ts'
import { gainToDecibels, reductionsToGains } from '../../dsp/decibels.ts'
import { BoxSmoother } from '../../dsp/dynamics/box-smoother.ts'
import { DualRelease } from '../../dsp/dynamics/dual-release.ts'
import { SlidingMaximum } from '../../dsp/dynamics/sliding-maximum.ts'
import { LEAST_MOVE_FRAMES, limiterLatency } from './latency.ts'
import { type LimiterStyle, STYLE_TRAITS } from './styles.ts'

/** What a lane is made for; another shape needs another lane and a crossfade. */
export interface LaneShape {
  lookahead: number
  truePeak: boolean
  style: LimiterStyle
}

/** The knobs that a lane follows while it runs. */
export interface LaneTimes {
  readonly releaseMs: number
  readonly autoRelease: boolean
  readonly holdMs: number
  /** 0 to 1. */
  readonly linkTransients: number
  readonly linkRelease: number
}

/** A fall of 12 dB to 1 dB takes this many time constants: ln 12. */
const CONSTANTS_PER_RELEASE = Math.log(12)

/**
 * From excess to gain, for one look-ahead and one style.
 * Signal path: excess (peak over ceiling, 1 and more) -> maximum over look-ahead and hold ->
 * decibels -> link and dual release -> three boxes over the look-ahead -> gain.
 *
 * A maximum over the frames in which the gain moves, averaged over as many, is never less than what
 * each sample needs when it leaves the delay of `lookahead - 1` frames. At rest the gain is exactly 1
 * and costs nothing. Only the constructor allocates.
 */
export class LimiterLane {
  /** Gains of the last block. */
  readonly left: Float64Array
  readonly right: Float64Array
  /** Greatest reduction of the last block, in dB. */
  readonly reduction: Cell = cell()
  readonly #sampleRate: number
  readonly #holdLeft: SlidingMaximum
  readonly #holdRight: SlidingMaximum
  readonly #release = new DualRelease()
  readonly #smoothLeft: BoxSmoother
  readonly #smoothRight: BoxSmoother
  readonly #windows: Int32Array
  readonly #times = { fastFrames: 1, slowFrames: 1, chargeFrames: 1, slowShare: 1 }
  readonly #shape: LaneShape = { lookahead: 1, truePeak: true, style: 'transparent' }
  #lookahead = 1
  /** Frames in which the gain moves: the look-ahead without the style's lead. */
  #move = 1
  #leastHold = 0
  #hold = 0
  #bassFrom = 0
  #bassFull = 1
  /** Whether the gains are those of a block at rest. */
  #isOne = true
  /** Frames since a reduction went into the smoothers; at rest once they are empty. */
  #quietFrames = 0

  constructor(sampleRate: number, maxLookahead: number, maxHold: number, maxBlock: number) {
    this.left = new Float64Array(maxBlock).fill(1)
    this.right = new Float64Array(maxBlock).fill(1)
    this.#sampleRate = sampleRate
    this.#holdLeft = new SlidingMaximum(maxLookahead + maxHold, 1)
    this.#holdRight = new SlidingMaximum(maxLookahead + maxHold, 1)
    this.#smoothLeft = new BoxSmoother(maxLookahead)
    this.#smoothRight = new BoxSmoother(maxLookahead)
    this.#windows = new Int32Array(maxBlock)
    this.#quietFrames = maxLookahead
  }

  /** Whether the gain is exactly 1 and stays so until the next excess. */
  get atRest(): boolean {
    return this.#quietFrames >= this.#lookahead
  }

  /** Frames until a fresh lane knows all that it must know of the sound in the delay. */
  get fillFrames(): number {
    return 2 * this.#lookahead
  }

  /** Frames by which the sound must be delayed to meet its gain. */
  get latency(): number {
    return limiterLatency(this.#lookahead, this.#shape.truePeak)
  }

  get truePeak(): boolean {
    return this.#shape.truePeak
  }

  /** Frames after which the gain is at rest, whatever came before: e^-20 ends every reduction. */
  get restFrames(): number {
    const release = 20 * Math.max(this.#times.fastFrames, this.#times.slowFrames)
    return Math.ceil(this.latency + this.#lookahead + this.#hold + release)
  }

  hasShape(shape: Readonly<LaneShape>): boolean {
    const own = this.#shape
    return (
      own.lookahead === shape.lookahead &&
      own.truePeak === shape.truePeak &&
      own.style === shape.style
    )
  }

  /** Copies the shape and clears the history. */
  setShape(shape: Readonly<LaneShape>): void {
    const { lookahead } = shape
    this.#shape.lookahead = lookahead
    this.#shape.truePeak = shape.truePeak
    this.#shape.style = shape.style
    const lead = Math.floor(STYLE_TRAITS[shape.style].lead * (lookahead - 1))
    const late = Math.max(0, Math.min(lead, lookahead - LEAST_MOVE_FRAMES))
    this.#lookahead = lookahead
    this.#move = lookahead - late
    this.#smoothLeft.setLength(lookahead, late)
    this.#smoothRight.setLength(lookahead, late)
    this.reset()
  }

  setTimes(knobs: LaneTimes): void {
    const traits = STYLE_TRAITS[this.#shape.style]
    const framesPerMs = this.#sampleRate / 1000
    const times = this.#times
    const constant = (knobs.releaseMs * framesPerMs) / CONSTANTS_PER_RELEASE
    times.fastFrames = constant * (knobs.autoRelease ? traits.fastFactor : 1)
    times.slowFrames = constant * (knobs.autoRelease ? traits.slowFactor : 1)
    times.chargeFrames = traits.chargeMs * framesPerMs
    times.slowShare = traits.slowShare
    this.#release.setTimes(times)
    this.#release.setLinks(knobs.linkTransients, knobs.linkRelease)
    this.#hold = Math.round(knobs.holdMs * framesPerMs)
    this.#bassFrom = traits.bassFrom
    this.#bassFull = traits.bassFull
    this.#leastHold = Math.round(Math.min(knobs.holdMs, traits.leastHoldMs) * framesPerMs)
  }

  reset(): void {
    this.#holdLeft.reset()
    this.#holdRight.reset()
    this.#release.reset()
    this.#smoothLeft.reset()
    this.#smoothRight.reset()
    this.rest()
    this.#quietFrames = this.#lookahead
  }

  /** Goes on from the reduction that another lane has reached. */
  copyReleaseFrom(other: LimiterLane): void {
    this.#release.copyFrom(other.#release)
    this.#quietFrames = 0
  }

  /** Makes the gains of a block. `bassShares`: how much of the peaks is bass at each frame. */
  process(
    excessLeft: Float64Array,
    excessRight: Float64Array,
    bassShares: Float64Array,
    frames: number
  ): void {
    const { left, right } = this
    const windows = this.#windows
    this.#isOne = false
    const shortest = this.#move + this.#leastHold
    const longest = this.#lookahead + this.#hold
    const slope = (longest - shortest) / (this.#bassFull - this.#bassFrom)
    const base = shortest - slope * this.#bassFrom
    for (let i = 0; i < frames; i++) {
      left[i] = excessLeft[i]
      right[i] = excessRight[i]
      windows[i] = Math.min(longest, Math.max(shortest, base + slope * bassShares[i]))
    }
    this.#holdLeft.process(left, windows, frames)
    this.#holdRight.process(right, windows, frames)
    toDecibels(left, frames)
    toDecibels(right, frames)
    this.#release.process(left, right, frames)
    this.#countQuiet(left, right, frames)
    this.#smoothLeft.process(left, frames)
    this.#smoothRight.process(right, frames)
    this.#noteReduction(left, right, frames)
    reductionsToGains(left, frames)
    reductionsToGains(right, frames)
  }

  /** Makes the gains of a block at rest. */
  rest(): void {
    if (this.#isOne) return
    this.left.fill(1)
    this.right.fill(1)
    this.reduction[0] = 0
    this.#isOne = true
  }

  #noteReduction(left: Float64Array, right: Float64Array, frames: number): void {
    let most = 0
    for (let i = 0; i < frames; i++) {
      if (left[i] > most) most = left[i]
      if (right[i] > most) most = right[i]
    }
    this.reduction[0] = most
  }

  #countQuiet(left: Float64Array, right: Float64Array, frames: number): void {
    let quiet = Math.min(this.#quietFrames, this.#lookahead)
    for (let i = 0; i < frames; i++) quiet = left[i] + right[i] > 0 ? 0 : quiet + 1
    this.#quietFrames = quiet
  }
}

/** Held values change rarely: most are equal to the one before. */
function toDecibels(values: Float64Array, frames: number): void {
  let last = 1
  let decibels = 0
  for (let i = 0; i < frames; i++) {
    const value = values[i]
    if (value !== last) {
      last = value
      decibels = gainToDecibels(value)
    }
    values[i] = decibels
  }
}
