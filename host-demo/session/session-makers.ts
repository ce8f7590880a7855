import type { ParamValue } from '../../worklets/core/definition.ts'
import type { EffectState } from '../../worklets/core/state.ts'
import {
  type Clip,
  type Insert,
  SESSION_VERSION,
  type Session,
  type Strip,
  type Track
} from './session.ts'

/** How many track colors the palette has. */
export const COLOR_COUNT = 8

type Values = Readonly<Record<string, ParamValue>>

/** A state that names only what differs from the effect's defaults. */
export function makeState(effect: string, values: Values = {}): EffectState {
  return { effect, version: 1, values: withJsonValues(values) }
}

export function makeInsert(effect: string, values: Values = {}, id = newId(effect)): Insert {
  return { id, effect, state: makeState(effect, values) }
}

export function makeStrip(inserts: readonly Insert[] = [], channel: Values = {}): Strip {
  return { inserts, channel: makeState('channel', channel), mute: false, solo: false }
}

/** A track as it comes in: no inserts, a mono clip panned by the mono law. */
export function makeTrack(clip: Clip, index: number): Track {
  return {
    id: newId('track'),
    name: nameOfFile(clip.fileName),
    color: (index % COLOR_COUNT) + 1,
    clip,
    strip: makeStrip([], clip.channels === 1 ? { source: 'mono' } : {})
  }
}

export function makeSession(tracks: readonly Track[] = []): Session {
  return {
    version: SESSION_VERSION,
    title: 'Untitled',
    tempo: 120,
    beatsPerBar: 4,
    sections: [],
    tracks,
    mixBus: makeStrip(),
    masterBus: makeStrip(),
    loop: { start: 0, end: 0, on: false }
  }
}

/** An id that no other object of any session has. */
export function newId(word: string): string {
  // getRandomValues also exists on pages without https, where randomUUID does not.
  const bytes = crypto.getRandomValues(new Uint8Array(8))
  return `${word}-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

/** JSON has no minus infinity; a state writes it as the text "-inf". */
export function withJsonValues(values: Values): Values {
  const entries = Object.entries(values)
  return Object.fromEntries(
    entries.map(([id, value]) => [id, value === -Infinity ? '-inf' : value])
  )
}

/** "03 Lead vocal.wav" reads as "Lead vocal". */
function nameOfFile(fileName: string): string {
  const name = fileName
    .replace(/\.[^.]*$/, '')
    .replace(/^\d+[\s._-]+/, '')
    .replaceAll('_', ' ')
    .trim()
  return name === '' ? 'Track' : name
}
