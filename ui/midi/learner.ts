import type { ParamRow } from '../../worklets/core/rows.ts'
import type { ControlMode, DeviceControl, NoteAction } from './mapping.ts'
import type { MessageLog } from './message-log.ts'
import { FINE_OFFSET, type MidiParser } from './midi-parser.ts'
import { type ControlKind, type Reading, travelOf } from './reading.ts'
import { RELATIVE_CODES } from './relative-code.ts'
import { mayBeStep, RelativeRecognizer } from './relative-recognizer.ts'

/**
 * A byte may be half of a pair, or begin the choice of a parameter: so long the rest is waited for.
 */
const REST_OF_NUMBER_MS = 80
/**
 * A key may tell that a hand touches a fader: so long its move, or the key's end, is waited for.
 */
const TOUCH_MS = 400
/** A press may be followed by its release; of a pedal without any the next press comes later. */
const PRESS_MS = 200
/** Worn knobs swing by a step of 7 bits, or two, all the time. */
const NOISE = 2.5 / 127
/** The halves of one number leave a device within so long of each other. */
const TOGETHER_MS = 3
/** A parameter number that was chosen longer ago belongs to something else. */
const CHOICE_MS = 1000

const FIRST_CHOICE = 98
const LAST_CHOICE = 101

/** What learning has found. */
export interface Learned {
  readonly control: DeviceControl
  readonly mode: ControlMode
  readonly action: NoteAction
  /** What the control has sent until now, as far as it is known, oldest first. */
  readonly heard: readonly number[]
}

/**
 * Finds the control that a person moves for one parameter: not the noise of another one, not the
 * touch of a fader for its move, not half of a number for the whole. One learner serves one search.
 */
