import type { ParamValues } from '../../core/definition.ts'
import { BANK_BLOCK } from '../../dsp/lines/delay-bank.ts'
import { CONTROL_FRAMES, ControlGlide } from '../../dsp/moves/control-glide.ts'
import { type DecayCurve, flatDecay, writeDecayCurve } from '../../dsp/reverb/decay-curve.ts'
import type { reverbDefinition } from './definition.ts'

type ReverbValues = ParamValues<typeof reverbDefinition>

/** Travel of a line at a modulation depth of 100 %, in seconds: 40 % is 0.25 ms. */
export const FULL_DEPTH_SECONDS = 0.000625

/** A glide of a logarithm, a share or a number of dB is over within this. */
const TOLERANCE = 1e-5

/** The decay and its shelves, diffusion, ducking: over their ranges more dB at once than a filter's. */
const SLOW_POLE_SECONDS = 0.02

/**
 * The controls from which coefficients are computed, on their way to where they were set: every
 * BANK_BLOCK frames one value. Frequencies, times and factors glide as logarithms.
 */
export class ReverbControls {
  /** The decay of the moment as it is set, and as it is while it freezes. */
  readonly curve: DecayCurve
  readonly loss: DecayCurve
  /** 0..1. */
  diffusion = 1
  lowCutHz = 20
  highCutHz = 20_000
  modulationRateHz = 0.5
  modulationDepthFrames = 0
  duckDb = 0
  readonly #decay: ControlGlide
  readonly #lowMultiplier: ControlGlide
  readonly #lowCrossover: ControlGlide
  readonly #highMultiplier: ControlGlide
  readonly #highCrossover: ControlGlide
  readonly #lowCut: ControlGlide
  readonly #highCut: ControlGlide
  readonly #diffusion: ControlGlide
  readonly #freeze: ControlGlide
  readonly #rate: ControlGlide
  readonly #depth: ControlGlide
  readonly #duck: ControlGlide
  readonly #all: readonly ControlGlide[]
  readonly #depthFrames: number
  /** Written anew at each step, so that nothing is allocated. */
  readonly #settings = {
    decaySeconds: 1,
    lowMultiplier: 1,
    lowCrossoverHz: 250,
    highMultiplier: 1,
    highCrossoverHz: 4500
  }

  constructor(sampleRate: number) {
    const glide = () => new ControlGlide(sampleRate, TOLERANCE)
    const slow = () => new ControlGlide(sampleRate, TOLERANCE, SLOW_POLE_SECONDS)
    this.curve = flatDecay(1, sampleRate)
    this.loss = flatDecay(1, sampleRate)
    this.#decay = slow()
    this.#lowMultiplier = slow()
    this.#lowCrossover = slow()
    this.#highMultiplier = slow()
    this.#highCrossover = slow()
    this.#lowCut = glide()
    this.#highCut = glide()
    this.#diffusion = slow()
    this.#freeze = glide()
    this.#rate = glide()
    this.#depth = slow()
    this.#duck = slow()
    this.#all = [
      this.#decay,
      this.#lowMultiplier,
      this.#lowCrossover,
      this.#highMultiplier,
      this.#highCrossover,
      this.#lowCut,
      this.#highCut,
      this.#diffusion,
      this.#freeze,
      this.#rate,
      this.#depth,
      this.#duck
    ]
    this.#depthFrames = FULL_DEPTH_SECONDS * sampleRate
  }

  aim(params: ReverbValues): void {
    this.#decay.target = Math.log(params.decay)
    this.#lowMultiplier.target = Math.log(params.lowMultiplier)
    this.#lowCrossover.target = Math.log(params.lowCrossover)
    this.#highMultiplier.target = Math.log(params.highMultiplier)
    this.#highCrossover.target = Math.log(params.highCrossover)
    this.#lowCut.target = Math.log(params.lowCut)
    this.#highCut.target = Math.log(params.highCut)
    this.#diffusion.target = params.diffusion / 100
    this.#freeze.target = params.freeze ? 1 : 0
    this.#rate.target = Math.log(params.modulationRate)
    this.#depth.target = params.modulationDepth / 100
    this.#duck.target = params.duck
  }

  /** Is at its targets at once. */
  jump(): void {
    for (const glide of this.#all) glide.jump(glide.target)
    this.#derive()
  }

  /** Moves on by BANK_BLOCK frames; whether anything moved. */
  advance(): boolean {
    let moved = false
    for (let k = 0; k < this.#all.length; k++) {
      const glide = this.#all[k]
      if (glide.settled) continue
      glide.advance(BANK_BLOCK / CONTROL_FRAMES)
      moved = true
    }
    if (moved) this.#derive()
    return moved
  }

  #derive(): void {
    this.diffusion = this.#diffusion.value
    this.lowCutHz = Math.exp(this.#lowCut.value)
    this.highCutHz = Math.exp(this.#highCut.value)
    this.modulationRateHz = Math.exp(this.#rate.value)
    this.modulationDepthFrames = this.#depthFrames * this.#depth.value
    this.duckDb = this.#duck.value
    const settings = this.#settings
    settings.decaySeconds = Math.exp(this.#decay.value)
    settings.lowMultiplier = Math.exp(this.#lowMultiplier.value)
    settings.lowCrossoverHz = Math.exp(this.#lowCrossover.value)
    settings.highMultiplier = Math.exp(this.#highMultiplier.value)
    settings.highCrossoverHz = Math.exp(this.#highCrossover.value)
    const { curve, loss } = this
    writeDecayCurve(curve, settings)
    const running = 1 - this.#freeze.value
    loss.base = running * curve.base
    loss.low = running * curve.low
    loss.high = running * curve.high
    loss.lowCorner = curve.lowCorner
    loss.highCorner = curve.highCorner
  }
}
