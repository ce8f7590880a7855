import type { MeterValues, ParamValues } from '../../core/definition.ts'
import { type Block, Kernel } from '../../core/kernel.ts'
import { MAX_FRAMES } from '../../core/stereo-block.ts'
import { powerToDecibels } from '../../dsp/decibels.ts'
import { DitherNoise } from '../../dsp/noise/dither-noise.ts'
import { ShapedQuantizer } from '../../dsp/noise/shaped-quantizer.ts'
import { AutoBlank } from './auto-blank.ts'
import { ditherDefinition } from './definition.ts'
import { type NoiseShaping, noiseShaperTaps } from './noise-shapers.ts'

/** The error is averaged, and its reading renewed, once in so long. */
const ERROR_SECONDS = 0.2

/** Below -200 dBFS there is no error: 24 bits make -144. */
const FLOOR_POWER = 1e-20

/**
 * Takes the word length down, with dither and shaped noise. The last effect of a chain.
 *
 * Signal path: input -> minus shaped error -> plus dither -> rounding to codes -> output; what the
 * rounding got wrong -> noise shaper -> back.
 * Source: see `shaped-quantizer.ts`, `dither-noise.ts` and `noise-shapers.ts`.
 * Latency: none.
 * Output is code / 2^(bits - 1) exactly. Settings take effect at once: what they change is noise
 * at the level of the last bit, which hides its own seams. It makes noise out of silence, as it
 * must, unless `autoBlank` is on. A mono input stays mono.
 */
export class DitherKernel extends Kernel<typeof ditherDefinition> {
  readonly #noise = new DitherNoise(MAX_FRAMES, 1)
  readonly #quantizer = new ShapedQuantizer()
  readonly #blank: AutoBlank
  readonly #taps: Readonly<Record<NoiseShaping, readonly number[]>>
  readonly #errorFrames: number
  #leavesSilence = false
  /** Frames since the error was last read. */
  #unreadFrames = 0
  #errorLevel = -Infinity

  constructor(sampleRate: number) {
    super(ditherDefinition, sampleRate)
    this.#blank = new AutoBlank(sampleRate)
    this.#errorFrames = Math.round(ERROR_SECONDS * sampleRate)
    this.#taps = {
      none: noiseShaperTaps('none', sampleRate),
      light: noiseShaperTaps('light', sampleRate),
      lipshitz5: noiseShaperTaps('lipshitz5', sampleRate),
      modifiedE9: noiseShaperTaps('modifiedE9', sampleRate),
      f9: noiseShaperTaps('f9', sampleRate),
      adaptive: noiseShaperTaps('adaptive', sampleRate)
    }
    this.tailFrames = Infinity
  }

  protected configure(params: ParamValues<typeof ditherDefinition>): void {
    this.#noise.setType(params.type)
    this.#noise.setAmount(params.amount)
    this.#noise.setSeed(Math.round(params.seed))
    this.#quantizer.setBits(Number(params.bits))
    this.#quantizer.setTaps(this.#taps[params.shaping])
    this.#leavesSilence = params.autoBlank
  }

  protected clear(): void {
    this.#noise.reset()
    this.#quantizer.reset()
    this.#blank.reset()
    this.#unreadFrames = 0
    this.#errorLevel = -Infinity
  }

  protected render(block: Block, meters: MeterValues<typeof ditherDefinition>): void {
    const { left, right, frames } = block
    let from = 0
    while (from < frames) {
      const to = this.#blank.next(left, right, from, frames)
      if (this.#leavesSilence && this.#blank.isBlank) this.#leaveSilent(left, right, from, to)
      else this.#quantize(left, right, from, to)
      from = to
    }
    if (block.channels === 1) for (let i = 0; i < frames; i++) right[i] = left[i]

    this.#unreadFrames += frames
    if (this.#unreadFrames >= this.#errorFrames) this.#readError()
    meters.errorLevel = this.#errorLevel
    meters.clippedSamples = this.#quantizer.clippedSamples
  }

  #quantize(left: Float64Array, right: Float64Array, from: number, to: number): void {
    this.#noise.next(to - from)
    this.#quantizer.process(left, right, this.#noise.left, this.#noise.right, from, to)
  }

  /** Zero of one sign only, and no error left over for the sound to come. */
  #leaveSilent(left: Float64Array, right: Float64Array, from: number, to: number): void {
    left.fill(0, from, to)
    right.fill(0, from, to)
    this.#quantizer.settle()
  }

  #readError(): void {
    const power = this.#quantizer.takeErrorEnergy() / (2 * this.#unreadFrames)
    this.#errorLevel = power >= FLOOR_POWER ? powerToDecibels(power) : -Infinity
    this.#unreadFrames = 0
  }
}
