import { MAX_FRAMES } from '../../core/stereo-block.ts'
import { CONTROL_FRAMES, ControlGlide } from '../../dsp/moves/control-glide.ts'
import { GainRamp } from '../../dsp/moves/gain-ramp.ts'
import { WarmFade } from '../../dsp/moves/warm-fade.ts'
import { ThreeBandWidth } from '../../dsp/width/three-band-width.ts'

/**
 * A width for each of three bands of the side, whose crossovers glide; switched in and out without
 * a click. Only the constructor allocates.
 */
export class BandWidths {
  readonly low: GainRamp
  readonly middle: GainRamp
  readonly high: GainRamp
  readonly #bands: ThreeBandWidth
  readonly #fade: WarmFade
  readonly #lowHz: ControlGlide
  readonly #highHz: ControlGlide
  readonly #plain = new Float64Array(MAX_FRAMES)

  constructor(sampleRate: number) {
    this.low = new GainRamp(sampleRate, 1, MAX_FRAMES)
    this.middle = new GainRamp(sampleRate, 1, MAX_FRAMES)
    this.high = new GainRamp(sampleRate, 1, MAX_FRAMES)
    this.#bands = new ThreeBandWidth(sampleRate, MAX_FRAMES)
    this.#fade = new WarmFade(sampleRate, MAX_FRAMES)
    this.#lowHz = new ControlGlide(sampleRate, 1e-5)
    this.#highHz = new ControlGlide(sampleRate, 1e-5)
  }

  get runs(): boolean {
    return this.#fade.runs
  }

  /** Whether nothing takes steps now. */
  get isStill(): boolean {
    return this.#lowHz.settled && this.#highHz.settled && this.#fade.isAtRest
  }

  setCrossovers(lowHz: number, highHz: number): void {
    this.#lowHz.target = Math.log(lowHz)
    this.#highHz.target = Math.log(highHz)
  }

  set(on: boolean): void {
    // What nobody hears need not glide.
    if (!this.#fade.runs) this.#start()
    if (this.#fade.set(on)) this.#start()
  }

  jump(on: boolean): void {
    this.#fade.jump(on)
    this.#start()
  }

  reset(): void {
    this.#bands.reset()
  }

  /** Once every CONTROL_FRAMES frames: takes the next step. */
  advance(): void {
    if (this.#fade.runs && !(this.#lowHz.settled && this.#highHz.settled)) {
      this.#lowHz.advance(1)
      this.#highHz.advance(1)
      this.#bands.glide(Math.exp(this.#lowHz.value), Math.exp(this.#highHz.value))
    }
    this.#fade.advance(CONTROL_FRAMES)
  }

  /** In place. The mid takes the phase of the crossovers, and nothing else. */
  process(mid: Float64Array, side: Float64Array, count: number): void {
    const plain = this.#plain
    for (let i = 0; i < count; i++) plain[i] = mid[i]
    this.#fade.process(count)
    this.#bands.process(mid, side, count)
    const { low, middle, high } = this.#bands
    const shares = this.#fade.shares
    const lowWidth = this.low.gains
    const midWidth = this.middle.gains
    const highWidth = this.high.gains
    for (let i = 0; i < count; i++) {
      const share = shares[i]
      const split = lowWidth[i] * low[i] + midWidth[i] * middle[i] + highWidth[i] * high[i]
      side[i] += share * (split - side[i])
      mid[i] = plain[i] + share * (mid[i] - plain[i])
    }
  }

  #start(): void {
    this.#lowHz.jump(this.#lowHz.target)
    this.#highHz.jump(this.#highHz.target)
    this.#bands.jump(Math.exp(this.#lowHz.value), Math.exp(this.#highHz.value))
    this.#bands.reset()
  }
}
