import { responseTo } from '../../../../ui/midi/mackie/mackie-bytes.ts'
import type { SurfacePort } from '../../../../ui/midi/surface/surface-port.ts'

const HEADER = [0xf0, 0x00, 0x00, 0x66]
const LAMP_VALUES = [0, 1, 127]

/**
 * A Mackie Control that believes nothing: every byte it is sent must be one that the protocol has,
 * in its place, news to the unit, and no word to a fader in a hand but its own place. What is wrong
 * is kept as a sentence.
 */
export class FakeMackie implements SurfacePort {
  readonly wrong: string[] = []
  readonly sent: number[][] = []
  readonly lamps = new Map<number, number>()
  readonly rings = new Map<number, number>()
  readonly faders = new Map<number, number>()
  readonly cells = new Map<number, number>()
  readonly meters: (readonly [strip: number, value: number])[] = []
  /** Two rows of 56, as they are seen. */
  display = '#'.repeat(112)
  colors: readonly number[] = []
  hasExclusive = true
  now = 0
  readonly #unit: number
  readonly #touched = new Set<number>()
  readonly #said = new Map<number, number>()
  readonly #toldAt = new Map<string, number>()
  #isLocked: boolean

  constructor(unit = 0x14) {
    this.#unit = unit
    this.#isLocked = unit === 0x10 || unit === 0x11
  }

  get isLocked(): boolean {
    return this.#isLocked
  }

  /** A row of the display, cell by cell. */
  row(at: 0 | 1): readonly string[] {
    return Array.from({ length: 8 }, (_, i) =>
      this.display.slice(at * 56 + i * 7, at * 56 + i * 7 + 7)
    )
  }

  /** What the unit would send at power-on. */
  hello(challenge: readonly number[] = [0x18, 0x61, 0x05, 0x57]): number[] {
    return [...HEADER, this.#unit, 0x01, 1, 2, 3, 4, 5, 6, 7, ...challenge, 0xf7]
  }

  /** A hand moves a fader: what the unit sends. */
  move(fader: number, value: number): number[] {
    this.#said.set(fader, value)
    return [0xe0 | fader, value & 127, value >> 7]
  }

  touch(fader: number, isTouched: boolean): number[] {
    if (isTouched) this.#touched.add(fader)
    else this.#touched.delete(fader)
    return [0x90, 0x68 + fader, isTouched ? 127 : 0]
  }

  /** The unit begins anew. */
  restart(): void {
    for (const known of [this.lamps, this.rings, this.faders, this.cells]) known.clear()
    this.display = '#'.repeat(112)
    this.colors = []
    this.#touched.clear()
    this.#said.clear()
    this.#toldAt.clear()
  }

  send(bytes: Uint8Array, afterMs = 0): void {
    this.now += afterMs
    const message = [...bytes]
    this.sent.push(message)
    const problem = this.#take(message)
    if (problem)
      this.wrong.push(`${problem}: ${message.map((byte) => byte.toString(16)).join(' ')}`)
  }

  #take(message: readonly number[]): string | undefined {
    const [status = 0, first = 0, second = 0] = message
    if (status === 0xf0) return this.#takeExclusive(message)
    if (this.#isLocked) return 'a unit that has asked a question is told nothing'
    const length = (status & 0xf0) === 0xd0 ? 2 : 3
    if (message.length !== length) return `must have ${length} bytes`
    if (message.slice(1).some((byte) => byte > 127 || !Number.isInteger(byte)))
      return 'data above 127'
    if ((status & 0xf0) === 0xe0) return this.#takeFader(status & 0x0f, first | (second << 7))
    if (status === 0xd0) return this.#takeMeter(first >> 4, first & 0x0f)
    if (status === 0x90) return this.#takeLamp(first, second)
    if (status === 0xb0) return this.#takeControl(first, second)
    return 'no message of the protocol'
  }

  #takeFader(fader: number, value: number): string | undefined {
    if (fader > 8 || (fader === 8 && this.#isExtender)) return 'no such fader'
    const isEcho = this.#said.get(fader) === value
    this.#said.delete(fader)
    const before = this.faders.get(fader)
    this.faders.set(fader, value)
    if (isEcho) return undefined
    if (this.#touched.has(fader)) return 'a fader in a hand is left alone'
    if (before !== undefined && before >> 4 === value >> 4) return 'told before'
    return this.#tooSoon(`fader ${fader}`, 20)
  }

  #takeMeter(strip: number, value: number): string | undefined {
    if (strip > 7) return 'no such meter'
    this.meters.push([strip, value])
    return value >= 0x0e ? undefined : this.#tooSoon(`meter ${strip}`, 50)
  }

  #takeLamp(key: number, value: number): string | undefined {
    const hasLamp = key < 0x20 || (key >= 0x28 && key <= 0x65) || (key >= 0x71 && key <= 0x73)
    if (!hasLamp) return 'no such lamp'
    if (!LAMP_VALUES.includes(value)) return 'a lamp is 0, 1 or 127'
    return this.#takeNew(this.lamps, key, value, 'lamp', 20)
  }

  #takeControl(number: number, value: number): string | undefined {
    if (number >= 0x30 && number < 0x38) {
      const isSpread = ((value >> 4) & 3) === 3
      if ((value & 0x0f) > (isSpread ? 6 : 11)) return 'a ring has 11 places'
      return this.#takeNew(this.rings, number - 0x30, value, 'ring', 20)
    }
    if (number >= 0x40 && number <= 0x4b && !this.#isExtender) {
      return this.#takeNew(this.cells, number, value, 'cell', 50)
    }
    return 'no such controller'
  }

