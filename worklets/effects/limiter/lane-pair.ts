import type { HistoryLine } from '../../dsp/lines/history-line.ts'
import { sharedTable } from '../../dsp/shared-table.ts'
import type { Excess } from './excess.ts'
import { type LaneShape, type LaneTimes, LimiterLane } from './limiter-lane.ts'

/** Long enough for a look-ahead that is turned to leave no side bands 200 Hz from a tone. */
const FADE_SECONDS = 0.08

/** What the lanes make their sound from: the driven sound and what was found out about it. */
export interface LaneInput {
  readonly left: HistoryLine
  readonly right: HistoryLine
  readonly ceilings: Float64Array
  readonly truePeakExcess: Excess
  readonly samplePeakExcess: Excess
  readonly bassShares: Float64Array
}

/**
 * The limited sound, whatever shape is asked for: a change of look-ahead, detector or style starts
 * a second lane beside the first and, once it knows the sound in its delay, fades to it. Both keep
 * to the ceiling, so any mean of the two does. Only the constructor allocates.
 */
export class LanePair {
  /** What `delay` made: the block at the delay of the limited sound, but not limited. */
  readonly dryLeft: Float64Array
  readonly dryRight: Float64Array
  /** Whether the last block is an exact copy of the sound that came in. */
  untouched = true
  readonly #fade: Float64Array
  #lane: LimiterLane
  #nextLane: LimiterLane
  #wanted: LaneShape = { lookahead: 1, truePeak: true, style: 'transparent' }
  #knobs: LaneTimes | undefined
  /** Frames since the second lane was started; negative while there is none. */
  #nextFrames = -1

  constructor(sampleRate: number, maxLookahead: number, maxHold: number, maxBlock: number) {
    this.dryLeft = new Float64Array(maxBlock)
    this.dryRight = new Float64Array(maxBlock)
    this.#fade = smoothStep(Math.round(FADE_SECONDS * sampleRate))
    this.#lane = new LimiterLane(sampleRate, maxLookahead, maxHold, maxBlock)
    this.#nextLane = new LimiterLane(sampleRate, maxLookahead, maxHold, maxBlock)
  }

  /** Greatest reduction of the last block, in dB. */
  get reduction(): number {
    const reduction = this.#lane.reduction[0]
    return this.#isFading ? Math.max(reduction, this.#nextLane.reduction[0]) : reduction
  }

  /** Frames by which the sound of the first lane is late. */
  get latency(): number {
    return this.#lane.latency
  }

