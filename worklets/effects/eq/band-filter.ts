import { MAX_SECTIONS, type MatchedFilter } from '../../dsp/filters/matched-filter.ts'
import { StereoSvf } from '../../dsp/filters/stereo-svf.ts'
import { CONTROL_FRAMES, ControlGlide } from '../../dsp/moves/control-glide.ts'
import { type BandDriver, DRIVE_FRAMES } from './band-driver.ts'
import {
  type BandSettings,
  copyBandSettings,
  defaultBandSettings,
  isNeutral
} from './band-settings.ts'

/**
 * The filter of one band, of one type, slope and placement; its frequency, gain and Q may move.
 * Signal path: stereo, or one of left, right, mid and side -> cascade of sections -> back.
 *
 * While a control moves, log frequency, dB and log Q run through three poles, the filter is
 * designed anew every `interval` frames, and the sections follow it frame by frame. At
 * rest each section runs over the whole block at once, and a neutral filter does not run at all.
 * For mid and side the change that the filter makes is added to both channels, so that a side that
 * is silent leaves a mono sound untouched, bit for bit.
 */
export class BandFilter {
  readonly #designer: MatchedFilter
  readonly #sections: readonly StereoSvf[]
  readonly #settings: BandSettings = defaultBandSettings()
  readonly #scratch: BandSettings = defaultBandSettings()
  readonly #logFrequency: ControlGlide
  readonly #gain: ControlGlide
  readonly #logQ: ControlGlide
  readonly #one: Float64Array
  /** Sections in use, of which those from `#wantedCount` on are about to vanish. */
  #count = 0
  #wantedCount = 0
  #moving = false
  /** Frames between two designs, kept for as long as it moves; 0 at rest. */
  #interval = 0
  /** Goals to set after the last one, so that the sections arrive there. */
  #ticksToRest = 0

  /** `designer` may be shared: it is set anew before each use. */
  constructor(sampleRate: number, designer: MatchedFilter, maxBlock: number) {
    this.#designer = designer
    this.#sections = Array.from({ length: MAX_SECTIONS }, () => new StereoSvf())
    this.#logFrequency = new ControlGlide(sampleRate, 1e-6)
    this.#gain = new ControlGlide(sampleRate, 1e-4)
    this.#logQ = new ControlGlide(sampleRate, 1e-4)
    this.#one = new Float64Array(maxBlock)
  }

  /** dB that a dynamic band adds to the gain; `drive` makes the filter follow. */
  #drivenDb = 0

  /** What it is on its way to. */
  get settings(): BandSettings {
    return this.#settings
  }

  get isMoving(): boolean {
    return this.#moving
  }

