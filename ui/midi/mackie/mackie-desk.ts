import { type PotMode, SurfaceBank } from '../surface/surface-bank.ts'
import { SurfaceHolds } from '../surface/surface-holds.ts'
import type { SurfacePage } from '../surface/surface-page.ts'
import {
  BEND,
  CONTROL,
  CONTROL_CHANGE,
  EXCLUSIVE,
  KEY,
  MASTER_FADER,
  NOTE_OFF,
  NOTE_ON,
  STRIPS,
  ticksOf
} from './mackie-bytes.ts'
import { MackieKeys } from './mackie-keys.ts'
import { showOn, writeOn } from './mackie-show.ts'
import type { MackieUnit } from './mackie-unit.ts'

/** The wheel moves the song by so much a step. */
const JOG_SECONDS = 0.1
/** Texts are made anew at every so many ticks: nobody reads faster. */
const TICKS_OF_TEXT = 4

/**
 * One Mackie Control with its extenders, leftmost first, on a page: what its faders, encoders and
 * keys do, and what it shows. Knows bytes and times, no ports: `receive` takes what a unit has
 * sent, `tick` sends what has changed. Fires `change` when the bank or what the encoders do has
 * changed.
 */
export class MackieDesk extends EventTarget {
  readonly page: SurfacePage
  readonly units: readonly MackieUnit[]
  readonly bank: SurfaceBank
  readonly #holds = new SurfaceHolds()
  readonly #keys: MackieKeys
  #ticks = 0

  constructor(page: SurfacePage, units: readonly MackieUnit[]) {
    super()
    this.page = page
    this.units = units
    this.bank = new SurfaceBank(page, units.length * STRIPS)
    this.#keys = new MackieKeys(page, this.bank, () => this.dispatchEvent(new Event('change')))
  }

  /** Chooses the bank, or what the encoders do, as the keys of the unit would. */
  show(change: {
    readonly start?: number
    readonly mode?: PotMode
    readonly isFlipped?: boolean
  }): void {
    this.bank.look()
    if (change.start !== undefined) this.bank.moveTo(change.start)
    if (change.mode !== undefined) this.bank.choose(change.mode)
    if (change.isFlipped !== undefined) this.bank.isFlipped = change.isFlipped
    this.dispatchEvent(new Event('change'))
  }

  /** Asks all units whether they are there; they are told everything when they are. */
  open(timeMs: number): void {
    for (const unit of this.units) {
      unit.forget()
      unit.link.open(timeMs)
    }
  }

  /** The strips of the surface that a hand is on; 8 or more is the master. */
  heldSlots(timeMs: number): readonly number[] {
    return this.units.flatMap((unit, u) =>
      Array.from({ length: STRIPS }, (_, i) => i)
        .filter((i) => unit.isHeld(i, timeMs))
        .map((i) => u * STRIPS + i)
    )
  }

  /** Takes a message of a unit. */
  receive(at: number, data: Uint8Array, timeMs: number): void {
    const unit = this.units[at]
    const [status = 0, first = 0, second = 0] = data
    if (!unit) return
    if (status === EXCLUSIVE) {
      if (unit.link.take(data)) unit.forget()
      return
    }
    unit.link.hear()
    const slot = at * STRIPS
    const type = status & 0xf0
    const channel = status & 0x0f
    if (type === BEND) this.#takeFader(unit, slot, channel, first | (second << 7), timeMs)
    else if (channel !== 0) return
    else if (type === CONTROL_CHANGE) this.#turn(slot, first, second, timeMs)
    else if (type === NOTE_ON || type === NOTE_OFF) {
      this.#press(unit, slot, first, type === NOTE_ON && second > 0, timeMs)
    }
  }

  /** Shows what the page is now; to be called at most 50 times a second. */
  tick(timeMs: number): void {
    this.#holds.letGo(timeMs)
    this.bank.look()
    const writes = this.#ticks++ % TICKS_OF_TEXT === 0
    this.units.forEach((unit, at) => {
      showOn(unit, at * STRIPS, this.page, this.bank)
      if (writes) writeOn(unit, at * STRIPS, this.bank, timeMs)
      unit.flush(timeMs)
    })
  }

  /** Lets go of the page and leaves the units dark. */
  close(): void {
    this.#holds.letGo(Number.POSITIVE_INFINITY)
    for (const unit of this.units) unit.clear()
  }

  #takeFader(unit: MackieUnit, slot: number, fader: number, raw: number, timeMs: number): void {
    if (fader > MASTER_FADER || (fader === MASTER_FADER && unit.isExtender)) return
    const travel = unit.takeFader(fader, raw, timeMs)
    const value =
      fader === MASTER_FADER ? this.page.master?.fader : this.bank.faderValue(slot + fader)
    if (!value) return
    if (!unit.isTouched(fader)) this.#holds.brush(value, timeMs)
    value.moveTo(travel)
  }

  #turn(slot: number, number: number, value: number, timeMs: number): void {
    const ticks = ticksOf(value)
    const { transport } = this.page
    if (number === CONTROL.jog) {
      if (transport) transport.seek(Math.max(0, transport.seconds + ticks * JOG_SECONDS))
      return
    }
    const pot = number - CONTROL.pot
    if (pot < 0 || pot >= STRIPS) return
    const turned = this.bank.potValue(slot + pot)
    if (!turned) return
    this.#holds.brush(turned, timeMs)
    if (turned.turn) turned.turn(ticks)
    else turned.moveTo(Math.min(1, Math.max(0, turned.travel + ticks / 100)))
  }

  #press(unit: MackieUnit, slot: number, key: number, isDown: boolean, timeMs: number): void {
    const fader = key - KEY.touch
    if (fader >= 0 && fader <= MASTER_FADER) this.#touch(unit, slot, fader, isDown)
    else this.#keys.take(key, slot, isDown, (value) => this.#holds.brush(value, timeMs))
  }

  #touch(unit: MackieUnit, slot: number, fader: number, isTouched: boolean): void {
    unit.setTouched(fader, isTouched)
    const value =
      fader === MASTER_FADER ? this.page.master?.fader : this.bank.faderValue(slot + fader)
    if (value && isTouched) this.#holds.grasp(slot * 2 + fader, value)
    if (!isTouched) this.#holds.release(slot * 2 + fader)
  }
}