export class Learner {
  readonly #row: ParamRow
  readonly #found: (learned: Learned) => void
  /** Where each control has stood when it was heard first, and last: travels by address. */
  readonly #first = new Map<string, number>()
  readonly #last = new Map<string, number>()
  /** What each controller has sent, oldest first, by address. */
  readonly #heard = new Map<string, number[]>()
  #candidate: DeviceControl | undefined
  #raw = 0
  #waitsSince = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `log` tells which controls make noise by themselves; `found` is called once. */
  constructor(row: ParamRow, log: MessageLog, found: (learned: Learned) => void) {
    this.#row = row
    this.#found = found
    for (const { device, kind, channel, number, raw } of log.latest(Number.POSITIVE_INFINITY)) {
      const address = addressOf({ device, channel, kind, number })
      const travel = travelOf(kind, raw)
      this.#first.set(address, travel)
      if (!this.#last.has(address)) this.#last.set(address, travel)
      this.#heard.set(address, [raw, ...(this.#heard.get(address) ?? [])])
    }
  }

  /** Takes what a device has said. */
  take(device: string, parser: MidiParser, timeMs: number): void {
    const { spoken } = parser
    const { kind, channel, number, raw } = spoken
    if (parser.isPart) this.#dropChoice()
    else if (kind === 'note') this.#takeKey(device, spoken)
    else if (kind === 'cc') this.#takeController(device, spoken, timeMs)
    else if (kind === 'rpn' && timeMs - parser.chosenAt(channel) > CHOICE_MS) {
      // Keyboards choose the range of their bend at start; data entry is a slider of theirs.
      this.#takeController(device, parser.plain, timeMs)
    } else if (!isPressure(kind) || this.#candidate?.kind !== 'note') {
      this.#dropChoice()
      if (kind === 'program' || !this.#isNoise(device, spoken)) {
        this.#finish(controlOf(device, kind, channel, number), raw)
      }
    }
  }

  cancel(): void {
    clearTimeout(this.#timer)
    this.#candidate = undefined
  }

  #takeKey(device: string, { channel, number, raw }: Reading): void {
    const key = controlOf(device, 'note', channel, number)
    const waits = this.#candidate && addressOf(this.#candidate) === addressOf(key)
    if (raw === 0) {
      // A key that is let go without having been pressed here was pressed for something else.
      if (waits) this.#finish(key, raw)
      return
    }
    if (this.#row.kind !== 'number') this.#finish(key, raw)
    else if (!this.#candidate) this.#wait(key, raw, TOUCH_MS)
  }

  #takeController(device: string, reading: Reading, timeMs: number): void {
    const { channel, number, raw } = reading
    const control = controlOf(device, 'cc', channel, number)
    const address = addressOf(control)
    this.#heard.set(address, [...(this.#heard.get(address) ?? []), raw])
    const waiting = this.#candidate
    if (waiting && waiting.kind !== 'note') {
      const isSecond = address === addressOf(waiting) || !isChoice(waiting.number)
      if (isSecond) this.#takeSecond(waiting, control, raw, timeMs)
      if (isSecond) return
    }
    if (this.#isNoise(device, reading)) return
    this.#waitsSince = timeMs
    if (this.#row.kind === 'toggle' && raw === 127) this.#finish(control, raw, 'button')
    else if (this.#row.kind === 'choice' && raw === 127) this.#wait(control, raw, PRESS_MS)
    else if (number < 2 * FINE_OFFSET || isChoice(number)) {
      this.#wait(control, raw, REST_OF_NUMBER_MS)
    } else this.#finish(control, raw)
  }

  /**
   * What comes while one controller waits: what may be its other half, its release, its next value.
   */
  #takeSecond(waiting: DeviceControl, control: DeviceControl, raw: number, timeMs: number): void {
    if (waiting.device !== control.device || waiting.channel !== control.channel) return
    const distance = waiting.number - control.number
    if (distance === 0) {
      const isButton = this.#row.kind !== 'number' && this.#raw === 127 && raw === 0
      if (isButton) this.#finish(control, raw, 'button')
      else this.#finish(control, this.#raw)
    } else if (distance === FINE_OFFSET && timeMs - this.#waitsSince <= TOGETHER_MS) {
      // Fine halves may come first: as long as both may be one number, its coarse half stands for
      // it.
      if (control.number < FINE_OFFSET) this.#wait(control, raw, REST_OF_NUMBER_MS)
    }
  }

  /** Whether a control has hardly moved since it was heard first. */
  #isNoise(device: string, reading: Reading): boolean {
    const { kind, channel, number, travel } = reading
    const address = addressOf(controlOf(device, kind, channel, number))
    const first = this.#first.get(address) ?? Number.NaN
    const last = this.#last.get(address) ?? first
    if (Number.isNaN(first)) this.#first.set(address, travel)
    this.#last.set(address, travel)
    // An encoder says the same again, and a button jumps; noise hardly does.
    const isSmall = Math.abs(travel - first) < NOISE && Math.abs(travel - last) < NOISE
    return isSmall && travel !== last
  }

  /** A controller that has turned out to choose a parameter is no control. */
  #dropChoice(): void {
    if (this.#candidate && isChoice(this.#candidate.number)) this.cancel()
  }

  #wait(control: DeviceControl, raw: number, ms: number): void {
    clearTimeout(this.#timer)
    this.#candidate = control
    this.#raw = raw
    this.#timer = setTimeout(() => this.#finish(control, raw), ms)
  }

  #finish(control: DeviceControl, raw: number, mode?: ControlMode): void {
    this.cancel()
    const heard = this.#heard.get(addressOf(control)) ?? []
    const action = this.#row.kind === 'choice' ? 'step' : 'toggle'
    this.#found({ control, mode: mode ?? modeOf(control, raw, heard), action, heard })
  }
}

/** Where nothing is to be found out later, what the values of a control mean. */
function modeOf({ kind }: DeviceControl, raw: number, heard: readonly number[]): ControlMode {
  if (kind !== 'cc') return 'auto'
  const recognizer = new RelativeRecognizer()
  for (const value of heard) recognizer.next(value)
  const { manner } = recognizer
  const code = recognizer.isSure && RELATIVE_CODES.find((known) => known === manner)
  if (code) return code
  const isPot = manner === 'absolute' && heard.every((value, i) => value !== heard[i - 1])
  return mayBeStep(raw) && !(isPot && heard.length > 1) ? 'auto' : 'absolute'
}

function isPressure(kind: ControlKind): boolean {
  return kind === 'pressure' || kind === 'keyPressure'
}

function controlOf(device: string, kind: ControlKind, channel: number, number: number) {
  return { device, kind, channel: channel + 1, number }
}

function addressOf({ device, kind, channel, number }: DeviceControl): string {
  return [kind, channel, number, device].join(' ')
}

function isChoice(number: number): boolean {
  return number >= FIRST_CHOICE && number <= LAST_CHOICE
}
