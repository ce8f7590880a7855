import {
  type ChoiceRow,
  type MeterRow,
  meter,
  type NumberRow,
  type ParamRow,
  type ToggleRow,
  toggle
} from './rows.ts'

/**
 * The one table of an effect. Processor, shared memory, AudioParams, editor, presets, MIDI, docs
 * and tests all read it; nothing about a parameter is typed a second time.
 */
export interface EffectDefinition<
  Id extends string = string,
  Param extends ParamRow = ParamRow,
  Meter extends MeterRow = MeterRow
> {
  readonly id: Id
  readonly title: string
  /** Version of the state format: raised when an id changes its meaning. */
  readonly version: number
  /** Whether input 1 is a side chain. */
  readonly sidechain: boolean
  /** True for an effect that is only listened through: no export has it. */
  readonly listening: boolean
  /** Ids of the parameters that matter most, eight at most; see `mainParams`. */
  readonly main?: readonly string[]
  readonly params: readonly Param[]
  readonly meters: readonly Meter[]
  /** Where each parameter and each meter stands in its list, by id. */
  readonly paramPlaces: ReadonlyMap<string, number>
  readonly meterPlaces: ReadonlyMap<string, number>
  /** Latency in whole frames for these values. Pure. */
  latencyFrames(values: RowValues<Param>, sampleRate: number): number
}

export type ParamValue = number | boolean | string

type RowValue<Row> = Row extends { kind: 'number' }
  ? number
  : Row extends { kind: 'toggle' }
    ? boolean
    : Row extends { kind: 'choice'; options: readonly (infer Option)[] }
      ? Option
      : never

export type RowValues<Row extends ParamRow> = { [R in Row as R['id']]: RowValue<R> }

export type ParamId<D extends EffectDefinition> = D['params'][number]['id']
export type ParamValues<D extends EffectDefinition> = RowValues<D['params'][number]>
export type MeterId<D extends EffectDefinition> = D['meters'][number]['id']
export type MeterValues<D extends EffectDefinition> = { [Id in MeterId<D>]: number } & {
  faults: number
}

/** Every effect can be bypassed without a click, its latency kept. */
export const BYPASS: ToggleRow<'bypass'> = toggle('bypass', 'Bypass', {
  help: 'Hear the sound as it comes in, at the same latency.'
})

/** For effects that change loudness; their kernels are given a `LoudnessKeeper`. */
export const MATCHED_BYPASS: ToggleRow<'matchBypass'> = toggle('matchBypass', 'Matched bypass', {
  listening: true,
  help: 'Bypass plays the input as loud as the effect, so that louder does not win.'
})

/** For effects that change what comes in: their kernels then give what they have changed. */
export const DELTA: ToggleRow<'delta'> = toggle('delta', 'Delta', {
  listening: true,
  help: 'Hear only what the effect adds or takes away.'
})

/** Every effect counts the blocks in which it met a sample that is no sound. */
export const FAULTS: MeterRow<'faults'> = meter('faults', 'Faulty blocks', 'integer')

interface EffectSpec<Id extends string, Param extends ParamRow, Meter extends MeterRow> {
  readonly id: Id
  readonly title: string
  readonly version: number
  readonly sidechain?: boolean
  readonly listening?: boolean
  /** The first eight numbers of the table where it is left out. */
  readonly main?: readonly Param['id'][]
  readonly params: readonly Param[]
  readonly meters: readonly Meter[]
  latencyFrames?(values: RowValues<Param>, sampleRate: number): number
}

/**
 * Checks every row and adds what all effects share (`bypass`, `faults`).
 *
 * @throws Error naming the row and what is wrong with it, so that a mistake stops at start-up.
 */
export function defineEffect<
  const Id extends string,
  const Param extends ParamRow,
  const Meter extends MeterRow
>(
  spec: EffectSpec<Id, Param, Meter>
): EffectDefinition<Id, Param | typeof BYPASS, Meter | typeof FAULTS> {
  const params = [...spec.params, BYPASS]
  const meters = [...spec.meters, FAULTS]
  const definition = {
    id: spec.id,
    title: spec.title,
    version: spec.version,
    sidechain: spec.sidechain ?? false,
    listening: spec.listening ?? false,
    main: spec.main,
    params,
    meters,
    paramPlaces: placesOf(params),
    meterPlaces: placesOf(meters),
    latencyFrames: spec.latencyFrames ?? (() => 0)
  }
  checkIds(definition)
  for (const row of spec.params) {
    if (row.kind === 'number') checkNumberRow(spec.id, row)
    if (row.kind === 'choice') checkChoiceRow(spec.id, row)
  }
  return definition
}

function placesOf(rows: readonly { readonly id: string }[]): ReadonlyMap<string, number> {
  return new Map(rows.map(({ id }, place) => [id, place]))
}

function checkIds(definition: EffectDefinition): void {
  const seen = new Set<string>()
  for (const { id } of [...definition.params, ...definition.meters]) {
    if (seen.has(id)) throw new Error(`${definition.id}.${id}: must be declared once, got twice`)
    if (!/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)?$/.test(id)) {
      throw new Error(`${definition.id}.${id}: must be a plain word or group.word`)
    }
    seen.add(id)
  }
}

function checkNumberRow(effect: string, row: NumberRow): void {
  const where = `${effect}.${row.id}`
  if (!(row.min < row.max)) throw new Error(`${where}: min must be below max, got ${row.min}`)
  if (!(row.default >= row.min && row.default <= row.max)) {
    throw new Error(`${where}: default must be ${row.min} to ${row.max}, got ${row.default}`)
  }
  if (row.curve.kind === 'log' && row.min <= 0) {
    throw new Error(`${where}: a log curve needs min above 0, got ${row.min}`)
  }
  if (row.curve.kind !== 'fader' && !Number.isFinite(row.min)) {
    throw new Error(`${where}: only a fader may start at minus infinity`)
  }
  if (row.curve.kind === 'logMid' && !(row.curve.mid < (row.min + row.max) / 2)) {
    throw new Error(`${where}: mid must lie in the lower half of the range, got ${row.curve.mid}`)
  }
}

function checkChoiceRow(effect: string, row: ChoiceRow): void {
  if (row.options.length < 2) throw new Error(`${effect}.${row.id}: a choice needs two options`)
  if (new Set(row.options).size < row.options.length) {
    throw new Error(`${effect}.${row.id}: options must differ, got ${row.options.join(', ')}`)
  }
}

/** The rows that a preset sets: how it sounds, not whether and how one listens. */
export function presetIds(definition: EffectDefinition): ReadonlySet<string> {
  const rows = definition.params.filter((row) => row.id !== BYPASS.id && row.listening !== true)
  return new Set(rows.map(({ id }) => id))
}

/** The values of a fresh effect, by id. A new object at each call. */
export function defaultValues<D extends EffectDefinition>(definition: D): ParamValues<D> {
  const entries = definition.params.map((row) => [row.id, row.default])
  // Object.fromEntries forgets the ids that the table's type knows.
  return Object.fromEntries(entries) as ParamValues<D>
}

/** The readings of an effect that has heard nothing, by id. A new object at each call. */
export function restingMeters<D extends EffectDefinition>(definition: D): MeterValues<D> {
  const entries = definition.meters.map((row) => [row.id, row.rest])
  // Object.fromEntries forgets the ids that the table's type knows.
  return Object.fromEntries(entries) as MeterValues<D>
}

/** The label with its group, as a screen reader says it: "Band 1 frequency". */
export function fullLabel(row: ParamRow): string {
  return row.group === undefined ? row.label : `${row.group} ${row.label.toLowerCase()}`
}
