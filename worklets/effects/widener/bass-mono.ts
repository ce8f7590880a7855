import { MAX_FRAMES } from '../../core/stereo-block.ts'
import { CONTROL_FRAMES, ControlGlide } from '../../dsp/moves/control-glide.ts'
import { WarmFade } from '../../dsp/moves/warm-fade.ts'
import { SideHighPass } from '../../dsp/width/side-high-pass.ts'

/** The lowest corner; below it is off. */
const LOWEST_HZ = 20

/** A filter at 20 Hz takes its time to swing in. */
const WARM_SECONDS = 0.15

/**
 * Makes mono what lies below a frequency that glides; switched in and out without a click.
 * Only the constructor allocates.
 */
export class BassMono {
  readonly #highPass: SideHighPass
  readonly #fade: WarmFade
  readonly #hertz: ControlGlide
  readonly #plainMid = new Float64Array(MAX_FRAMES)
  readonly #plainSide = new Float64Array(MAX_FRAMES)

  constructor(sampleRate: number) {
    this.#highPass = new SideHighPass(sampleRate)
    this.#fade = new WarmFade(sampleRate, MAX_FRAMES, WARM_SECONDS)
    this.#hertz = new ControlGlide(sampleRate, 1e-5, 0.02)
  }

  get runs(): boolean {
    return this.#fade.runs
  }

  /** Whether nothing takes steps now. */
  get isStill(): boolean {
    return this.#hertz.settled && this.#fade.isAtRest
  }

  set(hertz: number): void {
    if (hertz >= LOWEST_HZ) this.#hertz.target = Math.log(hertz)
    if (this.#fade.set(hertz >= LOWEST_HZ)) this.#start()
  }

  jump(hertz: number): void {
    if (hertz >= LOWEST_HZ) this.#hertz.target = Math.log(hertz)
    this.#fade.jump(hertz >= LOWEST_HZ)
    this.#start()
  }

  reset(): void {
    this.#highPass.reset()
  }

  /** Once every CONTROL_FRAMES frames: takes the next step. */
  advance(): void {
    if (this.#fade.runs && !this.#hertz.settled) {
      this.#hertz.advance(1)
      this.#highPass.glide(Math.exp(this.#hertz.value))
    }
    this.#fade.advance(CONTROL_FRAMES)
  }

  /** In place. The mid takes the phase of the filter, and nothing else. */
  process(mid: Float64Array, side: Float64Array, count: number): void {
    const plainMid = this.#plainMid
    const plainSide = this.#plainSide
    for (let i = 0; i < count; i++) {
      plainMid[i] = mid[i]
      plainSide[i] = side[i]
    }
    this.#fade.process(count)
    this.#highPass.process(mid, side, count)
    const shares = this.#fade.shares
    for (let i = 0; i < count; i++) {
      mid[i] = plainMid[i] + shares[i] * (mid[i] - plainMid[i])
      side[i] = plainSide[i] + shares[i] * (side[i] - plainSide[i])
    }
  }

  #start(): void {
    this.#hertz.jump(this.#hertz.target)
    this.#highPass.jump(Math.exp(this.#hertz.value))
    this.#highPass.reset()
  }
}
