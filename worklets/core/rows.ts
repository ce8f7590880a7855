/**
 * Row makers: one word says the unit of a parameter, and with it its default curve, its text out
 * and its text in. A definition is a list of these rows; see `definition.ts`.
 */

export type Unit =
  | 'dB'
  | 'dBFS'
  | 'dBTP'
  | 'LUFS'
  | 'LU'
  | 'Hz'
  | 'ms'
  | 's'
  | '%'
  | ': 1'
  | 'dB/oct'
  | '×'
  | '°'
  | 'BPM'
  | 'LSB'
  | 'pan'
  | 'integer'
  | ''

/**
 * How a control's travel 0..1 maps to the plain value.
 * - `log`: equal ratios for equal travel; needs min > 0.
 * - `logMid`: shifted logarithm with `mid` at half travel; reaches a minimum of 0.
 * - `power`: min + (max - min) * u^exponent.
 * - `fader`: the taper of a console fader; 0 travel is minus infinity.
 */
export type Curve =
  | { readonly kind: 'linear' }
  | { readonly kind: 'log' }
  | { readonly kind: 'logMid'; readonly mid: number }
  | { readonly kind: 'power'; readonly exponent: number }
  | { readonly kind: 'fader' }

/** A value that reads as a word, such as 100:1 as infinity. */
export interface NamedValue {
  readonly value: number
  readonly text: string
}

interface BaseRow<Id extends string> {
  readonly id: Id
  readonly label: string
  /** Name of the repeated group the row belongs to, such as "Band 1". */
  readonly group?: string
  /** One sentence for a tooltip: what turning it does to the sound. */
  readonly help?: string
  /** False for a row that cannot be an AudioParam. */
  readonly automatable?: boolean
  /** True for what only changes how one listens: no preset has it, and no export sounds so. */
  readonly listening?: boolean
}

export interface NumberRow<Id extends string = string> extends BaseRow<Id> {
  readonly kind: 'number'
  readonly unit: Unit
  readonly min: number
  readonly max: number
  readonly default: number
  readonly curve: Curve
  /** Where a control's arc starts: the value that changes nothing. */
  readonly neutral: number
  readonly named: readonly NamedValue[]
}

export interface ChoiceRow<Id extends string = string, Option extends string = string>
  extends BaseRow<Id> {
  readonly kind: 'choice'
  readonly options: readonly Option[]
  readonly default: Option
  /** What a person reads for each option; the option itself where missing. */
  readonly optionLabels: Readonly<Record<string, string | undefined>>
}

export interface ToggleRow<Id extends string = string> extends BaseRow<Id> {
  readonly kind: 'toggle'
  readonly default: boolean
}

export type ParamRow = NumberRow | ChoiceRow | ToggleRow

export interface MeterRow<Id extends string = string> {
  readonly id: Id
  readonly label: string
  readonly unit: Unit
  /** The reading before any sound. */
  readonly rest: number
}

interface NumberSpec {
  readonly range: readonly [min: number, max: number]
  readonly default: number
  readonly curve?: Curve
  readonly neutral?: number
  readonly named?: readonly NamedValue[]
  readonly help?: string
  readonly automatable?: boolean
}

type NumberRowMaker = <const Id extends string>(
  id: Id,
  label: string,
  spec: NumberSpec
) => NumberRow<Id>

function numberRowMaker(unit: Unit, usualCurve: Curve): NumberRowMaker {
  return (id, label, spec) => {
    const [min, max] = spec.range
    return {
      kind: 'number',
      id,
      label,
      unit,
      min,
      max,
      default: spec.default,
      curve: spec.curve ?? usualCurve,
      neutral: spec.neutral ?? (min < 0 && max > 0 && min !== -Infinity ? 0 : min),
      named: spec.named ?? [],
      help: spec.help,
      automatable: spec.automatable
    }
  }
}

const LINEAR: Curve = { kind: 'linear' }
const LOG: Curve = { kind: 'log' }

