import { MatchedFilter } from '../../dsp/filters/matched-filter.ts'
import { CONTROL_FRAMES } from '../../dsp/moves/control-glide.ts'
import type { Stereo } from '../../dsp/stereo.ts'
import { Band } from './band.ts'
import type { BandSettings } from './band-settings.ts'
import { BANDS } from './definition.ts'
import { ListenMix } from './listen-mix.ts'

/**
 * All bands in a row, at one sample rate: band 1 -> ... -> band 8 -> listen. While many bands move
 * at once, filters are designed less often (every 32 or 64 frames instead of 16), so that a preset
 * or the gain scale cannot overload the audio thread.
 */
export class BandChain {
  readonly bands: readonly Band[]
  readonly #listenMix: ListenMix
  /** Frames since the start, and between two designs of a moving filter. */
  #clock = 0
  #interval = CONTROL_FRAMES

  constructor(sampleRate: number, maxBlock: number) {
    const designer = new MatchedFilter(sampleRate)
    this.bands = BANDS.map(() => new Band(sampleRate, designer, maxBlock))
    this.#listenMix = new ListenMix(maxBlock)
  }

  jump(settings: readonly BandSettings[]): void {
    for (let n = 0; n < this.bands.length; n++) this.bands[n].jump(settings[n])
    this.#clock = 0
  }

  setTarget(settings: readonly BandSettings[]): void {
    let moving = 0
    for (let n = 0; n < this.bands.length; n++) {
      this.bands[n].setTarget(settings[n])
      if (this.bands[n].isMoving) moving++
    }
    this.#interval = (moving <= 2 ? 1 : moving <= 4 ? 2 : 4) * CONTROL_FRAMES
  }

  reset(): void {
    for (let n = 0; n < this.bands.length; n++) this.bands[n].reset()
    this.#clock = 0
  }

  /** What drives dynamic bands in place of the sound; as long as the blocks that follow. */
  listenTo(key: Stereo | undefined): void {
    for (let n = 0; n < this.bands.length; n++) this.bands[n].listenTo(key)
  }

  /** In place. */
  process({ left, right }: Stereo, frames: number): void {
    this.#listenMix.begin()
    for (let n = 0; n < this.bands.length; n++) {
      this.bands[n].process(left, right, frames, this.#clock, this.#interval, this.#listenMix)
    }
    this.#listenMix.mixInto(left, right, frames)
    this.#clock += frames
  }
}
