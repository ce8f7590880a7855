import type { MeterValues, ParamValues } from '../../core/definition.ts'
import { type Block, Kernel } from '../../core/kernel.ts'
import { MAX_FRAMES } from '../../core/stereo-block.ts'
import { decibelsToGain } from '../../dsp/decibels.ts'
import { Ducker } from '../../dsp/dynamics/ducker.ts'
import { BandLimit } from '../../dsp/filters/band-limit.ts'
import { DcBlocker } from '../../dsp/filters/dc-blocker.ts'
import { FallingPeak } from '../../dsp/levels/falling-peak.ts'
import { BANK_BLOCK, DelayBank } from '../../dsp/lines/delay-bank.ts'
import { BYPASS_MATCH, LoudnessKeeper } from '../../dsp/loudness/loudness-keeper.ts'
import { GainRamp } from '../../dsp/moves/gain-ramp.ts'
import { EarlyReflections } from '../../dsp/reverb/early-reflections.ts'
import { reverbDefinition } from './definition.ts'
import { ReverbControls } from './reverb-controls.ts'
import { REVERB_MODES } from './reverb-modes.ts'
import { LONGEST_PAST_MS, ReverbTail } from './reverb-tail.ts'

type ReverbValues = ParamValues<typeof reverbDefinition>

/**
 * An algorithmic reverb.
 *
 * Signal path: low and high cut -> predelay -> early reflections (20 taps a side), and in parallel
 * tone -> smear (two allpasses a side) -> diffuser (three steps, 16 channels) -> feedback delay
 * network (16 lines) -> width -> ducking -> DC filter -> mix with the dry sound at equal power.
 * Sources: Jot and Chaigne, "Digital delay networks for designing artificial reverberators", AES
 * 1991; Schlecht and Habets, "Scattering in feedback delay networks", IEEE/ACM TASLP 28, 2020; see
 * the blocks for more.
 * Latency: none.
 * Departs from the sources: losses are two first-order shelves per line with dB in proportion to
 * its length, so that T60 follows `decay-curve.ts` in every line; level and color are corrected
 * before the network, so that turning the decay leaves the tail that sounds at its level. What
 * cannot glide (lengths, patterns, predelay) changes by one common fade; see `ReverbTail`.
 */
export class ReverbKernel extends Kernel<typeof reverbDefinition> {
  readonly #controls: ReverbControls
  readonly #cuts: BandLimit
  /** The cut input, left and right, for everything that reads the past. */
  readonly #past: DelayBank
  readonly #early: EarlyReflections
  readonly #tail: ReverbTail
  readonly #ducker: Ducker
  readonly #dcBlocker: DcBlocker
  readonly #inputLevel: FallingPeak
  readonly #wetLevel: FallingPeak

  readonly #dry: GainRamp
  readonly #wet: GainRamp
  readonly #earlyGain: GainRamp
  readonly #middle: GainRamp
  readonly #side: GainRamp
  /** Closes the input while the tail is frozen. */
  readonly #open: GainRamp
  readonly #ones = new Float64Array(MAX_FRAMES).fill(1)
  readonly #inLeft = new Float64Array(BANK_BLOCK)
  readonly #inRight = new Float64Array(BANK_BLOCK)
  readonly #wetLeft = new Float64Array(MAX_FRAMES)
  readonly #wetRight = new Float64Array(MAX_FRAMES)
  #isDucking = false
  /** Frames into the present stretch of BANK_BLOCK frames. */
  #at = 0

  constructor(sampleRate: number) {
    super(reverbDefinition, sampleRate, {
      match: new LoudnessKeeper(sampleRate, MAX_FRAMES, BYPASS_MATCH)
    })
    this.#controls = new ReverbControls(sampleRate)
    this.#cuts = new BandLimit(sampleRate)
    this.#past = new DelayBank(2, Math.ceil((LONGEST_PAST_MS / 1000) * sampleRate))
    this.#early = new EarlyReflections(sampleRate)
    this.#tail = new ReverbTail(sampleRate, this.#early)
    this.#ducker = new Ducker(sampleRate)
    this.#dcBlocker = new DcBlocker(sampleRate)
    this.#inputLevel = new FallingPeak(sampleRate)
    this.#wetLevel = new FallingPeak(sampleRate)
    this.#dry = new GainRamp(sampleRate)
    this.#wet = new GainRamp(sampleRate)
    this.#earlyGain = new GainRamp(sampleRate)
    this.#middle = new GainRamp(sampleRate)
    this.#side = new GainRamp(sampleRate)
    this.#open = new GainRamp(sampleRate)
  }

