import type { Block } from '../../core/kernel.ts'
import { SidechainFilter } from '../../dsp/dynamics/sidechain-filter.ts'
import { GainRamp } from '../../dsp/moves/gain-ramp.ts'

/** A low cut at its lowest corner is off. */
const LOW_CUT_OFF_HZ = 10

/** Some of a compressor's parameters as they stand: Hz. */
interface KeySettings {
  readonly sidechain: 'internal' | 'external'
  readonly sidechainLowCut: number
}

/**
 * What the detector listens to: the sound itself or input 1, through the low cut. `left` and
 * `right` are the block's own arrays where nothing has to be computed.
 */
export class KeySignal {
  left: Float64Array
  right: Float64Array
  readonly #externalAmount: GainRamp
  readonly #filter: SidechainFilter
  readonly #mixedLeft: Float64Array
  readonly #mixedRight: Float64Array
  readonly #filteredLeft: Float64Array
  readonly #filteredRight: Float64Array

  constructor(sampleRate: number, maxBlock: number) {
    this.#externalAmount = new GainRamp(sampleRate, 0)
    this.#filter = new SidechainFilter(sampleRate)
    this.#mixedLeft = new Float64Array(maxBlock)
    this.#mixedRight = new Float64Array(maxBlock)
    this.#filteredLeft = new Float64Array(maxBlock)
    this.#filteredRight = new Float64Array(maxBlock)
    this.left = this.#mixedLeft
    this.right = this.#mixedRight
  }

  configure({ sidechain, sidechainLowCut }: KeySettings): void {
    this.#externalAmount.setTarget(sidechain === 'external' ? 1 : 0)
    this.#filter.setCornerHz(sidechainLowCut > LOW_CUT_OFF_HZ ? sidechainLowCut : undefined)
  }

  /** Is where it was last asked to be from the next frame on. */
  jump(): void {
    this.#externalAmount.jump(this.#externalAmount.target)
    this.#filter.jump()
  }

  reset(): void {
    this.#filter.reset()
  }

  process(block: Block): void {
    this.#choose(block)
    if (this.#filter.isOff) return
    this.#filter.process(
      this.left,
      this.right,
      this.#filteredLeft,
      this.#filteredRight,
      block.frames
    )
    this.left = this.#filteredLeft
    this.right = this.#filteredRight
  }

  #choose({ left, right, keyLeft, keyRight, frames }: Block): void {
    if (this.#externalAmount.settled) {
      const isExternal = this.#externalAmount.target === 1
      this.left = isExternal ? keyLeft : left
      this.right = isExternal ? keyRight : right
      return
    }
    this.#externalAmount.process(frames)
    const amounts = this.#externalAmount.gains
    const mixedLeft = this.#mixedLeft
    const mixedRight = this.#mixedRight
    for (let i = 0; i < frames; i++) {
      mixedLeft[i] = left[i] + amounts[i] * (keyLeft[i] - left[i])
      mixedRight[i] = right[i] + amounts[i] * (keyRight[i] - right[i])
    }
    this.left = mixedLeft
    this.right = mixedRight
  }
}
