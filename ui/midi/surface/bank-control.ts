import { Encoder, isRelative } from '../encoder.ts'
import type { ControlAddress, ControlMode } from '../mapping.ts'
import { isFine, type Reading, travelsOf } from '../reading.ts'
import { TakeOver, type TakeOverMode, TRAVEL } from '../take-over.ts'
import type { SurfaceSwitch, SurfaceValue } from './surface-page.ts'

/**
 * Nearer than this, control and value are at the same place: a step of 7 bits, or what no ear
 * tells.
 */
const NEAR = 1 / 127
const FINE_NEAR = 1 / 1024
/** A motor or lamp is not spoken to while its own control moves. */
const OWN_MOVE_MS = 300

const AT = { heard: 0, set: 1, told: 2 } as const

/** One control of a bank: brings it and what it moves together, whatever strip that is now. */
export class BankControl {
  readonly address: ControlAddress
  readonly #takeOver: TakeOver
  readonly #encoder: Encoder | undefined
  readonly #travels: Float64Array
  readonly #numbers = new Float64Array(Object.keys(AT).length).fill(Number.NaN)
  #isDown = false
  #lastPress = 0

  constructor(address: ControlAddress, mode: ControlMode) {
    this.address = address
    this.#takeOver = new TakeOver(isFine(address.kind) ? FINE_NEAR : NEAR)
    this.#travels = travelsOf(address.kind)
    this.#numbers[AT.heard] = Number.NEGATIVE_INFINITY
    if (address.kind !== 'cc') return
    if (isRelative(mode)) this.#encoder = new Encoder(mode)
    else if (mode === 'auto') this.#encoder = new Encoder()
  }

  /** Where the control waits to be picked up, 0..1; undefined where it does not. */
  ghostOf(value: SurfaceValue, mode: TakeOverMode): number | undefined {
    const control = this.#takeOver.travels[TRAVEL.control] ?? Number.NaN
    if (mode === 'jump' || Number.isNaN(control) || this.#leads(value)) return undefined
    return isRelative(this.#encoder?.manner ?? 'unknown') ? undefined : control
  }

  /** Moves a value as the control says. */
  move(value: SurfaceValue, { raw, kind }: Reading, mode: TakeOverMode, timeMs: number): void {
    this.#numbers[AT.heard] = timeMs
    this.#numbers[AT.told] = Number.NaN
    if (this.#encoder) {
      const manner = this.#encoder.take(raw)
      if (isRelative(manner)) {
        turn(value, this.#encoder.steps(manner, raw))
        return
      }
      if (this.#encoder.isDoubtful) {
        this.#encoder.hold(raw)
        return
      }
    }
    if (kind === 'note' && raw === 0) return
    this.#follow(value, raw, mode)
  }

  /** Presses a switch where the control goes down. */
  press(target: SurfaceSwitch, { raw, kind }: Reading, timeMs: number): void {
    this.#numbers[AT.heard] = timeMs
    const isDown = kind === 'cc' ? raw >= 64 : raw > 0
    // Notes may come without their ends; of a button the same value again is a press.
    const again = kind !== 'cc' || raw === this.#lastPress
    const isPress = isDown && (!this.#isDown || again)
    this.#isDown = isDown
    this.#lastPress = raw
    if (isPress) target.press()
  }

  /**
   * What the control is to be told, in its own range; undefined where it knows, or moves itself.
   */
  feedback(travel: number, timeMs: number): number | undefined {
    if (timeMs - (this.#numbers[AT.heard] ?? 0) < OWN_MOVE_MS) return undefined
    const raw = Math.round(travel * (this.#travels.length - 1))
    if (this.#numbers[AT.told] === raw) return undefined
    this.#numbers[AT.told] = raw
    return raw
  }

  /** The device has been away: it is told again. */
  forget(): void {
    this.#numbers[AT.told] = Number.NaN
    this.#isDown = false
  }

  #leads(value: SurfaceValue): boolean {
    return this.#takeOver.isCaught && this.#numbers[AT.set] === value.travel
  }

  #follow(value: SurfaceValue, raw: number, mode: TakeOverMode): void {
    const takeOver = this.#takeOver
    const { travels } = takeOver
    if (!this.#leads(value)) takeOver.release()
    travels[TRAVEL.parameter] = value.travel
    travels[TRAVEL.control] = this.#travels[raw] ?? 0
    if (!takeOver.next(mode)) return
    value.moveTo(travels[TRAVEL.next] ?? 0)
    this.#numbers[AT.set] = value.travel
  }
}

function turn(value: SurfaceValue, steps: number): void {
  if (value.turn) value.turn(steps)
  else value.moveTo(Math.min(1, Math.max(0, value.travel + steps / 100)))
}
