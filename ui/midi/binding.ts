import type { ParamValue } from '../../worklets/core/definition.ts'
import type { ParamRow } from '../../worklets/core/rows.ts'
import type { ParamStream } from '../../worklets/core/source.ts'
import { decodeValue, encodeValue } from '../../worklets/core/values.ts'
import type { AnySource } from '../core/any-source.ts'
import { normalizedOf } from '../core/param-controller.ts'
import type { ControlMode, Mapping } from './mapping.ts'
import { nearness, pressed, turned, valueAt } from './param-moves.ts'
import { isFine, type Reading, travelsOf } from './reading.ts'
import { type RelativeCode, RelativeRecognizer, relativeSteps } from './relative-code.ts'
import { CONTROL, NEXT, PARAMETER, TakeOver, type TakeOverMode } from './take-over.ts'

/** An LED or motor is not spoken to while its own control moves. */
const OWN_MOVE_MS = 300
/** A motor is on its way for so long; what its control sends meanwhile is no hand. */
const MOTOR_MS = 500
/** Detents nearer in time than this speed an encoder up... */
const SLOW_DETENT_MS = 40
/** ...at most by this... */
const TOP_SPEED = 4
/** ...but no hand makes two in such a time: the device spreads one fast turn over messages. */
const SPREAD_DETENT_MS = 2

/** Numbers that change with each message: in fields of their own each would be made anew. */
const HEARD = 0
const MOVED = 1
const TURNED = 2
const TOLD_AT = 3
const TOLD = 4
/** What the control has set last: something else has moved the parameter when it is not that. */
const LAST_WORD = 5
/** The word to set, and the one whose travel the take-over has as that of the parameter. */
const NEXT_WORD = 6
const SEEN_WORD = 7

/** A mapping at work on a source that is there. `apply` makes no garbage. */
export class Binding {
  readonly mapping: Mapping
  readonly source: AnySource
  readonly row: ParamRow
  /** Whether the parameter has moved without the control knowing. */
  feedbackDue = true
  /** Channel that the control was heard on last, 0 to 15. */
  channel: number
  readonly #moves: (binding: Binding) => void
  readonly #takeOver: TakeOver
  readonly #takeOverMode: TakeOverMode
  readonly #stream: ParamStream
  /** The parameter's word for each raw value of an absolute control. */
  readonly #words: Float64Array
  readonly #travels: Float64Array
  readonly #numbers = new Float64Array(8).fill(Number.NaN)
  #recognizer: RelativeRecognizer | undefined
  #code: RelativeCode | undefined
  #direction = 0
  #lastRaw = -1
  #isDown = false

  /**
   * `moves` is called before each write. A binding that takes the place of another with the same
   * control is given that one as `before`: where the control stands is still known.
   */
  constructor(
    mapping: Mapping,
    source: AnySource,
    row: ParamRow,
    moves: (binding: Binding) => void,
    before?: Binding
  ) {
    this.mapping = mapping
    this.source = source
    this.row = row
    this.channel = mapping.channel === 'any' ? 0 : mapping.channel - 1
    this.#moves = moves
    this.#takeOver = before ? before.#takeOver : new TakeOver(nearness(row, isFine(mapping.kind)))
    this.#takeOverMode = takeOverOf(mapping, row)
    this.#stream = source.stream(row.id)
    this.#travels = travelsOf(mapping.kind)
    this.#words = this.#travels.map((travel) => wordAt(mapping, row, travel))
    this.#numbers.fill(Number.NEGATIVE_INFINITY, HEARD, TOLD_AT + 1)
    if (before) this.channel = before.channel
    if (mapping.kind !== 'cc') return
    // Nobody turns a switch by an endless encoder; a button that always sends 127 looks like one.
    if (mapping.mode === 'auto' && row.kind !== 'toggle')
      this.#recognizer = new RelativeRecognizer()
    if (isRelative(mapping.mode)) this.#code = mapping.mode
  }

  /** When the control was heard last; the clock of MIDI events, ms. */
  get heardAt(): number {
    return this.#numbers[HEARD] ?? 0
  }

  /** When it moved its parameter last. */
  get movedAt(): number {
    return this.#numbers[MOVED] ?? 0
  }

