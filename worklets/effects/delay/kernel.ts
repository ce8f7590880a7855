import type { MeterValues, ParamValues } from '../../core/definition.ts'
import { type Block, Kernel } from '../../core/kernel.ts'
import { MAX_FRAMES } from '../../core/stereo-block.ts'
import { decibelsToGain } from '../../dsp/decibels.ts'
import { Ducker } from '../../dsp/dynamics/ducker.ts'
import { BandLimit } from '../../dsp/filters/band-limit.ts'
import { FallingPeak } from '../../dsp/levels/falling-peak.ts'
import { BANK_BLOCK, DelayBank } from '../../dsp/lines/delay-bank.ts'
import { SincReader } from '../../dsp/lines/sinc-reader.ts'
import { BYPASS_MATCH, LoudnessKeeper } from '../../dsp/loudness/loudness-keeper.ts'
import { CONTROL_FRAMES, ControlGlide } from '../../dsp/moves/control-glide.ts'
import { GainRamp } from '../../dsp/moves/gain-ramp.ts'
import { SoftSaturator } from '../../dsp/soft-saturator.ts'
import { delayDefinition } from './definition.ts'
import { DelayHead } from './delay-head.ts'
import { delaySeconds, LONGEST_SECONDS } from './echo-times.ts'
import { FrozenLoop } from './frozen-loop.ts'
import { Wow } from './wow.ts'

type DelayValues = ParamValues<typeof delayDefinition>

/** A loop without saturation loses at least this little, so that it never grows. */
const MOST_LINEAR_FEEDBACK = 0.9995

/** Slow enough for a control whose full range changes many dB at once. */
const SLOW_POLE_SECONDS = 0.02

/** The end of the range of High cut: off. */
const HIGHEST_CUT_HZ = 22_000

/** Added and taken away again, it turns what no single precision can hold into nothing. */
const FLUSH = 1e-18

/**
 * A stereo, ping-pong and tape delay.
 *
 * Signal path: input + feedback of the echoes, crossed over by ping-pong -> low and high cut ->
 * saturation -> delay line -> head (the echoes) -> width -> ducking -> mix with the dry sound at
 * equal power.
 * Sources: Laakso, Valimaki, Karjalainen and Laine, "Splitting the unit delay", IEEE Signal
 * Processing Magazine, 1996 (interpolation); Parker, Zavalishin and Le Bivic, DAFx 2016
 * (saturation without aliasing).
 * Latency: none.
 * Departs from tape machines: the filters stand before the line, so that a first echo is as dull as
 * one pass makes it and nothing above them is there to alias when the tape speeds up. Above 100 %
 * feedback saturation is always on, whatever Drive says. A frozen sound goes round in whole frames,
 * sample for sample.
 */
export class DelayKernel extends Kernel<typeof delayDefinition> {
  readonly #bank: DelayBank
  readonly #heads: readonly DelayHead[]
  readonly #wow: Wow
  readonly #filters: BandLimit
  readonly #saturator = new SoftSaturator()
  readonly #ducker: Ducker
  readonly #inputLevel: FallingPeak
  readonly #wetLevel: FallingPeak

  readonly #lowCut: ControlGlide
  readonly #highCut: ControlGlide
  readonly #duck: ControlGlide
  readonly #dry: GainRamp
  readonly #wet: GainRamp
  readonly #feedback: GainRamp
  readonly #cross: GainRamp
  readonly #width: GainRamp
  readonly #drive: GainRamp
  readonly #bend: GainRamp
  readonly #frozen: FrozenLoop
  readonly #ramps: readonly GainRamp[]

  readonly #inLeft = new Float64Array(BANK_BLOCK)
  readonly #inRight = new Float64Array(BANK_BLOCK)
  readonly #wetLeft = new Float64Array(MAX_FRAMES)
  readonly #wetRight = new Float64Array(MAX_FRAMES)
  #isDucking = false
  /** Frames into the present stretch of BANK_BLOCK frames. */
  #at = 0

