import type { ParamRow } from '../../worklets/core/rows.ts'
import type { ControlMode, DeviceControl, NoteAction } from './mapping.ts'
import type { MessageLog } from './message-log.ts'
import { FINE_OFFSET, type MidiParser } from './midi-parser.ts'
import { type ControlKind, type Reading, travelOf } from './reading.ts'
import { mayBeStep } from './relative-code.ts'

/** A byte may be half of a pair, or begin the choice of a parameter: so long the rest is waited for. */
const REST_OF_NUMBER_MS = 80
/** A key may tell that a hand touches a fader: so long its move, or the key's end, is waited for. */
const TOUCH_MS = 400
/** Worn knobs swing by a step of 7 bits, or two, all the time. */
const NOISE = 2.5 / 127
/** A parameter number that was chosen longer ago belongs to something else. */
const CHOICE_MS = 1000

const FIRST_CHOICE = 98
const LAST_CHOICE = 101

/** What learning has found. */
export interface Learned {
  readonly control: DeviceControl
  readonly mode: ControlMode
  readonly action: NoteAction
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
  #candidate: DeviceControl | undefined
  #raw = 0
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
    }
  }

  /** Takes what a device has said. */
  take(device: string, parser: MidiParser, timeMs: number): void {
    const { spoken } = parser
    const { kind, channel, number, raw } = spoken
    if (parser.isPart) this.#dropChoice()
    else if (kind === 'note') this.#takeKey(device, spoken)
    else if (kind === 'cc') this.#takeController(device, spoken)
    else if (kind === 'rpn' && timeMs - parser.chosenAt(channel) > CHOICE_MS) {
      // Keyboards choose the range of their bend at start; data entry is a slider of theirs.
      this.#takeController(device, parser.plain)
    } else if (kind !== 'pressure' || this.#candidate?.kind !== 'note') {
      this.#dropChoice()
      if (!this.#isNoise(device, spoken))
        this.#finish(controlOf(device, kind, channel, number), raw)
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

  #takeController(device: string, reading: Reading): void {
    const { channel, number, raw } = reading
    const control = controlOf(device, 'cc', channel, number)
    const waiting = this.#candidate
    if (waiting && waiting.kind !== 'note' && !isChoice(waiting.number)) {
      this.#takeSecond(waiting, control, raw)
      return
    }
    if (this.#isNoise(device, reading)) return
    if (this.#row.kind !== 'number' && raw === 127) this.#wait(control, raw, TOUCH_MS)
    else if (number < 2 * FINE_OFFSET || isChoice(number)) {
      this.#wait(control, raw, REST_OF_NUMBER_MS)
    } else this.#finish(control, raw)
  }

  /** What comes while one controller waits: its other half, its release, or its next value. */
  #takeSecond(waiting: DeviceControl, control: DeviceControl, raw: number): void {
    if (waiting.device !== control.device || waiting.channel !== control.channel) return
    const distance = Math.abs(waiting.number - control.number)
    const low = Math.min(waiting.number, control.number)
    if (distance === FINE_OFFSET && low < FINE_OFFSET) {
      this.#finish({ ...control, kind: 'cc14', number: low }, raw)
    } else if (distance === 0) {
      const isButton = this.#row.kind !== 'number' && this.#raw === 127 && raw === 0
      if (isButton) this.#finish(control, raw, 'button')
      else this.#finish(control, this.#raw)
    }
  }

  /** Whether a control has hardly moved since it was heard first. */
  #isNoise(device: string, reading: Reading): boolean {
    const { kind, channel, number, travel } = reading
    const address = addressOf(controlOf(device, kind, channel, number))
    const first = this.#first.get(address) ?? Number.NaN
    // An encoder, and a button, say the same again; noise hardly does.
    const again = this.#last.get(address) === travel
    if (Number.isNaN(first)) this.#first.set(address, travel)
    this.#last.set(address, travel)
    return !again && Math.abs(travel - first) < NOISE
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
    // Where a value cannot be an encoder's, there is nothing to find out later.
    const plain = control.kind === 'cc' && !mayBeStep(raw) ? 'absolute' : 'auto'
    const action = this.#row.kind === 'choice' ? 'step' : 'toggle'
    this.#found({ control, mode: mode ?? plain, action })
  }
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
