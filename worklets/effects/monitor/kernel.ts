import type { MeterValues, ParamValues } from '../../core/definition.ts'
import { type Block, Kernel } from '../../core/kernel.ts'
import { MAX_FRAMES } from '../../core/stereo-block.ts'
import { MatchedFilter } from '../../dsp/filters/matched-filter.ts'
import { FallingPeak } from '../../dsp/levels/falling-peak.ts'
import { Crossfade } from '../../dsp/moves/crossfade.ts'
import { GainRamp } from '../../dsp/moves/gain-ramp.ts'
import { Crossfeed } from './crossfeed.ts'
import { monitorDefinition } from './definition.ts'
import { pinkPoints } from './pink-match.ts'
import { PLAYBACK_SYSTEM_IDS, type PlaybackSystemId, playbackSystem } from './playback-systems.ts'
import { SideLoss } from './side-loss.ts'
import { SystemChain } from './system-chain.ts'

type MonitorValues = ParamValues<typeof monitorDefinition>

/** A new system first runs unheard until its filters have swung in, then fades in. */
const WARM_SECONDS = 0.06
const FADE_SECONDS = 0.05

const DIM_GAIN = 0.1

/** Control steps are counted on a grid of this many frames. */
const GRID = 16

/**
 * Listening through other playback systems.
 *
 * Signal path: mono -> system (width, mono bass, seat -> filters -> limits of its amplifier and
 * membrane -> room) at equal loudness -> amount -> crossfeed -> dim.
 * Sources: `dsp/playback-systems.ts` for the systems; ITU-R BS.1770-5 (loudness).
 * Latency: none, for every system, so that switching never moves the sound.
 * Amount 0 and Flat pass every sample as it came.
 */
export class MonitorKernel extends Kernel<typeof monitorDefinition> {
  readonly #chains: Readonly<Record<PlaybackSystemId, SystemChain>>
  readonly #fade: Crossfade
  readonly #mono: GainRamp
  readonly #amount: GainRamp
  readonly #match: GainRamp
  readonly #crossfeedAmount: GainRamp
  readonly #level: GainRamp
  readonly #crossfeed: Crossfeed
  readonly #peakLeft: FallingPeak
  readonly #peakRight: FallingPeak

  readonly #nowLeft = new Float64Array(MAX_FRAMES)
  readonly #nowRight = new Float64Array(MAX_FRAMES)
  readonly #oldLeft = new Float64Array(MAX_FRAMES)
  readonly #oldRight = new Float64Array(MAX_FRAMES)
  readonly #sideGains = new Float64Array(MAX_FRAMES)
  #wanted: PlaybackSystemId = 'flat'
  #now: PlaybackSystemId = 'flat'
  #old: PlaybackSystemId = 'flat'
  /** Frames until a new system may fade in. */
  #warming = 0
  readonly #warmFrames: number
  #at = 0
  #crossfeeds = false
  /** Whether amount 0 has left the systems behind the sound. */
  #rests = false
  /** Of the present system, and of the one that fades out. */
  #sideLoss: SideLoss
  #oldSideLoss: SideLoss

  constructor(sampleRate: number) {
    super(monitorDefinition, sampleRate)
    const designer = new MatchedFilter(sampleRate)
    pinkPoints(sampleRate)
    const chains = PLAYBACK_SYSTEM_IDS.map((id) => [
      id,
      new SystemChain(playbackSystem(id), designer, MAX_FRAMES)
    ])
    // Object.fromEntries forgets the ids that the list has.
    this.#chains = Object.fromEntries(chains) as Readonly<Record<PlaybackSystemId, SystemChain>>
    this.#fade = new Crossfade(FADE_SECONDS, sampleRate, MAX_FRAMES)
    this.#mono = new GainRamp(sampleRate, 0)
    this.#amount = new GainRamp(sampleRate, 1)
    this.#match = new GainRamp(sampleRate, 1)
    this.#crossfeedAmount = new GainRamp(sampleRate, 0)
    this.#level = new GainRamp(sampleRate, 1)
    this.#crossfeed = new Crossfeed(sampleRate, MAX_FRAMES)
    this.#sideLoss = new SideLoss(sampleRate)
    this.#oldSideLoss = new SideLoss(sampleRate)
    this.#peakLeft = new FallingPeak(sampleRate)
    this.#peakRight = new FallingPeak(sampleRate)
    this.#warmFrames = GRID * Math.round((WARM_SECONDS * sampleRate) / GRID)
  }

