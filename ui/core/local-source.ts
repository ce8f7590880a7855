import {
  defaultValues,
  type EffectDefinition,
  type MeterId,
  type ParamId,
  type ParamValue,
  type ParamValues
} from '../../worklets/core/definition.ts'
import type { EffectSource, ParamChange, ParamStream } from '../../worklets/core/source.ts'
import {
  captureState,
  type EffectState,
  type Preset,
  readState
} from '../../worklets/core/state.ts'
import { decodeValue, encodeValue, findRow, valueProblem } from '../../worklets/core/values.ts'

/** Latencies are shown for this rate where no audio runs. */
const PICTURE_SAMPLE_RATE = 48000

/**
 * An effect without audio: what an editor shows until it is given a running effect. Parameters
 * work fully, meters rest, there are no taps.
 */
export class LocalSource<D extends EffectDefinition = EffectDefinition>
  extends EventTarget
  implements EffectSource<D>
{
  readonly definition: D
  readonly presets: readonly Preset<D>[]
  readonly sampleRate: number = PICTURE_SAMPLE_RATE
  readonly #values: ParamValues<D>
  /** What streams show, by the ids that have one. */
  readonly #words = new Map<string, Float64Array>()
  #latencyFrames: number

  constructor(definition: D, presets: readonly Preset<D>[] = []) {
    super()
    this.definition = definition
    this.presets = presets
    this.#values = defaultValues(definition)
    this.#latencyFrames = definition.latencyFrames(this.#values, this.sampleRate)
  }

  get latencyFrames(): number {
    return this.#latencyFrames
  }

  get<Id extends ParamId<D>>(id: Id): ParamValues<D>[Id] {
    findRow(this.definition, id)
    return this.#values[id]
  }

  set<Id extends ParamId<D>>(id: Id, value: ParamValues<D>[Id]): void {
    this.#assign([[id, value]])
  }

  setMany(values: Partial<ParamValues<D>>): void {
    this.#assign(Object.entries(values))
  }

  /** Nothing sounds here that garbage could disturb: each write is told at once. */
  stream(id: ParamId<D>): ParamStream {
    const row = findRow(this.definition, id)
    // A generic record is read by the very ids it was made from.
    const value = (this.#values as Readonly<Record<string, ParamValue>>)[id] ?? row.default
    const word = this.#words.get(id) ?? Float64Array.of(encodeValue(row, value))
    this.#words.set(id, word)
    return { word, write: () => this.#assign([[id, decodeValue(row, word[0] ?? 0)]]) }
  }

  meter(id: MeterId<D>): number {
    const row = this.definition.meters.find((candidate) => candidate.id === id)
    if (row) return row.rest
    const ids = this.definition.meters.map((candidate) => candidate.id).join(', ')
    throw new Error(`${this.definition.id}.${id}: must be one of the meters ${ids}`)
  }

  openTap(): undefined {
    return undefined
  }

  getState(): EffectState {
    return captureState(this.definition, this.#values)
  }

  setState(state: unknown): readonly string[] {
    const { values, problems } = readState(this.definition, state)
    this.#assign(Object.entries(values))
    return problems
  }

  #assign(entries: readonly (readonly [string, unknown])[]): void {
    const changes: ParamChange[] = []
    // A generic record is written by the very ids it was made from.
    const target = this.#values as Record<string, ParamValue>
    for (const [id, value] of entries) {
      const problem = valueProblem(this.definition, findRow(this.definition, id), value)
      if (problem !== undefined) throw new Error(problem)
      if (target[id] !== value) changes.push({ id, value: value as ParamValue }) // just checked
    }
    for (const { id, value } of changes) {
      target[id] = value
      this.#words.get(id)?.fill(encodeValue(findRow(this.definition, id), value))
    }
    for (const detail of changes) this.dispatchEvent(new CustomEvent('change', { detail }))
    const latencyFrames = this.definition.latencyFrames(this.#values, this.sampleRate)
    if (latencyFrames === this.#latencyFrames) return
    this.#latencyFrames = latencyFrames
    this.dispatchEvent(new Event('latencychange'))
  }
}
