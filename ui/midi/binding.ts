import type { ParamValue } from '../../worklets/core/definition.ts'
import type { ParamRow } from '../../worklets/core/rows.ts'
import type { ParamStream } from '../../worklets/core/source.ts'
import { decodeValue, encodeValue } from '../../worklets/core/values.ts'
import type { AnySource } from '../core/any-source.ts'
import { normalizedOf } from '../core/param-controller.ts'
import { Encoder, isRelative } from './encoder.ts'
import { isKeyMapping, type Mapping } from './mapping.ts'
import { nearness, pressed, turned, valueAt } from './param-moves.ts'
import { isFine, type Reading, travelsOf } from './reading.ts'
import type { RelativeCode } from './relative-code.ts'
import { TakeOver, type TakeOverMode, TRAVEL } from './take-over.ts'

/** An LED or motor is not spoken to while its own control moves. */
const OWN_MOVE_MS = 300
/** A motor is on its way for so long; what its control sends meanwhile is no hand. */
const MOTOR_MS = 500
/** Numbers that change with each message; in fields of their own each would be made anew. */
const AT = {
  heard: 0,
  moved: 1,
  toldAt: 2,
  /** Travel that the control has been told last, and the bytes of it as one number. */
  told: 3,
  toldRaw: 4,
  /** What the control has set last: something else has moved the parameter when it is not that. */
  lastWord: 5,
  nextWord: 6,
  /** The word whose travel the take-over has as that of the parameter. */
  seenWord: 7
} as const

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
  readonly #numbers = new Float64Array(Object.keys(AT).length).fill(Number.NaN)
  readonly #encoder: Encoder | undefined
  readonly #isKey: boolean
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
    for (const never of [AT.heard, AT.moved, AT.toldAt]) {
      this.#numbers[never] = Number.NEGATIVE_INFINITY
    }
    this.#isKey = isKeyMapping(mapping)
    if (before) this.channel = before.channel
    if (mapping.kind !== 'cc') return
    if (isRelative(mapping.mode)) this.#encoder = new Encoder(mapping.mode)
    else if (mapping.mode === 'auto') this.#encoder = new Encoder()
  }

  /** Lets the control's history tell what it is; nothing moves. */
  recall(raws: readonly number[]): void {
    for (const raw of raws) this.#encoder?.take(raw)
  }

  /** When the control was heard last; the clock of MIDI events, ms. */
  get heardAt(): number {
    return this.#numbers[AT.heard] ?? 0
  }

  /** When it moved its parameter last. */
  get movedAt(): number {
    return this.#numbers[AT.moved] ?? 0
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
    return this.row.kind !== 'toggle' && isRelative(this.#encoder?.manner ?? 'absolute')
  }

  /** Whether it takes turns to both sides to tell what the control is. */
  get isDoubtful(): boolean {
    return this.row.kind === 'number' && (this.#encoder?.isDoubtful ?? false)
  }

  /** What the control has shown itself to be, once there is no doubt. */
  get found(): RelativeCode | 'absolute' | undefined {
    return this.row.kind === 'toggle' ? undefined : this.#encoder?.found
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
    const numbers = this.#numbers
    const { raw, step } = reading
    const isMoving = timeMs - (numbers[AT.toldAt] ?? 0) < MOTOR_MS
    if (isMoving && this.#isEcho(raw)) return false
    // A hand has taken over from the motor.
    numbers[AT.toldAt] = Number.NEGATIVE_INFINITY
    numbers[AT.toldRaw] = Number.NaN
    numbers[AT.heard] = timeMs
    if (this.#isKey) return this.#key(raw, timeMs)
    if (step !== 0) return this.#turn(step, timeMs)
    return this.#encoder ? this.#find(this.#encoder, raw, timeMs) : this.#follow(raw, timeMs)
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

  /**
   * The control is to be told where its parameter stands. Returns false where it stands there
   * already: `raw` is what it would be sent.
   */
  noteFeedback(travel: number, raw: number, timeMs: number): boolean {
    this.feedbackDue = false
    if (this.#numbers[AT.toldRaw] === raw) return false
    this.#numbers[AT.toldRaw] = raw
    this.noteMotor(travel, timeMs)
    return true
  }

  /** A motor has been sent to a travel, by this binding or by another of the same control. */
  noteMotor(travel: number, timeMs: number): void {
    this.#numbers[AT.told] = travel
    this.#numbers[AT.toldAt] = timeMs
  }

  /** The control has been away, or knows nothing: it is told again whatever it was told before. */
  forgetFeedback(): void {
    this.feedbackDue = true
    this.#numbers[AT.toldRaw] = Number.NaN
  }

  /** As `source.get`, which makes up for all that streams have moved. */
  get #value(): ParamValue {
    return decodeValue(this.row, this.#stream.word[0] ?? 0)
  }

  /** Where the control stands, 0..1; NaN before its first message. */
  get #hardware(): number {
    return this.#takeOver.travels[TRAVEL.control] ?? Number.NaN
  }

  /** Whether the control leads: it has been picked up, and nothing else has moved the parameter. */
  get #isCaught(): boolean {
    return this.#takeOver.isCaught && this.#stream.word[0] === this.#numbers[AT.lastWord]
  }

  /** What may be an encoder, a switch or a pot is taken for what it has shown itself to be. */
  #find(encoder: Encoder, raw: number, timeMs: number): boolean {
    const { kind } = this.row
    const manner = encoder.take(raw)
    const before = this.#lastRaw
    this.#lastRaw = raw
    // Nobody turns a switch by an endless encoder; of a button without release 127 comes again.
    if (kind === 'toggle') {
      return raw === 127 && before === 127 ? this.#press(timeMs) : this.#follow(raw, timeMs)
    }
    if (isRelative(manner)) return this.#turn(encoder.steps(manner, raw), timeMs)
    if (kind === 'choice' && manner === 'switch') return raw === 127 && this.#press(timeMs)
    if (!encoder.isDoubtful) return this.#follow(raw, timeMs)
    encoder.hold(raw)
    return false
  }

  #follow(raw: number, timeMs: number): boolean {
    const takeOver = this.#takeOver
    if (!this.#isCaught) {
      takeOver.release()
      this.#lookAtParameter()
    }
    takeOver.travels[TRAVEL.control] = this.#travels[raw] ?? 0
    if (!takeOver.next(this.#takeOverMode)) return false
    // Scaled moves lie between the places of the control; all others are in the table.
    if (takeOver.isCaught) this.#numbers[AT.nextWord] = this.#words[raw] ?? 0
    else
      this.#numbers[AT.nextWord] = wordAt(
        this.mapping,
        this.row,
        takeOver.travels[TRAVEL.next] ?? 0
      )
    return this.#commit(timeMs)
  }

  /** Tells the take-over where the parameter stands; found out only when it has moved. */
  #lookAtParameter(): void {
    const numbers = this.#numbers
    const now = this.#stream.word[0] ?? 0
    if (numbers[AT.seenWord] === now) return
    numbers[AT.seenWord] = now
    this.#takeOver.travels[TRAVEL.parameter] = this.travel
  }

  /**
   * Whether a motor fader only reports its way to where it has been told to go: taken for a hand
   * it would overwrite the parameter with a rounded, or a past, value.
   */
  #isEcho(raw: number): boolean {
    if (this.#isKey || this.isRelative) return false
    const hardware = this.#travels[raw] ?? 0
    const told = this.#numbers[AT.told] ?? 0
    const before = this.#hardware
    const isThere = Math.abs(hardware - told) <= nearness(this.row, isFine(this.mapping.kind))
    const isOnItsWay = Math.min(before, told) <= hardware && hardware <= Math.max(before, told)
    if (!isThere && !isOnItsWay) return false
    this.#lookAtParameter()
    this.#takeOver.travels[TRAVEL.control] = hardware
    this.#takeOver.note()
    this.#numbers[AT.lastWord] = this.#stream.word[0] ?? 0
    return true
  }

  #turn(steps: number, timeMs: number): boolean {
    if (steps === 0) return false
    const { row, mapping } = this
    const speed = mapping.accelerate ? (this.#encoder?.speed(steps, timeMs) ?? 1) : 1
    return this.#set(turned(row, this.#value, steps * speed, mapping), timeMs)
  }

  /** A key, or a controller that is a button: it may send its value again and again. */
  #key(raw: number, timeMs: number): boolean {
    const { mapping, row } = this
    const { kind, action, invert } = mapping
    const down = kind === 'cc' ? raw >= 64 : raw > 0
    // Notes and programs may come without their ends; of a button the same value again is a press.
    const again = kind !== 'cc' || raw === this.#lastRaw
    this.#lastRaw = raw
    if (down === this.#isDown && !(down && again)) return false
    this.#isDown = down
    if (action === 'momentary') {
      return this.#set(valueAt(row, down !== invert ? mapping.to : mapping.from), timeMs)
    }
    if (action === 'velocity') {
      return down && this.#set(valueAt(row, placeOf(mapping, this.#travels[raw] ?? 0)), timeMs)
    }
    return down && this.#press(timeMs)
  }

  #press(timeMs: number): boolean {
    return this.#set(pressed(this.row, this.#value, this.mapping), timeMs)
  }

  #set(value: ParamValue, timeMs: number): boolean {
    this.#numbers[AT.nextWord] = encodeValue(this.row, value)
    return this.#commit(timeMs)
  }

  /** Sets the parameter to the next word; false where it stands there. */
  #commit(timeMs: number): boolean {
    const numbers = this.#numbers
    const { word } = this.#stream
    const next = numbers[AT.nextWord] ?? 0
    numbers[AT.lastWord] = next
    if (word[0] === next) return false
    numbers[AT.moved] = timeMs
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

/** What springs back, and what has but two places, cannot be picked up; steps cannot be scaled. */
function takeOverOf({ kind, takeOver }: Mapping, row: ParamRow): TakeOverMode {
  if (kind === 'pressure' || kind === 'keyPressure' || row.kind === 'toggle') return 'jump'
  return row.kind === 'choice' && takeOver === 'scale' ? 'pickup' : takeOver
}