  constructor(sampleRate: number) {
    super(delayDefinition, sampleRate, {
      match: new LoudnessKeeper(sampleRate, MAX_FRAMES, BYPASS_MATCH)
    })
    const readers = { still: new SincReader({ beta: 6 }), moving: new SincReader({ beta: 9 }) }
    this.#bank = new DelayBank(2, Math.ceil(LONGEST_SECONDS * sampleRate))
    this.#heads = [new DelayHead(sampleRate, readers), new DelayHead(sampleRate, readers)]
    this.#wow = new Wow(sampleRate)
    this.#filters = new BandLimit(sampleRate)
    this.#ducker = new Ducker(sampleRate)
    this.#inputLevel = new FallingPeak(sampleRate)
    this.#wetLevel = new FallingPeak(sampleRate)
    this.#lowCut = new ControlGlide(sampleRate, 1e-5)
    this.#highCut = new ControlGlide(sampleRate, 1e-5)
    this.#duck = new ControlGlide(sampleRate, 1e-5, SLOW_POLE_SECONDS)
    const ramp = () => new GainRamp(sampleRate, 1, MAX_FRAMES)
    this.#dry = ramp()
    this.#wet = ramp()
    this.#feedback = ramp()
    this.#cross = ramp()
    this.#width = ramp()
    this.#drive = ramp()
    this.#bend = ramp()
    this.#frozen = new FrozenLoop(sampleRate)
    this.#ramps = [
      this.#dry,
      this.#wet,
      this.#feedback,
      this.#cross,
      this.#width,
      this.#drive,
      this.#bend,
      this.#frozen.share
    ]
  }

  protected configure(params: DelayValues): void {
    const angle = (params.mix / 100) * (Math.PI / 2)
    this.aim(this.#dry, Math.sin(Math.PI / 2 - angle))
    this.aim(this.#wet, Math.sin(angle))
    const feedback = params.feedback / 100
    const saturates = params.drive > 0 || feedback > MOST_LINEAR_FEEDBACK
    this.aim(this.#feedback, saturates ? feedback : Math.min(feedback, MOST_LINEAR_FEEDBACK))
    this.aim(this.#bend, saturates ? 1 : 0)
    this.aim(this.#drive, decibelsToGain(params.drive))
    this.aim(this.#cross, params.pingPong / 100)
    this.aim(this.#width, params.width / 100)
    const caught = this.#frozen.isHeard
    this.aim(this.#frozen.share, params.freeze ? 1 : 0)
    if (this.fresh) this.#wow.jump(params.wow / 100)
    else this.#wow.set(params.wow / 100)
    this.#lowCut.target = Math.log(params.lowCut)
    const isOpen = params.highCut === HIGHEST_CUT_HZ
    this.#highCut.target = Math.log(isOpen ? this.sampleRate : params.highCut)
    this.#duck.target = params.duck
    const left = delaySeconds(params, 'left') * this.sampleRate
    const right = delaySeconds(params, 'right') * this.sampleRate
    const isTape = params.mode === 'tape'
    // What is frozen keeps its length.
    if (!params.freeze || this.fresh) {
      this.#heads[0].set(left, isTape)
      this.#heads[1].set(right, isTape)
    }
    const endless = params.freeze || feedback > MOST_LINEAR_FEEDBACK
    const longest = Math.max(left, right) + 0.3 * this.sampleRate
    this.tailFrames = endless ? Infinity : Math.round(longest)
    if (this.fresh) this.#start()
    // Until the last of a frozen sound has faded, it is the loop that was caught, whatever turns.
    if (this.fresh || !caught) this.#frozen.catch(this.#heads, params.pingPong > 50)
  }

  protected clear(): void {
    this.#at = 0
    this.#isDucking = false
    this.#bank.reset()
    this.#wow.reset()
    this.#filters.reset()
    this.#saturator.reset()
    this.#ducker.reset()
    this.#inputLevel.reset()
    this.#wetLevel.reset()
  }

  protected render(block: Block, meters: MeterValues<typeof delayDefinition>): void {
    const { left, right, frames } = block
    this.#inputLevel.measure(left, right, frames)
    for (let k = 0; k < this.#ramps.length; k++) this.#ramps[k].process(frames)

    let start = 0
    while (start < frames) {
      if (this.#at === 0) this.#control()
      const room = Math.min(this.#heads[0].roomFrames, this.#heads[1].roomFrames)
      const count = Math.min(frames - start, BANK_BLOCK - this.#at, room, this.#frozen.roomFrames)
      this.#renderStretch(left, right, start, count)
      this.#at = (this.#at + count) % BANK_BLOCK
      start += count
    }
    this.#mix(left, right, frames)

    this.#wetLevel.measure(this.#wetLeft, this.#wetRight, frames)
    meters.inputLevel = this.#inputLevel.decibels
    meters.wetLevel = this.#wetLevel.decibels
  }

  #start(): void {
    this.#lowCut.jump(this.#lowCut.target)
    this.#highCut.jump(this.#highCut.target)
    this.#duck.jump(this.#duck.target)
    this.#filters.setCorners(Math.exp(this.#lowCut.value), Math.exp(this.#highCut.value))
    this.#filters.land()
    this.#heads[0].jump()
    this.#heads[1].jump()
  }

  /** Once per BANK_BLOCK frames: what glides takes its next step. */
  #control(): void {
    this.#filters.land()
    if (!(this.#lowCut.settled && this.#highCut.settled)) {
      this.#lowCut.advance(BANK_BLOCK / CONTROL_FRAMES)
      this.#highCut.advance(BANK_BLOCK / CONTROL_FRAMES)
      this.#filters.setCorners(Math.exp(this.#lowCut.value), Math.exp(this.#highCut.value))
      this.#filters.aim(BANK_BLOCK)
    }
    this.#heads[0].advance()
    this.#heads[1].advance()
    this.#duck.advance(BANK_BLOCK / CONTROL_FRAMES)
    if (this.#isDucking) this.#ducker.update(this.#duck.value, BANK_BLOCK)
    this.#isDucking = this.#duck.value > 0 || !this.#ducker.isIdle
  }

  /** Reads the echoes of a stretch, and writes what comes round to them. */
  #renderStretch(left: Float64Array, right: Float64Array, start: number, count: number): void {
    const bank = this.#bank
    this.#wow.begin(count)
    this.#heads[0].read(bank, 0, count, this.#wow)
    this.#heads[1].read(bank, 1, count, this.#wow)
    this.#wow.end(count)
    const freezes = this.#frozen.isHeard
    if (freezes) this.#frozen.read(bank, this.#heads, start, count)
    this.#feed(left, right, start, count)
    this.#filters.process(this.#inLeft, this.#inRight, count)
    if (this.#bend.target > 0 || !this.#bend.settled) {
      const drives = this.#drive.gains
      this.#saturator.process(this.#inLeft, this.#inRight, count, drives, this.#bend.gains, start)
    }
    if (freezes) this.#frozen.hold(this.#inLeft, this.#inRight, start, count)
    this.#write(count)
    this.#widen(start, count)
    if (this.#isDucking) {
      this.#ducker.listen(left, right, start, count)
      this.#ducker.process(this.#wetLeft, this.#wetRight, start, count)
    }
  }

  /** Input and feedback, on the sides where ping-pong sends them. */
  #feed(left: Float64Array, right: Float64Array, start: number, count: number): void {
    const echoLeft = this.#heads[0].output
    const echoRight = this.#heads[1].output
    const feedback = this.#feedback.gains
    const cross = this.#cross.gains
    const frozen = this.#frozen.share.gains
    for (let i = 0; i < count; i++) {
      const at = start + i
      const over = cross[at]
      const open = 1 - frozen[at]
      const again = feedback[at]
      const l = left[at]
      const r = right[at]
      const toLeft = l + over * (0.5 * (l + r) - l)
      const toRight = (1 - over) * r
      this.#inLeft[i] = open * toLeft + again * (echoLeft[i] + over * (echoRight[i] - echoLeft[i]))
      this.#inRight[i] =
        open * toRight + again * (echoRight[i] + over * (echoLeft[i] - echoRight[i]))
    }
  }

  #write(count: number): void {
    const bank = this.#bank
    const toLeft = bank.start(0, 0)
    const toRight = bank.start(1, 0)
    for (let i = 0; i < count; i++) {
      bank.data[toLeft + i] = this.#inLeft[i] + FLUSH - FLUSH
      bank.data[toRight + i] = this.#inRight[i] + FLUSH - FLUSH
    }
    bank.advance(count)
  }

  #widen(start: number, count: number): void {
    const echoLeft = this.#heads[0].output
    const echoRight = this.#heads[1].output
    const width = this.#width.gains
    for (let i = 0; i < count; i++) {
      const l = echoLeft[i]
      const r = echoRight[i]
      // How much of the other side each side takes, so that 100 % is exact.
      const other = 0.5 * (1 - width[start + i])
      this.#wetLeft[start + i] = l + other * (r - l)
      this.#wetRight[start + i] = r + other * (l - r)
    }
  }

  #mix(left: Float64Array, right: Float64Array, frames: number): void {
    const wetLeft = this.#wetLeft
    const wetRight = this.#wetRight
    const dry = this.#dry.gains
    const wet = this.#wet.gains
    for (let i = 0; i < frames; i++) {
      left[i] = dry[i] * left[i] + wet[i] * wetLeft[i]
      right[i] = dry[i] * right[i] + wet[i] * wetRight[i]
    }
  }
}
