import { BUTTERWORTH_4, setCrossoverSection } from '../filters/linkwitz-riley.ts'
import { StereoSvf } from '../filters/stereo-svf.ts'
import { SVF_STRIDE } from '../filters/svf-coefficients.ts'
import { CONTROL_FRAMES } from '../moves/control-glide.ts'

/**
 * Takes the lows out of a side signal, so that bass is mono: the high branch of an eighth-order
 * Linkwitz-Riley crossover (-48 dB an octave below the corner), and the all-pass of its poles for
 * the mid, so that what remains keeps its place. About 13 ns a frame.
 */
export class SideHighPass {
  readonly #coefficients = new Float64Array(4 * SVF_STRIDE)
  readonly #side = [new StereoSvf(), new StereoSvf(), new StereoSvf(), new StereoSvf()]
  readonly #mid = [new StereoSvf(), new StereoSvf()]
  readonly #sampleRate: number

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate
  }

  jump(cornerHz: number): void {
    this.#set(cornerHz)
    for (let i = 0; i < 4; i++) this.#side[i].jump(this.#coefficients, i & 1)
    for (let i = 0; i < 2; i++) this.#mid[i].jump(this.#coefficients, 2 + i)
  }

  /** Heads for this corner in the next CONTROL_FRAMES frames. */
  glide(cornerHz: number): void {
    this.#set(cornerHz)
    for (let i = 0; i < 4; i++) this.#side[i].glide(this.#coefficients, i & 1, CONTROL_FRAMES)
    for (let i = 0; i < 2; i++) this.#mid[i].glide(this.#coefficients, 2 + i, CONTROL_FRAMES)
  }

  reset(): void {
    for (let i = 0; i < 4; i++) this.#side[i].reset()
    for (let i = 0; i < 2; i++) this.#mid[i].reset()
  }

  /** In place. */
  process(mid: Float64Array, side: Float64Array, frames: number): void {
    for (let i = 0; i < 4; i++) this.#side[i].processOne(side, 0, frames)
    for (let i = 0; i < 2; i++) this.#mid[i].processOne(mid, 0, frames)
  }

  #set(cornerHz: number): void {
    for (let i = 0; i < 2; i++) {
      const damping = BUTTERWORTH_4[i]
      const c = this.#coefficients
      setCrossoverSection(c, i, 'high', cornerHz, damping, this.#sampleRate)
      setCrossoverSection(c, 2 + i, 'allPass', cornerHz, damping, this.#sampleRate)
    }
  }
}
