import type { MatchedFilter } from '../../dsp/filters/matched-filter.ts'
import { BandFilter } from './band-filter.ts'
import { type BandSettings, copyBandSettings, defaultBandSettings } from './band-settings.ts'
import type { ListenMix } from './listen-mix.ts'
import { SoftSwitch } from './soft-switch.ts'

/**
 * Makes audible what a band works on. Of a cut and a notch that is what the band takes away, the
 * difference between its input and its output. Of a low shelf it is what lies below its frequency,
 * of a high shelf what lies above, of all others a band pass at their frequency and Q. A band pass
 * has no phase shift at its center, so the sound stays where it was in time.
 *
 * Only the band's placement is heard: of mid both sides alike, of side both sides in opposition.
 * Nothing runs while nobody listens. When type or placement change under the ear, the listener
 * fades out and comes back with the new one.
 */
export class BandListener {
  readonly #filter: BandFilter
  readonly #switch: SoftSwitch
  readonly #wanted: BandSettings = defaultBandSettings()
  readonly #filterSettings: BandSettings = defaultBandSettings()
  readonly #left: Float64Array
  readonly #right: Float64Array
  #heardType: BandSettings['type'] = 'bell'
  #heardPlacement: BandSettings['placement'] = 'stereo'
  /** Whether the last block was heard, so that the end of a fade is mixed too. */
  #isRunning = false

  constructor(sampleRate: number, designer: MatchedFilter, maxBlock: number) {
    this.#filter = new BandFilter(sampleRate, designer, maxBlock)
    this.#switch = new SoftSwitch(sampleRate, maxBlock)
    this.#left = new Float64Array(maxBlock)
    this.#right = new Float64Array(maxBlock)
  }

  jump(settings: BandSettings): void {
    copyBandSettings(settings, this.#wanted)
    if (this.#isWanted) this.#begin()
    this.#switch.jump(this.#isWanted)
    this.#isRunning = false
  }

  setTarget(settings: BandSettings): void {
    copyBandSettings(settings, this.#wanted)
    if (this.#switch.isOut) {
      if (!this.#isWanted) return
      this.#begin()
    } else if (this.#isSame) {
      this.#filter.setTarget(this.#writeFilterSettings())
    }
    this.#aim()
  }

  /** Before the band's filter. */
  takeInput(
    left: Float64Array,
    right: Float64Array,
    frames: number,
    clock: number,
    interval: number
  ): void {
    if (this.#switch.isOut) {
      if (!this.#isWanted) return
      this.#begin()
      this.#aim()
    }
    const heardLeft = this.#left
    const heardRight = this.#right
    const { input } = this.#switch
    this.#switch.process(frames)
    for (let i = 0; i < frames; i++) {
      heardLeft[i] = input[i] * left[i]
      heardRight[i] = input[i] * right[i]
    }
    if (!this.#hearsDifference) {
      place(heardLeft, heardRight, this.#heardPlacement, frames)
      this.#filter.process(heardLeft, heardRight, frames, clock, interval)
    }
  }

  /** After the band's filter. */
  takeOutput(left: Float64Array, right: Float64Array, frames: number, mix: ListenMix): void {
    if (this.#switch.isOut && !this.#isRunning) return
    const heardLeft = this.#left
    const heardRight = this.#right
    if (this.#hearsDifference) {
      for (let i = 0; i < frames; i++) {
        heardLeft[i] -= left[i]
        heardRight[i] -= right[i]
      }
    }
    mix.add(heardLeft, heardRight, this.#switch.weight, frames)
    this.#isRunning = !this.#switch.isOut
  }

  get #isWanted(): boolean {
    return this.#wanted.enabled && this.#wanted.listen
  }

  get #isSame(): boolean {
    const { type, placement } = this.#wanted
    return type === this.#heardType && placement === this.#heardPlacement
  }

  get #hearsDifference(): boolean {
    const type = this.#heardType
    return type === 'lowCut' || type === 'highCut' || type === 'notch'
  }

  #begin(): void {
    this.#heardType = this.#wanted.type
    this.#heardPlacement = this.#wanted.placement
    this.#filter.start(this.#writeFilterSettings())
    // A difference has no filter of its own to prepare.
    if (this.#hearsDifference) this.#switch.skipInput()
  }

  #aim(): void {
    this.#switch.go(this.#isWanted && this.#isSame ? 1 : -1)
  }

  #writeFilterSettings(): BandSettings {
    const settings = this.#filterSettings
    copyBandSettings(this.#wanted, settings)
    const type = this.#wanted.type
    settings.enabled = true
    settings.type = type === 'lowShelf' ? 'highCut' : type === 'highShelf' ? 'lowCut' : 'bandPass'
    settings.slope = 12
    settings.gainDb = 0
    settings.placement = 'stereo'
    if (settings.type !== 'bandPass') settings.q = Math.SQRT1_2
    return settings
  }
}

/** Leaves of a stereo sound only what a band of this placement works on. */
function place(
  left: Float64Array,
  right: Float64Array,
  placement: BandSettings['placement'],
  frames: number
): void {
  if (placement === 'left') right.fill(0, 0, frames)
  else if (placement === 'right') left.fill(0, 0, frames)
  else if (placement !== 'stereo') {
    const sign = placement === 'mid' ? 1 : -1
    for (let i = 0; i < frames; i++) {
      const one = 0.5 * (left[i] + sign * right[i])
      left[i] = one
      right[i] = sign * one
    }
  }
}