  protected configure(params: MonitorValues): void {
    this.#wanted = params.system
    this.aim(this.#mono, params.mono ? 1 : 0)
    this.aim(this.#amount, params.amount / 100)
    this.aim(this.#match, params.levelMatch ? 1 : 0)
    this.aim(this.#crossfeedAmount, params.crossfeed / 100)
    this.aim(this.#level, params.dim ? DIM_GAIN : 1)
    const room = playbackSystem(params.system).room
    this.tailFrames = Math.round((0.2 + 1.2 * (room?.seconds ?? 0)) * this.sampleRate)
    if (!this.fresh) return
    this.#now = params.system
    this.#prepare(this.#chains[params.system])
    this.#old = params.system
    this.#warming = 0
    this.#fade.finish()
  }

  protected clear(): void {
    for (let k = 0; k < PLAYBACK_SYSTEM_IDS.length; k++) {
      this.#chains[PLAYBACK_SYSTEM_IDS[k]].reset()
    }
    this.#crossfeed.reset()
    this.#sideLoss.reset()
    this.#oldSideLoss.reset()
    this.#peakLeft.reset()
    this.#peakRight.reset()
    this.#at = 0
    this.#rests = false
  }

  protected render(block: Block, meters: MeterValues<typeof monitorDefinition>): void {
    const { left, right, frames } = block
    this.#mono.process(frames)
    this.#amount.process(frames)
    this.#match.process(frames)
    this.#crossfeedAmount.process(frames)
    this.#level.process(frames)

    this.#sumToMono(left, right, frames)
    let start = 0
    while (start < frames) {
      if (this.#at === 0) this.#control()
      const count = this.#switches ? Math.min(frames - start, GRID - this.#at) : frames - start
      this.#renderStretch(left, right, start, count)
      this.#at = (this.#at + count) % GRID
      start += count
    }
    this.#feedAcross(left, right, frames)
    if (!this.#level.settled || this.#level.target !== 1) {
      const gains = this.#level.gains
      for (let i = 0; i < frames; i++) {
        left[i] *= gains[i]
        right[i] *= gains[i]
      }
    }

    this.#peakLeft.measure(left, left, frames)
    this.#peakRight.measure(right, right, frames)
    meters.peakLeft = this.#peakLeft.decibels
    meters.peakRight = this.#peakRight.decibels
  }

  /** Before the first block there is time for all of it. */
  #prepare(chain: SystemChain): void {
    chain.design()
    let done = false
    while (!done) done = chain.findLevel()
  }

  get #switches(): boolean {
    return this.#wanted !== this.#now || this.#warming > 0 || this.#fade.active
  }

  /** On the grid: begins a change of system, or its fade. */
  #control(): void {
    if (this.#warming > 0) {
      // More steps than any room needs: its level is known before it is heard.
      this.#chains[this.#now].findLevel()
      this.#warming -= GRID
      if (this.#warming <= 0) this.#fade.start()
      return
    }
    if (this.#fade.active || this.#wanted === this.#now) return
    this.#old = this.#now
    this.#now = this.#wanted
    this.#chains[this.#now].design()
    this.#chains[this.#now].begin()
    const free = this.#oldSideLoss
    this.#oldSideLoss = this.#sideLoss
    this.#sideLoss = free
    free.continueFrom(this.#oldSideLoss, this.#chains[this.#now].sideWidth)
    this.#warming = this.#warmFrames
  }

  #sumToMono(left: Float64Array, right: Float64Array, frames: number): void {
    if (this.#mono.settled && this.#mono.target === 0) return
    const shares = this.#mono.gains
    for (let i = 0; i < frames; i++) {
      const half = 0.5 * shares[i] * (right[i] - left[i])
      left[i] += half
      right[i] -= half
    }
  }

  #renderStretch(left: Float64Array, right: Float64Array, start: number, count: number): void {
    const silent = this.#amount.settled && this.#amount.target === 0
    if (silent) {
      this.#rests = true
      return
    }
    if (this.#rests) this.#wake()
    if (this.#now === 'flat' && !this.#switches) return
    const now = this.#nowLeft
    const nowRight = this.#nowRight
    this.#run(this.#now, this.#sideLoss, left, right, start, count, now, nowRight)
    if (this.#warming > 0 || this.#fade.active) this.#blend(left, right, start, count)
    const amounts = this.#amount.gains
    for (let i = 0; i < count; i++) {
      left[start + i] += amounts[start + i] * (now[i] - left[start + i])
      right[start + i] += amounts[start + i] * (nowRight[i] - right[start + i])
    }
    if (!this.#amount.settled || this.#amount.target < 1) this.#makeGood(left, right, start, count)
  }

  /**
   * A system and the sound itself, mixed, partly cancel: what is lost of two equally loud sounds of
   * likeness r in shares of a and 1 - a is made good, (1 - a)^2 + a^2 + 2 a (1 - a) r.
   */
  #makeGood(left: Float64Array, right: Float64Array, start: number, count: number): void {
    const amounts = this.#amount.gains
    const match = this.#match.gains
    const weights = this.#fade.weights
    const now = this.#chains[this.#now].match.likeness
    const old = this.#chains[this.#old].match.likeness
    for (let i = 0; i < count; i++) {
      const weight = this.#warming > 0 ? 0 : this.#fade.active ? weights[i] : 1
      const likeness = old + weight * (now - old)
      const amount = amounts[start + i]
      const lost = 2 * amount * (1 - amount) * (1 - likeness)
      const gain = 1 + match[start + i] * (1 / Math.sqrt(1 - lost) - 1)
      left[start + i] *= gain
      right[start + i] *= gain
    }
  }

  /** What a system last heard before it was turned off must not sound on. */
  #wake(): void {
    this.#rests = false
    this.#chains[this.#now].begin()
    this.#chains[this.#old].begin()
  }

  /** The old system, and the new one as far as it is faded in. */
  #blend(left: Float64Array, right: Float64Array, start: number, count: number): void {
    const old = this.#oldLeft
    const oldRight = this.#oldRight
    this.#run(this.#old, this.#oldSideLoss, left, right, start, count, old, oldRight)
    const fading = this.#warming <= 0
    if (fading) this.#fade.process(count)
    const weights = this.#fade.weights
    for (let i = 0; i < count; i++) {
      const weight = fading ? weights[i] : 0
      this.#nowLeft[i] = old[i] + weight * (this.#nowLeft[i] - old[i])
      this.#nowRight[i] = oldRight[i] + weight * (this.#nowRight[i] - oldRight[i])
    }
  }

  /** One system with its gain of equal loudness. */
  #run(
    id: PlaybackSystemId,
    sideLoss: SideLoss,
    left: Float64Array,
    right: Float64Array,
    start: number,
    count: number,
    outLeft: Float64Array,
    outRight: Float64Array
  ): void {
    for (let i = 0; i < count; i++) {
      outLeft[i] = left[start + i]
      outRight[i] = right[start + i]
    }
    const gains = this.#sideGains
    const chain = this.#chains[id]
    sideLoss.follow(outLeft, outRight, count, chain.sideWidth, gains)
    if (id === 'flat') return
    chain.process(outLeft, outRight, count)
    const match = this.#match.gains
    const matched = chain.match.gain
    for (let i = 0; i < count; i++) {
      const gain = 1 + match[start + i] * (matched * gains[i] - 1)
      outLeft[i] *= gain
      outRight[i] *= gain
    }
  }

  #feedAcross(left: Float64Array, right: Float64Array, frames: number): void {
    const rests = this.#crossfeedAmount.settled && this.#crossfeedAmount.target === 0
    if (rests) {
      this.#crossfeeds = false
      return
    }
    if (!this.#crossfeeds) this.#crossfeed.reset()
    this.#crossfeeds = true
    this.#crossfeed.process(left, right, frames, this.#crossfeedAmount.gains)
  }
}
