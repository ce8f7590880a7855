import { STRIPS } from './mackie-bytes.ts'
import { displayColor, inCell, shorten, valueInCell } from './mackie-text.ts'

const CELL = 7
const ROW = STRIPS * CELL
const BLANK = 0x20
const DARK = 7

/** The display of a unit: two rows of eight cells, and the colors behind them. */
export class MackieText {
  readonly #width: number
  readonly #wanted = new Uint8Array(2 * ROW).fill(BLANK)
  readonly #sent = new Uint8Array(2 * ROW)
  readonly #colors = new Uint8Array(STRIPS).fill(DARK)
  readonly #colorsSent = new Uint8Array(STRIPS).fill(0xff)

  /** `width` characters of each cell of seven can be seen. */
  constructor(width: number) {
    this.#width = width
  }

  setName(strip: number, name: string): void {
    this.#write(strip * CELL, shorten(name, this.#width))
  }

  setValue(strip: number, text: string): void {
    this.#write(ROW + strip * CELL, valueInCell(text, this.#width))
  }

  setColor(strip: number, color: string | undefined): void {
    this.#colors[strip] = displayColor(color)
  }

  /** What a cell shows: 0 is the upper row. */
  cell(row: 0 | 1, strip: number): string {
    const at = row * ROW + strip * CELL
    return String.fromCharCode(...this.#wanted.subarray(at, at + CELL))
  }

  /** Offset and characters of what has changed in one of the rows; undefined where nothing has. */
  takeRows(): readonly number[] | undefined {
    for (const row of [0, ROW]) {
      const isNew = (at: number) => this.#wanted[at] !== this.#sent[at]
      let from = row
      let to = row + ROW - 1
      while (from <= to && !isNew(from)) from++
      while (to >= from && !isNew(to)) to--
      if (from > to) continue
      const changed = this.#wanted.subarray(from, to + 1)
      this.#sent.set(changed, from)
      return [from, ...changed]
    }
    return undefined
  }

  takeColors(): readonly number[] | undefined {
    if (this.#colors.every((color, i) => color === this.#colorsSent[i])) return undefined
    this.#colorsSent.set(this.#colors)
    return [...this.#colors]
  }

  clear(): void {
    this.#wanted.fill(BLANK)
    this.#colors.fill(DARK)
  }

  /** The display may have lost its text. */
  forgetRows(): void {
    this.#sent.fill(0)
  }

  forget(): void {
    this.forgetRows()
    this.#colorsSent.fill(0xff)
  }

  #write(at: number, text: string): void {
    const cell = inCell(text, CELL)
    for (let i = 0; i < CELL; i++) this.#wanted[at + i] = cell.charCodeAt(i)
  }
}
