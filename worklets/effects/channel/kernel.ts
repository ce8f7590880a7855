import type { MeterValues, ParamValues } from '../../core/definition.ts'
import { type Block, Kernel } from '../../core/kernel.ts'
import { MAX_FRAMES } from '../../core/stereo-block.ts'
import { DcBlocker } from '../../dsp/filters/dc-blocker.ts'
import { LevelMeter } from '../../dsp/levels/level-meter.ts'
import { BYPASS_MATCH, LoudnessKeeper } from '../../dsp/loudness/loudness-keeper.ts'
import { GainRamp } from '../../dsp/moves/gain-ramp.ts'
import { type ChannelMatrix, writeChannelMatrix } from './channel-matrix.ts'
import { channelDefinition } from './definition.ts'

type ChannelValues = ParamValues<typeof channelDefinition>

/**
 * A console channel: trim, polarity, width, pan, fader, mute.
 *
 * Signal path: DC filter (5 Hz) -> trim -> polarity -> width -> pan or balance -> fader -> mute ->
 * meters. A mono source is averaged first and turned in polarity after the pan.
 * Source: cos^k pan laws; the mid/side width matrix; see `pan-law.ts` and `channel-matrix.ts`.
 * Latency: none.
 * All but the DC filter is linear and without memory, so it is one 2 x 2 matrix, whose four gains
 * are smoothed. A neutral channel passes the very samples that came in.
 */
export class ChannelKernel extends Kernel<typeof channelDefinition> {
  readonly #matrix: ChannelMatrix = {
    leftToLeft: 1,
    rightToLeft: 0,
    leftToRight: 0,
    rightToRight: 1
  }
  readonly #leftToLeft: GainRamp
  readonly #rightToLeft: GainRamp
  readonly #leftToRight: GainRamp
  readonly #rightToRight: GainRamp
  readonly #dcAmount: GainRamp
  readonly #dcBlocker: DcBlocker
  readonly #levels: LevelMeter
  #params: ChannelValues | undefined
  #isMonoSource = false

  constructor(sampleRate: number) {
    super(channelDefinition, sampleRate, {
      match: new LoudnessKeeper(sampleRate, MAX_FRAMES, BYPASS_MATCH)
    })
    this.#leftToLeft = new GainRamp(sampleRate, 1)
    this.#rightToLeft = new GainRamp(sampleRate, 0)
    this.#leftToRight = new GainRamp(sampleRate, 0)
    this.#rightToRight = new GainRamp(sampleRate, 1)
    this.#dcAmount = new GainRamp(sampleRate, 0)
    this.#dcBlocker = new DcBlocker(sampleRate)
    this.#levels = new LevelMeter(sampleRate)
  }

  protected configure(params: ChannelValues): void {
    this.#params = params
    const dcAmount = params.dcFilter ? 1 : 0
    this.aim(this.#dcAmount, dcAmount)
    if (params.source !== 'auto') this.#isMonoSource = params.source === 'mono'
    this.#aim(params)
  }

  protected clear(): void {
    this.#dcBlocker.reset()
    this.#levels.reset()
  }

  protected render(block: Block, meters: MeterValues<typeof channelDefinition>): void {
    const { left, right, frames } = block
    this.#followConnection(block.channels)

    if (this.#isDcFilterIdle) this.#dcBlocker.reset()
    else {
      this.#dcAmount.process(frames)
      this.#dcBlocker.process(left, right, frames, this.#dcAmount.gains)
    }
    if (this.#isSettled) this.#applySettled(left, right, frames)
    else this.#applyMoving(left, right, frames)

    this.#levels.process(left, right, frames)
    meters.peakLeft = this.#levels.peakLeft
    meters.peakRight = this.#levels.peakRight
    meters.rmsLeft = this.#levels.rmsLeft
    meters.rmsRight = this.#levels.rmsRight
  }

  /** Source `auto`: one channel is a mono source. What is disconnected says nothing. */
  #followConnection(channels: number): void {
    const params = this.#params
    if (params === undefined || params.source !== 'auto' || channels === 0) return
    const isMonoSource = channels === 1
    if (isMonoSource === this.#isMonoSource) return
    this.#isMonoSource = isMonoSource
    this.#aim(params)
  }

  #aim(params: ChannelValues): void {
    const matrix = this.#matrix
    writeChannelMatrix(matrix, params, this.#isMonoSource)
    if (this.fresh) {
      this.#leftToLeft.jump(matrix.leftToLeft)
      this.#rightToLeft.jump(matrix.rightToLeft)
      this.#leftToRight.jump(matrix.leftToRight)
      this.#rightToRight.jump(matrix.rightToRight)
    } else {
      this.#leftToLeft.setTarget(matrix.leftToLeft)
      this.#rightToLeft.setTarget(matrix.rightToLeft)
      this.#leftToRight.setTarget(matrix.leftToRight)
      this.#rightToRight.setTarget(matrix.rightToRight)
    }
  }

  get #isDcFilterIdle(): boolean {
    return this.#dcAmount.target === 0 && this.#dcAmount.settled
  }

  get #isSettled(): boolean {
    return (
      this.#leftToLeft.settled &&
      this.#rightToLeft.settled &&
      this.#leftToRight.settled &&
      this.#rightToRight.settled
    )
  }

  #applySettled(left: Float64Array, right: Float64Array, frames: number): void {
    const { leftToLeft, rightToLeft, leftToRight, rightToRight } = this.#matrix
    if (rightToLeft !== 0 || leftToRight !== 0) {
      for (let i = 0; i < frames; i++) {
        const l = left[i]
        const r = right[i]
        left[i] = leftToLeft * l + rightToLeft * r
        right[i] = leftToRight * l + rightToRight * r
      }
    } else if (leftToLeft === 0 && rightToRight === 0) {
      left.fill(0, 0, frames)
      right.fill(0, 0, frames)
    } else if (leftToLeft !== 1 || rightToRight !== 1) {
      for (let i = 0; i < frames; i++) {
        left[i] *= leftToLeft
        right[i] *= rightToRight
      }
    }
  }

  #applyMoving(left: Float64Array, right: Float64Array, frames: number): void {
    this.#leftToLeft.process(frames)
    this.#rightToLeft.process(frames)
    this.#leftToRight.process(frames)
    this.#rightToRight.process(frames)
    const leftToLeft = this.#leftToLeft.gains
    const rightToLeft = this.#rightToLeft.gains
    const leftToRight = this.#leftToRight.gains
    const rightToRight = this.#rightToRight.gains
    for (let i = 0; i < frames; i++) {
      const l = left[i]
      const r = right[i]
      left[i] = leftToLeft[i] * l + rightToLeft[i] * r
      right[i] = leftToRight[i] * l + rightToRight[i] * r
    }
  }
}
