import type { ParamValue } from '../../worklets/core/definition.ts'
import { fromNormalized } from '../../worklets/core/range.ts'
import type { ParamRow } from '../../worklets/core/rows.ts'
import type { AnySource } from '../core/any-source.ts'
import { normalizedOf } from '../core/param-controller.ts'
import type { Mapping } from './mapping.ts'
import type { MidiParser } from './midi-parser.ts'
import { type RelativeCode, RelativeRecognizer, relativeSteps } from './relative-code.ts'
import { TakeOver } from './take-over.ts'

/** Travel of one step of an encoder: a hundred steps for the whole range. */
const STEP = 0.01
/** An LED or motor is not spoken to while its own control moves. */
const OWN_MOVE_MS = 300

/** A mapping at work on a source that is there. `apply` allocates nothing but what the source does. */
export class Binding {
  readonly mapping: Mapping
  readonly source: AnySource
  readonly row: ParamRow
  /** When it moved its parameter last; the clock of MIDI events, ms. */
  movedAt = Number.NEGATIVE_INFINITY
  /** Whether the parameter has moved without the control knowing. */
  feedbackDue = true
  readonly #moves: (binding: Binding) => void
  readonly #takeOver = new TakeOver()
  #recognizer: RelativeRecognizer | undefined
  #code: RelativeCode | undefined

  /** `moves` is called before each write. */
  constructor(
    mapping: Mapping,
    source: AnySource,
    row: ParamRow,
    moves: (binding: Binding) => void
  ) {
    this.mapping = mapping
    this.source = source
    this.row = row
    this.#moves = moves
    const isSeven = mapping.kind === 'cc'
    if (mapping.mode === 'auto' && isSeven) this.#recognizer = new RelativeRecognizer()
    if (mapping.mode !== 'auto' && mapping.mode !== 'absolute') this.#code = mapping.mode
  }

  /** Where the control waits to be picked up, 0..1; undefined where it does not wait. */
  get ghost(): number | undefined {
    const { hardware, isCaught } = this.#takeOver
    const waits = !isCaught && !Number.isNaN(hardware) && this.#code === undefined
    return waits ? this.#travelOf(hardware) : undefined
  }

  /** Which way the control must turn to be picked up; nothing where it does not wait. */
  get turn(): 'up' | 'down' | undefined {
    if (this.ghost === undefined) return undefined
    return this.#takeOver.hardware < this.travel ? 'up' : 'down'
  }

  /** Where the parameter stands, 0..1. */
  get place(): number {
    return normalizedOf(this.row, this.source.get(this.row.id))
  }

  /** Where the control would stand for the parameter's value, 0..1. */
  get travel(): number {
    const { from, to, invert } = this.mapping
    const span = to - from
    const inside = span === 0 ? 0 : (this.place - from) / span
    const clamped = Math.min(1, Math.max(0, inside))
    return invert ? 1 - clamped : clamped
  }

  matches(parser: MidiParser): boolean {
    const { kind, number, channel } = this.mapping
    return (
      parser.kind === kind &&
      parser.number === number &&
      (channel === 'any' || channel === parser.channel + 1)
    )
  }

  /** Moves the parameter as the message says; false where it waits or nothing moves. */
  apply(parser: MidiParser, timeMs: number): boolean {
    if (this.mapping.kind === 'note') return this.#press(parser.raw > 0, timeMs)
    if (parser.step !== 0) return this.#turn(parser.step, timeMs)
    if (this.#recognizer) this.#recognize(parser.raw)
    if (this.#code) return this.#turn(relativeSteps(this.#code, parser.raw), timeMs)
    const next = this.#takeOver.next(this.mapping.takeOver, parser.value, this.travel)
    return Number.isNaN(next) ? false : this.#set(this.#travelOf(next), timeMs)
  }

  /** Moves the parameter to where the control's travel 0..1 puts it, without any take-over. */
  moveTo(travel: number, timeMs: number): boolean {
    return this.#set(this.#travelOf(travel), timeMs)
  }

  /** Whether the control should be told where its parameter stands. */
  wantsFeedback(timeMs: number): boolean {
    return this.feedbackDue && timeMs - this.movedAt > OWN_MOVE_MS
  }

  /** The parameter has been moved by something else: an absolute control must be picked up again. */
  noteChange(timeMs: number): void {
    this.feedbackDue = true
    if (timeMs - this.movedAt > OWN_MOVE_MS) this.#takeOver.release()
  }

  #recognize(raw: number): void {
    const code = this.#recognizer?.next(raw)
    if (code) this.#code = code
  }

  /** Travel of the control -> travel of the parameter. */
  #travelOf(control: number): number {
    const { from, to, invert } = this.mapping
    return from + (to - from) * (invert ? 1 - control : control)
  }

  #turn(steps: number, timeMs: number): boolean {
    const { from, to, invert } = this.mapping
    const signed = invert ? -steps : steps
    const { row } = this
    const step =
      row.kind === 'choice' ? Math.sign(signed) / (row.options.length - 1) : STEP * signed
    const wanted = row.kind === 'toggle' ? (signed > 0 ? 1 : 0) : this.place + step
    const low = Math.min(from, to)
    return this.#set(Math.min(Math.max(from, to), Math.max(low, wanted)), timeMs)
  }

  #press(down: boolean, timeMs: number): boolean {
    const { action, from, to, invert } = this.mapping
    const { row } = this
    if (action === 'momentary') return this.#set(down !== invert ? to : from, timeMs)
    if (!down) return false
    const now = this.place
    if (row.kind === 'choice') {
      const last = row.options.length - 1
      const at = Math.round(now * last)
      const next = invert ? (at === 0 ? last : at - 1) : at === last ? 0 : at + 1
      return this.#set(next / last, timeMs)
    }
    if (action === 'step' && row.kind === 'number') {
      const next = now + (invert ? -0.1 : 0.1)
      return this.#set(next > to + 1e-6 ? from : Math.max(from, next), timeMs)
    }
    return this.#set(Math.abs(now - to) < Math.abs(now - from) ? from : to, timeMs)
  }

  #set(travel: number, timeMs: number): boolean {
    const { row, source } = this
    const value = valueAt(row, travel)
    this.movedAt = timeMs
    if (source.get(row.id) === value) return false
    this.#moves(this)
    source.set(row.id, value)
    this.movedAt = timeMs
    return true
  }
}

function valueAt(row: ParamRow, travel: number): ParamValue {
  if (row.kind === 'toggle') return travel >= 0.5
  if (row.kind === 'choice') {
    return row.options[Math.round(travel * (row.options.length - 1))] ?? row.default
  }
  const value = fromNormalized(row, travel)
  return row.unit === 'integer' ? Math.round(value) : value
}
