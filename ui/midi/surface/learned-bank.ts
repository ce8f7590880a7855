import { controlMessages, isFaderTouched } from '../feedback.ts'
import type { ControlAddress } from '../mapping.ts'
import { MidiParser } from '../midi-parser.ts'
import { controlKinds, type Reading } from '../reading.ts'
import type { TakeOverMode } from '../take-over.ts'
import { BankControl } from './bank-control.ts'
import {
  addressAt,
  BANK_SIZE,
  type BankKey,
  type BankMap,
  type BankRole,
  type BankRow
} from './bank-map.ts'
import { stepPreset } from './param-presets.ts'
import { SurfaceBank } from './surface-bank.ts'
import { SurfaceHolds } from './surface-holds.ts'
import type { SurfacePage, SurfaceSwitch, SurfaceValue } from './surface-page.ts'
import type { SurfacePort } from './surface-port.ts'

/** A control of the bank, and where it is. */
interface Place {
  readonly role: BankRole
  readonly slot: number
  readonly control: BankControl
}

/**
 * Eight strips of a page on any controller whose rows have been learned: what its faders, knobs and
 * keys move, and what its motors and lamps are told. Knows bytes and times, no ports. Fires
 * `change` when the bank moves.
 */
export class LearnedBank extends EventTarget {
  readonly page: SurfacePage
  readonly bank: SurfaceBank
  readonly map: BankMap
  takeOver: TakeOverMode = 'pickup'
  readonly #port: SurfacePort
  readonly #parser = new MidiParser()
  readonly #holds = new SurfaceHolds()
  readonly #places: readonly Place[]
  readonly #byAddress = new Map<number, Place>()
  readonly #keys = new Map<number, BankKey>()
  #newest: Place | undefined

  constructor(page: SurfacePage, map: BankMap, port: SurfacePort) {
    super()
    this.page = page
    this.map = map
    this.#port = port
    this.bank = new SurfaceBank(page, BANK_SIZE)
    this.#places = map.rows.flatMap((row) => placesOf(row))
    for (const place of this.#places) this.#byAddress.set(keyOf(place.control.address), place)
    for (const key of map.keys) this.#keys.set(keyOf(key), key.key)
  }

  /** Takes a message of the device; false where it is of none of its controls. */
  receive(data: Uint8Array, timeMs: number): boolean {
    const parser = this.#parser
    let isTaken = false
    while (parser.settle(timeMs)) isTaken = this.#take(parser.joined, timeMs) || isTaken
    if (!parser.read(data, timeMs)) return isTaken
    if (parser.isJoined) isTaken = this.#take(parser.joined, timeMs) || isTaken
    return this.#take(parser.plain, timeMs) || isTaken
  }

  /** Tells the device what has moved; to be called at most 50 times a second. */
  tick(timeMs: number): void {
    while (this.#parser.settle(timeMs)) this.#take(this.#parser.joined, timeMs)
    this.bank.look()
    this.#holds.letGo(timeMs)
    for (const { role, slot, control } of this.#places) {
      if (this.#isTouched(control.address)) continue
      const lamp = this.#switchAt(role, slot)?.lamp
      const travel = lamp === undefined ? this.valueAt(role, slot)?.travel : Number(lamp !== 'off')
      const raw = control.feedback(travel ?? 0, timeMs)
      if (raw === undefined) continue
      for (const bytes of controlMessages(control.address, raw)) this.#port.send(bytes)
    }
  }

  /** The device has come again and knows nothing. */
  forget(): void {
    this.#parser.reset()
    for (const { control } of this.#places) control.forget()
  }

  /** Ends all gestures. */
  close(): void {
    this.#holds.letGo(Number.POSITIVE_INFINITY)
  }

  moveBy(strips: number): void {
    this.bank.moveBy(strips)
    this.dispatchEvent(new Event('change'))
  }

  /** What the control of a role and strip moves now. */
  valueAt(role: BankRole, slot: number): SurfaceValue | undefined {
    if (role === 'focus') return this.page.focused?.main?.[slot]
    const strip = this.bank.strip(slot)
    if (role === 'fader') return strip?.fader
    if (role === 'pan') return strip?.pan
    return role === 'send' ? strip?.sends?.[this.bank.send] : undefined
  }

  /** What has moved last. */
  get newest(): { readonly role: BankRole; readonly slot: number } | undefined {
    return this.#newest
  }

  /** Where the control of a role and strip waits to be picked up, 0..1. */
  ghostAt(role: BankRole, slot: number): number | undefined {
    const place = this.#places.find((each) => each.role === role && each.slot === slot)
    const value = this.valueAt(role, slot)
    return value && place?.control.ghostOf(value, this.takeOver)
  }

  #isTouched({ kind, channel }: ControlAddress): boolean {
    return kind === 'bend' && channel !== 'any' && isFaderTouched(channel - 1, this.#parser)
  }

  #take(reading: Reading, timeMs: number): boolean {
    const key = numberOf(reading.kind, reading.channel, reading.number)
    const bankKey = this.#keys.get(key)
    if (bankKey !== undefined) {
      if (reading.raw > 0) this.#pressKey(bankKey)
      return true
    }
    const place = this.#byAddress.get(key)
    if (!place) return reading.kind === 'program' && this.#choosePreset(reading.number)
    this.#newest = place
    const { role, slot, control } = place
    const target = this.#switchAt(role, slot)
    if (target) control.press(target, reading, timeMs)
    const value = this.valueAt(role, slot)
    if (!value) return true
    this.#holds.brush(value, timeMs)
    control.move(value, reading, this.takeOver, timeMs)
    return true
  }

  #pressKey(key: BankKey): void {
    const presets = this.page.focused?.presets
    if (key === 'left') this.moveBy(-BANK_SIZE)
    else if (key === 'right') this.moveBy(BANK_SIZE)
    else stepPreset(presets, key === 'nextPreset' ? 1 : -1)
  }

  #choosePreset(at: number): boolean {
    const presets = this.page.focused?.presets
    presets?.choose(at)
    return presets !== undefined
  }

  #switchAt(role: BankRole, slot: number): SurfaceSwitch | undefined {
    const strip = this.bank.strip(slot)
    if (role === 'mute') return strip?.mute
    if (role === 'solo') return strip?.solo
    return role === 'select' ? strip?.select : undefined
  }
}

function placesOf(row: BankRow): readonly Place[] {
  return Array.from({ length: BANK_SIZE }, (_, slot) => slot).flatMap((slot) => {
    const address = addressAt(row, slot)
    return address ? [{ role: row.role, slot, control: new BankControl(address, row.mode) }] : []
  })
}

function keyOf({ kind, channel, number }: ControlAddress): number {
  return numberOf(kind, channel === 'any' ? 0 : channel - 1, number)
}

/** One number for each control of a device; channels 0 to 15. */
function numberOf(kind: ControlAddress['kind'], channel: number, number: number): number {
  return (controlKinds.indexOf(kind) * 16 + channel) * 16384 + number
}
