import {
  defaultValues,
  type EffectDefinition,
  type ParamValue,
  type ParamValues
} from './definition.ts'
import { valueProblem } from './values.ts'

/** What is saved of an effect: plain JSON. Minus infinity travels as the text "-inf". */
export interface EffectState {
  readonly effect: string
  readonly version: number
  readonly values: Readonly<Record<string, ParamValue>>
}

/** A named set of values that starts from the defaults. */
export interface Preset<D extends EffectDefinition = EffectDefinition> {
  /** What a musician looks for: "Vocal: steady and close". */
  readonly name: string
  /** One sentence: what it does and where to use it. */
  readonly purpose: string
  readonly values: Readonly<Partial<ParamValues<D>>>
}

export interface ReadState<D extends EffectDefinition> {
  /** A full set: defaults, with every entry that could be used on top. */
  readonly values: ParamValues<D>
  /** One sentence per entry that could not be used; empty when all was. */
  readonly problems: readonly string[]
}

export function captureState<D extends EffectDefinition>(
  definition: D,
  values: ParamValues<D>
): EffectState {
  const entries = Object.entries<ParamValue>(values).map(([id, value]) => [
    id,
    value === -Infinity ? '-inf' : value
  ])
  return { effect: definition.id, version: definition.version, values: Object.fromEntries(entries) }
}

/** Reads a saved state of whatever origin. Never throws: what it cannot use it reports by name. */
export function readState<D extends EffectDefinition>(definition: D, state: unknown): ReadState<D> {
  const values = defaultValues(definition)
  const problems: string[] = []
  if (!isRecord(state) || !isRecord(state.values)) {
    return {
      values,
      problems: [`${definition.id}: must be an object with values, got ${typeof state}`]
    }
  }
  if (state.effect !== definition.id) {
    problems.push(`${definition.id}: must be a state of this effect, got "${String(state.effect)}"`)
    return { values, problems }
  }
  if (typeof state.version !== 'number' || state.version > definition.version) {
    problems.push(
      `${definition.id}: must be version ${definition.version} or older, got ${String(state.version)}; loaded what is known`
    )
  }
  problems.push(...assignValues(definition, values, state.values))
  return { values, problems }
}

/** Puts every usable entry into `values` and returns a sentence for each of the others. */
export function assignValues<D extends EffectDefinition>(
  definition: D,
  values: ParamValues<D>,
  entries: Readonly<Record<string, unknown>>
): string[] {
  const rows = new Map(definition.params.map((row) => [row.id, row]))
  // A generic record is written by the very ids it was made from.
  const target = values as Record<string, ParamValue>
  const problems: string[] = []
  for (const [id, entry] of Object.entries(entries)) {
    const row = rows.get(id)
    if (row === undefined) {
      problems.push(`${definition.id}.${id}: no such parameter`)
      continue
    }
    const value = entry === '-inf' && row.kind === 'number' ? -Infinity : entry
    const problem = valueProblem(definition, row, value)
    if (problem === undefined)
      target[id] = value as ParamValue // valueProblem has checked it
    else problems.push(problem)
  }
  return problems
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
