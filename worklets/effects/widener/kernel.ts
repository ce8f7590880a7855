import type { MeterValues, ParamValues } from '../../core/definition.ts'
import { type Block, Kernel } from '../../core/kernel.ts'
import { MAX_FRAMES } from '../../core/stereo-block.ts'
import { decibelsToGain } from '../../dsp/decibels.ts'
import { FallingPeak } from '../../dsp/levels/falling-peak.ts'
import { StereoMeter } from '../../dsp/levels/stereo-meter.ts'
import { LatencyDelay } from '../../dsp/lines/latency-delay.ts'
import { BYPASS_MATCH, LoudnessKeeper } from '../../dsp/loudness/loudness-keeper.ts'
import { CONTROL_FRAMES } from '../../dsp/moves/control-glide.ts'
import { GainRamp } from '../../dsp/moves/gain-ramp.ts'
import type { Stereo } from '../../dsp/stereo.ts'
import { BandWidths } from './band-widths.ts'
import { BassMono } from './bass-mono.ts'
import { widenerDefinition } from './definition.ts'
import { MonoGuard } from './mono-guard.ts'
import { Stereoizer } from './stereoizer.ts'

type WidenerValues = ParamValues<typeof widenerDefinition>

/** Longest delay of the right side by Haas. */
const HAAS_SECONDS = 0.025

/**
 * Stereo width in three bands.
 *
 * Signal path: left, right (Haas) -> mid, side -> width of the side in three bands -> stereoize
 * adds a decorrelated mid to the side -> rotation adds some mid to it -> bass mono high-passes the
 * side -> mono guard -> left, right -> auto gain.
 * The mid only ever passes all-passes, which give it the phase of the side's crossovers, so its
 * level (and the mono sum, which is nothing else) is the same for every setting but Haas and auto
 * gain. At rest in neutral every sample passes as it came.
 * Sources: S. Linkwitz, JAES 24, 1976 (crossovers); Alary, Politis and Valimaki, DAFx 2017 (velvet
 * noise); M. Schroeder, JAES 10, 1962 (all-passes).
 * Latency: none.
 * Departs from a true rotation: only the side is changed, S + tan(angle) M, which turns the center
 * by that angle and keeps the mono sum; a true one would take up to 3 dB from it.
 */
export class WidenerKernel extends Kernel<typeof widenerDefinition> {
  readonly #haas: LatencyDelay
  readonly #bands: BandWidths
  readonly #bass: BassMono
  readonly #stereoizer: Stereoizer
  readonly #guard: MonoGuard
  readonly #keeper: LoudnessKeeper
  readonly #stereoMeter: StereoMeter
  readonly #midLevel: FallingPeak
  readonly #sideLevel: FallingPeak

  readonly #width: GainRamp
  readonly #turn: GainRamp
  readonly #ramps: readonly GainRamp[]

  readonly #mid = new Float64Array(MAX_FRAMES)
  readonly #side = new Float64Array(MAX_FRAMES)
  /** Mid and side of a whole block, for the meters. */
  readonly #midOut = new Float64Array(MAX_FRAMES)
  readonly #sideOut = new Float64Array(MAX_FRAMES)
  #guarding = false
  #keeping = false
  #widthPercent = 100
  /** Frames into the present stretch of CONTROL_FRAMES. */
  #at = 0

  constructor(sampleRate: number) {
    super(widenerDefinition, sampleRate, {
      givesDelta: true,
      match: new LoudnessKeeper(sampleRate, MAX_FRAMES, BYPASS_MATCH)
    })
    this.#haas = new LatencyDelay(Math.ceil(HAAS_SECONDS * sampleRate), MAX_FRAMES, sampleRate)
    this.#bands = new BandWidths(sampleRate)
    this.#bass = new BassMono(sampleRate)
    this.#stereoizer = new Stereoizer(sampleRate)
    this.#guard = new MonoGuard(sampleRate)
    this.#keeper = new LoudnessKeeper(sampleRate, MAX_FRAMES)
    this.#stereoMeter = new StereoMeter(sampleRate)
    this.#midLevel = new FallingPeak(sampleRate)
    this.#sideLevel = new FallingPeak(sampleRate)
    this.#width = new GainRamp(sampleRate, 1, MAX_FRAMES)
    this.#turn = new GainRamp(sampleRate, 1, MAX_FRAMES)
    const { low, middle, high } = this.#bands
    this.#ramps = [this.#width, low, middle, high, this.#stereoizer.amount, this.#turn]
  }

