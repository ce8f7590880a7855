import type { MeterValues, ParamValues } from '../../core/definition.ts'
import { type Block, Kernel } from '../../core/kernel.ts'
import { LatencyDelay } from '../../core/latency-delay.ts'
import { MAX_FRAMES } from '../../core/stereo-block.ts'
import { decibelsToGain, fastDecibelsToGain } from '../../dsp/decibels.ts'
import { FallingPeak } from '../../dsp/falling-peak.ts'
import { GainRamp } from '../../dsp/gain-ramp.ts'
import { BYPASS_MATCH, LoudnessKeeper } from '../../dsp/loudness-keeper.ts'
import { ReductionSmoother } from '../../dsp/reduction-smoother.ts'
import { autoMakeupDb } from './auto-makeup.ts'
import { compressorDefinition } from './definition.ts'
import { KeySignal } from './key-signal.ts'
import { ReductionPath } from './reduction-path.ts'

type CompressorValues = ParamValues<typeof compressorDefinition>

const MAX_LOOKAHEAD_SECONDS = 0.02

/**
 * A clean feed-forward compressor.
 *
 * Signal path: key (input or side chain, low cut) -> detector (peak or RMS, linked) -> static
 * curve in dB -> attack, hold, release in dB -> gain on the sound delayed by the lookahead ->
 * makeup -> mix with the sound as it came in, at the same delay.
 * Source: Giannoulis, Massberg, Reiss: Digital Dynamic Range Compressor Design, JAES 60(6), 2012:
 * feed-forward, log domain, smooth decoupled detector after the gain computer.
 * Latency: the lookahead, rounded to whole frames.
 * Departures: releases end in exactly 0 dB after some 16 time constants; the automatic release is
 * two branches of our own (`reduction-smoother.ts`). While nothing is turned down, the very
 * samples that came in go out.
 */
export class CompressorKernel extends Kernel<typeof compressorDefinition> {
  readonly #key: KeySignal
  readonly #stereoPath: ReductionPath
  readonly #midSidePath: ReductionPath
  readonly #mid = new Float64Array(MAX_FRAMES)
  readonly #side = new Float64Array(MAX_FRAMES)
  /** From left and right (0) to mid and side (1). */
  readonly #midSideAmount: GainRamp
  readonly #lookahead: LatencyDelay
  readonly #keyLookahead: LatencyDelay
  readonly #makeup: GainRamp
  readonly #mix: GainRamp
  readonly #listen: GainRamp
  readonly #otherLeft = new Float64Array(MAX_FRAMES)
  readonly #otherRight = new Float64Array(MAX_FRAMES)
  #soundLeft: Float64Array
  #soundRight: Float64Array
  readonly #inputPeak: FallingPeak
  readonly #outputPeak: FallingPeak

  constructor(sampleRate: number) {
    const maxLatencyFrames = Math.round(MAX_LOOKAHEAD_SECONDS * sampleRate)
    super(compressorDefinition, sampleRate, {
      maxLatencyFrames,
      match: new LoudnessKeeper(sampleRate, MAX_FRAMES, BYPASS_MATCH)
    })
    this.#key = new KeySignal(sampleRate, MAX_FRAMES)
    this.#stereoPath = new ReductionPath(sampleRate, MAX_FRAMES)
    this.#midSidePath = new ReductionPath(sampleRate, MAX_FRAMES)
    this.#midSideAmount = new GainRamp(sampleRate, 0)
    this.#lookahead = new LatencyDelay(maxLatencyFrames, MAX_FRAMES, sampleRate)
    this.#keyLookahead = new LatencyDelay(maxLatencyFrames, MAX_FRAMES, sampleRate)
    this.#soundLeft = this.#lookahead.left
    this.#soundRight = this.#lookahead.right
    this.#makeup = new GainRamp(sampleRate, 1)
    this.#mix = new GainRamp(sampleRate, 1)
    this.#listen = new GainRamp(sampleRate, 0)
    this.#inputPeak = new FallingPeak(sampleRate)
    this.#outputPeak = new FallingPeak(sampleRate)
  }

  protected configure(params: CompressorValues): void {
    this.#key.configure(params)
    this.#stereoPath.configure(params)
    this.#midSidePath.configure(params)
    this.#switchLinkMode(params.linkMode === 'midSide' ? 1 : 0)
    const autoMakeup = params.autoMakeup ? autoMakeupDb(params) : 0
    this.#makeup.setTarget(decibelsToGain(params.makeup + autoMakeup))
    this.#mix.setTarget(params.mix / 100)
    this.#listen.setTarget(params.sidechainListen ? 1 : 0)
    const latency = this.definition.latencyFrames(params, this.sampleRate)
    this.#lookahead.setLength(latency)
    this.#keyLookahead.setLength(latency)
    const memory = MAX_LOOKAHEAD_SECONDS + params.rmsWindow / 1000
    const tail = Math.max(0.2, memory + ReductionSmoother.tailSeconds(params))
    this.tailFrames = Math.round(tail * this.sampleRate)
    if (this.fresh) this.#jump()
  }

  protected clear(): void {
    this.#key.reset()
    this.#stereoPath.reset()
    this.#midSidePath.reset()
    this.#inputPeak.reset()
    this.#outputPeak.reset()
  }

