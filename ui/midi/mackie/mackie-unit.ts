import type { SurfacePort } from '../surface/surface-port.ts'
import {
  BEND,
  CLEAR_OVERLOAD,
  COMMAND,
  CONTROL,
  CONTROL_CHANGE,
  exclusive,
  LAMP_VALUES,
  LAMPS,
  type Lamp,
  MASTER_FADER,
  meterStep,
  NOTE_ON,
  OVERLOAD,
  PRESSURE,
  STRIPS,
  TIME_CELLS,
  UNIT
} from './mackie-bytes.ts'
import { MackieLink } from './mackie-link.ts'
import { MackieText } from './mackie-text-rows.ts'
import { FULL_TOP, profileOf, type UnitProfile } from './unit-profile.ts'

/** Of 14 bits the upper 10 are told apart by motors. */
const MOTOR_BITS = 4
const FULL = 16383
/** Without a touch strip a fader that has moved is in a hand for so long. */
const MOVE_MS = 300
/** Meters and time are told 20 times a second; a unit's meters fall by a step in 300 ms. */
const SLOW_MS = 50
const FALL_MS = 300
const OVERLOAD_MS = 2000

const METER_LAMP_AND_PEAK = 0x03
const MODE_CHANGE_MS = 600
/** Between two texts. */
const TEXT_PAUSE_MS = 5

/**
 * One unit of eight strips: keeps what it should show and sends what has changed, so that nothing
 * is said twice, a fader in a hand is left alone, and a unit that begins anew is told everything.
 */
export class MackieUnit {
  readonly isExtender: boolean
  readonly profile: UnitProfile
  readonly link: MackieLink
  readonly text: MackieText
  readonly #port: SurfacePort
  readonly #bytes = new Uint8Array(3)
  readonly #lamps = new Uint8Array(128)
  readonly #lampsSent = new Int16Array(128).fill(-1)
  readonly #rings = new Uint8Array(STRIPS)
  readonly #ringsSent = new Int16Array(STRIPS).fill(-1)
  readonly #faders = new Uint16Array(MASTER_FADER + 1)
  readonly #fadersSent = new Int16Array(MASTER_FADER + 1).fill(-1)
  readonly #touched = new Uint8Array(MASTER_FADER + 1)
  readonly #movedAt = new Float64Array(MASTER_FADER + 1).fill(Number.NEGATIVE_INFINITY)
  readonly #cells = new Uint8Array(TIME_CELLS + 2).fill(0x20)
  readonly #cellsSent = new Int16Array(TIME_CELLS + 2).fill(-1)
  readonly #levels = new Float64Array(STRIPS).fill(Number.NEGATIVE_INFINITY)
  readonly #meters = new Uint8Array(STRIPS)
  readonly #metersAt = new Float64Array(STRIPS)
  readonly #overAt = new Float64Array(STRIPS).fill(Number.NEGATIVE_INFINITY)
  readonly #isOver = new Uint8Array(STRIPS)
  #slowAt = Number.NEGATIVE_INFINITY
  #modesDue = true
  #textFrom = Number.NEGATIVE_INFINITY

  constructor(port: SurfacePort, options: { isExtender?: boolean; key?: string } = {}) {
    this.#port = port
    this.isExtender = options.isExtender ?? false
    this.profile = profileOf(options.key ?? '')
    this.link = new MackieLink(port, this.isExtender ? UNIT.extender : UNIT.mackie)
    this.text = new MackieText(this.profile.cellWidth)
  }

  setLamp(key: number, lamp: Lamp): void {
    this.#lamps[key] = LAMP_VALUES[lamp]
  }

  setRing(strip: number, value: number): void {
    this.#rings[strip] = this.profile.hasRingModes ? value : value & 0x4f
  }

  /** Where the motor of a fader should be, 0..1. */
  setFader(fader: number, travel: number): void {
    const top = this.profile.faderTop
    const isTop = travel >= 1 && top >= FULL_TOP
    this.#faders[fader] = isTop ? FULL : Math.round(Math.min(1, Math.max(0, travel)) * top)
  }

  /** Peak of a strip, dBFS; the highest since the last that was sent counts. */
  setLevel(strip: number, peakDb: number): void {
    this.#levels[strip] = Math.max(this.#levels[strip] ?? 0, peakDb)
  }

  /** Codes of the cells of the time display, right first. */
  setTime(codes: readonly number[]): void {
    for (let i = 0; i < TIME_CELLS; i++) this.#cells[i] = codes[i] ?? 0x20
  }

  /** Codes of the two cells that tell what the encoders do, right first. */
  setAssignment(codes: readonly number[]): void {
    this.#cells[TIME_CELLS] = codes[0] ?? 0x20
    this.#cells[TIME_CELLS + 1] = codes[1] ?? 0x20
  }

  /** Travel 0..1 of a fader that has said where it is. */
  takeFader(fader: number, raw: number, timeMs: number): number {
    const { faderTop, echo } = this.profile
    this.#movedAt[fader] = timeMs
    this.#faders[fader] = raw
    this.#fadersSent[fader] = echo === 'move' ? raw : -1
    // A motor goes back to where it was told to be, unless it is told where it is.
    if (echo === 'move') this.#send(BEND | fader, raw & 127, raw >> 7)
    return raw < 1 << MOTOR_BITS ? 0 : Math.min(1, raw / faderTop)
  }

  setTouched(fader: number, isTouched: boolean): void {
    this.#touched[fader] = isTouched ? 1 : 0
    this.#movedAt[fader] = Number.NEGATIVE_INFINITY
  }

  isTouched(fader: number): boolean {
    return this.#touched[fader] === 1
  }

