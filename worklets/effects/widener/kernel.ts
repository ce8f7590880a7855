import type { MeterValues, ParamValues } from '../../core/definition.ts'
import { type Block, Kernel } from '../../core/kernel.ts'
import { MAX_FRAMES } from '../../core/stereo-block.ts'
import { decibelsToGain } from '../../dsp/decibels.ts'
import { BUTTERWORTH_2, setCrossoverSection } from '../../dsp/filters/linkwitz-riley.ts'
import { StereoSvf } from '../../dsp/filters/stereo-svf.ts'
import { SVF_STRIDE } from '../../dsp/filters/svf-coefficients.ts'
import { FallingPeak } from '../../dsp/levels/falling-peak.ts'
import { StereoMeter } from '../../dsp/levels/stereo-meter.ts'
import { LatencyDelay } from '../../dsp/lines/latency-delay.ts'
import { BYPASS_MATCH, LoudnessKeeper } from '../../dsp/loudness/loudness-keeper.ts'
import { CONTROL_FRAMES, ControlGlide } from '../../dsp/moves/control-glide.ts'
import { GainRamp } from '../../dsp/moves/gain-ramp.ts'
import { WarmFade } from '../../dsp/moves/warm-fade.ts'
import { AllpassDecorrelator } from '../../dsp/width/allpass-decorrelator.ts'
import { SideHighPass } from '../../dsp/width/side-high-pass.ts'
import { ThreeBandWidth } from '../../dsp/width/three-band-width.ts'
import { VelvetDecorrelator } from '../../dsp/width/velvet-decorrelator.ts'
import { widenerDefinition } from './definition.ts'
import { MonoGuard } from './mono-guard.ts'

type WidenerValues = ParamValues<typeof widenerDefinition>

/** Stereoize leaves what is below alone: wide bass is no bass. */
const STEREOIZE_FROM_HZ = 200

/** Longest delay of the right side by Haas. */
const HAAS_SECONDS = 0.025

/** The lowest corner of bass mono; below it is off. */
const LOWEST_BASS_HZ = 20

