import type { ParamValue } from '../../../worklets/core/definition.ts'
import { COLOR_COUNT, makeState, newId } from '../session-makers.ts'
import {
  type Clip,
  type Insert,
  MASTER_ID,
  MIX_ID,
  SESSION_VERSION,
  type Send,
  type Session,
  type Strip,
  type StripKind
} from './session.ts'

type Values = Readonly<Record<string, ParamValue>>

/** A strip without inserts at 0 dB. It runs to the mix, the mix to the master. */
export function makeStrip(kind: StripKind, parts: Partial<Strip> = {}): Strip {
  return {
    id: newId(kind),
    kind,
    name: NAMES[kind],
    color: 1,
    inserts: [],
    channel: makeState('channel'),
    ...(kind === 'master' ? {} : { output: kind === 'mix' ? MASTER_ID : MIX_ID }),
    sends: [],
    mute: false,
    solo: false,
    lanes: [],
    ...parts
  }
}

const NAMES: Readonly<Record<StripKind, string>> = {
  track: 'Track',
  group: 'Group',
  return: 'Return',
  mix: 'Mix bus',
  master: 'Master'
}

export function makeInsert(effect: string, values: Values = {}, id = newId(effect)): Insert {
  return { id, effect, state: makeState(effect, values) }
}

/** What a clip is made of: a file of the store or of the page. */
export type ClipSource = Pick<Clip, 'source' | 'fileName' | 'channels'>

/** The whole file, from the start of the song. */
export function makeClip(strip: string, source: ClipSource, parts: Partial<Clip> = {}): Clip {
  const whole = { start: 0, offset: 0, gain: 0, fadeIn: 0, fadeOut: 0 }
  return { id: newId('clip'), strip, ...source, ...whole, ...parts }
}

export interface TrackWithClip {
  readonly strip: Strip
  readonly clip: Clip
}

/** A track as it comes in: no inserts, a mono clip panned by the mono law. */
export function makeTrack(source: ClipSource, index: number): TrackWithClip {
  const strip = makeStrip('track', {
    name: nameOfFile(source.fileName),
    color: (index % COLOR_COUNT) + 1,
    channel: makeState('channel', source.channels === 1 ? { source: 'mono' } : {})
  })
  return { strip, clip: makeClip(strip.id, source) }
}

/** A return with one effect that gives nothing of the dry sound. */
export function makeReturn(effect: string, name: string, color: number): Strip {
  return makeStrip('return', { name, color, inserts: [makeInsert(effect, { mix: 100 })] })
}

/** Behind the fader and on, at the level that is asked for. */
export function makeSend(to: string, level: number | '-inf' = 0): Send {
  return { to, level, tap: 'post', on: true }
}

/** An empty song: a reverb and a delay to send to, the mix and the master. */
export function makeSession(tracks: readonly TrackWithClip[] = []): Session {
  return {
    version: SESSION_VERSION,
    title: 'Untitled',
    tempo: 120,
    beatsPerBar: 4,
    sections: [],
    strips: [
      ...tracks.map(({ strip }) => strip),
      makeReturn('reverb', 'Reverb', 5),
      makeReturn('delay', 'Delay', 6),
      makeStrip('mix', { id: MIX_ID }),
      makeStrip('master', { id: MASTER_ID })
    ],
    clips: tracks.map(({ clip }) => clip),
    loop: { start: 0, end: 0, on: false }
  }
}

/** "03 Lead vocal.wav" reads as "Lead vocal". */
function nameOfFile(fileName: string): string {
  const name = fileName
    .replace(/\.[^.]*$/, '')
    .replace(/^\d+[\s._-]+/, '')
    .replaceAll('_', ' ')
    .trim()
  return name === '' ? NAMES.track : name
}
