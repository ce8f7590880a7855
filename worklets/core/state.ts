import {
  defaultValues,
  type EffectDefinition,
  type ParamValue,
  type ParamValues
} from './definition.ts'
import { findRow, valueProblem } from './values.ts'

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

/** @throws Error with the names there are, for one that is not among them. */
export function findPreset<D extends EffectDefinition>(
  definition: D,
  presets: readonly Preset<D>[],
  name: string
): Preset<D> {
  const preset = presets.find((candidate) => candidate.name === name)
  if (preset) return preset
  const names = presets.map((candidate) => `"${candidate.name}"`).join(', ')
  throw new Error(`${definition.id}: preset must be one of ${names}, got "${name}"`)
}

export interface ReadState<D extends EffectDefinition> {
  /**
   * A full set: defaults, with every entry that could be used on top. Undefined where the whole is
   * refused, as no state or that of another effect: then nothing may change.
   */
  readonly values: ParamValues<D> | undefined
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
  const { id } = definition
  if (!isRecord(state) || !isRecord(state.values)) {
    return refused(
      `${id}: must be an object with values, got ${state === null ? 'null' : typeof state}`
    )
  }
  if (state.effect !== id) {
    return refused(`${id}: must be a state of this effect, got "${String(state.effect)}"`)
  }
  const values = defaultValues(definition)
  const problems: string[] = []
  if (typeof state.version !== 'number' || state.version > definition.version) {
    problems.push(
      `${id}: must be version ${definition.version} or older, got ${String(state.version)}; loaded what is known`
    )
  }
  problems.push(...assignValues(definition, values, state.values))
  return { values, problems }
}

function refused(problem: string): { readonly values: undefined; readonly problems: string[] } {
  return { values: undefined, problems: [problem] }
}

/** Puts every usable entry into `values` and returns a sentence for each of the others. */
export function assignValues<D extends EffectDefinition>(
  definition: D,
  values: ParamValues<D>,
  entries: Readonly<Record<string, unknown>>
): string[] {
  // A generic record is written by the very ids it was made from.
  const target = values as Record<string, ParamValue>
  const problems: string[] = []
  for (const [id, entry] of Object.entries(entries)) {
    if (!definition.paramPlaces.has(id)) {
      problems.push(`${definition.id}.${id}: no such parameter`)
      continue
    }
    const row = findRow(definition, id)
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
