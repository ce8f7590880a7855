import type { MeterValues, ParamValues } from '../../core/definition.ts'
import { type Block, Kernel } from '../../core/kernel.ts'
import { MAX_FRAMES } from '../../core/stereo-block.ts'
import { decibelsToGain } from '../../dsp/decibels.ts'
import { FallingPeak } from '../../dsp/falling-peak.ts'
import { GainRamp } from '../../dsp/gain-ramp.ts'
import { HistoryLine } from '../../dsp/history-line.ts'
import { StereoTruePeak, TRUE_PEAK_HISTORY } from '../../dsp/stereo-true-peak.ts'
import { DETECTOR_HISTORY } from '../../dsp/true-peak-detector.ts'
import { BassShare } from './bass-share.ts'
import { limiterDefinition } from './definition.ts'
import { Excess } from './excess.ts'
import { type LaneInput, LanePair } from './lane-pair.ts'
import { limiterLatency, lookaheadFrames } from './latency.ts'

type LimiterValues = ParamValues<typeof limiterDefinition>
type LimiterMeters = MeterValues<typeof limiterDefinition>

const MAX_LOOKAHEAD_MS = 10
const MAX_HOLD_MS = 50

/** Keeps the rounding of the output to single precision from rising over the ceiling. */
const ROUNDING_GUARD = 1 - 2 ** -23

/** The reading falls this fast, so that a screen does not miss a short dip. */
const REDUCTION_FALL_DECIBELS_PER_SECOND = 100

const NEPERS_TO_DECIBELS = 20 / Math.LN10

