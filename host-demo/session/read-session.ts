import type { EffectDefinition } from '../../worklets/core/definition.ts'
import { captureState, type EffectState, readState } from '../../worklets/core/state.ts'
import { Reader } from './reader.ts'
import {
  type Clip,
  type Insert,
  type Loop,
  SESSION_VERSION,
  type Section,
  type Session,
  type Strip,
  type Track
} from './session.ts'
import { COLOR_COUNT, makeSession, makeState, newId } from './session-makers.ts'

/** The effects a page has, by id. */
export type Definitions = ReadonlyMap<string, EffectDefinition>

export type SessionReading =
  | {
      readonly session: Session
      /** One sentence for each part that could not be used; empty when all was. */
      readonly problems: readonly string[]
    }
  | { readonly session: undefined; readonly refusal: string }

/**
 * Reads a session of whatever origin: a file, the store, another page. Never throws. What it
 * cannot use it reports and leaves out; it refuses only what is no session, or one of a newer
 * format, because loading half of that and saving it would lose the other half.
 */
export function readSession(json: unknown, definitions: Definitions): SessionReading {
  const problems: string[] = []
  const reader = new Reader(json, 'session', problems)
  if (!reader.isObject || !Array.isArray(reader.get('tracks'))) {
    return { session: undefined, refusal: 'This is no Twobus session: it has no list of tracks.' }
  }
  const version = reader.get('version')
  if (typeof version !== 'number' || version > SESSION_VERSION) {
    return {
      session: undefined,
      refusal: `This session was made by a newer version of this page: it has format ${String(version)}, and ${SESSION_VERSION} is the newest known here.`
    }
  }
  const ids = new Set<string>()
  const strips = new StripReader(definitions, ids)
  const empty = makeSession()
  const session: Session = {
    version: SESSION_VERSION,
    title: reader.text('title', empty.title),
    tempo: reader.number('tempo', [20, 300], empty.tempo),
    beatsPerBar: reader.number('beatsPerBar', [1, 32], empty.beatsPerBar),
    sections: reader.list('sections', readSection),
    tracks: reader.list('tracks', (track) => readTrack(track, strips, ids)),
    mixBus: strips.read(reader.child('mixBus')),
    masterBus: strips.read(reader.child('masterBus')),
    loop: readLoop(reader.child('loop'))
  }
  return { session, problems }
}

function readSection(reader: Reader): Section | undefined {
  if (!reader.isObject) return undefined
  return { bar: reader.number('bar', [1, 100_000], 1), name: reader.text('name', '') }
}

function readLoop(reader: Reader): Loop {
  const start = reader.number('start', [0, Infinity], 0)
  const end = reader.number('end', [0, Infinity], 0)
  return { start, end, on: reader.flag('on') && end > start }
}

function readTrack(reader: Reader, strips: StripReader, ids: Set<string>): Track | undefined {
  const clip = readClip(reader.child('clip'))
  if (clip === undefined) return undefined
  return {
    id: freshId(reader, 'track', ids),
    name: reader.text('name', 'Track'),
    color: Math.round(reader.number('color', [1, COLOR_COUNT], 1)),
    clip,
    strip: strips.read(reader.child('strip'))
  }
}

function readClip(reader: Reader): Clip | undefined {
  const source = reader.get('source')
  if (typeof source !== 'string' || !/^(demo|file):[\w.-]+$/.test(source)) {
    reader.report(`must name its audio, got ${JSON.stringify(source)}; the track is left out`)
    return undefined
  }
  return {
    source,
    fileName: reader.text('fileName', source.slice(source.indexOf(':') + 1)),
    channels: Math.round(reader.number('channels', [1, 2], 2))
  }
}

/** Keeps an id unless it is missing or another object has it: two strips may not share one. */
function freshId(reader: Reader, word: string, ids: Set<string>): string {
  const given = reader.get('id')
  const usable = typeof given === 'string' && given !== '' && !RESERVED_IDS.has(given)
  const id = usable && !ids.has(given) ? given : newId(word)
  if (id !== given) reader.report(`id must be one of its own, got ${JSON.stringify(given)}`)
  ids.add(id)
  return id
}

const RESERVED_IDS: ReadonlySet<string> = new Set(['mixBus', 'masterBus', 'channel'])

/** Reads strips with the effects this page has. */
class StripReader {
  readonly #definitions: Definitions
  readonly #ids: Set<string>

  constructor(definitions: Definitions, ids: Set<string>) {
    this.#definitions = definitions
    this.#ids = ids
  }

  read(reader: Reader): Strip {
    return {
      inserts: reader.list('inserts', (insert) => this.#insert(insert)),
      channel: this.#state(reader, 'channel', 'channel') ?? makeState('channel'),
      mute: reader.flag('mute'),
      solo: reader.flag('solo')
    }
  }

  #insert(reader: Reader): Insert | undefined {
    const effect = reader.get('effect')
    if (typeof effect !== 'string' || !this.#definitions.has(effect)) {
      reader.report(`no such effect: ${JSON.stringify(effect)}; the insert is left out`)
      return undefined
    }
    const state = this.#state(reader, 'state', effect) ?? makeState(effect)
    return { id: freshId(reader, effect, this.#ids), effect, state }
  }

  #state(reader: Reader, field: string, effect: string): EffectState | undefined {
    const definition = this.#definitions.get(effect)
    if (definition === undefined || reader.get(field) === undefined) return undefined
    const { values, problems } = readState(definition, reader.get(field))
    for (const problem of problems) reader.report(problem)
    return values && captureState(definition, values)
  }
}
