import type { ParamValues } from '../../core/definition.ts'
import { TakeoverFade } from '../../dsp/moves/takeover-fade.ts'
import {
  Oversampler,
  type OversamplingFactor,
  oversamplingLatency
} from '../../dsp/spectral/oversampler.ts'
import { Compression } from './compression.ts'
import type { compressorDefinition } from './definition.ts'
import type { ReductionPath } from './reduction-path.ts'

const FACTORS: readonly OversamplingFactor[] = [1, 2, 4]

/** The compressor at one multiple of the sample rate. */
class RatedCompression {
  readonly factor: OversamplingFactor
  readonly compression: Compression
  readonly #sound: Oversampler | undefined
  readonly #key: Oversampler | undefined

  constructor(factor: OversamplingFactor, sampleRate: number, maxBlock: number) {
    this.factor = factor
    this.compression = new Compression(factor * sampleRate, factor * maxBlock)
    if (factor === 1) return
    this.#sound = new Oversampler(factor, maxBlock)
    this.#key = new Oversampler(factor, maxBlock)
  }

  reset(): void {
    this.compression.reset()
    this.restart()
  }

  /** Forgets the sound, not the reduction. */
  restart(): void {
    this.#sound?.reset()
    this.#key?.reset()
  }

  /** In place on the sound. */
  process(
    keyLeft: Float64Array,
    keyRight: Float64Array,
    left: Float64Array,
    right: Float64Array,
    frames: number
  ): void {
    const sound = this.#sound
    const key = this.#key
    if (!sound || !key) {
      this.compression.process(keyLeft, keyRight, left, right, frames)
      return
    }
    key.up(keyLeft, keyRight, frames)
    sound.up(left, right, frames)
    const { left: highLeft, right: highRight } = sound
    this.compression.process(key.left, key.right, highLeft, highRight, this.factor * frames)
    sound.down(highLeft, highRight, left, right, frames)
  }
}

/**
 * The compressor at one, two or four times the sample rate. Another rate starts where this one
 * stands, runs unheard until its filters hold the sound, then fades in.
 */
export class RateSwitch {
  readonly #rates: readonly RatedCompression[]
  readonly #fade: TakeoverFade
  readonly #otherLeft: Float64Array
  readonly #otherRight: Float64Array
  readonly #otherKeyLeft: Float64Array
  readonly #otherKeyRight: Float64Array
  #active: RatedCompression
  #next: RatedCompression | undefined
  #wanted: OversamplingFactor = 1

  constructor(sampleRate: number, maxBlock: number) {
    this.#rates = FACTORS.map((factor) => new RatedCompression(factor, sampleRate, maxBlock))
    this.#active = this.#rates[0]
    this.#fade = new TakeoverFade(sampleRate, maxBlock)
    this.#otherLeft = new Float64Array(maxBlock)
    this.#otherRight = new Float64Array(maxBlock)
    this.#otherKeyLeft = new Float64Array(maxBlock)
    this.#otherKeyRight = new Float64Array(maxBlock)
  }

  /** The path that is heard, for meters. */
  get path(): ReductionPath {
    return this.#active.compression.path
  }

  configure(
    params: ParamValues<typeof compressorDefinition>,
    makeupGain: number,
    factor: OversamplingFactor
  ): void {
    for (let k = 0; k < this.#rates.length; k++) {
      this.#rates[k].compression.configure(params, makeupGain)
    }
    this.#wanted = factor
  }

  /** Is where it was last asked to be from the next frame on, as if silence had gone before. */
  jump(): void {
    for (let k = 0; k < this.#rates.length; k++) {
      this.#rates[k].compression.jump()
      this.#rates[k].restart()
    }
    this.#active = this.#rates[FACTORS.indexOf(this.#wanted)]
    this.#next = undefined
  }

  reset(): void {
    for (let k = 0; k < this.#rates.length; k++) this.#rates[k].reset()
  }

  /** In place on the sound. */
  process(
    keyLeft: Float64Array,
    keyRight: Float64Array,
    left: Float64Array,
    right: Float64Array,
    frames: number
  ): void {
    if (!this.#next && this.#wanted !== this.#active.factor) this.#begin()
    if (!this.#next) {
      this.#active.process(keyLeft, keyRight, left, right, frames)
      return
    }
    this.#copy(left, right, frames)
    const isOwnKey = keyLeft === left
    const otherKeyLeft = isOwnKey ? this.#otherKeyLeft : keyLeft
    const otherKeyRight = isOwnKey ? this.#otherKeyRight : keyRight
    this.#active.process(keyLeft, keyRight, left, right, frames)
    this.#next.process(otherKeyLeft, otherKeyRight, this.#otherLeft, this.#otherRight, frames)
    this.#blend(left, right, frames)
  }

  #begin(): void {
    const next = this.#rates[FACTORS.indexOf(this.#wanted)]
    next.compression.takeOver(this.#active.compression)
    next.restart()
    this.#next = next
    this.#fade.begin(2 * oversamplingLatency(next.factor))
  }

  /** What the next rate works on: its own sound and key. */
  #copy(left: Float64Array, right: Float64Array, frames: number): void {
    for (let i = 0; i < frames; i++) {
      this.#otherLeft[i] = left[i]
      this.#otherRight[i] = right[i]
      this.#otherKeyLeft[i] = left[i]
      this.#otherKeyRight[i] = right[i]
    }
  }

  #blend(left: Float64Array, right: Float64Array, frames: number): void {
    this.#fade.process(frames)
    const { shares } = this.#fade
    for (let i = 0; i < frames; i++) {
      left[i] += shares[i] * (this.#otherLeft[i] - left[i])
      right[i] += shares[i] * (this.#otherRight[i] - right[i])
    }
    if (this.#fade.isRunning || !this.#next) return
    this.#active = this.#next
    this.#next = undefined
  }
}
