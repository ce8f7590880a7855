import type { Tap } from '../../../worklets/core/source.ts'
import { LoudnessMeter } from '../../../worklets/dsp/loudness/loudness-meter.ts'

const BLOCK = 1024
/** What one look may bring; after a longer pause the windows start anew. */
const MOST_FRAMES = 16384

/** Loudness of what a tap hears, by the meter that the audio thread uses. */
export class TapLoudness {
  readonly #meter: LoudnessMeter
  readonly #left = new Float32Array(MOST_FRAMES)
  readonly #right = new Float32Array(MOST_FRAMES)
  readonly #block = [new Float64Array(BLOCK), new Float64Array(BLOCK)] as const
  #position: number | undefined

  constructor(sampleRate: number) {
    this.#meter = new LoudnessMeter(sampleRate)
  }

  /** Loudness of the last 3 s in LUFS; minus infinity before there are 3 s. */
  get shortTerm(): number {
    return this.#meter.shortTerm
  }

  follow(tap: Tap): void {
    const from = this.#position ?? tap.position
    this.#position = tap.position
    const missed = ((tap.position - from) | 0) > MOST_FRAMES
    if (missed) this.#meter.reset()
    const frames = tap.copySince(from, this.#left, this.#right)
    const [left, right] = this.#block
    for (let start = 0; start < frames; start += BLOCK) {
      const length = Math.min(BLOCK, frames - start)
      left.set(this.#left.subarray(start, start + length))
      right.set(this.#right.subarray(start, start + length))
      this.#meter.process(this.#block, length)
    }
  }
}
