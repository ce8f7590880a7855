import { defaultValues, type EffectDefinition } from '../../../worklets/core/definition.ts'
import { captureState, type EffectState, readState } from '../../../worklets/core/state.ts'
import { valueProblem } from '../../../worklets/core/values.ts'
import { type MixKey, SEND_ROWS, type Tap } from '../../../worklets/mix.ts'
import type { Reader } from '../reader.ts'
import { COLOR_COUNT, makeState, newId } from '../session-makers.ts'
import { readLane } from './lane-reader.ts'
import { type Insert, MASTER_ID, MIX_ID, type Send, type Strip, type StripKind } from './session.ts'
import { makeStrip } from './session-makers.ts'

/** The effects a page has, by id. */
export type Definitions = ReadonlyMap<string, EffectDefinition>

const KINDS: ReadonlySet<unknown> = new Set(['track', 'group', 'return', 'mix', 'master'])

/** Reads strips with the effects this page has. Where they run to is checked by the session. */
export class StripReader {
  readonly #definitions: Definitions
  readonly #ids = new Set<string>()

  constructor(definitions: Definitions) {
    this.#definitions = definitions
  }

  read(reader: Reader): Strip | undefined {
    if (!reader.isObject) return undefined
    const kind = this.#kind(reader)
    const id = kind === 'mix' ? MIX_ID : kind === 'master' ? MASTER_ID : undefined
    if (id !== undefined && this.#ids.has(id)) {
      reader.report(`there is one ${kind}; this strip is left out`)
      return undefined
    }
    if (id !== undefined) this.#ids.add(id)
    const empty = makeStrip(kind)
    const { output } = empty
    return {
      id: id ?? this.#freshId(reader, kind),
      kind,
      name: reader.text('name', empty.name),
      color: Math.round(reader.number('color', [1, COLOR_COUNT], 1)),
      inserts: list(reader, 'inserts', (insert) => this.#insert(insert)),
      channel: this.#state(reader, 'channel', 'channel'),
      ...(output === undefined ? {} : { output: reader.text('output', output) }),
      sends: list(reader, 'sends', readSend),
      mute: reader.flag('mute'),
      solo: reader.flag('solo') && id === undefined,
      lanes: list(reader, 'lanes', readLane)
    }
  }

  #kind(reader: Reader): StripKind {
    const kind = reader.get('kind')
    if (KINDS.has(kind)) return kind as StripKind // checked
    reader.report(`kind must be track, group, return, mix or master, got ${JSON.stringify(kind)}`)
    return 'track'
  }

  #insert(reader: Reader): Insert | undefined {
    const effect = reader.get('effect')
    if (typeof effect !== 'string' || !this.#definitions.has(effect)) {
      reader.report(`no such effect: ${JSON.stringify(effect)}; the insert is left out`)
      return undefined
    }
    const state = this.#state(reader, 'state', effect)
    const key = readKey(reader.child('key'))
    const insert = { id: this.#freshId(reader, effect), effect, state }
    return key === undefined ? insert : { ...insert, key }
  }

  /** A missing state is that of a fresh effect. */
  #state(reader: Reader, field: string, effect: string): EffectState {
    const definition = this.#definitions.get(effect)
    if (definition === undefined) return makeState(effect)
    const { values, problems } = readState(definition, reader.get(field) ?? makeState(effect))
    for (const problem of problems) reader.report(problem)
    return captureState(definition, values ?? defaultValues(definition))
  }

  /** Keeps an id unless it is missing or another object has it: two strips may not share one. */
  #freshId(reader: Reader, word: string): string {
    const given = reader.get('id')
    const usable = typeof given === 'string' && given !== '' && !RESERVED_IDS.has(given)
    const id = usable && !this.#ids.has(given) ? given : newId(word)
    if (id !== given) reader.report(`id must be one of its own, got ${JSON.stringify(given)}`)
    this.#ids.add(id)
    return id
  }
}

const RESERVED_IDS: ReadonlySet<string> = new Set([MIX_ID, MASTER_ID, 'channel'])

/** A list that older documents may lack. */
function list<T>(
  reader: Reader,
  field: string,
  read: (entry: Reader) => T | undefined
): readonly T[] {
  return reader.get(field) === undefined ? [] : reader.list(field, read)
}

function readKey(reader: Reader): MixKey | undefined {
  if (!reader.isObject) return undefined
  return { strip: reader.text('strip', ''), tap: readTap(reader) }
}

function readSend(reader: Reader): Send | undefined {
  if (!reader.isObject) return undefined
  const level = reader.get('level')
  const problem = level === '-inf' ? undefined : valueProblem(SEND_ROWS, SEND_ROWS.params[0], level)
  if (problem !== undefined) reader.report(problem)
  return {
    to: reader.text('to', ''),
    // A level that is none is silent: nothing jumps out of a speaker.
    level: problem === undefined && typeof level === 'number' ? level : '-inf',
    tap: readTap(reader),
    on: reader.flag('on')
  }
}

function readTap(reader: Reader): Tap {
  return reader.text('tap', 'post') === 'pre' ? 'pre' : 'post'
}