  /** Where the control waits to be picked up, 0..1 of the parameter; undefined where it does not. */
  get ghost(): number | undefined {
    const hardware = this.#hardware
    if (Number.isNaN(hardware) || this.isRelative || this.#isKey || this.#isCaught) return undefined
    // What needs no picking up never waits.
    if (this.#takeOverMode === 'jump') return undefined
    return placeOf(this.mapping, hardware)
  }

  /** Which way the control must turn to be picked up; nothing where it does not wait. */
  get turn(): 'up' | 'down' | undefined {
    if (this.ghost === undefined) return undefined
    return this.#hardware < this.travel ? 'up' : 'down'
  }

  /** Whether the control is an endless encoder. */
  get isRelative(): boolean {
    return this.#code !== undefined
  }

  /** The code by which an encoder has made itself known, once there is no doubt. */
  get found(): RelativeCode | undefined {
    return this.#recognizer?.isUnambiguous ? this.#code : undefined
  }

  /** Where the parameter stands, 0..1. */
  get place(): number {
    return normalizedOf(this.row, this.#value)
  }

  /** Where the control would stand for the parameter's value, 0..1. */
  get travel(): number {
    const { from, to, invert } = this.mapping
    const span = to - from
    const inside = span === 0 ? 0 : (this.place - from) / span
    const clamped = Math.min(1, Math.max(0, inside))
    return invert ? 1 - clamped : clamped
  }

  matches(reading: Reading): boolean {
    const { kind, number, channel } = this.mapping
    return (
      reading.kind === kind &&
      reading.number === number &&
      (channel === 'any' || channel === reading.channel + 1)
    )
  }

  /** Moves the parameter as the control says; false where it waits or nothing moves. */
  apply(reading: Reading, timeMs: number): boolean {
    this.channel = reading.channel
    const { raw, step } = reading
    const isMoving = timeMs - (this.#numbers[TOLD_AT] ?? 0) < MOTOR_MS
    if (isMoving && this.#isEcho(raw)) return false
    // A hand has taken over from the motor.
    this.#numbers[TOLD_AT] = Number.NEGATIVE_INFINITY
    this.#numbers[HEARD] = timeMs
    if (this.#isKey) return this.#key(raw, timeMs)
    if (step !== 0) return this.#turn(step, timeMs)
    if (this.#recognizer) {
      this.#code = this.#recognizer.next(raw) ?? this.#code
      if (this.#recognizer.isAbsolute) this.#forgetEncoder()
    }
    if (this.#code) return this.#turn(relativeSteps(this.#code, raw), timeMs)
    if (this.#recognizer?.isDoubtful) return false
    return this.#follow(raw, timeMs)
  }

  /** Moves the parameter to where the control's travel 0..1 puts it, without any take-over. */
  moveTo(travel: number, timeMs: number): boolean {
    return this.#set(valueAt(this.row, placeOf(this.mapping, travel)), timeMs)
  }

  /** The control is gone: a key that was held is held no more. */
  release(timeMs: number): void {
    if (this.#isDown) this.#key(0, timeMs)
    this.#takeOver.release()
  }

  /** Whether the control should be told where its parameter stands. */
  wantsFeedback(timeMs: number): boolean {
    return this.feedbackDue && timeMs - this.heardAt > OWN_MOVE_MS
  }

  /** The control has been told the travel that belongs to the parameter's place. */
  noteFeedback(travel: number, timeMs: number): void {
    this.feedbackDue = false
    this.#numbers[TOLD] = travel
    this.#numbers[TOLD_AT] = timeMs
  }

  get #isKey(): boolean {
    return this.mapping.kind === 'note' || this.mapping.mode === 'button'
  }

  /** As `source.get`, which makes up for all that streams have moved. */
  get #value(): ParamValue {
    return decodeValue(this.row, this.#stream.word[0] ?? 0)
  }

  /** Where the control stands, 0..1; NaN before its first message. */
  get #hardware(): number {
    return this.#takeOver.travels[CONTROL] ?? Number.NaN
  }

  /** Whether the control leads: it has been picked up, and nothing else has moved the parameter. */
  get #isCaught(): boolean {
    return this.#takeOver.isCaught && this.#stream.word[0] === this.#numbers[LAST_WORD]
  }

  #forgetEncoder(): void {
    this.#recognizer = undefined
    this.#code = undefined
  }

  #follow(raw: number, timeMs: number): boolean {
    const takeOver = this.#takeOver
    if (!this.#isCaught) {
      takeOver.release()
      this.#lookAtParameter()
    }
    takeOver.travels[CONTROL] = this.#travels[raw] ?? 0
    if (!takeOver.next(this.#takeOverMode)) return false
    // Scaled moves lie between the places of the control; all others are in the table.
    if (takeOver.isCaught) this.#numbers[NEXT_WORD] = this.#words[raw] ?? 0
    else this.#numbers[NEXT_WORD] = wordAt(this.mapping, this.row, takeOver.travels[NEXT] ?? 0)
    return this.#commit(timeMs)
  }

  /** Tells the take-over where the parameter stands; found out only when it has moved. */
  #lookAtParameter(): void {
    const numbers = this.#numbers
    const now = this.#stream.word[0] ?? 0
    if (numbers[SEEN_WORD] === now) return
    numbers[SEEN_WORD] = now
    this.#takeOver.travels[PARAMETER] = this.travel
  }

  /**
   * Whether a motor fader only reports its way to where it has been told to go: taken for a hand
   * it would overwrite the parameter with a rounded, or a past, value.
   */
  #isEcho(raw: number): boolean {
    if (this.#isKey || this.isRelative) return false
    const hardware = this.#travels[raw] ?? 0
    const told = this.#numbers[TOLD] ?? 0
    const before = this.#hardware
    const isThere = Math.abs(hardware - told) <= nearness(this.row, isFine(this.mapping.kind))
    const isOnItsWay = Math.min(before, told) <= hardware && hardware <= Math.max(before, told)
    if (!isThere && !isOnItsWay) return false
    this.#lookAtParameter()
    this.#takeOver.travels[CONTROL] = hardware
    this.#takeOver.note()
    this.#numbers[LAST_WORD] = this.#stream.word[0] ?? 0
    return true
  }

  #turn(steps: number, timeMs: number): boolean {
    if (steps === 0) return false
    const { row, mapping } = this
    const speed = mapping.accelerate ? this.#speed(steps, timeMs) : 1
    this.#direction = Math.sign(steps)
    this.#numbers[TURNED] = timeMs
    return this.#set(turned(row, this.#value, steps * speed, mapping), timeMs)
  }

  /** Devices that count several steps in one message have made it faster themselves. */
  #speed(steps: number, timeMs: number): number {
    const since = timeMs - (this.#numbers[TURNED] ?? 0)
    if (Math.abs(steps) > 1 || steps !== this.#direction || since < SPREAD_DETENT_MS) return 1
    return Math.min(TOP_SPEED, Math.max(1, SLOW_DETENT_MS / since))
  }

  /** A key, or a controller that is a button: it may send its value again and again. */
  #key(raw: number, timeMs: number): boolean {
    const { mapping, row } = this
    const down = mapping.kind === 'note' ? raw > 0 : raw >= 64
    // Notes may come without their ends; of a button only the same value again is a new press.
    const again = mapping.kind === 'note' || raw === this.#lastRaw
    this.#lastRaw = raw
    if (down === this.#isDown && !(down && again)) return false
    this.#isDown = down
    if (mapping.action === 'momentary') {
      return this.#set(valueAt(row, down !== mapping.invert ? mapping.to : mapping.from), timeMs)
    }
    return down ? this.#set(pressed(row, this.#value, mapping), timeMs) : false
  }

  #set(value: ParamValue, timeMs: number): boolean {
    this.#numbers[NEXT_WORD] = encodeValue(this.row, value)
    return this.#commit(timeMs)
  }

  /** Sets the parameter to NEXT_WORD; false where it stands there. */
  #commit(timeMs: number): boolean {
    const numbers = this.#numbers
    const { word } = this.#stream
    const next = numbers[NEXT_WORD] ?? 0
    numbers[LAST_WORD] = next
    if (word[0] === next) return false
    numbers[MOVED] = timeMs
    this.#moves(this)
    word[0] = next
    this.#stream.write()
    return true
  }
}

/** Travel of the control -> place of the parameter. */
function placeOf({ from, to, invert }: Mapping, control: number): number {
  return from + (to - from) * (invert ? 1 - control : control)
}

function wordAt(mapping: Mapping, row: ParamRow, travel: number): number {
  return encodeValue(row, valueAt(row, placeOf(mapping, travel)))
}

function isRelative(mode: ControlMode): mode is RelativeCode {
  return mode !== 'auto' && mode !== 'absolute' && mode !== 'button'
}

/** What springs back, and what has but two places, cannot be picked up; steps cannot be scaled. */
function takeOverOf({ kind, takeOver }: Mapping, row: ParamRow): TakeOverMode {
  if (kind === 'pressure' || row.kind === 'toggle') return 'jump'
  return row.kind === 'choice' && takeOver === 'scale' ? 'pickup' : takeOver
}