  /** Whether a hand is on a fader, as far as can be told. */
  isHeld(fader: number, timeMs: number): boolean {
    return this.isTouched(fader) || timeMs - (this.#movedAt[fader] ?? 0) < MOVE_MS
  }

  /** The unit knows nothing: all is sent again, and no hand is on it. */
  forget(): void {
    for (const sent of [this.#lampsSent, this.#ringsSent, this.#fadersSent, this.#cellsSent]) {
      sent.fill(-1)
    }
    this.#touched.fill(0)
    this.#movedAt.fill(Number.NEGATIVE_INFINITY)
    this.#meters.fill(0)
    this.#isOver.fill(0)
    this.text.forget()
    this.#modesDue = true
    this.#textFrom = Number.NEGATIVE_INFINITY
  }

  /** Sends what has changed; to be called at most 50 times a second. */
  flush(timeMs: number): void {
    if (!this.link.isOnline(timeMs)) return
    for (const key of LAMPS) this.#sendNew(this.#lamps, this.#lampsSent, key, NOTE_ON, key)
    for (let i = 0; i < STRIPS; i++) {
      this.#sendNew(this.#rings, this.#ringsSent, i, CONTROL_CHANGE, CONTROL.ring + i)
    }
    this.#flushFaders(timeMs)
    this.#flushExclusive(timeMs)
    if (timeMs - this.#slowAt < SLOW_MS) return
    this.#slowAt = timeMs
    this.#flushCells()
    this.#flushMeters(timeMs)
  }

  /** Leaves the unit dark and its faders down. */
  clear(): void {
    this.#lamps.fill(0)
    this.#rings.fill(0)
    this.#faders.fill(0)
    this.#cells.fill(0x20)
    this.#levels.fill(Number.NEGATIVE_INFINITY)
    this.text.clear()
    this.#touched.fill(0)
    this.#movedAt.fill(Number.NEGATIVE_INFINITY)
    this.#slowAt = Number.NEGATIVE_INFINITY
    this.#modesDue = false
    this.flush(Number.POSITIVE_INFINITY)
    const rest = this.#port.hasExclusive ? this.text.takeRows() : undefined
    if (rest) this.#port.send(exclusive(this.link.unit, COMMAND.text, ...rest), TEXT_PAUSE_MS)
  }

  #flushFaders(timeMs: number): void {
    const count = this.isExtender ? STRIPS : STRIPS + 1
    for (let i = 0; i < count; i++) {
      const value = this.#faders[i] ?? 0
      const sent = this.#fadersSent[i] ?? -1
      const isSame = sent >= 0 && sent >> MOTOR_BITS === value >> MOTOR_BITS
      if (isSame || this.isHeld(i, timeMs)) continue
      this.#fadersSent[i] = value
      this.#send(BEND | i, value & 127, value >> 7)
    }
  }

  /** One message of text a time: units lose what comes too fast. */
  #flushExclusive(timeMs: number): void {
    if (!this.#port.hasExclusive || timeMs < this.#textFrom) return
    const { unit } = this.link
    const rows = this.text.takeRows()
    const colors = this.profile.hasColors ? this.text.takeColors() : undefined
    if (rows) this.#port.send(exclusive(unit, COMMAND.text, ...rows))
    if (colors) this.#port.send(exclusive(unit, COMMAND.colors, ...colors))
    if (rows || !this.#modesDue) return
    this.#modesDue = false
    for (let i = 0; i < STRIPS; i++) {
      this.#port.send(exclusive(unit, COMMAND.meterMode, i, METER_LAMP_AND_PEAK))
    }
    // A change of mode disturbs the display for a while.
    this.#textFrom = timeMs + MODE_CHANGE_MS
    this.text.forgetRows()
  }

  #flushCells(): void {
    if (this.isExtender) return
    for (let i = 0; i < TIME_CELLS + 2; i++) {
      this.#sendNew(this.#cells, this.#cellsSent, i, CONTROL_CHANGE, CONTROL.time + i)
    }
  }

  /** A level is said again as long as it lasts, since the unit lets it fall by itself. */
  #flushMeters(timeMs: number): void {
    for (let i = 0; i < STRIPS; i++) {
      const level = this.#levels[i] ?? Number.NEGATIVE_INFINITY
      this.#levels[i] = Number.NEGATIVE_INFINITY
      const step = meterStep(level)
      const fallen = Math.floor((timeMs - (this.#metersAt[i] ?? 0)) / FALL_MS)
      if (step > Math.max(0, (this.#meters[i] ?? 0) - fallen)) {
        this.#meters[i] = step
        this.#metersAt[i] = timeMs
        this.#sendMeter(i, step)
      }
      if (level > 0) this.#overAt[i] = timeMs
      const isOver = timeMs - (this.#overAt[i] ?? 0) < OVERLOAD_MS ? 1 : 0
      if (isOver === this.#isOver[i]) continue
      this.#isOver[i] = isOver
      this.#sendMeter(i, isOver === 1 ? OVERLOAD : CLEAR_OVERLOAD)
    }
  }

  #sendMeter(strip: number, value: number): void {
    this.#port.send(Uint8Array.of(PRESSURE, (strip << 4) | value))
  }

  #sendNew(wanted: Uint8Array, sent: Int16Array, at: number, status: number, number: number): void {
    const value = wanted[at] ?? 0
    if (sent[at] === value) return
    sent[at] = value
    this.#send(status, number, value)
  }

  #send(status: number, first: number, second: number): void {
    const bytes = this.#bytes
    bytes[0] = status
    bytes[1] = first
    bytes[2] = second
    this.#port.send(bytes)
  }
}
