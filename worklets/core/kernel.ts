import {
  defaultValues,
  type EffectDefinition,
  type MeterValues,
  type ParamValues
} from './definition.ts'
import { fadeFrames, LatencyDelay, raisedCosine } from './latency-delay.ts'

/** Longest stretch of frames that `render` gets at once. */
export const MAX_FRAMES = 128

/**
 * The sound that `render` works on, in place: always stereo, always finite, always double
 * precision, whatever arrived. The same object and arrays in every call.
 */
export interface Block {
  readonly left: Float64Array
  readonly right: Float64Array
  /** Input 1, the side chain; silence where nothing is connected. */
  readonly keyLeft: Float64Array
  readonly keyRight: Float64Array
  /** How many frames of the arrays count: 1 to MAX_FRAMES. */
  frames: number
  /** Channels that arrived on input 0 before they were made stereo: 0, 1 or 2. */
  channels: number
  /** Whether something is connected to the side chain. */
  keyConnected: boolean
}

export interface KernelOptions {
  /** The most that `latencyFrames` of the definition can give at this sample rate. */
  readonly maxLatencyFrames?: number
}

/** Inputs or outputs as Web Audio gives them: [input][channel][frame]. */
export type Channels = readonly (readonly Float32Array[])[]

/** Samples beyond +100 dBFS are no sound: they are taken for a fault upstream. */
const SAMPLE_LIMIT = 1e5

/** Below -160 dB a tail counts as over. */
const SILENCE_POWER = 1e-16

