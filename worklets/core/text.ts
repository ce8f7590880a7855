import { noteFrequency } from './note.ts'
import type { NumberRow, ParamRow, Unit } from './rows.ts'

/**
 * Values as people read and type them. `parseValue` understands everything `formatValue` writes,
 * and more: "1k", "-6 dB", "3:1", "20%", "-inf", "C4", "1.2 s" in a field of milliseconds.
 */

export interface ValueText {
  readonly figure: string
  readonly unit: string
}

/** Figure and unit apart, so that a view can set the unit in a quieter color. */
export function formatNumber(row: NumberRow, value: number): ValueText {
  for (const named of row.named) {
    if (Math.abs(named.value - value) <= 1e-6 * Math.abs(named.value)) {
      return { figure: named.text, unit: /^[a-z]/i.test(named.text) ? '' : row.unit }
    }
  }
  const signed = row.min < 0 && row.max > 0 && (row.neutral === 0 || row.curve.kind === 'fader')
  return formatUnit(row.unit, value, signed)
}

/** A meter reading or any other number in a unit; minus infinity is "−∞". */
export function formatUnit(unit: Unit, value: number, signed = false): ValueText {
  if (unit === 'pan') return { figure: panFigure(value), unit: '' }
  const [figure, shownUnit] = UNIT_FIGURES[unit](value)
  const plus = signed && Number(figure) > 0 ? '+' : ''
  return { figure: plus + typographic(figure), unit: shownUnit }
}

/** One string: figure, a space, the unit. Choices and toggles as their labels. */
export function formatValue(row: ParamRow, value: number | boolean | string): string {
  if (row.kind === 'toggle') return value ? 'On' : 'Off'
  if (row.kind === 'choice') return row.optionLabels[String(value)] ?? String(value)
  const { figure, unit } = formatNumber(row, Number(value))
  return unit === '' ? figure : `${figure} ${unit}`
}

/**
 * The value that a text means, or undefined when it means none. Numbers are not yet brought into
 * the row's range.
 */
export function parseValue(row: ParamRow, text: string): number | boolean | string | undefined {
  const plain = plainText(text)
  if (row.kind === 'toggle') return parseToggle(plain)
  if (row.kind === 'choice') {
    return row.options.find(
      (option) =>
        plainText(option) === plain || plainText(row.optionLabels[option] ?? option) === plain
    )
  }
  const named = row.named.find((candidate) => plainText(candidate.text) === plain)
  return named ? named.value : parseNumber(row, plain)
}

/** A text as typed on any keyboard: lower case, a plain minus, no space around. */
function plainText(text: string): string {
  return text.trim().replaceAll('\u2212', '-').toLowerCase()
}

type FigureMaker = (value: number) => readonly [figure: string, unit: string]

const tenths =
  (unit: string): FigureMaker =>
  (value) => [fixed(value, 1), unit]

const UNIT_FIGURES: Readonly<Record<Exclude<Unit, 'pan'>, FigureMaker>> = {
  dB: tenths('dB'),
  dBFS: tenths('dBFS'),
  dBTP: tenths('dBTP'),
  LUFS: tenths('LUFS'),
  LU: tenths('LU'),
  Hz: (value) =>
    value < 999.5 ? [significant(value, 3, true), 'Hz'] : [significant(value / 1000, 3), 'kHz'],
  ms: (value) =>
    value < 999.5 ? [significant(value, 2, true), 'ms'] : [significant(value / 1000, 3), 's'],
  s: (value) => [significant(value, 3), 's'],
  '%': (value) => [fixed(value, 0), '%'],
  ': 1': (value) => [fixed(value, value < 9.95 ? 1 : 0), ': 1'],
  'dB/oct': (value) => [fixed(value, 0), 'dB/oct'],
  '×': (value) => [fixed(value, 2), '×'],
  '°': (value) => [fixed(value, 0), '°'],
  BPM: tenths('BPM'),
  LSB: (value) => [fixed(value, 2), 'LSB'],
  integer: (value) => [fixed(value, 0), ''],
  '': (value) => [significant(value, 3), '']
}

/** A figure never reads "-0.0". */
function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return value < 0 ? '-∞' : '∞'
  const figure = value.toFixed(digits)
  return Number(figure) === 0 ? (0).toFixed(digits) : figure
}

/** `digits` significant digits, at most that many minus one after the point. */
function significant(value: number, digits: number, trim = false): string {
  const whole = Math.max(1, Math.floor(Math.log10(Math.max(Math.abs(value), 1e-9))) + 1)
  const decimals = Math.abs(value) < 0.0995 ? digits : Math.max(0, digits - whole)
  const figure = fixed(value, decimals)
  return trim && figure.includes('.') ? figure.replace(/\.?0+$/, '') : figure
}

function typographic(figure: string): string {
  return figure.replace('-', '\u2212')
}

function panFigure(value: number): string {
  const rounded = Math.round(value)
  if (rounded === 0) return 'C'
  return rounded < 0 ? `L ${-rounded}` : `R ${rounded}`
}

function parseToggle(plain: string): boolean | undefined {
  if (['on', 'true', 'yes', '1'].includes(plain)) return true
  if (['off', 'false', 'no', '0'].includes(plain)) return false
  return undefined
}

const NUMBER = /^([+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+))\s*(.*)$/

/** What may follow a figure, and what it multiplies by. An empty suffix is the row's own unit. */
const SUFFIXES: Readonly<Partial<Record<Unit, Readonly<Record<string, number>>>>> = {
  Hz: { hz: 1, k: 1000, khz: 1000 },
  ms: { ms: 1, s: 1000, sec: 1000, us: 0.001, µs: 0.001 },
  s: { s: 1, sec: 1, ms: 0.001 },
  '%': { '%': 1, percent: 1 },
  ': 1': { ':1': 1, ': 1': 1, 'to 1': 1 },
  '×': { '×': 1, x: 1 },
  '°': { '°': 1, deg: 1, degrees: 1 },
  dB: { db: 1 },
  dBTP: { dbtp: 1, db: 1 },
  dBFS: { dbfs: 1, db: 1 },
  LUFS: { lufs: 1, db: 1 },
  BPM: { bpm: 1 },
  LSB: { lsb: 1 }
}

function parseNumber(row: NumberRow, plain: string): number | undefined {
  if (row.unit === 'pan') return parsePan(plain)
  if (/^-\s*(inf(inity)?|∞)/.test(plain)) return -Infinity
  if (/^\+?\s*(inf(inity)?|∞)/.test(plain)) {
    return row.min === -Infinity ? -Infinity : row.max
  }
  if (row.unit === 'Hz') {
    const note = noteFrequency(plain)
    if (note !== undefined) return note
  }
  const match = NUMBER.exec(plain)
  if (!match) return undefined
  const figure = Number(match[1].replace(',', '.'))
  const suffix = match[2].trim()
  if (suffix === '') return figure
  if (suffix === 'k' && row.unit !== 'Hz') return figure * 1000
  const factor = SUFFIXES[row.unit]?.[suffix]
  return factor === undefined ? undefined : figure * factor
}

function parsePan(plain: string): number | undefined {
  if (plain === 'c' || plain === 'center' || plain === 'centre') return 0
  const match = /^(l|r|left|right)?\s*([+-]?\d+(?:[.,]\d*)?)\s*(l|r|left|right|%)?$/.exec(plain)
  if (!match) return undefined
  const size = Number(match[2].replace(',', '.'))
  const side = match[1] ?? match[3] ?? ''
  return side.startsWith('l') ? -size : size
}
