import { Automation } from '../core/automation.ts'
import type { AutomationLane } from '../core/automation-lane.ts'
import {
  defaultValues,
  type EffectDefinition,
  type MeterValues,
  type ParamValue,
  restingMeters
} from '../core/definition.ts'
import type { Kernel } from '../core/kernel.ts'
import { assignValues } from '../core/state.ts'
import { decodeValue, encodeValue, rowOf } from '../core/values.ts'
import type { ScratchBlock } from './scratch-block.ts'

export type KernelClass = new (sampleRate: number) => Kernel<EffectDefinition>

type Values = Record<string, ParamValue>

/**
 * One effect of a strip: its kernel, its values, and the lanes that move them in the time of the
 * song. Values are those that shared memory would hand to a worklet, in single precision.
 */
export class Stage {
  readonly definition: EffectDefinition
  readonly meters: MeterValues<EffectDefinition>
  /** Sentences about values and lanes that could not be used. */
  readonly problems: readonly string[]
  /** The least and the most that the lanes can make of the latency. */
  readonly latencyRange: readonly [least: number, most: number]
  latencyFrames: number
  readonly #kernel: Kernel<EffectDefinition>
  readonly #values: Values
  readonly #automation: Automation
  readonly #sampleRate: number

  constructor(
    KernelOfEffect: KernelClass,
    setting: { readonly values: Readonly<Values>; readonly lanes: readonly AutomationLane[] },
    sampleRate: number
  ) {
    this.#kernel = new KernelOfEffect(sampleRate)
    this.definition = this.#kernel.definition
    this.meters = restingMeters(this.definition)
    this.#sampleRate = sampleRate
    this.#values = defaultValues(this.definition) as Values // written by the table's own ids
    const problems = assignValues(this.definition, this.#values, setting.values)
    for (const row of this.definition.params) {
      this.#values[row.id] = decodeValue(row, Math.fround(encodeValue(row, this.#values[row.id])))
    }
    this.#automation = new Automation(this.definition, setting.lanes, sampleRate)
    this.problems = [...problems, ...this.#automation.problems]
    this.latencyFrames = this.#latencyOf(this.#values)
    this.latencyRange = this.#findLatencyRange(setting.lanes)
  }

  /** Forgets all sound; the next frame is `songFrame` of the song. */
  reset(songFrame: number): void {
    if (this.#automation.moveTo(songFrame)) this.#takeWords()
    this.#kernel.update(this.#values)
    this.#kernel.reset()
    this.latencyFrames = this.#latencyOf(this.#values)
  }

  /**
   * Works on the first `frames` frames of `block`, the first of which is `songFrame` of the song;
   * moves of lanes cut it, in `piece`.
   */
  process(
    block: ScratchBlock,
    piece: ScratchBlock,
    frames: number,
    songFrame: number,
    keyed: boolean
  ): void {
    if (this.#automation.isEmpty) {
      this.#kernel.process(block.inputs(frames, keyed), block.outputs(frames), this.meters)
      return
    }
    let start = 0
    while (start < frames) {
      const frame = songFrame + start
      if (this.#automation.moveTo(frame)) this.#move()
      const rest = Math.min(frames - start, this.#automation.framesToMove(frame))
      if (rest === frames) {
        this.#kernel.process(block.inputs(frames, keyed), block.outputs(frames), this.meters)
      } else {
        piece.take(block, start, rest)
        this.#kernel.process(piece.inputs(rest, keyed), piece.outputs(rest), this.meters)
        piece.give(block, start, rest)
      }
      start += rest
    }
  }

  #move(): void {
    this.#takeWords()
    this.#kernel.update(this.#values)
    this.latencyFrames = this.#latencyOf(this.#values)
  }

  #takeWords(): void {
    const { rows, words } = this.#automation
    for (let i = 0; i < rows.length; i++) {
      const row = this.definition.params[rows[i]]
      this.#values[row.id] = decodeValue(row, words[i])
    }
  }

  #latencyOf(values: Values): number {
    return this.definition.latencyFrames(values, this.#sampleRate)
  }

  /**
   * Takes for each lane the point with the most latency, and all of these together: right where
   * each row makes it longer or shorter by itself, as a look-ahead does.
   */
  #findLatencyRange(lanes: readonly AutomationLane[]): readonly [number, number] {
    const [least, most] = [{ ...this.#values }, { ...this.#values }]
    for (const { row: id, points } of lanes) {
      const row = rowOf(this.definition, id)
      if (row === undefined) continue
      for (const { value } of points) {
        const tried = decodeValue(row, Math.fround(encodeValue(row, value)))
        if (this.#latencyOf({ ...least, [id]: tried }) < this.#latencyOf(least)) least[id] = tried
        if (this.#latencyOf({ ...most, [id]: tried }) > this.#latencyOf(most)) most[id] = tried
      }
    }
    return [this.#latencyOf(least), this.#latencyOf(most)]
  }
}