  /** Whether a lane reads peaks of this kind. */
  wants(truePeak: boolean): boolean {
    if (this.#lane.truePeak === truePeak) return true
    return this.#isFading && this.#nextLane.truePeak === truePeak
  }

  /** Frames after which the gain is at rest, whatever came before. */
  get restFrames(): number {
    return Math.max(this.#lane.restFrames, this.#nextLane.restFrames)
  }

  get #isFading(): boolean {
    return this.#nextFrames >= 0
  }

  setShape(lookahead: number, truePeak: boolean, style: LaneShape['style']): void {
    this.#wanted.lookahead = lookahead
    this.#wanted.truePeak = truePeak
    this.#wanted.style = style
  }

  setTimes(knobs: LaneTimes): void {
    this.#knobs = knobs
    this.#lane.setTimes(knobs)
    this.#nextLane.setTimes(knobs)
  }

  /** Forgets the past and has the wanted shape at once. */
  reset(): void {
    this.#nextFrames = -1
    this.#lane.setShape(this.#wanted)
    if (this.#knobs) this.#lane.setTimes(this.#knobs)
  }

  /** Starts a second lane if another shape is wanted. Call it before `wants` and `process`. */
  prepare(): void {
    if (this.#isFading || this.#lane.hasShape(this.#wanted)) return
    const next = this.#nextLane
    next.setShape(this.#wanted)
    if (this.#knobs) next.setTimes(this.#knobs)
    next.copyReleaseFrom(this.#lane)
    this.#nextFrames = 0
  }

  /** Writes the delayed sound to `dryLeft` and `dryRight`. Call it before `process`. */
  delay(input: LaneInput, frames: number): void {
    if (this.#isFading) this.#blendDry(input, frames)
    else this.#copy(input, this.dryLeft, this.dryRight, frames)
  }

  /** Writes the limited sound to `left` and `right`. */
  process(input: LaneInput, left: Float64Array, right: Float64Array, frames: number): void {
    const atRest = run(this.#lane, input, frames)
    this.untouched = atRest && !this.#isFading
    if (this.untouched) {
      this.#copy(input, left, right, frames)
    } else if (this.#isFading) {
      run(this.#nextLane, input, frames)
      this.#blend(input, left, right, frames)
      this.#advance(frames)
    } else {
      this.#turnDown(input, left, right, frames)
    }
  }

  #advance(frames: number): void {
    this.#nextFrames += frames
    if (this.#nextFrames < this.#nextLane.fillFrames + this.#fade.length) return
    const lane = this.#lane
    this.#lane = this.#nextLane
    this.#nextLane = lane
    this.#nextFrames = -1
  }

  #copy(input: LaneInput, left: Float64Array, right: Float64Array, frames: number): void {
    const fromLeft = input.left.samples
    const fromRight = input.right.samples
    const at = input.left.end - frames - this.#lane.latency
    for (let i = 0; i < frames; i++) {
      left[i] = fromLeft[at + i]
      right[i] = fromRight[at + i]
    }
  }

  #turnDown(input: LaneInput, left: Float64Array, right: Float64Array, frames: number): void {
    const fromLeft = input.left.samples
    const fromRight = input.right.samples
    const gainLeft = this.#lane.left
    const gainRight = this.#lane.right
    const at = input.left.end - frames - this.#lane.latency
    for (let i = 0; i < frames; i++) {
      left[i] = fromLeft[at + i] * gainLeft[i]
      right[i] = fromRight[at + i] * gainRight[i]
    }
  }

  #blend(input: LaneInput, left: Float64Array, right: Float64Array, frames: number): void {
    const lane = this.#lane
    const next = this.#nextLane
    const fromLeft = input.left.samples
    const fromRight = input.right.samples
    const at = input.left.end - frames - lane.latency
    const nextAt = input.left.end - frames - next.latency
    for (let i = 0; i < frames; i++) {
      const weight = this.#weight(i)
      const rest = 1 - weight
      left[i] =
        rest * fromLeft[at + i] * lane.left[i] + weight * fromLeft[nextAt + i] * next.left[i]
      right[i] =
        rest * fromRight[at + i] * lane.right[i] + weight * fromRight[nextAt + i] * next.right[i]
    }
  }

  #blendDry(input: LaneInput, frames: number): void {
    const fromLeft = input.left.samples
    const fromRight = input.right.samples
    const at = input.left.end - frames - this.#lane.latency
    const nextAt = input.left.end - frames - this.#nextLane.latency
    for (let i = 0; i < frames; i++) {
      const weight = this.#weight(i)
      const rest = 1 - weight
      this.dryLeft[i] = rest * fromLeft[at + i] + weight * fromLeft[nextAt + i]
      this.dryRight[i] = rest * fromRight[at + i] + weight * fromRight[nextAt + i]
    }
  }

  /** Weight of the second lane in frame `i` of a block under way. */
  #weight(i: number): number {
    const at = this.#nextFrames + i - this.#nextLane.fillFrames
    return this.#fade[Math.min(this.#fade.length - 1, Math.max(0, at))]
  }
}

/** Makes the gains of a lane; says whether they are all exactly 1. */
function run(lane: LimiterLane, input: LaneInput, frames: number): boolean {
  const excess = lane.truePeak ? input.truePeakExcess : input.samplePeakExcess
  if (lane.atRest && !excess.any) {
    lane.rest()
    return true
  }
  lane.process(excess.left, excess.right, input.bassShares, frames)
  return false
}

/** 0 to 1 with three derivatives that vanish at both ends: t^4 (35 - 84 t + 70 t^2 - 20 t^3). */
const smoothStep = sharedTable((frames: number) => {
  const step = new Float64Array(frames + 1)
  for (let i = 0; i <= frames; i++) {
    const t = i / frames
    step[i] = t ** 4 * (35 + t * (-84 + t * (70 - 20 * t)))
  }
  return step
})
