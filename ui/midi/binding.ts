import type { ParamValue } from '../../worklets/core/definition.ts'
import type { ParamRow } from '../../worklets/core/rows.ts'
import type { AnySource } from '../core/any-source.ts'
import { normalizedOf } from '../core/param-controller.ts'
import type { ControlMode, Mapping } from './mapping.ts'
import { nearness, pressed, turned, valueAt } from './param-moves.ts'
import { isFine, type Reading } from './reading.ts'
import { type RelativeCode, RelativeRecognizer, relativeSteps } from './relative-code.ts'
import { TakeOver, type TakeOverMode } from './take-over.ts'

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
  readonly #near: number
  readonly #numbers = new Float64Array(5).fill(Number.NaN)
  #recognizer: RelativeRecognizer | undefined
  #code: RelativeCode | undefined
  #direction = 0
  #lastRaw = -1
  #isDown = false
  /** What the control has set last: something else has moved the parameter when it is not that. */
  #last: ParamValue | undefined

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
    this.#takeOver = before ? before.#takeOver : new TakeOver()
    this.#takeOverMode = takeOverOf(mapping, row)
    this.#near = nearness(row, isFine(mapping.kind))
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
    const { hardware } = this.#takeOver
    if (Number.isNaN(hardware) || this.isRelative || this.#isKey || this.#isCaught) return undefined
    // What needs no picking up never waits.
    if (this.#takeOverMode === 'jump') return undefined
    return this.#placeOf(hardware)
  }

  /** Which way the control must turn to be picked up; nothing where it does not wait. */
  get turn(): 'up' | 'down' | undefined {
    if (this.ghost === undefined) return undefined
    return this.#takeOver.hardware < this.travel ? 'up' : 'down'
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
    if (isMoving && this.#isEcho(reading.travel)) return false
    this.#numbers[HEARD] = timeMs
    if (this.#isKey) return this.#key(raw, timeMs)
    if (step !== 0) return this.#turn(step, timeMs)
    if (this.#recognizer) {
      this.#code = this.#recognizer.next(raw) ?? this.#code
      if (this.#recognizer.isAbsolute) this.#forgetEncoder()
    }
    if (this.#code) return this.#turn(relativeSteps(this.#code, raw), timeMs)
    if (this.#recognizer?.isDoubtful) return false
    return this.#follow(reading.travel, timeMs)
  }

  /** Moves the parameter to where the control's travel 0..1 puts it, without any take-over. */
  moveTo(travel: number, timeMs: number): boolean {
    return this.#set(valueAt(this.row, this.#placeOf(travel)), timeMs)
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

  get #value(): ParamValue {
    return this.source.get(this.row.id)
  }

  /** Whether the control leads: it has been picked up, and nothing else has moved the parameter. */
  get #isCaught(): boolean {
    return this.#takeOver.isCaught && this.#value === this.#last
  }

  #forgetEncoder(): void {
    this.#recognizer = undefined
    this.#code = undefined
  }

  #follow(hardware: number, timeMs: number): boolean {
    const takeOver = this.#takeOver
    if (!this.#isCaught) takeOver.release()
    // Where the parameter stands matters only while the two are apart.
    const current = takeOver.isCaught ? hardware : this.travel
    const next = takeOver.next(this.#takeOverMode, hardware, current, this.#near)
    return Number.isNaN(next) ? false : this.#set(valueAt(this.row, this.#placeOf(next)), timeMs)
  }

  /**
   * Whether a motor fader only reports its way to where it has been told to go: taken for a hand
   * it would overwrite the parameter with a rounded, or a past, value.
   */
  #isEcho(hardware: number): boolean {
    if (this.#isKey || this.isRelative) return false
    const told = this.#numbers[TOLD] ?? 0
    const before = this.#takeOver.hardware
    const isThere = Math.abs(hardware - told) <= this.#near
    const isOnItsWay = Math.min(before, told) <= hardware && hardware <= Math.max(before, told)
    if (!isThere && !isOnItsWay) return false
    this.#takeOver.note(hardware, this.travel, this.#near)
    this.#last = this.#value
    return true
  }

  /** Travel of the control -> place of the parameter. */
  #placeOf(control: number): number {
    const { from, to, invert } = this.mapping
    return from + (to - from) * (invert ? 1 - control : control)
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
    const { row, source } = this
    this.#last = value
    if (source.get(row.id) === value) return false
    this.#numbers[MOVED] = timeMs
    this.#moves(this)
    source.stream(row.id, value)
    return true
  }
}

function isRelative(mode: ControlMode): mode is RelativeCode {
  return mode !== 'auto' && mode !== 'absolute' && mode !== 'button'
}

/** What springs back, and what has but two places, cannot be picked up; steps cannot be scaled. */
function takeOverOf({ kind, takeOver }: Mapping, row: ParamRow): TakeOverMode {
  if (kind === 'pressure' || row.kind === 'toggle') return 'jump'
  return row.kind === 'choice' && takeOver === 'scale' ? 'pickup' : takeOver
}
