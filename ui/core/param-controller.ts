import type { ReactiveController } from 'lit'
import type { ParamValue } from '../../worklets/core/definition.ts'
import { clampValue, fromNormalized, nudgeValue, toNormalized } from '../../worklets/core/range.ts'
import type { ParamRow } from '../../worklets/core/rows.ts'
import type { ParamChange } from '../../worklets/core/source.ts'
import { parseValue } from '../../worklets/core/text.ts'
import { encodeValue, findRow } from '../../worklets/core/values.ts'
import type { AnySource } from './any-source.ts'
import { Attachment } from './attachment.ts'
import { travelKey } from './keys.ts'
import type { LivingHost } from './living-host.ts'

/** What a control offers: a row of a source, or a row and a value of its own. */
export interface ParamHost extends LivingHost {
  source: AnySource | undefined
  param: string
  row: ParamRow | undefined
  value: ParamValue | undefined
}

/** Detail of `input` and `change`. */
export interface ControlDetail {
  readonly id: string
  readonly value: ParamValue
  readonly normalized: number
}

/** Keys pressed or wheels turned within this time are one undo step. */
const NUDGE_PAUSE_MS = 600

/** What hands do with a page. */
const DOINGS = ['keydown', 'pointerdown', 'wheel'] as const

/** Held beside other keys, they do nothing by themselves. */
const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Alt', 'Control', 'Meta'])

/**
 * Reads and writes one parameter for a control, keeps in step with its source, and tells the
 * outside: `gesturestart`, `input` while moving, `change` on commit, `gestureend`.
 */
export class ParamController implements ReactiveController {
  readonly #host: ParamHost
  readonly #followed: Attachment<AnySource>
  #gesture = false
  /** Runs while a row of nudges may go on. */
  #pause: ReturnType<typeof setTimeout> | undefined
  /** Lives while a row of nudges waits for the next. */
  #nudging = new AbortController()

  constructor(host: ParamHost) {
    this.#host = host
    this.#followed = new Attachment((source, signal) =>
      source.addEventListener('change', this.#onChange, { signal })
    )
    host.addController(this)
  }

  get row(): ParamRow | undefined {
    const { source, param, row } = this.#host
    return source && param !== '' ? findRow(source.definition, param) : row
  }

  get value(): ParamValue | undefined {
    const { source, param, value } = this.#host
    if (source && param !== '') return source.get(param)
    return value ?? this.row?.default
  }

  /** Travel 0..1; choices by place, toggles 0 or 1. */
  get normalized(): number {
    const { row, value } = this
    return row === undefined || value === undefined ? 0 : normalizedOf(row, value)
  }

  begin(): void {
    if (this.#pause !== undefined) this.end()
    if (this.#gesture) return
    this.#gesture = true
    this.#emit('gesturestart')
  }

  /** Writes while moving. Numbers are brought into range, whole where the unit is. */
  move(value: ParamValue): void {
    const row = this.row
    if (row === undefined) return
    const wanted = fitted(row, value)
    const { source, param } = this.#host
    if (source && param !== '') source.set(param, wanted, 'hand')
    else this.#host.value = wanted
    this.#host.requestUpdate()
    this.#emit('input')
  }

  moveNormalized(normalized: number): void {
    const row = this.row
    if (row === undefined) return
    if (row.kind === 'number') this.move(fromNormalized(row, normalized))
  }

  /** Steps of a key or a wheel; those that follow each other are one gesture. */
  nudge(steps: number): void {
    const { row, value } = this
    if (row?.kind !== 'number') return
    const goesOn = this.#pause !== undefined
    if (!this.#gesture) this.begin()
    else if (!goesOn) return this.move(nudgeValue(row, Number(value), steps))
    clearTimeout(this.#pause)
    this.#pause = setTimeout(() => this.end(), NUDGE_PAUSE_MS)
    this.#nudging.abort()
    this.#nudging = new AbortController()
    const listening = { capture: true, signal: this.#nudging.signal }
    for (const type of DOINGS) window.addEventListener(type, this.#onDoing, listening)
    this.move(nudgeValue(row, Number(value), steps))
  }

  /** Ends the gesture that `begin` or `nudge` opened. */
  end(): void {
    clearTimeout(this.#pause)
    this.#pause = undefined
    this.#nudging.abort()
    if (!this.#gesture) return
    this.#gesture = false
    this.#emit('change')
    this.#emit('gestureend')
  }

  /** One whole gesture: click, key, typed value. */
  commit(value: ParamValue): void {
    this.begin()
    this.move(value)
    this.end()
  }

  reset(): void {
    const row = this.row
    if (row) this.commit(row.default)
  }

  /** Takes a typed text; false when it means nothing. */
  commitText(text: string): boolean {
    const row = this.row
    const value = row && parseValue(row, text)
    if (value === undefined || (typeof value === 'number' && Number.isNaN(value))) return false
    this.commit(value)
    return true
  }

  hostConnected(): void {
    const { lifetime, source } = this.#host
    // Whoever holds it has let go.
    lifetime.addEventListener('abort', () => this.end())
    this.#followed.follow(source, lifetime)
  }

  hostUpdate(): void {
    this.#followed.follow(this.#host.source, this.#host.lifetime)
  }

  readonly #onChange = (event: Event) => {
    // Sources dispatch `change` as a CustomEvent of ParamChange.
    const { detail } = event as CustomEvent<ParamChange>
    if (detail.id === this.#host.param) this.#host.requestUpdate()
  }

  /** Whatever hands do beside a row of nudges ends it: it shall be a step of its own. */
  readonly #onDoing = (event: Event) => {
    const isKey = event instanceof KeyboardEvent
    if (isKey && MODIFIERS.has(event.key)) return
    const nudges = isKey ? travelKey(event)?.kind === 'step' : event.type === 'wheel'
    if (!nudges || !event.composedPath().includes(this.#host)) this.end()
  }

  #emit(name: string): void {
    const { row, value } = this
    if (row === undefined || value === undefined) return
    const detail: ControlDetail = { id: row.id, value, normalized: normalizedOf(row, value) }
    this.#host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
  }
}

export function normalizedOf(row: ParamRow, value: ParamValue): number {
  if (row.kind === 'number') return toNormalized(row, Number(value))
  const word = encodeValue(row, value)
  return row.kind === 'choice' ? word / (row.options.length - 1) : word
}

function fitted(row: ParamRow, value: ParamValue): ParamValue {
  if (row.kind !== 'number') return value
  const number = clampValue(row, Number(value))
  return row.unit === 'integer' ? Math.round(number) : number
}
