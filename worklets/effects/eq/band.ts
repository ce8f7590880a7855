import type { MatchedFilter } from '../../dsp/filters/matched-filter.ts'
import type { Stereo } from '../../dsp/stereo.ts'
import { BandDriver } from './band-driver.ts'
import { BandFilter } from './band-filter.ts'
import { BandListener } from './band-listener.ts'
import {
  type BandSettings,
  copyBandSettings,
  defaultBandSettings,
  isNeutral,
  isSameStructure
} from './band-settings.ts'
import type { ListenMix } from './listen-mix.ts'
import { SoftSwitch } from './soft-switch.ts'

/**
 * One band of the equalizer: a filter whose controls move smoothly, and a second one that takes
 * over by a soft switch when type, slope, placement or the band's switch change. A change that
 * comes during a switch waits for its end. At rest it costs what the filter costs.
 */
export class Band {
  readonly #switch: SoftSwitch
  readonly #listener: BandListener
  readonly #driver: BandDriver
  readonly #wanted: BandSettings = defaultBandSettings()
  readonly #left: Float64Array
  readonly #right: Float64Array
  #filter: BandFilter
  #newcomer: BandFilter
  #switching = false

  constructor(sampleRate: number, designer: MatchedFilter, maxBlock: number) {
    this.#filter = new BandFilter(sampleRate, designer, maxBlock)
    this.#newcomer = new BandFilter(sampleRate, designer, maxBlock)
    this.#listener = new BandListener(sampleRate, designer, maxBlock)
    this.#driver = new BandDriver(sampleRate, maxBlock)
    this.#switch = new SoftSwitch(sampleRate, maxBlock)
    this.#left = new Float64Array(maxBlock)
    this.#right = new Float64Array(maxBlock)
  }

  /** dB that the sound adds to the gain of a dynamic band. */
  get dynamicGainDb(): number {
    return this.#driver.gainDb
  }

  get isMoving(): boolean {
    return this.#filter.isMoving || this.#switching
  }

  /** What drives the band in place of its own input; see `BandDriver`. */
  listenTo(key: Stereo | undefined): void {
    this.#driver.listenTo(key)
  }

  /** Is at these settings at once. */
  jump(settings: BandSettings): void {
    copyBandSettings(settings, this.#wanted)
    this.#filter.start(settings)
    this.#switching = false
    this.#listener.jump(settings)
    this.#driver.reset()
    this.#driver.setTarget(settings)
  }

  setTarget(settings: BandSettings): void {
    copyBandSettings(settings, this.#wanted)
    this.#listener.setTarget(settings)
    this.#driver.setTarget(settings)
    const goal = this.#switching ? this.#newcomer : this.#filter
    if (isSameStructure(goal.settings, settings)) goal.setTarget(settings)
    else if (!this.#switching) this.#beginSwitch()
  }

  /** Forgets the sound, not the settings. */
  reset(): void {
    this.jump(this.#wanted)
  }

  process(
    left: Float64Array,
    right: Float64Array,
    frames: number,
    clock: number,
    interval: number,
    mix: ListenMix
  ): void {
    this.#listener.takeInput(left, right, frames, clock, interval)
    if (this.#switching) this.#crossfade(left, right, frames, clock, interval)
    else this.#filter.process(left, right, frames, clock, interval, this.#driver)
    this.#listener.takeOutput(left, right, frames, mix)
  }

  #beginSwitch(): void {
    if (this.#filter.isIdle && isNeutral(this.#wanted)) {
      this.#filter.start(this.#wanted)
      this.#switching = false
      return
    }
    this.#newcomer.start(this.#wanted)
    this.#newcomer.drive(this.#driver.gainDb)
    this.#switching = true
    this.#switch.jump(false)
    if (this.#newcomer.isIdle) this.#switch.skipInput()
    this.#switch.go(1)
  }

  #crossfade(
    left: Float64Array,
    right: Float64Array,
    frames: number,
    clock: number,
    interval: number
  ): void {
    const newLeft = this.#left
    const newRight = this.#right
    const { input, weight } = this.#switch
    this.#switch.process(frames)
    for (let i = 0; i < frames; i++) {
      newLeft[i] = input[i] * left[i]
      newRight[i] = input[i] * right[i]
    }
    this.#newcomer.process(newLeft, newRight, frames, clock, interval)
    this.#filter.process(left, right, frames, clock, interval, this.#driver)
    if (this.#driver.isActive) this.#newcomer.drive(this.#driver.gainDb)
    for (let i = 0; i < frames; i++) {
      const share = weight[i]
      left[i] = share === 1 ? newLeft[i] : left[i] + share * (newLeft[i] - left[i])
      right[i] = share === 1 ? newRight[i] : right[i] + share * (newRight[i] - right[i])
    }
    if (this.#switch.isIn) this.#endSwitch()
  }

  #endSwitch(): void {
    const old = this.#filter
    this.#filter = this.#newcomer
    this.#newcomer = old
    this.#switching = false
    if (isSameStructure(this.#filter.settings, this.#wanted)) this.#filter.setTarget(this.#wanted)
    else this.#beginSwitch()
  }
}