  /** The gain that the sound drives has moved; to be called on the grid of designs. */
  drive(gainDb: number): void {
    if (gainDb === this.#drivenDb) return
    this.#drivenDb = gainDb
    if (this.#settings.enabled) this.#moving = true
    // The goal is set once more, so that the sections arrive there.
    this.#ticksToRest = 2
  }

  /** Whether sound passes unchanged. */
  get isIdle(): boolean {
    return !this.#moving && this.#drivenDb === 0 && isNeutral(this.#settings)
  }

  /** Is this filter at once, without history. */
  start(settings: BandSettings): void {
    copyBandSettings(settings, this.#settings)
    this.#logFrequency.jump(Math.log(settings.frequencyHz))
    this.#gain.jump(settings.gainDb)
    this.#logQ.jump(Math.log(settings.q))
    this.#moving = false
    this.#interval = 0
    this.#drivenDb = 0
    this.reset()
    this.#jump()
  }

  /** Goes to other values of frequency, gain and Q. */
  setTarget(settings: BandSettings): void {
    if (this.isIdle) {
      if (isNeutral(settings)) {
        copyBandSettings(settings, this.#settings)
        return
      }
      // Nothing sounds yet, so only the gain has a way to go.
      this.start(this.#neutral(settings))
    }
    copyBandSettings(settings, this.#settings)
    this.#logFrequency.target = Math.log(settings.frequencyHz)
    this.#gain.target = settings.gainDb
    this.#logQ.target = Math.log(settings.q)
    if (!this.#controlsSettled) this.#moving = true
  }

  reset(): void {
    for (const section of this.#sections) section.reset()
  }

  /**
   * Filters a block in place. `clock` counts frames since the start; a design takes place at its
   * multiples of `interval` (a power of two, at least CONTROL_FRAMES). A `driver` hears what comes
   * in and moves the gain.
   */
  process(
    left: Float64Array,
    right: Float64Array,
    frames: number,
    clock: number,
    interval: number,
    driver?: BandDriver
  ): void {
    const isDriven = driver?.isActive ?? false
    if (this.isIdle && !isDriven) return
    const usual = isDriven ? Math.max(interval, DRIVE_FRAMES) : interval
    let start = 0
    while (start < frames) {
      let end = frames
      if (driver && isDriven) {
        const phase = (clock + start) % DRIVE_FRAMES
        if (phase === 0 && driver.advance()) this.drive(driver.gainDb)
        end = Math.min(frames, start + DRIVE_FRAMES - phase)
      }
      if (this.#moving) {
        if (this.#interval === 0) this.#interval = usual
        const phase = (clock + start) % this.#interval
        if (phase === 0) this.#move()
        end = Math.min(end, start + this.#interval - phase)
      }
      driver?.process(left, right, start, end)
      this.#filter(left, right, start, end)
      start = end
    }
  }

  get #controlsSettled(): boolean {
    return this.#logFrequency.settled && this.#gain.settled && this.#logQ.settled
  }

  #neutral(settings: BandSettings): BandSettings {
    copyBandSettings(settings, this.#scratch)
    this.#scratch.gainDb = 0
    return this.#scratch
  }

  /** What the controls stand for now, in the designer. */
  #design(): void {
    const now = this.#scratch
    copyBandSettings(this.#settings, now)
    now.frequencyHz = Math.exp(this.#logFrequency.value)
    now.gainDb = this.#gain.value + this.#drivenDb
    now.q = Math.exp(this.#logQ.value)
    this.#designer.set(now)
  }

  #jump(): void {
    if (!this.#settings.enabled) return
    this.#design()
    this.#count = this.#designer.count
    this.#wantedCount = this.#count
    for (let s = 0; s < this.#count; s++) this.#sections[s].jump(this.#designer.coefficients, s)
  }

  #move(): void {
    const interval = this.#interval
    if (this.#controlsSettled && this.#ticksToRest-- === 0) {
      this.#rest()
      return
    }
    if (!this.#controlsSettled) {
      const steps = interval / CONTROL_FRAMES
      this.#logFrequency.advance(steps)
      this.#gain.advance(steps)
      this.#logQ.advance(steps)
      this.#ticksToRest = 1
    }
    this.#design()
    const { count, coefficients } = this.#designer
    const sections = this.#sections
    while (this.#count > count && sections[this.#count - 1].isAtRest) this.#count--
    for (let s = this.#count; s < count; s++) {
      sections[s].reset()
      sections[s].jumpToIdentity(coefficients, s)
    }
    for (let s = 0; s < count; s++) sections[s].glide(coefficients, s, interval)
    for (let s = count; s < this.#count; s++) sections[s].glideToIdentity(interval)
    this.#wantedCount = count
    this.#count = Math.max(this.#count, count)
  }

  #rest(): void {
    this.#moving = false
    this.#interval = 0
    this.#count = this.#wantedCount
    if (isNeutral(this.#settings)) this.reset()
  }

  #filter(left: Float64Array, right: Float64Array, start: number, end: number): void {
    const sections = this.#sections
    const placement = this.#settings.placement
    if (placement === 'stereo') {
      for (let s = 0; s < this.#count; s++) sections[s].process(left, right, start, end)
    } else if (placement === 'left' || placement === 'right') {
      const samples = placement === 'left' ? left : right
      for (let s = 0; s < this.#count; s++) sections[s].processOne(samples, start, end)
    } else this.#filterMidOrSide(left, right, placement === 'mid' ? 1 : -1, start, end)
  }

  #filterMidOrSide(
    left: Float64Array,
    right: Float64Array,
    sign: 1 | -1,
    start: number,
    end: number
  ): void {
    const one = this.#one
    for (let i = start; i < end; i++) one[i] = 0.5 * (left[i] + sign * right[i])
    for (let s = 0; s < this.#count; s++) this.#sections[s].processOne(one, start, end)
    for (let i = start; i < end; i++) {
      const change = one[i] - 0.5 * (left[i] + sign * right[i])
      left[i] += change
      right[i] += sign * change
    }
  }
}
