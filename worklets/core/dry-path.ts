import { LatencyDelay } from '../dsp/lines/latency-delay.ts'
import type { LoudnessKeeper } from '../dsp/loudness/loudness-keeper.ts'
import { fadeFrames, raisedCosine } from '../dsp/raised-cosine.ts'
import type { Stereo } from '../dsp/stereo.ts'
import { MAX_FRAMES } from './stereo-block.ts'

export interface DryPathOptions {
  /** The most that `latencyFrames` of the definition can give at this sample rate. */
  readonly maxLatencyFrames?: number
  /** For effects with the row `matchBypass`. */
  readonly match?: LoudnessKeeper
  /** Whether the row `delta` is served here. */
  readonly givesDelta?: boolean
}

/** The rows that say how one listens; `bypass` is in every table, the others in some. */
interface Listening {
  readonly bypass: boolean
  readonly matchBypass?: boolean
  readonly delta?: boolean
}

/**
 * The input beside the effect, as late as the effect makes it: for bypass (a crossfade, at equal
 * loudness where that is asked for) and for delta (what differs from the input). Costs nothing
 * while nobody listens to it and the effect has no latency.
 */
export class DryPath {
  readonly #delay: LatencyDelay
  readonly #match: LoudnessKeeper | undefined
  readonly #givesDelta: boolean
  readonly #fade: Float64Array
  #bypass = false
  #matches = false
  #delta = false
  /** Whether there is nothing to do until the next `setListening`: most effects, most of the time. */
  #rests = true
  /** Position in the bypass crossfade: 0 wet only, `#fade.length - 1` dry only. */
  #bypassAt = 0
  /** Position in the fade to the difference, as `#bypassAt`. */
  #deltaAt = 0

  constructor(sampleRate: number, options: DryPathOptions) {
    this.#delay = new LatencyDelay(options.maxLatencyFrames ?? 0, MAX_FRAMES, sampleRate)
    this.#match = options.match
    this.#givesDelta = options.givesDelta ?? false
    this.#fade = raisedCosine(fadeFrames(sampleRate))
  }

  setListening(params: object, latencyFrames: number): void {
    const { bypass, matchBypass, delta } = params as Listening // rows of the effect's own table
    this.#bypass = bypass
    this.#matches = matchBypass === true
    this.#delta = delta === true
    this.#delay.setLength(latencyFrames)
    this.#rest()
  }

  /** Forgets the past and stands at once where `setListening` wants it. */
  reset(): void {
    this.#delay.reset()
    this.#match?.reset()
    this.#bypassAt = this.#bypass ? this.#fade.length - 1 : 0
    this.#deltaAt = this.#givesDelta && this.#delta ? this.#fade.length - 1 : 0
    this.#rest()
  }

  /** Keeps a block of the input before the effect works on it in place. */
  take(sound: Stereo, frames: number): void {
    if (!this.#rests) this.#delay.process(sound, frames)
  }

  /** Brings the input into the same frames after the effect, as far as it is asked for. */
  blend(sound: Stereo, frames: number): void {
    if (this.#rests) return
    if (this.#matching) {
      this.#match?.hearInput(sound, frames)
      this.#match?.process(this.#delay, frames, this.#matches)
    }
    if (this.#differing) this.#takeDry(sound, frames)
    if (this.#fading) this.#crossfadeBypass(sound, frames)
    this.#rest()
  }

  #rest(): void {
    const isHeard = this.#fading || this.#matching || this.#differing
    this.#rests = !isHeard && this.#delay.idle
  }

  get #fading(): boolean {
    return this.#bypassAt > 0 || this.#bypass
  }

  get #matching(): boolean {
    return this.#match !== undefined && (this.#matches || !this.#match.isIdle)
  }

  get #differing(): boolean {
    return this.#givesDelta && (this.#deltaAt > 0 || this.#delta)
  }

  /** What is left when the input is taken away at the same delay. */
  #takeDry({ left, right }: Stereo, frames: number): void {
    const fade = this.#fade
    const end = fade.length - 1
    const { left: dryLeft, right: dryRight } = this.#delay
    const step = this.#delta ? 1 : -1
    let at = this.#deltaAt
    for (let i = 0; i < frames; i++) {
      at = Math.min(end, Math.max(0, at + step))
      left[i] -= fade[at] * dryLeft[i]
      right[i] -= fade[at] * dryRight[i]
    }
    this.#deltaAt = at
  }

  #crossfadeBypass({ left, right }: Stereo, frames: number): void {
    const fade = this.#fade
    const end = fade.length - 1
    const { left: dryLeft, right: dryRight } = this.#delay
    const step = this.#bypass ? 1 : -1
    let at = this.#bypassAt
    for (let i = 0; i < frames; i++) {
      at = Math.min(end, Math.max(0, at + step))
      const dry = fade[at]
      // At the end the dry sample itself, so that bypass is exact.
      left[i] = at === end ? dryLeft[i] : left[i] + dry * (dryLeft[i] - left[i])
      right[i] = at === end ? dryRight[i] : right[i] + dry * (dryRight[i] - right[i])
    }
    this.#bypassAt = at
  }
}
