import { Reader } from '../reader.ts'
import type { Loop, Section } from '../session.ts'
import { newId } from '../session-makers.ts'
import { repairRouting } from './repair-routing.ts'
import {
  type Clip,
  MASTER_ID,
  MIX_ID,
  SESSION_VERSION,
  type Session,
  type Strip
} from './session.ts'
import { makeSession, makeStrip } from './session-makers.ts'
import { type Definitions, StripReader } from './strip-reader.ts'
import { upgradeSession } from './upgrade-session.ts'

export type SessionReading =
  | {
      readonly session: Session
      /** One sentence for each part that could not be used; empty when all was. */
      readonly problems: readonly string[]
    }
  | { readonly session: undefined; readonly refusal: string }

/**
 * Reads a session of whatever origin and of version 1 or 2: a file, the store, another page. Never
 * throws. What it cannot use it reports and leaves out; it refuses only what is no session, or one
 * of a newer format, because loading half of that and saving it would lose the other half.
 */
export function readSession(json: unknown, definitions: Definitions): SessionReading {
  const problems: string[] = []
  const given = new Reader(json, 'session', problems)
  const version = given.get('version')
  const listed = Array.isArray(given.get('tracks')) || Array.isArray(given.get('strips'))
  if (!given.isObject || !listed) {
    return { session: undefined, refusal: 'This is no Twobus session: it has no list of strips.' }
  }
  if (typeof version !== 'number' || version > SESSION_VERSION) {
    return {
      session: undefined,
      refusal: `This session was made by a newer version of this page: it has format ${String(version)}, and ${SESSION_VERSION} is the newest known here.`
    }
  }
  const upgraded = version < 2 ? upgradeSession(json as Record<string, unknown>, definitions) : json // isObject
  const reader = new Reader(upgraded, 'session', problems)
  const strips = new StripReader(definitions)
  const empty = makeSession()
  const session: Session = {
    version: SESSION_VERSION,
    title: reader.text('title', empty.title),
    tempo: reader.number('tempo', [20, 300], empty.tempo),
    beatsPerBar: reader.number('beatsPerBar', [1, 32], empty.beatsPerBar),
    sections: reader.list('sections', readSection),
    strips: withBuses(reader.list('strips', (strip) => strips.read(strip))),
    clips: [],
    loop: readLoop(reader.child('loop'))
  }
  const tracks = new Set(session.strips.map(({ id }) => id))
  const clips = reader.list('clips', (clip) => readClip(clip, tracks))
  const repaired = repairRouting({ ...session, clips }, (problem) => problems.push(problem))
  return { session: repaired, problems }
}

/** Mix and master last, and there in any case. */
function withBuses(strips: readonly Strip[]): readonly Strip[] {
  const bus = (kind: 'mix' | 'master', id: string) =>
    strips.find((strip) => strip.kind === kind) ?? makeStrip(kind, { id })
  const others = strips.filter(({ kind }) => kind !== 'mix' && kind !== 'master')
  return [...others, bus('mix', MIX_ID), bus('master', MASTER_ID)]
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

/** The longest song, in seconds: a day. */
const LONGEST = 86_400

function readClip(reader: Reader, strips: ReadonlySet<string>): Clip | undefined {
  const source = reader.get('source')
  if (typeof source !== 'string' || !/^(demo|file):[\w.-]+$/.test(source)) {
    reader.report(`must name its audio, got ${JSON.stringify(source)}; the clip is left out`)
    return undefined
  }
  const strip = reader.text('strip', '')
  if (!strips.has(strip)) {
    reader.report(`must lie on a strip, got ${JSON.stringify(strip)}; the clip is left out`)
    return undefined
  }
  const length = reader.number('length', [0, LONGEST], 0)
  return {
    id: reader.text('id', '') || newId('clip'),
    strip,
    source,
    fileName: reader.text('fileName', source.slice(source.indexOf(':') + 1)),
    channels: Math.round(reader.number('channels', [1, 2], 2)),
    start: reader.number('start', [0, LONGEST], 0),
    offset: reader.number('offset', [0, LONGEST], 0),
    ...(length > 0 ? { length } : {}),
    gain: reader.number('gain', [-100, 24], 0),
    fadeIn: reader.number('fadeIn', [0, LONGEST], 0),
    fadeOut: reader.number('fadeOut', [0, LONGEST], 0)
  }
}
