import type { MeterValues, ParamValues } from '../../core/definition.ts'
import { type Block, Kernel } from '../../core/kernel.ts'
import { MAX_FRAMES } from '../../core/stereo-block.ts'
import { decibelsToGain } from '../../dsp/decibels.ts'
import { FallingPeak } from '../../dsp/levels/falling-peak.ts'
import { LatencyDelay } from '../../dsp/lines/latency-delay.ts'
import { BYPASS_MATCH, LoudnessKeeper } from '../../dsp/loudness/loudness-keeper.ts'
import { GainRamp } from '../../dsp/moves/gain-ramp.ts'
import { oversamplingLatency } from '../../dsp/spectral/oversampler.ts'
import type { Stereo } from '../../dsp/stereo.ts'
import { autoMakeupDb } from './auto-makeup.ts'
import { Ballistics } from './ballistics.ts'
import { compressorDefinition, OVERSAMPLING } from './definition.ts'
import { KeySignal } from './key-signal.ts'
import { RateSwitch } from './rate-switch.ts'

type CompressorValues = ParamValues<typeof compressorDefinition>

const MAX_LOOKAHEAD_SECONDS = 0.02

/** What auto makeup hears of the sound: steady over phrases. */
const AUTO_MAKEUP = { seconds: 3, mostDb: 12, startsEqual: true } as const

/**
 * A compressor in four styles.
 *
 * Signal path: key (input or side chain, low cut) -> detector (peak or RMS, linked) -> static
 * curve in dB -> attack, hold, release of the style in dB -> gain on the sound delayed by the
 * lookahead -> makeup -> mix with the sound as it came in, at the same delay; all of it at one, two
 * or four times the sample rate -> auto makeup by loudness.
 * Sources: Giannoulis, Massberg, Reiss: Digital Dynamic Range Compressor Design, JAES 60(6), 2012:
 * feed-forward, log domain, smooth decoupled detector after the gain computer (clean), feedback
 * topology (classic). Opto and bus follow what their models' manuals say (`dsp/opto-cell.ts`,
 * `dsp/bus-network.ts`). Loudness: ITU-R BS.1770-5.
 * Latency: the lookahead, rounded to whole frames, and the oversampling filters.
 * Departures: releases end in exactly 0 dB after some 16 time constants; the automatic release is
 * two branches of our own (`reduction-smoother.ts`). While nothing is turned down, the very
 * samples that came in go out (without oversampling).
 */
export class CompressorKernel extends Kernel<typeof compressorDefinition> {
  readonly #key: KeySignal
  readonly #rates: RateSwitch
  readonly #lookahead: LatencyDelay
  readonly #keyLookahead: LatencyDelay
  readonly #autoMakeup: LoudnessKeeper
  readonly #listen: GainRamp
  readonly #keptLeft = new Float64Array(MAX_FRAMES)
  readonly #keptRight = new Float64Array(MAX_FRAMES)
  readonly #inputPeak: FallingPeak
  readonly #outputPeak: FallingPeak
  #isAutoMakeup = false

  constructor(sampleRate: number) {
    const lookahead = Math.round(MAX_LOOKAHEAD_SECONDS * sampleRate)
    const maxLatencyFrames = lookahead + oversamplingLatency(4)
    super(compressorDefinition, sampleRate, {
      maxLatencyFrames,
      givesDelta: true,
      match: new LoudnessKeeper(sampleRate, MAX_FRAMES, BYPASS_MATCH)
    })
    this.#key = new KeySignal(sampleRate, MAX_FRAMES)
    this.#rates = new RateSwitch(sampleRate, MAX_FRAMES)
    this.#lookahead = new LatencyDelay(lookahead, MAX_FRAMES, sampleRate)
    this.#keyLookahead = new LatencyDelay(maxLatencyFrames, MAX_FRAMES, sampleRate)
    this.#autoMakeup = new LoudnessKeeper(sampleRate, MAX_FRAMES, AUTO_MAKEUP)
    this.#listen = new GainRamp(sampleRate, 0)
    this.#inputPeak = new FallingPeak(sampleRate)
    this.#outputPeak = new FallingPeak(sampleRate)
  }

  protected configure(params: CompressorValues): void {
    this.#key.configure(params)
    const usualMakeup = params.autoMakeup ? autoMakeupDb(params) : 0
    const makeup = decibelsToGain(params.makeup + usualMakeup)
    this.#rates.configure(params, makeup, OVERSAMPLING[params.oversampling])
    this.#isAutoMakeup = params.autoMakeup
    this.#listen.setTarget(params.sidechainListen ? 1 : 0)
    const latency = this.definition.latencyFrames(params, this.sampleRate)
    this.#lookahead.setLength(latency - oversamplingLatency(OVERSAMPLING[params.oversampling]))
    this.#keyLookahead.setLength(latency)
    const memory = MAX_LOOKAHEAD_SECONDS + params.rmsWindow / 1000
    const tail = Math.max(0.2, memory + Ballistics.tailSeconds(params))
    this.tailFrames = Math.round(tail * this.sampleRate)
    if (this.fresh) this.#jump()
  }

  protected clear(): void {
    this.#key.reset()
    this.#rates.reset()
    this.#autoMakeup.reset()
    this.#inputPeak.reset()
    this.#outputPeak.reset()
  }

  protected render(block: Block, meters: MeterValues<typeof compressorDefinition>): void {
    const { left, right, frames } = block
    this.#inputPeak.measure(left, right, frames)
    this.#key.process(block)
    this.#keepKey(left, right, frames)
    if (!this.#lookahead.idle) this.#delaySound(block, frames)

    const makesUp = this.#isAutoMakeup || !this.#autoMakeup.isIdle
    if (makesUp) this.#autoMakeup.hearInput(block, frames)
    this.#rates.process(this.#key.left, this.#key.right, left, right, frames)
    if (makesUp) this.#autoMakeup.process(block, frames, this.#isAutoMakeup)
    if (!this.#isListenOff) this.#blendKey(left, right, frames)

    this.#outputPeak.measure(left, right, frames)
    const { path } = this.#rates
    meters.reduction = path.reductionDb
    meters.inputLevel = this.#inputPeak.decibels
    meters.outputLevel = this.#outputPeak.decibels
    meters.detectorLevel = path.detectorLevelDb
  }

  /** The key may lie in the block's own arrays, which are about to change. */
  #keepKey(left: Float64Array, right: Float64Array, frames: number): void {
    const key = this.#key
    if (!this.#keyLookahead.idle || !this.#isListenOff) {
      this.#keyLookahead.process(key, frames)
    }
    if (this.#lookahead.idle || key.left !== left) return
    for (let i = 0; i < frames; i++) {
      this.#keptLeft[i] = left[i]
      this.#keptRight[i] = right[i]
    }
    key.left = this.#keptLeft
    key.right = this.#keptRight
  }

  #delaySound(sound: Stereo, frames: number): void {
    const { left, right } = sound
    this.#lookahead.process(sound, frames)
    const { left: lateLeft, right: lateRight } = this.#lookahead
    for (let i = 0; i < frames; i++) {
      left[i] = lateLeft[i]
      right[i] = lateRight[i]
    }
  }

  #jump(): void {
    this.#key.jump()
    this.#rates.jump()
    this.#listen.jump(this.#listen.target)
    this.#lookahead.reset()
    this.#keyLookahead.reset()
  }

  get #isListenOff(): boolean {
    return this.#listen.settled && this.#listen.target === 0
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
}
