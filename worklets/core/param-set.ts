import type { EffectDefinition, ParamId, ParamValue, ParamValues } from './definition.ts'
import type { ParamRow } from './rows.ts'
import type { Origin, ParamChange, ParamStream } from './source.ts'
import { captureState, type EffectState, readState } from './state.ts'
import { decodeValue, encodeValue, encodeValues, paramPlace, valueProblem } from './values.ts'

/** Whose parameters they are. */
export interface ParamSetOwner {
  /** Dispatches `change` and `latencychange`. */
  readonly target: EventTarget
  readonly sampleRate: number
  /** Carries the words to where they are heard. */
  send(words: Float32Array): void
  /** Calls `announce` soon, once for all that streams move until then. */
  defer(announce: () => void): void
}

/**
 * The parameters of one effect on the page: their values, the words that stand for them, the check
 * of what is set, streams, and the announcement of what has moved. A running effect has one, and so
 * has an editor that no effect was given to.
 */
export class ParamSet<D extends EffectDefinition> {
  readonly #definition: D
  readonly #owner: ParamSetOwner
  /** Read and written by the table's own ids. */
  readonly #values: Record<string, ParamValue>
  readonly #words: Float32Array
  /** The same in the page's own precision; streams move these, and `#values` follow when asked. */
  readonly #numbers: Float64Array
  /** Rows that streams have moved since the last announcement. */
  readonly #streamed: Uint8Array
  /** Whether `#values` have not followed the streams yet. */
  #isBehind = false
  #isDeferred = false
  #closed = false
  #latencyFrames: number

  constructor(definition: D, values: ParamValues<D>, owner: ParamSetOwner) {
    this.#definition = definition
    this.#owner = owner
    this.#values = { ...(values as Record<string, ParamValue>) }
    this.#words = encodeValues(definition, values)
    this.#numbers = Float64Array.from(definition.params, (row) =>
      encodeValue(row, this.#values[row.id])
    )
    this.#streamed = new Uint8Array(definition.params.length)
    this.#latencyFrames = definition.latencyFrames(values, owner.sampleRate)
  }

  get latencyFrames(): number {
    return this.#latencyFrames
  }

  /** @throws Error for an unknown id. */
  get<Id extends ParamId<D>>(id: Id): ParamValues<D>[Id] {
    paramPlace(this.#definition, id)
    this.#catchUp()
    return this.#all[id]
  }

  /** @throws Error that names the row, its range and the value, and then sets none. */
  assign(values: Readonly<Record<string, unknown>>, origin: Origin): void {
    if (this.#closed) return
    this.#catchUp()
    const { params } = this.#definition
    const checked = Object.entries(values).map(([id, value]) => {
      const place = paramPlace(this.#definition, id)
      const problem = valueProblem(this.#definition, params[place], value)
      if (problem !== undefined) throw new Error(problem)
      return { place, value: value as ParamValue } // valueProblem has checked it
    })
    const moved: ParamChange[] = []
    for (const { place, value } of checked) {
      const row = params[place]
      if (this.#values[row.id] === value) continue
      this.#put(place, value)
      moved.push({ id: row.id, value, origin })
    }
    if (moved.length === 0) return
    this.#owner.send(this.#words)
    this.#announce(moved)
  }

  /** @throws Error for an unknown id. */
  stream(id: ParamId<D>): ParamStream {
    const place = paramPlace(this.#definition, id)
    const row = this.#definition.params[place]
    const word = this.#numbers.subarray(place, place + 1)
    return { word, write: () => this.#writeStream(row, place) }
  }

  /** Takes over what automation has moved where the sound is made, of the rows that it may move. */
  follow(effective: Float32Array, mayMove: (place: number) => boolean): void {
    this.#catchUp()
    const moved: ParamChange[] = []
    this.#definition.params.forEach((row, place) => {
      // What the page holds in double precision is no move when it rounds to the same word.
      if (!mayMove(place) || Math.fround(this.#numbers[place]) === effective[place]) return
      const value = decodeValue(row, effective[place])
      if (value === this.#values[row.id]) return
      this.#put(place, value)
      this.#words[place] = effective[place]
      moved.push({ id: row.id, value, origin: 'automation' })
    })
    this.#announce(moved)
  }

  getState(): EffectState {
    this.#catchUp()
    return captureState(this.#definition, this.#all)
  }

  /** Loads what it can and returns a sentence for each entry it cannot use; see `readState`. */
  setState(state: unknown): readonly string[] {
    const { values, problems } = readState(this.#definition, state)
    if (values) this.assign(values, 'code')
    return problems
  }

  /** Nothing moves any more. */
  close(): void {
    this.#closed = true
  }

  get #all(): ParamValues<D> {
    return this.#values as ParamValues<D> // made from a full set of the table's ids
  }

  #put(place: number, value: ParamValue): void {
    const row = this.#definition.params[place]
    this.#values[row.id] = value
    this.#streamed[place] = 0
    this.#numbers[place] = encodeValue(row, value)
    this.#words[place] = this.#numbers[place]
  }

  #writeStream(row: ParamRow, place: number): void {
    if (this.#closed) return
    const numbers = this.#numbers
    const top = row.kind === 'number' ? row.max : row.kind === 'choice' ? row.options.length - 1 : 1
    const bottom = row.kind === 'number' ? row.min : 0
    // What is no number at all gives the lowest, as it does on the audio thread.
    if (!(numbers[place] >= bottom)) numbers[place] = bottom
    if (numbers[place] > top) numbers[place] = top
    this.#words[place] = numbers[place]
    this.#owner.send(this.#words)
    this.#streamed[place] = 1
    this.#isBehind = true
    if (this.#isDeferred) return
    this.#isDeferred = true
    this.#owner.defer(this.#announceStreams)
  }

  /** Values that streams have moved are made when somebody asks for one. */
  #catchUp(): void {
    if (!this.#isBehind) return
    this.#isBehind = false
    this.#definition.params.forEach((row, place) => {
      if (this.#streamed[place] === 1) {
        this.#values[row.id] = decodeValue(row, this.#numbers[place])
      }
    })
  }

  readonly #announceStreams = () => {
    this.#isDeferred = false
    if (this.#closed) return
    this.#catchUp()
    const moved = this.#definition.params.filter((_, place) => this.#streamed[place] === 1)
    this.#streamed.fill(0)
    this.#announce(moved.map(({ id }) => ({ id, value: this.#values[id], origin: 'hand' })))
  }

  #announce(moved: readonly ParamChange[]): void {
    const { target, sampleRate } = this.#owner
    for (const detail of moved) target.dispatchEvent(new CustomEvent('change', { detail }))
    const latency = this.#definition.latencyFrames(this.#all, sampleRate)
    if (latency === this.#latencyFrames) return
    this.#latencyFrames = latency
    target.dispatchEvent(new Event('latencychange'))
  }
}
