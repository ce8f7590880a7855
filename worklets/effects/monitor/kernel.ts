import type { MeterValues, ParamValues } from '../../core/definition.ts'
import { type Block, Kernel } from '../../core/kernel.ts'
import { MAX_FRAMES } from '../../core/stereo-block.ts'
import { FallingPeak } from '../../dsp/levels/falling-peak.ts'
import { GainRamp } from '../../dsp/moves/gain-ramp.ts'
import type { Stereo } from '../../dsp/stereo.ts'
import { Crossfeed } from './crossfeed.ts'
import { monitorDefinition } from './definition.ts'
import { playbackSystem } from './playback-systems.ts'
import { SystemSwitch } from './system-switch.ts'

type MonitorValues = ParamValues<typeof monitorDefinition>

const DIM_GAIN = 0.1

/**
 * Listening through other playback systems.
 *
 * Signal path: mono -> system (width, mono bass, seat -> filters -> limits of its amplifier and
 * membrane -> room) at equal loudness -> amount -> crossfeed -> dim.
 * Sources: `playback-systems.ts` for the systems; ITU-R BS.1770-5 (loudness).
 * Latency: none, for every system, so that switching never moves the sound.
 * Amount 0 and Flat pass every sample as it came.
 */
export class MonitorKernel extends Kernel<typeof monitorDefinition> {
  readonly #systems: SystemSwitch
  readonly #mono: GainRamp
  readonly #crossfeedAmount: GainRamp
  readonly #level: GainRamp
  readonly #crossfeed: Crossfeed
  readonly #peakLeft: FallingPeak
  readonly #peakRight: FallingPeak
  #crossfeeds = false

  constructor(sampleRate: number) {
    super(monitorDefinition, sampleRate)
    this.#systems = new SystemSwitch(sampleRate)
    this.#mono = new GainRamp(sampleRate, 0)
    this.#crossfeedAmount = new GainRamp(sampleRate, 0)
    this.#level = new GainRamp(sampleRate, 1)
    this.#crossfeed = new Crossfeed(sampleRate, MAX_FRAMES)
    this.#peakLeft = new FallingPeak(sampleRate)
    this.#peakRight = new FallingPeak(sampleRate)
  }

  protected configure(params: MonitorValues): void {
    this.#systems.choose(params.system)
    this.aim(this.#mono, params.mono ? 1 : 0)
    this.aim(this.#systems.amount, params.amount / 100)
    this.aim(this.#systems.match, params.levelMatch ? 1 : 0)
    this.aim(this.#crossfeedAmount, params.crossfeed / 100)
    this.aim(this.#level, params.dim ? DIM_GAIN : 1)
    const room = playbackSystem(params.system).room
    this.tailFrames = Math.round((0.2 + 1.2 * (room?.seconds ?? 0)) * this.sampleRate)
    if (this.fresh) this.#systems.jump()
  }

  protected clear(): void {
    this.#systems.reset()
    this.#crossfeed.reset()
    this.#peakLeft.reset()
    this.#peakRight.reset()
  }

  protected render(block: Block, meters: MeterValues<typeof monitorDefinition>): void {
    const { left, right, frames } = block
    this.#mono.process(frames)
    this.#crossfeedAmount.process(frames)
    this.#level.process(frames)

    this.#sumToMono(block, frames)
    this.#systems.process(block, frames)
    this.#feedAcross(block, frames)
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

  #sumToMono({ left, right }: Stereo, frames: number): void {
    if (this.#mono.settled && this.#mono.target === 0) return
    const shares = this.#mono.gains
    for (let i = 0; i < frames; i++) {
      const half = 0.5 * shares[i] * (right[i] - left[i])
      left[i] += half
      right[i] -= half
    }
  }

  #feedAcross(sound: Stereo, frames: number): void {
    const rests = this.#crossfeedAmount.settled && this.#crossfeedAmount.target === 0
    if (rests) {
      this.#crossfeeds = false
      return
    }
    if (!this.#crossfeeds) this.#crossfeed.reset()
    this.#crossfeeds = true
    this.#crossfeed.process(sound, frames, this.#crossfeedAmount.gains)
  }
}