  protected configure(params: ReverbValues): void {
    const angle = (params.mix / 100) * (Math.PI / 2)
    this.aim(this.#dry, Math.sin(Math.PI / 2 - angle))
    this.aim(this.#wet, Math.sin(angle))
    const earlyDb = params.early + REVERB_MODES[params.mode].earlyDb
    this.aim(this.#earlyGain, decibelsToGain(earlyDb))
    const side = params.width / 100
    // Middle and side are uncorrelated: this keeps the level of each channel.
    const middle = 0.5 * Math.sqrt(2 / (1 + side * side))
    this.aim(this.#middle, middle)
    this.aim(this.#side, side * middle)
    this.aim(this.#open, params.freeze ? 0 : 1)
    this.#controls.aim(params)
    this.#tail.setPlace(REVERB_MODES[params.mode], params)
    this.tailFrames = params.freeze ? Infinity : this.#tail.longestEchoFrames
    if (this.fresh) this.#start()
  }

  protected clear(): void {
    this.#at = 0
    this.#isDucking = false
    this.#cuts.reset()
    this.#past.reset()
    this.#early.reset()
    this.#tail.reset()
    this.#ducker.reset()
    this.#dcBlocker.reset()
    this.#inputLevel.reset()
    this.#wetLevel.reset()
  }

  protected render(block: Block, meters: MeterValues<typeof reverbDefinition>): void {
    const { left, right, frames } = block
    this.#open.process(frames)
    this.#earlyGain.process(frames)
    this.#middle.process(frames)
    this.#side.process(frames)
    this.#dry.process(frames)
    this.#wet.process(frames)

    let start = 0
    while (start < frames) {
      if (this.#at === 0) this.#control()
      const count = Math.min(frames - start, BANK_BLOCK - this.#at)
      this.#renderWet(left, right, start, count)
      if (this.#isDucking) {
        this.#ducker.listen(left, right, start, count)
        this.#ducker.process(this.#wetLeft, this.#wetRight, start, count)
      }
      this.#at = (this.#at + count) % BANK_BLOCK
      start += count
    }
    this.#dcBlocker.process(this.#wetLeft, this.#wetRight, frames, this.#ones)
    this.#mix(left, right, frames)

    meters.inputLevel = this.#inputLevel.decibels
    meters.wetLevel = this.#wetLevel.decibels
  }

  /** Everything is where it was set, without a glide. */
  #start(): void {
    const controls = this.#controls
    controls.jump()
    this.#cuts.setCorners(controls.lowCutHz, controls.highCutHz)
    this.#cuts.land()
    this.#tail.jump(controls)
  }

  /** Once per BANK_BLOCK frames: what glides takes its next step. */
  #control(): void {
    const controls = this.#controls
    this.#cuts.land()
    const moved = controls.advance()
    if (moved) {
      this.#cuts.setCorners(controls.lowCutHz, controls.highCutHz)
      this.#cuts.aim(BANK_BLOCK)
    }
    this.#tail.advance(controls, moved)
    if (this.#isDucking) this.#ducker.update(controls.duckDb, BANK_BLOCK)
    this.#isDucking = controls.duckDb > 0 || !this.#ducker.isIdle
  }

  /** Up to BANK_BLOCK frames of the reverb alone, before its DC filter. */
  #renderWet(left: Float64Array, right: Float64Array, start: number, frames: number): void {
    const inLeft = this.#inLeft
    const inRight = this.#inRight
    const open = this.#open.gains
    for (let i = 0; i < frames; i++) {
      inLeft[i] = open[start + i] * left[start + i]
      inRight[i] = open[start + i] * right[start + i]
    }
    this.#cuts.process(inLeft, inRight, frames)
    const past = this.#past
    const pastLeft = past.start(0, 0)
    const pastRight = past.start(1, 0)
    for (let i = 0; i < frames; i++) {
      past.data[pastLeft + i] = inLeft[i]
      past.data[pastRight + i] = inRight[i]
    }
    past.advance(frames)
    this.#tail.process(past, frames)
    this.#widen(start, frames)
  }

  /** Early reflections and tail together, in the width that is set. */
  #widen(start: number, frames: number): void {
    const { left, right } = this.#tail
    const { left: earlyLeft, right: earlyRight } = this.#early
    const wetLeft = this.#wetLeft
    const wetRight = this.#wetRight
    const earlyGains = this.#earlyGain.gains
    const middleGains = this.#middle.gains
    const sideGains = this.#side.gains
    for (let i = 0; i < frames; i++) {
      const at = start + i
      const l = left[i] + earlyGains[at] * earlyLeft[i]
      const r = right[i] + earlyGains[at] * earlyRight[i]
      const middle = middleGains[at] * (l + r)
      const side = sideGains[at] * (l - r)
      wetLeft[at] = middle + side
      wetRight[at] = middle - side
    }
  }

  /** Dry and wet together, and the peaks of both for the meters. */
  #mix(left: Float64Array, right: Float64Array, frames: number): void {
    const wetLeft = this.#wetLeft
    const wetRight = this.#wetRight
    const dryGains = this.#dry.gains
    const wetGains = this.#wet.gains
    let inputPeak = 0
    let wetPeak = 0
    for (let i = 0; i < frames; i++) {
      const l = left[i]
      const r = right[i]
      const wetL = wetLeft[i]
      const wetR = wetRight[i]
      if (Math.abs(l) > inputPeak) inputPeak = Math.abs(l)
      if (Math.abs(r) > inputPeak) inputPeak = Math.abs(r)
      if (Math.abs(wetL) > wetPeak) wetPeak = Math.abs(wetL)
      if (Math.abs(wetR) > wetPeak) wetPeak = Math.abs(wetR)
      left[i] = dryGains[i] * l + wetGains[i] * wetL
      right[i] = dryGains[i] * r + wetGains[i] * wetR
    }
    this.#inputLevel.process(inputPeak, frames)
    this.#wetLevel.process(wetPeak, frames)
  }
}
