import type { ParamValues } from '../../../worklets/core/definition.ts'
import { type Block, Kernel } from '../../../worklets/core/kernel.ts'
import { MAX_FRAMES } from '../../../worklets/core/stereo-block.ts'
import { LatencyDelay } from '../../../worklets/dsp/lines/latency-delay.ts'
import { alignmentDefinition, MAX_ALIGNMENT_FRAMES } from './definition.ts'

/**
 * Delays stereo sound by whole frames, bit for bit; another length is reached by a crossfade of
 * 15 ms. Signal path: input -> ring -> output. Latency: the delay is its purpose, so it declares
 * none.
 */
export class AlignmentKernel extends Kernel<typeof alignmentDefinition> {
  readonly #delay: LatencyDelay

  constructor(sampleRate: number) {
    super(alignmentDefinition, sampleRate)
    this.#delay = new LatencyDelay(MAX_ALIGNMENT_FRAMES, MAX_FRAMES, sampleRate)
  }

  protected configure(params: ParamValues<typeof alignmentDefinition>): void {
    this.#delay.setLength(params.frames)
    if (this.fresh) this.#delay.reset()
    this.tailFrames = params.frames + Math.round(0.2 * this.sampleRate)
  }

  protected render(block: Block): void {
    const { left, right, frames } = block
    this.#delay.process(block, frames)
    for (let i = 0; i < frames; i++) {
      left[i] = this.#delay.left[i] ?? 0
      right[i] = this.#delay.right[i] ?? 0
    }
  }

  protected clear(): void {
    this.#delay.reset()
  }
}
