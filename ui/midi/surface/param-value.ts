import { fullLabel } from '../../../worklets/core/definition.ts'
import type { ParamRow } from '../../../worklets/core/rows.ts'
import type { ParamStream } from '../../../worklets/core/source.ts'
import { formatValue } from '../../../worklets/core/text.ts'
import { decodeValue, encodeValue, findRow } from '../../../worklets/core/values.ts'
import type { AnySource } from '../../core/any-source.ts'
import { normalizedOf } from '../../core/param-controller.ts'
import { turned, valueAt } from '../param-moves.ts'
import type { SurfaceSwitch, SurfaceValue } from '../surface/surface-page.ts'

const WHOLE = { from: 0, to: 1, invert: false } as const

/** A parameter of an effect as a surface moves it. */
export class ParamValue implements SurfaceValue, SurfaceSwitch {
  readonly source: AnySource
  readonly param: string
  readonly #row: ParamRow
  readonly #stream: ParamStream
  readonly #hold: ((value: ParamValue, isHeld: boolean) => void) | undefined

  /** `hold` is told when a hand takes hold of the parameter, and when it lets go. */
  constructor(
    source: AnySource,
    param: string,
    hold?: (value: ParamValue, isHeld: boolean) => void
  ) {
    this.source = source
    this.param = param
    this.#row = findRow(source.definition, param)
    this.#stream = source.stream(param)
    this.#hold = hold
  }

  get name(): string {
    return fullLabel(this.#row)
  }

  get text(): string {
    return formatValue(this.#row, this.#value)
  }

  get travel(): number {
    return normalizedOf(this.#row, this.#value)
  }

  get shape(): 'bipolar' | 'level' | 'place' {
    const row = this.#row
    if (row.kind !== 'number') return 'place'
    return row.curve.kind !== 'fader' && row.neutral > row.min && row.neutral < row.max
      ? 'bipolar'
      : 'level'
  }

  get lamp(): 'on' | 'off' {
    return this.#value === true ? 'on' : 'off'
  }

  moveTo(travel: number): void {
    this.#write(encodeValue(this.#row, valueAt(this.#row, travel)))
  }

  turn(steps: number): void {
    this.#write(encodeValue(this.#row, turned(this.#row, this.#value, steps, WHOLE)))
  }

  /** Numbers go to their default, choices on to the next option, toggles over. */
  push(): void {
    const row = this.#row
    const word = this.#stream.word[0] ?? 0
    if (row.kind === 'number') this.#write(row.default)
    else if (row.kind === 'toggle') this.#write(1 - word)
    else this.#write((word + 1) % row.options.length)
  }

  press(): void {
    this.hold(true)
    this.push()
    this.hold(false)
  }

  hold(isHeld: boolean): void {
    this.#hold?.(this, isHeld)
  }

  get #value() {
    return decodeValue(this.#row, this.#stream.word[0] ?? 0)
  }

  #write(word: number): void {
    const { word: stands } = this.#stream
    if (stands[0] === word) return
    stands[0] = word
    this.#stream.write()
  }
}
