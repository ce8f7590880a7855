import { MAX_FRAMES } from '../../core/stereo-block.ts'
import { BUTTERWORTH_2, setCrossoverSection } from '../../dsp/filters/linkwitz-riley.ts'
import { StereoSvf } from '../../dsp/filters/stereo-svf.ts'
import { SVF_STRIDE } from '../../dsp/filters/svf-coefficients.ts'
import { CONTROL_FRAMES } from '../../dsp/moves/control-glide.ts'
import { GainRamp } from '../../dsp/moves/gain-ramp.ts'
import { WarmFade } from '../../dsp/moves/warm-fade.ts'
import { AllpassDecorrelator } from '../../dsp/width/allpass-decorrelator.ts'
import { VelvetDecorrelator } from '../../dsp/width/velvet-decorrelator.ts'

/** What is below is left alone: wide bass is no bass. */
const FROM_HZ = 200

/** How the mid is made unlike itself. */
export type Decorrelator = 'velvet' | 'allpass'

/**
 * Makes a side of the mid: what is above the bass, decorrelated in one of two ways that fade into
 * each other. Only the constructor allocates.
 */
export class Stereoizer {
  readonly amount: GainRamp
  /** What comes to the side, as `process` left it. */
  readonly air = new Float64Array(MAX_FRAMES)
  readonly #velvet: VelvetDecorrelator
  readonly #velvetFade: WarmFade
  readonly #allpass: AllpassDecorrelator
  readonly #allpassFade: WarmFade
  readonly #aboveBass = [new StereoSvf(), new StereoSvf()]
  readonly #input = new Float64Array(MAX_FRAMES)
  readonly #wet = new Float64Array(MAX_FRAMES)

  constructor(sampleRate: number) {
    this.amount = new GainRamp(sampleRate, 1, MAX_FRAMES)
    this.#velvet = new VelvetDecorrelator(sampleRate, MAX_FRAMES)
    this.#velvetFade = new WarmFade(sampleRate, MAX_FRAMES)
    this.#allpass = new AllpassDecorrelator(sampleRate)
    this.#allpassFade = new WarmFade(sampleRate, MAX_FRAMES)
    const section = new Float64Array(SVF_STRIDE)
    setCrossoverSection(section, 0, 'high', FROM_HZ, BUTTERWORTH_2[0], sampleRate)
    for (const filter of this.#aboveBass) filter.jump(section, 0)
  }

  get runs(): boolean {
    return this.#velvetFade.runs || this.#allpassFade.runs
  }

  /** Whether nothing takes steps now. */
  get isStill(): boolean {
    return this.#velvetFade.isAtRest && this.#allpassFade.isAtRest
  }

  set(wanted: Decorrelator | undefined): void {
    const rested = !this.runs
    if (this.#velvetFade.set(wanted === 'velvet')) this.#velvet.reset()
    if (this.#allpassFade.set(wanted === 'allpass')) this.#allpass.reset()
    if (rested) this.#resetInput()
  }

  jump(wanted: Decorrelator | undefined): void {
    this.#velvetFade.jump(wanted === 'velvet')
    this.#allpassFade.jump(wanted === 'allpass')
  }

  reset(): void {
    this.#velvet.reset()
    this.#allpass.reset()
    this.#resetInput()
  }

  /** Once every CONTROL_FRAMES frames: fades take their next step. */
  advance(): void {
    this.#velvetFade.advance(CONTROL_FRAMES)
    this.#allpassFade.advance(CONTROL_FRAMES)
  }

  process(mid: Float64Array, count: number): void {
    const { air } = this
    const input = this.#input
    for (let i = 0; i < count; i++) {
      input[i] = mid[i]
      air[i] = 0
    }
    for (let k = 0; k < this.#aboveBass.length; k++) this.#aboveBass[k].processOne(input, 0, count)
    if (this.#velvetFade.runs) {
      this.#velvet.process(input, this.#wet, count)
      this.#add(this.#velvetFade, count)
    }
    if (this.#allpassFade.runs) {
      this.#allpass.process(input, this.#wet, count)
      this.#add(this.#allpassFade, count)
    }
  }

  #add(fade: WarmFade, count: number): void {
    const { air } = this
    const wet = this.#wet
    fade.process(count)
    const shares = fade.shares
    const gains = this.amount.gains
    for (let i = 0; i < count; i++) air[i] += shares[i] * gains[i] * wet[i]
  }

  #resetInput(): void {
    for (let k = 0; k < this.#aboveBass.length; k++) this.#aboveBass[k].reset()
  }
}
