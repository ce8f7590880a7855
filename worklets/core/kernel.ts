import type { GainRamp } from '../dsp/moves/gain-ramp.ts'
import {
  defaultValues,
  type EffectDefinition,
  type MeterValues,
  type ParamValues
} from './definition.ts'
import { DryPath, type DryPathOptions } from './dry-path.ts'
import { type Channels, MAX_FRAMES, StereoBlock } from './stereo-block.ts'

/** What `render` may read of its block, and write: the samples, in place. */
export type Block = Readonly<
  Pick<
    StereoBlock,
    'left' | 'right' | 'keyLeft' | 'keyRight' | 'frames' | 'channels' | 'keyConnected'
  >
>

/** Below -160 dB a tail counts as over. */
const SILENCE_POWER = 1e-16

/**
 * What all kernels share. Signal path: input -> repaired stereo block in double precision ->
 * `render` of the effect -> bypass crossfade against the input at equal latency (and at equal
 * loudness where that is asked for), or what differs from the input -> output.
 *
 * A kernel runs wherever TypeScript does; the worklet adds only the transport of parameters.
 * `process` takes blocks of any length and any number of channels, never throws or allocates,
 * turns samples that are no sound into silence (counted in the meter `faults`), and stops working
 * once input and tail are silent. How a sound is cut into blocks does not change it.
 *
 * An effect implements three methods:
 * - `configure(params)`: takes over new values; called before the first block and when a value
 *   moved. While `fresh` is true it jumps to its targets; later it must ramp or crossfade.
 * - `render(block, meters)`: one block in place, at most MAX_FRAMES long.
 * - `clear()`: forgets history (filter states, delay lines, envelopes), keeps parameters.
 */
export abstract class Kernel<D extends EffectDefinition> {
  readonly definition: D
  readonly sampleRate: number
  /** True until the first block after construction or `reset` has been rendered. */
  protected fresh = true
  /**
   * Frames after the end of the input in which the output may still rise again from silence
   * (a delay's longest echo). Infinity: never stops working. Set by `configure`.
   */
  protected tailFrames: number

  readonly #block = new StereoBlock()
  readonly #dry: DryPath
  #params: ParamValues<D>
  #configured = false
  #quietFrames = 0
  #asleep = false
  #faults = 0

  constructor(definition: D, sampleRate: number, options: DryPathOptions = {}) {
    this.definition = definition
    this.sampleRate = sampleRate
    this.tailFrames = Math.round(0.2 * sampleRate)
    this.#dry = new DryPath(sampleRate, options)
    this.#params = defaultValues(definition)
  }

  protected abstract configure(params: ParamValues<D>): void
  protected abstract render(block: Block, meters: MeterValues<D>): void
  protected abstract clear(): void

  /** Sends a ramp to a new target: it is there at once while `fresh`, and glides there later. */
  protected aim(ramp: GainRamp, target: number): void {
    if (this.fresh) ramp.jump(target)
    else ramp.setTarget(target)
  }

  /**
   * Takes new values; call it only when one moved. The object is kept and read again on `reset`.
   * Values must lie in their rows' ranges.
   */
  update(params: ParamValues<D>): void {
    this.#params = params
    this.#configured = true
    this.#asleep = false
    this.#quietFrames = 0
    this.configure(params)
    this.#dry.setListening(params, this.definition.latencyFrames(params, this.sampleRate))
    if (this.fresh) this.#dry.reset()
  }

  /** Forgets the past. The next block sounds as the first one did. */
  reset(): void {
    this.clear()
    this.fresh = true
    if (this.#configured) this.configure(this.#params)
    this.#dry.reset()
    this.#asleep = false
    this.#quietFrames = 0
  }

  /** Renders one block of any length and writes the meters. */
  process(inputs: Channels, outputs: Channels, meters: MeterValues<D>): void {
    if (!this.#configured) this.update(this.#params)
    const output = outputs[0]
    const length = output.length > 0 ? output[0].length : (inputs[0]?.[0]?.length ?? 0)
    if (this.#asleep && isSilent(inputs)) {
      for (let c = 0; c < output.length; c++) output[c].fill(0)
      return
    }
    for (let start = 0; start < length; start += MAX_FRAMES) {
      this.#block.load(
        inputs,
        start,
        Math.min(MAX_FRAMES, length - start),
        this.definition.sidechain
      )
      this.#processBlock(output, start, meters)
    }
    meters.faults = this.#faults
  }

  #processBlock(output: readonly Float32Array[], start: number, meters: MeterValues<D>): void {
    const block = this.#block
    const { frames } = block
    if (block.faulty) this.#faults++
    const silent = block.inputPower === 0
    this.#asleep = false
    this.#dry.take(block, frames)
    this.render(block, meters)
    this.fresh = false
    this.#dry.blend(block, frames)
    block.store(output, start)
    if (!Number.isFinite(block.outputPower)) this.#recover(output, start, frames)
    if (silent && block.outputPower < SILENCE_POWER * frames) this.#quietFrames += frames
    else this.#quietFrames = 0
    if (this.#quietFrames > this.tailFrames) this.#fallAsleep(meters)
  }

  /** The effect itself went wrong: silence instead of noise, and a clean start. */
  #recover(output: readonly Float32Array[], start: number, frames: number): void {
    for (let c = 0; c < output.length; c++) output[c].fill(0, start, start + frames)
    this.reset()
    this.#faults++
  }

  /** Zeroes what is left of the tail and lets the meters see silence once. */
  #fallAsleep(meters: MeterValues<D>): void {
    this.reset()
    this.#block.silence()
    this.render(this.#block, meters)
    this.fresh = false
    this.#asleep = true
  }
}

/**
 * Whether every sample of every input is zero. Squares of single precision cannot vanish in double
 * precision, and summing them takes half the time of asking each sample.
 */
function isSilent(inputs: Channels): boolean {
  let a = 0
  let b = 0
  for (let input = 0; input < inputs.length; input++) {
    for (let c = 0; c < inputs[input].length; c++) {
      const channel = inputs[input][c]
      const length = channel.length
      let i = 0
      for (; i + 3 < length; i += 4) {
        a += channel[i] * channel[i] + channel[i + 1] * channel[i + 1]
        b += channel[i + 2] * channel[i + 2] + channel[i + 3] * channel[i + 3]
      }
      for (; i < length; i++) a += channel[i] * channel[i]
    }
  }
  return a + b === 0
}