export const decibels = numberRowMaker('dB', LINEAR)
/** Decibels on a console fader's taper; the range starts at minus infinity. */
export const faderDecibels = numberRowMaker('dB', { kind: 'fader' })
export const truePeakDecibels = numberRowMaker('dBTP', LINEAR)
export const loudness = numberRowMaker('LUFS', LINEAR)
export const hertz = numberRowMaker('Hz', LOG)
export const milliseconds = numberRowMaker('ms', LOG)
export const seconds = numberRowMaker('s', LOG)
export const percent = numberRowMaker('%', LINEAR)
/** -100 (left) to 100 (right), read as "L 22", "C", "R 18". */
export const pan = numberRowMaker('pan', LINEAR)
export const ratio = numberRowMaker(': 1', LOG)
export const factor = numberRowMaker('×', LOG)
export const degrees = numberRowMaker('°', LINEAR)
export const beatsPerMinute = numberRowMaker('BPM', LINEAR)
export const leastSignificantBits = numberRowMaker('LSB', LINEAR)
/** A number without a unit, such as Q. */
export const plain = numberRowMaker('', LOG)
export const integer = numberRowMaker('integer', LINEAR)

interface ChoiceSpec<Option extends string> {
  /** The first option is the default unless `default` says otherwise. */
  readonly options: readonly Option[]
  readonly default?: NoInfer<Option>
  readonly labels?: Readonly<Partial<Record<Option, string>>>
  readonly help?: string
  readonly automatable?: boolean
}

export function choice<const Id extends string, const Option extends string>(
  id: Id,
  label: string,
  spec: ChoiceSpec<Option>
): ChoiceRow<Id, Option> {
  return {
    kind: 'choice',
    id,
    label,
    options: spec.options,
    default: spec.default ?? spec.options[0],
    optionLabels: spec.labels ?? {},
    help: spec.help,
    automatable: spec.automatable
  }
}

interface ToggleSpec {
  readonly default?: boolean
  readonly help?: string
  readonly automatable?: boolean
  readonly listening?: boolean
}

export function toggle<const Id extends string>(
  id: Id,
  label: string,
  spec: ToggleSpec = {}
): ToggleRow<Id> {
  return {
    kind: 'toggle',
    id,
    label,
    default: spec.default ?? false,
    help: spec.help,
    automatable: spec.automatable,
    listening: spec.listening
  }
}

/** A reading; levels rest at minus infinity, everything else at 0 unless said. */
export function meter<const Id extends string>(
  id: Id,
  label: string,
  unit: Unit,
  rest: number = unit === 'dBFS' || unit === 'dBTP' || unit === 'LUFS' ? -Infinity : 0
): MeterRow<Id> {
  return { id, label, unit, rest }
}

type Prefixed<Row, Group extends string> = Row extends {
  kind: 'toggle'
  id: infer Id extends string
}
  ? ToggleRow<`${Group}.${Id}`>
  : Row extends {
        kind: 'choice'
        id: infer Id extends string
        options: readonly (infer Option extends string)[]
      }
    ? ChoiceRow<`${Group}.${Id}`, Option>
    : Row extends { kind: 'number'; id: infer Id extends string }
      ? NumberRow<`${Group}.${Id}`>
      : Row extends MeterRow<infer Id>
        ? MeterRow<`${Group}.${Id}`>
        : never

/**
 * Writes a group of rows once and repeats it: `repeat('band', [1, 2], (n) => [hertz('frequency', ...)])`
 * gives `band1.frequency` and `band2.frequency`.
 */
export function repeat<
  const Name extends string,
  const N extends number,
  Row extends ParamRow | MeterRow
>(
  name: Name,
  numbers: readonly N[],
  make: (n: N) => readonly Row[]
): readonly Prefixed<Row, `${Name}${N}`>[] {
  const title = name.charAt(0).toUpperCase() + name.slice(1)
  const rows = numbers.flatMap((n) =>
    make(n).map((row) => ({ ...row, id: `${name}${n}.${row.id}`, group: `${title} ${n}` }))
  )
  // The compiler cannot follow a template literal through flatMap; the type says what was built.
  return rows as unknown as readonly Prefixed<Row, `${Name}${N}`>[]
}