  protected configure(params: WidenerValues): void {
    const { stereoizeMode: mode, bassMono } = params
    const amount = params.stereoize / 100
    const side = decibelsToGain(-params.balance)
    this.#widthPercent = params.width
    this.aim(this.#width, (params.width / 100) * side)
    this.aim(this.#bands.low, params.lowWidth / 100)
    this.aim(this.#bands.middle, params.midWidth / 100)
    this.aim(this.#bands.high, params.highWidth / 100)
    this.aim(this.#stereoizer.amount, mode === 'haas' ? 0 : amount)
    this.aim(this.#turn, Math.tan((params.rotation * Math.PI) / 180))
    this.#haas.setLength(mode === 'haas' ? Math.round(amount * HAAS_SECONDS * this.sampleRate) : 0)
    this.#bands.setCrossovers(params.lowCrossover, params.highCrossover)
    this.#guarding = params.monoSafe
    this.#keeping = params.autoGain
    const decorrelator = mode === 'haas' || amount === 0 ? undefined : mode
    if (this.fresh) {
      this.#bands.jump(params.multiband)
      this.#bass.jump(bassMono)
      this.#stereoizer.jump(decorrelator)
      this.#haas.reset()
    }
    this.#bands.set(params.multiband)
    this.#bass.set(bassMono)
    this.#stereoizer.set(decorrelator)
  }

  protected clear(): void {
    this.#at = 0
    this.#haas.reset()
    this.#bands.reset()
    this.#bass.reset()
    this.#stereoizer.reset()
    this.#guard.reset()
    this.#keeper.reset()
    this.#stereoMeter.reset()
    this.#midLevel.reset()
    this.#sideLevel.reset()
  }

  protected render(block: Block, meters: MeterValues<typeof widenerDefinition>): void {
    const { left, right, frames } = block
    if (this.#keeping || !this.#keeper.isIdle) this.#keeper.hearInput(block, frames)
    if (!this.#haas.idle) this.#delayRight(block, frames)

    let start = 0
    while (start < frames) {
      if (this.#at === 0) this.#control()
      const rest = frames - start
      const count = this.#isStill ? rest : Math.min(rest, CONTROL_FRAMES - this.#at)
      this.#renderStretch(left, right, start, count)
      this.#at = (this.#at + count) % CONTROL_FRAMES
      start += count
    }
    if (this.#keeping || !this.#keeper.isIdle) {
      this.#keeper.process(block, frames, this.#keeping)
    }

    this.#stereoMeter.process(left, right, frames)
    this.#midLevel.measure(this.#midOut, this.#midOut, frames)
    this.#sideLevel.measure(this.#sideOut, this.#sideOut, frames)
    meters.correlation = this.#stereoMeter.correlation
    meters.midLevel = this.#midLevel.decibels
    meters.sideLevel = this.#sideLevel.decibels
    meters.widthNow = this.#widthPercent * this.#guard.gain
  }

  /** Once every CONTROL_FRAMES frames: what glides takes its next step. */
  #control(): void {
    this.#bands.advance()
    this.#bass.advance()
    this.#stereoizer.advance()
    this.#guard.update(this.#guarding)
  }

  /** Whether nothing takes steps now, so that a block may be rendered in one piece. */
  get #isStill(): boolean {
    return (
      this.#bands.isStill &&
      this.#bass.isStill &&
      this.#stereoizer.isStill &&
      this.#guard.isIdle &&
      !this.#guarding
    )
  }

  #delayRight(sound: Stereo, frames: number): void {
    this.#haas.process(sound, frames)
    const { right } = sound
    const delayed = this.#haas.right
    for (let i = 0; i < frames; i++) right[i] = delayed[i]
  }

  /** Whether the stretch would come out as it goes in. */
  get #isNeutral(): boolean {
    for (let k = 0; k < this.#ramps.length; k++) if (!this.#ramps[k].settled) return false
    return (
      !this.#bands.runs &&
      !this.#bass.runs &&
      !this.#stereoizer.runs &&
      this.#width.target === 1 &&
      this.#turn.target === 0 &&
      this.#guard.isIdle
    )
  }

  /** A stretch in which nothing takes a step, in place. */
  #renderStretch(left: Float64Array, right: Float64Array, start: number, count: number): void {
    const mid = this.#mid
    const side = this.#side
    for (let i = 0; i < count; i++) {
      mid[i] = 0.5 * (left[start + i] + right[start + i])
      side[i] = 0.5 * (left[start + i] - right[start + i])
    }
    const neutral = this.#isNeutral && !this.#guarding
    if (!neutral) this.#widen(count)
    const midOut = this.#midOut
    const sideOut = this.#sideOut
    for (let i = 0; i < count; i++) {
      midOut[start + i] = mid[i]
      sideOut[start + i] = side[i]
    }
    if (neutral) return
    for (let i = 0; i < count; i++) {
      left[start + i] = mid[i] + side[i]
      right[start + i] = mid[i] - side[i]
    }
  }

  #widen(count: number): void {
    const mid = this.#mid
    const side = this.#side
    for (let k = 0; k < this.#ramps.length; k++) this.#ramps[k].process(count)
    const stereoizes = this.#stereoizer.runs
    if (stereoizes) this.#stereoizer.process(mid, count)
    if (this.#bands.runs) this.#bands.process(mid, side, count)
    const width = this.#width.gains
    const turn = this.#turn.gains
    for (let i = 0; i < count; i++) side[i] = width[i] * side[i] + turn[i] * mid[i]
    if (stereoizes) {
      const { air } = this.#stereoizer
      for (let i = 0; i < count; i++) side[i] += air[i]
    }
    if (this.#bass.runs) this.#bass.process(mid, side, count)
    if (this.#guarding || !this.#guard.isIdle) this.#guard.process(mid, side, count)
  }
}