/** A filter at 20 Hz takes its time to swing in. */
const BASS_WARM_SECONDS = 0.15

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
  readonly #bands: ThreeBandWidth
  readonly #bandsFade: WarmFade
  readonly #bass: SideHighPass
  readonly #bassFade: WarmFade
  readonly #velvet: VelvetDecorrelator
  readonly #velvetFade: WarmFade
  readonly #allpass: AllpassDecorrelator
  readonly #allpassFade: WarmFade
  readonly #aboveBass = [new StereoSvf(), new StereoSvf()]
  readonly #guard: MonoGuard
  readonly #keeper: LoudnessKeeper
  readonly #stereoMeter: StereoMeter
  readonly #midLevel: FallingPeak
  readonly #sideLevel: FallingPeak

  readonly #lowHz: ControlGlide
  readonly #highHz: ControlGlide
  readonly #bassHz: ControlGlide
  readonly #width: GainRamp
  readonly #lowWidth: GainRamp
  readonly #midWidth: GainRamp
  readonly #highWidth: GainRamp
  readonly #stereoize: GainRamp
  readonly #turn: GainRamp
  readonly #ramps: readonly GainRamp[]

  readonly #mid = new Float64Array(MAX_FRAMES)
  readonly #side = new Float64Array(MAX_FRAMES)
  readonly #plainMid = new Float64Array(MAX_FRAMES)
  readonly #air = new Float64Array(MAX_FRAMES)
  readonly #wet = new Float64Array(MAX_FRAMES)
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
    const ramp = () => new GainRamp(sampleRate, 1, MAX_FRAMES)
    this.#haas = new LatencyDelay(Math.ceil(HAAS_SECONDS * sampleRate), MAX_FRAMES, sampleRate)
    this.#bands = new ThreeBandWidth(sampleRate, MAX_FRAMES)
    this.#bandsFade = new WarmFade(sampleRate, MAX_FRAMES)
    this.#bass = new SideHighPass(sampleRate)
    this.#bassFade = new WarmFade(sampleRate, MAX_FRAMES, BASS_WARM_SECONDS)
    this.#velvet = new VelvetDecorrelator(sampleRate, MAX_FRAMES)
    this.#velvetFade = new WarmFade(sampleRate, MAX_FRAMES)
    this.#allpass = new AllpassDecorrelator(sampleRate)
    this.#allpassFade = new WarmFade(sampleRate, MAX_FRAMES)
    this.#guard = new MonoGuard(sampleRate)
    this.#keeper = new LoudnessKeeper(sampleRate, MAX_FRAMES)
    this.#stereoMeter = new StereoMeter(sampleRate)
    this.#midLevel = new FallingPeak(sampleRate)
    this.#sideLevel = new FallingPeak(sampleRate)
    this.#lowHz = new ControlGlide(sampleRate, 1e-5)
    this.#highHz = new ControlGlide(sampleRate, 1e-5)
    this.#bassHz = new ControlGlide(sampleRate, 1e-5, 0.02)
    this.#width = ramp()
    this.#lowWidth = ramp()
    this.#midWidth = ramp()
    this.#highWidth = ramp()
    this.#stereoize = ramp()
    this.#turn = ramp()
    this.#ramps = [
      this.#width,
      this.#lowWidth,
      this.#midWidth,
      this.#highWidth,
      this.#stereoize,
      this.#turn
    ]
    const air = new Float64Array(SVF_STRIDE)
    setCrossoverSection(air, 0, 'high', STEREOIZE_FROM_HZ, BUTTERWORTH_2[0], sampleRate)
    for (const filter of this.#aboveBass) filter.jump(air, 0)
  }

  protected configure(params: WidenerValues): void {
    const { stereoizeMode: mode, bassMono } = params
    const amount = params.stereoize / 100
    const side = decibelsToGain(-params.balance)
    this.#widthPercent = params.width
    this.aim(this.#width, (params.width / 100) * side)
    this.aim(this.#lowWidth, params.lowWidth / 100)
    this.aim(this.#midWidth, params.midWidth / 100)
    this.aim(this.#highWidth, params.highWidth / 100)
    this.aim(this.#stereoize, mode === 'haas' ? 0 : amount)
    this.aim(this.#turn, Math.tan((params.rotation * Math.PI) / 180))
    this.#haas.setLength(mode === 'haas' ? Math.round(amount * HAAS_SECONDS * this.sampleRate) : 0)
    this.#lowHz.target = Math.log(params.lowCrossover)
    this.#highHz.target = Math.log(params.highCrossover)
    const bassIsMono = bassMono >= LOWEST_BASS_HZ
    if (bassIsMono) this.#bassHz.target = Math.log(bassMono)
    this.#guarding = params.monoSafe
    this.#keeping = params.autoGain
    const velvet = mode === 'velvet' && amount > 0
    const allpass = mode === 'allpass' && amount > 0
    if (this.fresh) {
      this.#bandsFade.jump(params.multiband)
      this.#bassFade.jump(bassIsMono)
      this.#velvetFade.jump(velvet)
      this.#allpassFade.jump(allpass)
      this.#haas.reset()
      this.#startBands()
      this.#startBass()
    }
    const airRests = !this.#velvetFade.runs && !this.#allpassFade.runs
    // What nobody hears need not glide.
    if (!this.#bandsFade.runs) this.#startBands()
    if (this.#bandsFade.set(params.multiband)) this.#startBands()
    if (this.#bassFade.set(bassIsMono)) this.#startBass()
    if (this.#velvetFade.set(velvet)) this.#velvet.reset()
    if (this.#allpassFade.set(allpass)) this.#allpass.reset()
    if (airRests) for (const filter of this.#aboveBass) filter.reset()
  }

  protected clear(): void {
    this.#at = 0
    this.#haas.reset()
    this.#bands.reset()
    this.#bass.reset()
    this.#velvet.reset()
    this.#allpass.reset()
    for (let k = 0; k < this.#aboveBass.length; k++) this.#aboveBass[k].reset()
    this.#guard.reset()
    this.#keeper.reset()
    this.#stereoMeter.reset()
    this.#midLevel.reset()
    this.#sideLevel.reset()
  }

  protected render(block: Block, meters: MeterValues<typeof widenerDefinition>): void {
    const { left, right, frames } = block
    if (this.#keeping || !this.#keeper.isIdle) this.#keeper.hearInput(left, right, frames)
    if (!this.#haas.idle) this.#delayRight(left, right, frames)

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
      this.#keeper.process(left, right, frames, this.#keeping)
    }

    this.#stereoMeter.process(left, right, frames)
    this.#midLevel.measure(this.#midOut, this.#midOut, frames)
    this.#sideLevel.measure(this.#sideOut, this.#sideOut, frames)
    meters.correlation = this.#stereoMeter.correlation
    meters.midLevel = this.#midLevel.decibels
    meters.sideLevel = this.#sideLevel.decibels
    meters.widthNow = this.#widthPercent * this.#guard.gain
  }

  #startBands(): void {
    this.#lowHz.jump(this.#lowHz.target)
    this.#highHz.jump(this.#highHz.target)
    this.#bands.jump(Math.exp(this.#lowHz.value), Math.exp(this.#highHz.value))
    this.#bands.reset()
  }

  #startBass(): void {
    this.#bassHz.jump(this.#bassHz.target)
    this.#bass.jump(Math.exp(this.#bassHz.value))
    this.#bass.reset()
  }

  /** Once every CONTROL_FRAMES frames: filters take their next step. */
  #control(): void {
    if (this.#bandsFade.runs && !(this.#lowHz.settled && this.#highHz.settled)) {
      this.#lowHz.advance(1)
      this.#highHz.advance(1)
      this.#bands.glide(Math.exp(this.#lowHz.value), Math.exp(this.#highHz.value))
    }
    if (this.#bassFade.runs && !this.#bassHz.settled) {
      this.#bassHz.advance(1)
      this.#bass.glide(Math.exp(this.#bassHz.value))
    }
    this.#bandsFade.advance(CONTROL_FRAMES)
    this.#bassFade.advance(CONTROL_FRAMES)
    this.#velvetFade.advance(CONTROL_FRAMES)
    this.#allpassFade.advance(CONTROL_FRAMES)
    this.#guard.update(this.#guarding)
  }

  /** Whether nothing takes steps now, so that a block may be rendered in one piece. */
  get #isStill(): boolean {
    return (
      this.#lowHz.settled &&
      this.#highHz.settled &&
      this.#bassHz.settled &&
      this.#bandsFade.isAtRest &&
      this.#bassFade.isAtRest &&
      this.#velvetFade.isAtRest &&
      this.#allpassFade.isAtRest &&
      this.#guard.isIdle &&
      !this.#guarding
    )
  }

  #delayRight(left: Float64Array, right: Float64Array, frames: number): void {
    this.#haas.process(left, right, frames)
    const delayed = this.#haas.right
    for (let i = 0; i < frames; i++) right[i] = delayed[i]
  }

  /** Whether the stretch would come out as it goes in. */
  get #isNeutral(): boolean {
    for (let k = 0; k < this.#ramps.length; k++) if (!this.#ramps[k].settled) return false
    return (
      !this.#bandsFade.runs &&
      !this.#bassFade.runs &&
      this.#width.target === 1 &&
      !this.#velvetFade.runs &&
      !this.#allpassFade.runs &&
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
    const stereoizes = this.#velvetFade.runs || this.#allpassFade.runs
    if (stereoizes) this.#makeAir(count)
    if (this.#bandsFade.runs) this.#widenBands(count)
    const width = this.#width.gains
    const turn = this.#turn.gains
    for (let i = 0; i < count; i++) side[i] = width[i] * side[i] + turn[i] * mid[i]
    if (stereoizes) for (let i = 0; i < count; i++) side[i] += this.#air[i]
    if (this.#bassFade.runs) this.#monoBass(count)
    if (this.#guarding || !this.#guard.isIdle) this.#guard.process(mid, side, count)
  }

  /** What stereoize adds to the side. */
  #makeAir(count: number): void {
    const mid = this.#mid
    const air = this.#air
    const wet = this.#wet
    const input = this.#plainMid
    for (let i = 0; i < count; i++) {
      input[i] = mid[i]
      air[i] = 0
    }
    for (let k = 0; k < this.#aboveBass.length; k++) this.#aboveBass[k].processOne(input, 0, count)
    if (this.#velvetFade.runs) {
      this.#velvet.process(input, wet, count)
      this.#addAir(this.#velvetFade, count)
    }
    if (this.#allpassFade.runs) {
      this.#allpass.process(input, wet, count)
      this.#addAir(this.#allpassFade, count)
    }
  }

  #addAir(fade: WarmFade, count: number): void {
    const air = this.#air
    const wet = this.#wet
    fade.process(count)
    const shares = fade.shares
    const gains = this.#stereoize.gains
    for (let i = 0; i < count; i++) air[i] += shares[i] * gains[i] * wet[i]
  }

  #widenBands(count: number): void {
    const mid = this.#mid
    const side = this.#side
    const plain = this.#plainMid
    for (let i = 0; i < count; i++) plain[i] = mid[i]
    this.#bandsFade.process(count)
    this.#bands.process(mid, side, count)
    const { low, middle, high } = this.#bands
    const shares = this.#bandsFade.shares
    const lowWidth = this.#lowWidth.gains
    const midWidth = this.#midWidth.gains
    const highWidth = this.#highWidth.gains
    for (let i = 0; i < count; i++) {
      const share = shares[i]
      const split = lowWidth[i] * low[i] + midWidth[i] * middle[i] + highWidth[i] * high[i]
      side[i] += share * (split - side[i])
      mid[i] = plain[i] + share * (mid[i] - plain[i])
    }
  }

  #monoBass(count: number): void {
    const mid = this.#mid
    const side = this.#side
    const plain = this.#plainMid
    const wet = this.#wet
    for (let i = 0; i < count; i++) {
      plain[i] = mid[i]
      wet[i] = side[i]
    }
    this.#bassFade.process(count)
    this.#bass.process(mid, side, count)
    const shares = this.#bassFade.shares
    for (let i = 0; i < count; i++) {
      mid[i] = plain[i] + shares[i] * (mid[i] - plain[i])
      side[i] = wet[i] + shares[i] * (side[i] - wet[i])
    }
  }
}
