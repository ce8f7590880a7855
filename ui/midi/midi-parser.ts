/** What on a controller moved. */
export const controlKinds = ['cc', 'cc14', 'nrpn', 'rpn', 'bend', 'note', 'pressure'] as const
export type ControlKind = (typeof controlKinds)[number]

const NOTE_OFF = 0x80
const NOTE_ON = 0x90
const CONTROL_CHANGE = 0xb0
const PRESSURE = 0xd0
const BEND = 0xe0

const DATA_ENTRY = 6
const DATA_ENTRY_FINE = 38
const INCREMENT = 96
const DECREMENT = 97
const NRPN_FINE = 98
const NRPN_COARSE = 99
const RPN_FINE = 100
const RPN_COARSE = 101
const NULL_NUMBER = 127
const FIRST_CHANNEL_MODE = 120

/** A fine byte that comes later than this after its coarse one is a control of its own. */
const PAIR_MS = 60

/**
 * Reads MIDI 1.0 channel messages and puts 14-bit pairs, NRPN and RPN back together (MIDI 1.0
 * Detailed Specification, 1996, "Control change"). After `read` returned true the fields tell what
 * moved. What is cut short, out of place or of the system (clock, sensing, exclusive) is passed
 * over. Only the constructor allocates.
 */
export class MidiParser {
  kind: ControlKind = 'cc'
  /** 0 to 15. */
  channel = 0
  /** Controller, parameter or key number; 0 for bend and pressure. */
  number = 0
  /** 0 to 127, or to 16383 for `cc14`, `nrpn`, `rpn` and `bend`; a note that ends has 0. */
  raw = 0
  /** Travel 0..1; the middle of a bend is exactly 0.5. */
  value = 0
  /** Set for data increment (+1) and decrement (-1), else 0. */
  step = 0

  /** Per channel: last coarse bytes of controllers 0 to 31, and when they came. */
  readonly #coarse = new Int16Array(16 * 32).fill(-1)
  readonly #coarseAt = new Float64Array(16 * 32).fill(-1e9)
  /** Controllers whose fine half has been seen: from then on they are one 14-bit control. */
  readonly #isPair = new Uint8Array(16 * 32)
  /** Per channel: chosen parameter number, coarse and fine; -1 for none; and whether it is an RPN. */
  readonly #chosen = new Int16Array(16 * 2).fill(-1)
  readonly #isRegistered = new Uint8Array(16)
  readonly #data = new Int16Array(16).fill(0)

  /** Forgets pairs under way, for a device that comes back. */
  reset(): void {
    this.#coarse.fill(-1)
    this.#coarseAt.fill(-1e9)
    this.#isPair.fill(0)
    this.#chosen.fill(-1)
  }

  /** Whether a controller has shown itself as the coarse half of a 14-bit pair. */
  isPair(channel: number, controller: number): boolean {
    return controller < 32 && this.#isPair[channel * 32 + controller] === 1
  }

  /** Takes one message as a browser delivers it; `timeMs` tells pairs from neighbors. */
  read(data: Uint8Array, timeMs: number): boolean {
    const status = data[0] ?? 0
    if (status < NOTE_OFF || status >= 0xf0) return false
    const type = status & 0xf0
    const first = data[1] ?? 0x80
    const second = data[2] ?? 0x80
    this.channel = status & 0x0f
    this.step = 0
    if (first > 127) return false
    if (type === PRESSURE) return this.#tell('pressure', 0, first, 127)
    if (second > 127) return false
    if (type === NOTE_ON) return this.#tell('note', first, second, 127)
    if (type === NOTE_OFF) return this.#tell('note', first, 0, 127)
    if (type === BEND) return this.#bend(first | (second << 7))
    if (type !== CONTROL_CHANGE || first >= FIRST_CHANNEL_MODE) return false
    return this.#control(first, second, timeMs)
  }

  #tell(kind: ControlKind, number: number, raw: number, most: number): boolean {
    this.kind = kind
    this.number = number
    this.raw = raw
    this.value = raw / most
    return true
  }

  #bend(raw: number): boolean {
    this.#tell('bend', 0, raw, 16383)
    // 8192 is the middle, one step above half of the range.
    this.value = raw <= 8192 ? raw / 16384 : 0.5 + (raw - 8192) / (2 * 8191)
    return true
  }

  #control(number: number, value: number, timeMs: number): boolean {
    const { channel } = this
    if (number >= NRPN_FINE && number <= RPN_COARSE) {
      this.#choose(number, value)
      return false
    }
    const parameter = this.#parameter(channel)
    if (parameter >= 0) {
      const kind = this.#isRegistered[channel] === 1 ? 'rpn' : 'nrpn'
      if (number === DATA_ENTRY) this.#data[channel] = (value << 7) | 0
      else if (number === DATA_ENTRY_FINE) {
        this.#data[channel] = ((this.#data[channel] ?? 0) & 0x3f80) | value
      } else if (number === INCREMENT || number === DECREMENT) {
        this.step = number === INCREMENT ? 1 : -1
        return this.#tell(kind, parameter, this.#data[channel] ?? 0, 16383)
      }
      if (number === DATA_ENTRY || number === DATA_ENTRY_FINE) {
        return this.#tell(kind, parameter, this.#data[channel] ?? 0, 16383)
      }
    }
    return this.#plain(number, value, timeMs)
  }

  /** A controller alone, or one half of a pair. */
  #plain(number: number, value: number, timeMs: number): boolean {
    const { channel } = this
    if (number < 32) {
      const at = channel * 32 + number
      this.#coarse[at] = value
      this.#coarseAt[at] = timeMs
      // Of a known pair the fine half follows at once: one move, not two.
      if (this.#isPair[at] === 1) return false
      return this.#tell('cc', number, value, 127)
    }
    if (number < 64) {
      const at = channel * 32 + number - 32
      const coarse = this.#coarse[at] ?? -1
      const follows = timeMs - (this.#coarseAt[at] ?? 0) < PAIR_MS
      if (coarse >= 0 && (follows || this.#isPair[at] === 1)) {
        this.#isPair[at] = 1
        return this.#tell('cc14', number - 32, (coarse << 7) | value, 16383)
      }
    }
    return this.#tell('cc', number, value, 127)
  }

  #choose(number: number, value: number): void {
    const { channel } = this
    const registered = number >= RPN_FINE
    if (registered !== (this.#isRegistered[channel] === 1)) {
      this.#chosen[2 * channel] = -1
      this.#chosen[2 * channel + 1] = -1
      this.#isRegistered[channel] = registered ? 1 : 0
    }
    const coarse = number === NRPN_COARSE || number === RPN_COARSE
    this.#chosen[2 * channel + (coarse ? 0 : 1)] = value
  }

  /** Number of the chosen parameter, or -1 where none is, or the null one that ends a choice. */
  #parameter(channel: number): number {
    const coarse = this.#chosen[2 * channel] ?? -1
    const fine = this.#chosen[2 * channel + 1] ?? -1
    if (coarse < 0 || fine < 0 || (coarse === NULL_NUMBER && fine === NULL_NUMBER)) return -1
    return (coarse << 7) | fine
  }
}