/**
 * What all kernels share. Signal path: input -> repaired stereo block in double precision ->
 * `render` of the effect -> bypass crossfade against the input at equal latency -> output.
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

  readonly #block: Block = {
    left: new Float64Array(MAX_FRAMES),
    right: new Float64Array(MAX_FRAMES),
    keyLeft: new Float64Array(MAX_FRAMES),
    keyRight: new Float64Array(MAX_FRAMES),
    frames: 0,
    channels: 0,
    keyConnected: false
  }
  readonly #dry: LatencyDelay
  readonly #hasLatency: boolean
  readonly #fade: Float64Array
  #params: ParamValues<D>
  #configured = false
  #bypass = false
  /** Position in the bypass crossfade: 0 wet only, `#fade.length - 1` dry only. */
  #bypassAt = 0
  #quietFrames = 0
  #asleep = false
  #faults = 0

  constructor(definition: D, sampleRate: number, options: KernelOptions = {}) {
    this.definition = definition
    this.sampleRate = sampleRate
    this.tailFrames = Math.round(0.2 * sampleRate)
    const maxLatency = options.maxLatencyFrames ?? 0
    this.#hasLatency = maxLatency > 0
    this.#dry = new LatencyDelay(maxLatency, MAX_FRAMES, sampleRate)
    this.#fade = raisedCosine(fadeFrames(sampleRate))
    this.#params = defaultValues(definition)
  }

  protected abstract configure(params: ParamValues<D>): void
  protected abstract render(block: Block, meters: MeterValues<D>): void
  protected abstract clear(): void

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
    this.#dry.setLength(this.definition.latencyFrames(params, this.sampleRate))
    this.#bypass = (params as { readonly bypass: boolean }).bypass // every definition has this row
    if (this.fresh) this.#settle()
  }

  /** Forgets the past. The next block sounds as the first one did. */
  reset(): void {
    this.clear()
    this.fresh = true
    if (this.#configured) this.configure(this.#params)
    this.#settle()
    this.#asleep = false
    this.#quietFrames = 0
  }

  /** Renders one block of any length and writes the meters. */
  process(inputs: Channels, outputs: Channels, meters: MeterValues<D>): void {
    if (!this.#configured) this.update(this.#params)
    const output = outputs[0]
    const length = output.length > 0 ? output[0].length : (inputs[0]?.[0]?.length ?? 0)
    for (let start = 0; start < length; start += MAX_FRAMES) {
      this.#block.frames = Math.min(MAX_FRAMES, length - start)
      this.#processChunk(inputs, output, start, meters)
    }
    meters.faults = this.#faults
  }

  #settle(): void {
    this.#dry.reset()
    this.#bypassAt = this.#bypass ? this.#fade.length - 1 : 0
  }

  #processChunk(
    inputs: Channels,
    output: readonly Float32Array[],
    start: number,
    meters: MeterValues<D>
  ): void {
    const block = this.#block
    const { left, right, frames } = block
    const main = inputs[0]
    block.channels = main === undefined ? 0 : Math.min(main.length, 2)
    let power = this.#load(main, start, left, right, frames)
    if (this.definition.sidechain) {
      const key = inputs[1]
      block.keyConnected = key !== undefined && key.length > 0
      power += this.#load(key, start, block.keyLeft, block.keyRight, frames)
    }
    if (power > 0) this.#asleep = false
    else if (this.#asleep) {
      for (let c = 0; c < output.length; c++) output[c].fill(0, start, start + frames)
      return
    }
    const fading = this.#bypassAt > 0 || this.#bypass
    if (this.#hasLatency || fading) this.#dry.process(left, right, frames)
    this.render(block, meters)
    this.fresh = false
    if (fading) this.#crossfadeBypass(left, right, frames)
    const outPower = store(output, start, left, right, frames)
    if (!Number.isFinite(outPower)) this.#recover(output, start, frames)
    if (power > 0 || !(outPower < SILENCE_POWER * frames)) this.#quietFrames = 0
    else this.#quietFrames += frames
    if (this.#quietFrames > this.tailFrames) this.#fallAsleep(meters)
  }

  /** Copies an input into the block, mono to both sides, and returns its power (a sum). */
  #load(
    channels: readonly Float32Array[] | undefined,
    start: number,
    left: Float64Array,
    right: Float64Array,
    frames: number
  ): number {
    if (channels === undefined || channels.length === 0) {
      left.fill(0, 0, frames)
      right.fill(0, 0, frames)
      return 0
    }
    const inLeft = channels[0]
    const inRight = channels.length > 1 ? channels[1] : inLeft
    let power = 0
    for (let i = 0; i < frames; i++) {
      const l = inLeft[start + i]
      const r = inRight[start + i]
      power += l * l + r * r
      left[i] = l
      right[i] = r
    }
    if (!(power < SAMPLE_LIMIT)) power = this.#repair(left, right, frames)
    return power
  }

  /** Silences samples that are no sound. Rare, so it may look at each one. */
  #repair(left: Float64Array, right: Float64Array, frames: number): number {
    let power = 0
    let faulty = false
    for (let i = 0; i < frames; i++) {
      if (!(Math.abs(left[i]) <= SAMPLE_LIMIT)) {
        left[i] = 0
        faulty = true
      }
      if (!(Math.abs(right[i]) <= SAMPLE_LIMIT)) {
        right[i] = 0
        faulty = true
      }
      power += left[i] * left[i] + right[i] * right[i]
    }
    if (faulty) this.#faults++
    return power
  }

  #crossfadeBypass(left: Float64Array, right: Float64Array, frames: number): void {
    const fade = this.#fade
    const end = fade.length - 1
    const { left: dryLeft, right: dryRight } = this.#dry
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

  /** The effect itself went wrong: silence instead of noise, and a clean start. */
  #recover(output: readonly Float32Array[], start: number, frames: number): void {
    for (let c = 0; c < output.length; c++) output[c].fill(0, start, start + frames)
    this.reset()
    this.#faults++
  }

  /** Zeroes what is left of the tail and lets the meters see silence once. */
  #fallAsleep(meters: MeterValues<D>): void {
    this.reset()
    const { left, right, keyLeft, keyRight, frames } = this.#block
    left.fill(0, 0, frames)
    right.fill(0, 0, frames)
    keyLeft.fill(0, 0, frames)
    keyRight.fill(0, 0, frames)
    this.render(this.#block, meters)
    this.fresh = false
    this.#asleep = true
  }
}

/** Writes the block to the output (one channel gets the mean of both) and returns its power. */
function store(
  output: readonly Float32Array[],
  start: number,
  left: Float64Array,
  right: Float64Array,
  frames: number
): number {
  let power = 0
  if (output.length === 0) return power
  const outLeft = output[0]
  if (output.length === 1) {
    for (let i = 0; i < frames; i++) {
      const mono = 0.5 * (left[i] + right[i])
      power += mono * mono
      outLeft[start + i] = mono
    }
    return power
  }
  const outRight = output[1]
  for (let i = 0; i < frames; i++) {
    const l = left[i]
    const r = right[i]
    power += l * l + r * r
    outLeft[start + i] = l
    outRight[start + i] = r
  }
  for (let c = 2; c < output.length; c++) output[c].fill(0, start, start + frames)
  return power
}
