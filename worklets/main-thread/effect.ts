import type {
  EffectDefinition,
  MeterId,
  ParamId,
  ParamValue,
  ParamValues
} from '../core/definition.ts'
import type { EffectModule } from '../core/effect-module.ts'
import type { ParamRow } from '../core/rows.ts'
import type { EffectSource, ParamChange, ParamStream, Tap, TapPoint } from '../core/source.ts'
import { captureState, type EffectState, type Preset, readState } from '../core/state.ts'
import { decodeValue, encodeValue, encodeValues, findRow, valueProblem } from '../core/values.ts'
import type { WorkletNodeLike } from './context-family.ts'
import type { Transport } from './transport.ts'

/** Automation is looked at this often; a knob that follows needs no more. */
const AUTOMATION_POLL_MS = 33
/** Moves that come in streams are announced so often. */
const STREAM_MS = 16

/**
 * A running effect: a node of the caller's own context family, and its parameters in plain units.
 * Made by `createEffect`.
 *
 * Events: `change` (CustomEvent with {id, value}) whoever moved a parameter, `latencychange`.
 */
export class Effect<
    D extends EffectDefinition = EffectDefinition,
    Node extends WorkletNodeLike = AudioWorkletNode
  >
  extends EventTarget
  implements EffectSource<D>
{
  readonly definition: D
  readonly presets: readonly Preset<D>[]
  /** Connect it like any node. Input 1 is the side chain where the effect has one. */
  readonly node: Node
  readonly sampleRate: number
  readonly #transport: Transport
  readonly #values: ParamValues<D>
  readonly #words: Float32Array
  /** The same in the page's own precision; streams move these, and `#values` follow when asked. */
  readonly #numbers: Float64Array
  readonly #effective: Float32Array
  readonly #tapUsers = new Map<TapPoint, number>()
  #latencyFrames: number
  #automationTimer: ReturnType<typeof setInterval> | undefined
  /** Rows that `stream` has moved since the last announcement. */
  readonly #streamed: Uint8Array
  #isBehind = false
  #streamTimer: ReturnType<typeof setTimeout> | undefined
  #disposed = false

  constructor(
    module: EffectModule<D>,
    node: Node,
    sampleRate: number,
    transport: Transport,
    values: ParamValues<D>,
    automation: boolean
  ) {
    super()
    this.definition = module.definition
    this.presets = module.presets
    this.node = node
    this.sampleRate = sampleRate
    this.#transport = transport
    this.#values = values
    this.#words = encodeValues(module.definition, values)
    this.#effective = this.#words.slice()
    this.#numbers = Float64Array.from(module.definition.params, (row) =>
      encodeValue(row, (values as Readonly<Record<string, ParamValue>>)[row.id])
    )
    this.#streamed = new Uint8Array(this.#words.length)
    this.#latencyFrames = module.definition.latencyFrames(values, sampleRate)
    transport.attach(node.port)
    if (automation) {
      this.#automationTimer = setInterval(() => this.#followAutomation(), AUTOMATION_POLL_MS)
    }
  }

  /** Delay of the sound through the effect in whole frames; `latencychange` announces a new one. */
  get latencyFrames(): number {
    return this.#latencyFrames
  }

  /** The value now, automation included. @throws Error for an unknown id. */
  get<Id extends ParamId<D>>(id: Id): ParamValues<D>[Id] {
    findRow(this.definition, id)
    if (this.#automationTimer !== undefined) this.#followAutomation()
    if (this.#isBehind) this.#catchUp()
    return this.#values[id]
  }

  /** @throws Error that names the row, its range and the value. */
  set<Id extends ParamId<D>>(id: Id, value: ParamValues<D>[Id]): void {
    this.#assign([[id, value]])
  }

  /** Several at once; they land in one quantum. @throws Error, and then sets none. */
  setMany(values: Partial<ParamValues<D>>): void {
    this.#assign(Object.entries(values))
  }

  /** A parameter for one who moves it many times a second. @throws Error for an unknown id. */
  stream(id: ParamId<D>): ParamStream {
    const row = findRow(this.definition, id)
    const at = this.definition.params.indexOf(row)
    const word = this.#numbers.subarray(at, at + 1)
    return { word, write: () => this.#writeStream(row, at) }
  }

  /** The newest reading. @throws Error for an unknown id. */
  meter(id: MeterId<D>): number {
    const index = this.definition.meters.findIndex((row) => row.id === id)
    if (index < 0) {
      const ids = this.definition.meters.map((row) => row.id).join(', ')
      throw new Error(`${this.definition.id}.${id}: must be one of the meters ${ids}`)
    }
    return this.#transport.readMeter(index)
  }

  /** Starts listening to samples; close the tap when done. */
  openTap(point: TapPoint): Tap | undefined {
    if (this.#disposed || (point === 'sidechain' && !this.definition.sidechain)) return undefined
    const ring = this.#transport.openTap(point)
    this.#tapUsers.set(point, (this.#tapUsers.get(point) ?? 0) + 1)
    let open = true
    return {
      sampleRate: this.sampleRate,
      get position() {
        return ring.position
      },
      copyNewest: (left, right) => ring.copyNewest(left, right),
      copySince: (position, left, right) => ring.copySince(position, left, right),
      close: () => {
        if (open) this.#closeTap(point)
        open = false
      }
    }
  }

  getState(): EffectState {
    if (this.#automationTimer !== undefined) this.#followAutomation()
    this.#catchUp()
    return captureState(this.definition, this.#values)
  }

  /** Loads what it can and returns a sentence for each entry it cannot use. */
  setState(state: unknown): readonly string[] {
    const { values, problems } = readState(this.definition, state)
    this.#assign(Object.entries(values))
    return problems
  }

  /** Disconnects the node, ends the processor and everything that listens. */
  dispose(): void {
    if (this.#disposed) return
    this.#disposed = true
    clearInterval(this.#automationTimer)
    clearTimeout(this.#streamTimer)
    this.#automationTimer = undefined
    this.node.disconnect()
    this.#transport.dispose()
  }

  #assign(entries: readonly (readonly [string, unknown])[]): void {
    if (this.#disposed) return
    this.#catchUp()
    const moved: ParamChange[] = []
    const checked = entries.map(([id, value]) => {
      const row = findRow(this.definition, id)
      const problem = valueProblem(this.definition, row, value)
      if (problem !== undefined) throw new Error(problem)
      return { row, value: value as ParamValue } // valueProblem has checked it
    })
    const values = this.#values as Record<string, ParamValue> // written by the table's own ids
    for (const { row, value } of checked) {
      if (values[row.id] === value) continue
      const at = this.definition.params.indexOf(row)
      values[row.id] = value
      this.#words[at] = encodeValue(row, value)
      this.#numbers[at] = encodeValue(row, value)
      moved.push({ id: row.id, value })
    }
    if (moved.length === 0) return
    this.#transport.write(this.#words)
    this.#announce(moved)
  }

  #followAutomation(): void {
    if (!this.#transport.readEffective(this.#effective)) return
    this.#catchUp()
    const values = this.#values as Record<string, ParamValue> // written by the table's own ids
    const moved: ParamChange[] = []
    this.definition.params.forEach((row, i) => {
      // What the page holds in double precision is no move when it rounds to the same word.
      if (Math.fround(encodeValue(row, values[row.id])) === this.#effective[i]) return
      const value = decodeValue(row, this.#effective[i])
      values[row.id] = value
      this.#words[i] = this.#effective[i]
      this.#numbers[i] = encodeValue(row, value)
      moved.push({ id: row.id, value })
    })
    this.#announce(moved)
  }

  #writeStream(row: ParamRow, at: number): void {
    if (this.#disposed) return
    const numbers = this.#numbers
    const top = row.kind === 'number' ? row.max : row.kind === 'choice' ? row.options.length - 1 : 1
    const bottom = row.kind === 'number' ? row.min : 0
    // What is no number at all gives the lowest, as it does on the audio thread.
    if (!(numbers[at] >= bottom)) numbers[at] = bottom
    if (numbers[at] > top) numbers[at] = top
    this.#words[at] = numbers[at]
    this.#transport.write(this.#words)
    this.#streamed[at] = 1
    this.#isBehind = true
    this.#streamTimer ??= setTimeout(this.#announceStream, STREAM_MS)
  }

  /** Values that streams have moved are made when somebody asks for one. */
  #catchUp(): void {
    if (!this.#isBehind) return
    this.#isBehind = false
    const values = this.#values as Record<string, ParamValue> // written by the table's own ids
    this.definition.params.forEach((row, i) => {
      if (this.#streamed[i] === 1) values[row.id] = decodeValue(row, this.#numbers[i])
    })
  }

  readonly #announceStream = () => {
    this.#streamTimer = undefined
    this.#catchUp()
    const values = this.#values as Readonly<Record<string, ParamValue>> // by the table's own ids
    const moved = this.definition.params.filter((_, i) => this.#streamed[i] === 1)
    this.#streamed.fill(0)
    this.#announce(moved.map(({ id }) => ({ id, value: values[id] })))
  }

  #announce(moved: readonly ParamChange[]): void {
    for (const detail of moved) this.dispatchEvent(new CustomEvent('change', { detail }))
    const latency = this.definition.latencyFrames(this.#values, this.sampleRate)
    if (latency === this.#latencyFrames) return
    this.#latencyFrames = latency
    this.dispatchEvent(new Event('latencychange'))
  }

  #closeTap(point: TapPoint): void {
    const users = (this.#tapUsers.get(point) ?? 1) - 1
    this.#tapUsers.set(point, users)
    if (users === 0) this.#transport.closeTap(point)
  }
}