  protected render(block: Block, meters: MeterValues<typeof compressorDefinition>): void {
    const { left, right, frames } = block
    this.#inputPeak.measure(left, right, frames)
    this.#key.process(block)
    const path = this.#reduce(frames)
    this.#delaySound(left, right, frames)
    // Off, it still copies: the key may lie in the block's own arrays, which are about to change.
    if (!this.#keyLookahead.idle || !this.#isListenOff) {
      this.#keyLookahead.process(this.#key.left, this.#key.right, frames)
    }

    this.#makeup.process(frames)
    this.#mix.process(frames)
    if (this.#midSideAmount.settled) this.#apply(path, left, right, frames)
    else this.#applyBoth(path, left, right, frames)
    if (!this.#isListenOff) this.#blendKey(left, right, frames)

    this.#outputPeak.measure(left, right, frames)
    meters.reduction = path.reductionDb
    meters.inputLevel = this.#inputPeak.decibels
    meters.outputLevel = this.#outputPeak.decibels
    meters.detectorLevel = path.detectorLevelDb
  }

  /** The sound to turn down: the block itself while there is no lookahead. */
  #delaySound(left: Float64Array, right: Float64Array, frames: number): void {
    if (this.#lookahead.idle) {
      this.#soundLeft = left
      this.#soundRight = right
    } else {
      this.#lookahead.process(left, right, frames)
      this.#soundLeft = this.#lookahead.left
      this.#soundRight = this.#lookahead.right
    }
  }

  #jump(): void {
    this.#key.jump()
    this.#stereoPath.jump()
    this.#midSidePath.jump()
    this.#midSideAmount.jump(this.#midSideAmount.target)
    this.#makeup.jump(this.#makeup.target)
    this.#mix.jump(this.#mix.target)
    this.#listen.jump(this.#listen.target)
    this.#lookahead.reset()
    this.#keyLookahead.reset()
  }

  get #isListenOff(): boolean {
    return this.#listen.settled && this.#listen.target === 0
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

  /** Runs the detector of the link mode in use (of both during a switch) and returns its path. */
  #reduce(frames: number): ReductionPath {
    const { left, right } = this.#key
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

  #blendKey(left: Float64Array, right: Float64Array, frames: number): void {
    this.#listen.process(frames)
    const amounts = this.#listen.gains
    const heardLeft = this.#keyLookahead.left
    const heardRight = this.#keyLookahead.right
    for (let i = 0; i < frames; i++) {
      left[i] += amounts[i] * (heardLeft[i] - left[i])
      right[i] += amounts[i] * (heardRight[i] - right[i])
    }
  }

  /** Delayed sound, turned down and made up by one path, to `left` and `right`. */
  #apply(path: ReductionPath, left: Float64Array, right: Float64Array, frames: number): void {
    const isUnity = path.isAtRest && this.#makeup.settled && this.#makeup.target === 1
    const inLeft = this.#soundLeft
    const inRight = this.#soundRight
    if (isUnity && inLeft === left) return
    if (path.isLinked) {
      this.#applyLinked(path.first, left, right, frames)
      return
    }
    const first = this.#toGains(path.first, frames)
    const second = this.#toGains(path.second, frames)
    if (path === this.#stereoPath) multiply(inLeft, inRight, first, second, left, right, frames)
    else multiplyMidSide(inLeft, inRight, first, second, left, right, frames)
  }

  /** The usual case in one pass: the mix of sound and compressed sound is 1 + mix (gain - 1). */
  #applyLinked(
    reductions: Float64Array,
    left: Float64Array,
    right: Float64Array,
    frames: number
  ): void {
    const inLeft = this.#soundLeft
    const inRight = this.#soundRight
    const makeup = this.#makeup.gains
    const mix = this.#mix.gains
    for (let i = 0; i < frames; i++) {
      const compressed = fastDecibelsToGain(-reductions[i]) * makeup[i]
      const gain = 1 + mix[i] * (compressed - 1)
      left[i] = gain * inLeft[i]
      right[i] = gain * inRight[i]
    }
  }

  /** During a switch of the link mode the path in use fades in over the other. */
  #applyBoth(path: ReductionPath, left: Float64Array, right: Float64Array, frames: number): void {
    const isMidSide = path === this.#midSidePath
    const otherLeft = this.#otherLeft
    const otherRight = this.#otherRight
    this.#apply(isMidSide ? this.#stereoPath : this.#midSidePath, otherLeft, otherRight, frames)
    this.#apply(path, left, right, frames)
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
  inLeft: Float64Array,
  inRight: Float64Array,
  leftGains: Float64Array,
  rightGains: Float64Array,
  left: Float64Array,
  right: Float64Array,
  frames: number
): void {
  for (let i = 0; i < frames; i++) {
    left[i] = leftGains[i] * inLeft[i]
    right[i] = rightGains[i] * inRight[i]
  }
}

function multiplyMidSide(
  inLeft: Float64Array,
  inRight: Float64Array,
  midGains: Float64Array,
  sideGains: Float64Array,
  left: Float64Array,
  right: Float64Array,
  frames: number
): void {
  for (let i = 0; i < frames; i++) {
    const mid = 0.5 * midGains[i] * (inLeft[i] + inRight[i])
    const side = 0.5 * sideGains[i] * (inLeft[i] - inRight[i])
    left[i] = mid + side
    right[i] = mid - side
  }
}
