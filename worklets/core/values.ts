import type { EffectDefinition, ParamValue, ParamValues } from './definition.ts'
import type { ParamRow } from './rows.ts'
import { formatValue } from './text.ts'

/**
 * What is wrong with a value for this row, as a sentence, or undefined when nothing is:
 * "compressor.ratio: must be 1.0 : 1 to ∞ : 1, got 400".
 */
export function valueProblem(
  definition: Pick<EffectDefinition, 'id'>,
  row: ParamRow,
  value: unknown
): string | undefined {
  const where = `${definition.id}.${row.id}`
  if (row.kind === 'toggle') {
    return typeof value === 'boolean'
      ? undefined
      : `${where}: must be true or false, got ${say(value)}`
  }
  if (row.kind === 'choice') {
    if (typeof value === 'string' && row.options.includes(value)) return undefined
    return `${where}: must be one of ${row.options.join(', ')}, got ${say(value)}`
  }
  if (typeof value === 'number' && value >= row.min && value <= row.max) return undefined
  const [min, max] = [formatValue(row, row.min), formatValue(row, row.max)]
  return `${where}: must be ${min} to ${max}, got ${say(value)}`
}

function say(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value)
}

/** The 32-bit word that stands for a value in shared memory and in an AudioParam. */
export function encodeValue(row: ParamRow, value: ParamValue): number {
  if (row.kind === 'toggle') return value ? 1 : 0
  if (row.kind === 'choice') return Math.max(0, row.options.indexOf(String(value)))
  return Number(value)
}

/** No fader goes lower without meaning silence. */
const LOWEST_DECIBELS = -1000

/** The value that a word stands for. Never allocates; a word that is no value gives the nearest. */
export function decodeValue(row: ParamRow, word: number): ParamValue {
  if (row.kind === 'toggle') return word >= 0.5
  if (row.kind === 'choice') {
    const last = row.options.length - 1
    return row.options[Math.min(last, Math.max(0, Math.round(word) || 0))]
  }
  // AudioParams are finite: their lowest float stands for minus infinity.
  if (row.min === -Infinity && word < LOWEST_DECIBELS) return -Infinity
  return word >= row.min ? Math.min(word, row.max) : row.min
}

/** All values as words, in the table's order. */
export function encodeValues<D extends EffectDefinition>(
  definition: D,
  values: ParamValues<D>
): Float32Array {
  // A generic record is indexed by the very ids it was made from.
  const byId = values as Readonly<Record<string, ParamValue>>
  return Float32Array.from(definition.params, (row) => encodeValue(row, byId[row.id]))
}

/** Where a parameter stands in the table. @throws Error naming the effect and what it has. */
export function paramPlace(definition: EffectDefinition, id: string): number {
  const place = definition.paramPlaces.get(id)
  if (place !== undefined) return place
  const ids = [...definition.paramPlaces.keys()].join(', ')
  throw new Error(`${definition.id}.${id}: must be one of ${ids}`)
}

/** Where a meter stands in the table. @throws Error naming the effect and what it has. */
export function meterPlace(definition: EffectDefinition, id: string): number {
  const place = definition.meterPlaces.get(id)
  if (place !== undefined) return place
  const ids = [...definition.meterPlaces.keys()].join(', ')
  throw new Error(`${definition.id}.${id}: must be one of the meters ${ids}`)
}

/** The row of an id, or undefined where the table has none. */
export function rowOf(definition: EffectDefinition, id: string): ParamRow | undefined {
  const place = definition.paramPlaces.get(id)
  return place === undefined ? undefined : definition.params[place]
}

/** The row of an id. @throws Error as `paramPlace`. */
export function findRow(definition: EffectDefinition, id: string): ParamRow {
  return definition.params[paramPlace(definition, id)]
}