/**
 * A look-ahead true-peak limiter for the end of a master.
 *
 * Signal path: drive -> delay -> x gain -> delta and unity listening. Gain: peaks between the
 * samples by three meters' filters -> excess over the ceiling -> maximum over look-ahead and hold
 * -> link -> dual release -> three boxes over the look-ahead.
 * Sources: ITU-R BS.1770-5 (2023) annex 2 (true peak); the gain computer of maximum, release and
 * moving average is common property of look-ahead limiters; the rest is our own.
 * Latency: look-ahead less one frame, and 32 frames for true peaks.
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
  readonly #truePeak = new StereoTruePeak()
  readonly #outputLeft = new HistoryLine(TRUE_PEAK_HISTORY, MAX_FRAMES)
  readonly #outputRight = new HistoryLine(TRUE_PEAK_HISTORY, MAX_FRAMES)
  readonly #inputReading: FallingPeak
  readonly #outputReading: FallingPeak
  readonly #samplePeakReading: FallingPeak
  readonly #knobs = {
    releaseMs: 0,
    autoRelease: true,
    holdMs: 0,
    linkTransients: 1,
    linkRelease: 1
  }
  #reduction = 0

  constructor(sampleRate: number) {
    const maxLookahead = lookaheadFrames(MAX_LOOKAHEAD_MS, sampleRate)
    const maxLatencyFrames = limiterLatency(maxLookahead, true)
    super(limiterDefinition, sampleRate, { maxLatencyFrames })
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
      truePeakExcess: new Excess('truePeak', MAX_FRAMES),
      samplePeakExcess: new Excess('samplePeak', MAX_FRAMES),
      bassShares: this.#bass.shares
    }
    this.#lanes = new LanePair(sampleRate, maxLookahead, maxHold, MAX_FRAMES)
    this.#inputReading = new FallingPeak(sampleRate)
    this.#outputReading = new FallingPeak(sampleRate)
    this.#samplePeakReading = new FallingPeak(sampleRate)
  }

  protected configure(params: LimiterValues): void {
    this.#aim(this.#drive, decibelsToGain(params.drive))
    this.#aim(this.#ceiling, decibelsToGain(params.ceiling) * ROUNDING_GUARD)
    this.#aim(this.#monitor, params.unityMonitor ? decibelsToGain(-params.drive) : 1)
    this.#aim(this.#delta, params.delta ? 1 : 0)
    const knobs = this.#knobs
    knobs.releaseMs = params.release
    knobs.autoRelease = params.autoRelease
    knobs.holdMs = params.hold
    knobs.linkTransients = params.linkTransients / 100
    knobs.linkRelease = params.linkRelease / 100
    const lookahead = lookaheadFrames(params.lookahead, this.sampleRate)
    this.#lanes.setShape(lookahead, params.truePeak, params.style)
    this.#lanes.setTimes(knobs)
    // Longer than any release takes from the greatest reduction to rest: 20 time constants.
    this.tailFrames = this.#lanes.restFrames
    if (this.fresh) this.#lanes.reset()
  }

  #aim(ramp: GainRamp, target: number): void {
    if (this.fresh) ramp.jump(target)
    else ramp.setTarget(target)
  }

  protected clear(): void {
    const { left, right, truePeakExcess, samplePeakExcess } = this.#input
    left.reset()
    right.reset()
    truePeakExcess.reset()
    samplePeakExcess.reset()
    this.#bass.reset()
    this.#lanes.reset()
    this.#outputLeft.reset()
    this.#outputRight.reset()
    this.#inputReading.reset()
    this.#outputReading.reset()
    this.#samplePeakReading.reset()
    this.#reduction = 0
  }

  protected render(block: Block, meters: LimiterMeters): void {
    const { left, right, frames } = block
    this.#push(left, right, frames)
    this.#detect(frames)
    const wantsDry = this.#delta.target > 0 || !this.#delta.settled
    this.#lanes.process(this.#input, frames, wantsDry)
    this.#measure(frames, meters)
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
    this.#ceiling.process(frames)
    const ceilings = this.#ceiling.gains
    // The ramp is monotonic.
    const lowest = Math.min(ceilings[0], ceilings[frames - 1])
    this.#lanes.prepare()
    if (this.#lanes.wants(true)) truePeakExcess.process(left, right, ceilings, lowest, frames)
    else truePeakExcess.reset()
    if (this.#lanes.wants(false)) samplePeakExcess.process(left, right, ceilings, lowest, frames)
  }

  #measure(frames: number, meters: LimiterMeters): void {
    const { left, right } = this.#input
    const lanes = this.#lanes
    let inputFloor = decibelsToGain(this.#inputReading.decibels)
    const outputFloor = decibelsToGain(this.#outputReading.decibels)
    if (lanes.untouched) inputFloor = Math.min(inputFloor, outputFloor)
    const inputPeak = this.#truePeak.process(
      left.samples,
      right.samples,
      left.end,
      frames,
      inputFloor
    )
    this.#outputLeft.push(lanes.left, frames)
    this.#outputRight.push(lanes.right, frames)
    // An exact copy has the peak of what came in; that it shows some ms early does no harm.
    const outputPeak =
      lanes.untouched && inputPeak < this.#ceiling.target
        ? inputPeak
        : this.#truePeak.process(
            this.#outputLeft.samples,
            this.#outputRight.samples,
            this.#outputLeft.end,
            frames,
            outputFloor
          )
    this.#inputReading.process(inputPeak, frames)
    this.#outputReading.process(outputPeak, frames)
    this.#samplePeakReading.process(peakOf(lanes.left, lanes.right, frames), frames)
    const fall = (REDUCTION_FALL_DECIBELS_PER_SECOND * frames) / this.sampleRate
    const reduction = lanes.reduction * NEPERS_TO_DECIBELS
    this.#reduction = Math.max(reduction, this.#reduction - fall, 0)

    meters.reduction = this.#reduction
    meters.inputTruePeak = this.#inputReading.decibels
    meters.outputTruePeak = this.#outputReading.decibels
    meters.outputPeak = this.#samplePeakReading.decibels
  }

  /** What leaves: the limited sound, or what was taken away, at the level of the input or not. */
  #listen(left: Float64Array, right: Float64Array, frames: number, wantsDry: boolean): void {
    const { left: wetLeft, right: wetRight, dryLeft, dryRight } = this.#lanes
    this.#monitor.process(frames)
    this.#delta.process(frames)
    const monitor = this.#monitor.gains
    const delta = this.#delta.gains
    if (wantsDry) {
      for (let i = 0; i < frames; i++) {
        left[i] = wetLeft[i] + delta[i] * (dryLeft[i] - 2 * wetLeft[i])
        right[i] = wetRight[i] + delta[i] * (dryRight[i] - 2 * wetRight[i])
      }
    } else {
      for (let i = 0; i < frames; i++) {
        left[i] = wetLeft[i]
        right[i] = wetRight[i]
      }
    }
    if (this.#monitor.settled && monitor[0] === 1) return
    for (let i = 0; i < frames; i++) {
      left[i] *= monitor[i]
      right[i] *= monitor[i]
    }
  }
}

function peakOf(left: Float64Array, right: Float64Array, frames: number): number {
  let peak = 0
  for (let i = 0; i < frames; i++) {
    const size = Math.max(Math.abs(left[i]), Math.abs(right[i]))
    if (size > peak) peak = size
  }
  return peak
}
