import type { MeterValues, ParamValues } from '../../core/definition.ts'
import { type Block, Kernel } from '../../core/kernel.ts'
import { MAX_FRAMES } from '../../core/stereo-block.ts'
import { decibelsToGain } from '../../dsp/decibels.ts'
import { HistoryLine } from '../../dsp/lines/history-line.ts'
import { BYPASS_MATCH, LoudnessKeeper } from '../../dsp/loudness/loudness-keeper.ts'
import { GainRamp } from '../../dsp/moves/gain-ramp.ts'
import { DETECTOR_HISTORY } from '../../dsp/true-peak/true-peak-detector.ts'
import { BassShare } from './bass-share.ts'
import { limiterDefinition } from './definition.ts'
import { Excess } from './excess.ts'
import { type LaneInput, LanePair } from './lane-pair.ts'
import { limiterLatency, lookaheadFrames } from './latency.ts'
import { LimiterMeters } from './limiter-meters.ts'

type LimiterValues = ParamValues<typeof limiterDefinition>

const MAX_LOOKAHEAD_MS = 10
const MAX_HOLD_MS = 50

/** Keeps the rounding of gains and of the output from rising over the ceiling: 2e-6 dB. */
const ROUNDING_GUARD = 1 - 2 ** -22

/**
 * A look-ahead true-peak limiter for the end of a master.
 *
 * Signal path: drive -> delay -> x gain -> delta and unity listening. Gain: peaks between the
 * samples by four meters' filters -> excess over the ceiling -> maximum over look-ahead and hold
 * -> link -> dual release -> three boxes over the look-ahead.
 * Sources: ITU-R BS.1770-5 (2023) annex 2 (true peak); the gain computer of maximum, release and
 * moving average is common property of look-ahead limiters; the rest is our own.
 * Latency: look-ahead less one frame, and 35 frames for true peaks.
 * Below the ceiling the output is the driven input bit for bit, and most of the work is left out.
 */
export class LimiterKernel extends Kernel<typeof limiterDefinition> {
  readonly #drive: GainRamp
  readonly #ceiling: GainRamp
  readonly #monitor: GainRamp
  readonly #delta: GainRamp
  readonly #input: LaneInput
  readonly #bass: BassShare
  readonly #lanes: LanePair
  readonly #meters: LimiterMeters
  readonly #knobs = {
    releaseMs: 0,
    autoRelease: true,
    holdMs: 0,
    linkTransients: 1,
    linkRelease: 1
  }

  constructor(sampleRate: number) {
    const maxLookahead = lookaheadFrames(MAX_LOOKAHEAD_MS, sampleRate, true)
    const maxLatencyFrames = limiterLatency(maxLookahead, true)
    super(limiterDefinition, sampleRate, {
      maxLatencyFrames,
      match: new LoudnessKeeper(sampleRate, MAX_FRAMES, BYPASS_MATCH)
    })
    const maxHold = Math.ceil((MAX_HOLD_MS / 1000) * sampleRate)
    const history = maxLatencyFrames + DETECTOR_HISTORY
    this.#drive = new GainRamp(sampleRate)
    this.#ceiling = new GainRamp(sampleRate)
    this.#monitor = new GainRamp(sampleRate)
    this.#delta = new GainRamp(sampleRate, 0)
    this.#bass = new BassShare(sampleRate, MAX_FRAMES)
    this.#input = {
      left: new HistoryLine(history, MAX_FRAMES),
      right: new HistoryLine(history, MAX_FRAMES),
      ceilings: this.#ceiling.gains,
      truePeakExcess: new Excess('truePeak', MAX_FRAMES),
      samplePeakExcess: new Excess('samplePeak', MAX_FRAMES),
      bassShares: this.#bass.shares
    }
    this.#lanes = new LanePair(sampleRate, maxLookahead, maxHold, MAX_FRAMES)
    this.#meters = new LimiterMeters(sampleRate)
  }

  protected configure(params: LimiterValues): void {
    this.aim(this.#drive, decibelsToGain(params.drive))
    this.aim(this.#ceiling, decibelsToGain(params.ceiling) * ROUNDING_GUARD)
    this.aim(this.#monitor, params.unityMonitor ? decibelsToGain(-params.drive) : 1)
    // Not the shared delta of the kernel: it takes the input away as it came in, while here the
    // driven sound is what is limited, and what is taken away follows Unity gain.
    this.aim(this.#delta, params.delta ? 1 : 0)
    const knobs = this.#knobs
    knobs.releaseMs = params.release
    knobs.autoRelease = params.autoRelease
    knobs.holdMs = params.hold
    knobs.linkTransients = params.linkTransients / 100
    knobs.linkRelease = params.linkRelease / 100
    const lookahead = lookaheadFrames(params.lookahead, this.sampleRate, params.truePeak)
    this.#lanes.setShape(lookahead, params.truePeak, params.style)
    this.#lanes.setTimes(knobs)
    // Longer than any release takes from the greatest reduction to rest: 20 time constants.
    this.tailFrames = this.#lanes.restFrames
    if (this.fresh) this.#lanes.reset()
  }

  protected clear(): void {
    const { left, right, truePeakExcess, samplePeakExcess } = this.#input
    left.reset()
    right.reset()
    truePeakExcess.reset()
    samplePeakExcess.reset()
    this.#bass.reset()
    this.#lanes.reset()
    this.#meters.reset()
  }

  protected render(block: Block, meters: MeterValues<typeof limiterDefinition>): void {
    const { left, right, frames } = block
    this.#push(left, right, frames)
    this.#detect(frames)
    const wantsDry = this.#delta.target > 0 || !this.#delta.settled
    if (wantsDry) this.#lanes.delay(this.#input, frames)
    this.#lanes.process(this.#input, left, right, frames)
    this.#meters.process(this.#input, this.#lanes, left, right, frames, meters)
    this.#listen(left, right, frames, wantsDry)
  }

  #push(left: Float64Array, right: Float64Array, frames: number): void {
    this.#drive.process(frames)
    const drive = this.#drive.gains
    if (drive[0] !== 1 || !this.#drive.settled) {
      for (let i = 0; i < frames; i++) {
        left[i] *= drive[i]
        right[i] *= drive[i]
      }
    }
    this.#input.left.push(left, frames)
    this.#input.right.push(right, frames)
    this.#bass.process(left, right, frames)
  }

  #detect(frames: number): void {
    const { left, right, truePeakExcess, samplePeakExcess } = this.#input
    const ceiling = this.#ceiling
    ceiling.process(frames)
    this.#lanes.prepare()
    if (this.#lanes.wants(true)) truePeakExcess.process(left, right, ceiling, frames)
    else truePeakExcess.reset()
    if (this.#lanes.wants(false)) samplePeakExcess.process(left, right, ceiling, frames)
  }

  /** What is taken away instead of what is left; the level of the input instead of the drive. */
  #listen(left: Float64Array, right: Float64Array, frames: number, wantsDry: boolean): void {
    this.#monitor.process(frames)
    this.#delta.process(frames)
    const monitor = this.#monitor.gains
    const delta = this.#delta.gains
    if (wantsDry) {
      const { dryLeft, dryRight } = this.#lanes
      for (let i = 0; i < frames; i++) {
        left[i] += delta[i] * (dryLeft[i] - 2 * left[i])
        right[i] += delta[i] * (dryRight[i] - 2 * right[i])
      }
    }
    if (this.#monitor.settled && monitor[0] === 1) return
    for (let i = 0; i < frames; i++) {
      left[i] *= monitor[i]
      right[i] *= monitor[i]
    }
  }
}