  #takeNew(
    known: Map<number, number>,
    at: number,
    value: number,
    name: string,
    ms: number
  ): string | undefined {
    if (known.get(at) === value) return 'told before'
    known.set(at, value)
    return this.#tooSoon(`${name} ${at}`, ms)
  }

  #takeExclusive(message: readonly number[]): string | undefined {
    if (!this.hasExclusive) return 'exclusive messages are not allowed'
    if (HEADER.some((byte, i) => message[i] !== byte) || message.at(-1) !== 0xf7) return 'no header'
    const [unit, command, ...data] = message.slice(4, -1)
    if (data.some((byte) => byte > 127)) return 'data above 127'
    if (command === 0x00) return data.length === 0 ? undefined : 'a query has no data'
    if (unit !== this.#unit) return 'meant for another unit'
    if (command === 0x02) return this.#takeReply(data)
    if (this.#isLocked) return 'a unit that has asked a question is told nothing'
    if (command === 0x12) return this.#takeText(data)
    if (command === 0x20)
      return data.length === 2 && (data[0] ?? 9) < 8 ? undefined : 'no meter mode'
    if (command === 0x72) {
      this.colors = data
      return data.length === 8 && data.every((color) => color > 0 && color < 8)
        ? undefined
        : 'no colors'
    }
    return 'no such command'
  }

  #takeReply(data: readonly number[]): string | undefined {
    if (this.#unit === 0x14 || this.#unit === 0x15) return 'an answer nobody has asked for'
    const expected = [1, 2, 3, 4, 5, 6, 7, ...responseTo([0x18, 0x61, 0x05, 0x57])]
    if (data.join() !== expected.join()) return 'a wrong answer'
    this.#isLocked = false
    return undefined
  }

  #takeText([at = 0, ...signs]: readonly number[]): string | undefined {
    if (at + signs.length > 112 || signs.length === 0) return 'text beyond the display'
    if (signs.some((sign) => sign < 0x20 || sign > 0x7e)) return 'no printable text'
    const text = String.fromCharCode(...signs)
    this.display = this.display.slice(0, at) + text + this.display.slice(at + text.length)
    return this.#tooSoon('text', 5)
  }

  /** The same thing is told no more often than every so many milliseconds. */
  #tooSoon(what: string, ms: number): string | undefined {
    const before = this.#toldAt.get(what) ?? Number.NEGATIVE_INFINITY
    this.#toldAt.set(what, this.now)
    return this.now - before < ms ? `${what} was told ${this.now - before} ms ago` : undefined
  }

  get #isExtender(): boolean {
    return this.#unit === 0x15 || this.#unit === 0x11
  }
}
