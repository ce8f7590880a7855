import type { EffectState } from '../../worklets/core/state.ts'

/** Version of the document's format: raised when an older page could not read it rightly. */
export const SESSION_VERSION = 1

/**
 * A mix as one plain JSON document: what is saved, undone, exported and sent. Nothing in it is
 * ever changed in place; the functions of `session-edits.ts` make the next document from the last.
 */
export interface Session {
  readonly version: number
  readonly title: string
  /** Beats per minute. */
  readonly tempo: number
  readonly beatsPerBar: number
  readonly sections: readonly Section[]
  readonly tracks: readonly Track[]
  /** Where all tracks meet. */
  readonly mixBus: Strip
  /** Behind the mix bus: the chain of the master. */
  readonly masterBus: Strip
  readonly loop: Loop
}

/** A named place in the song; bars count from 1. */
export interface Section {
  readonly bar: number
  readonly name: string
}

/** In seconds from the start of the song. */
export interface Loop {
  readonly start: number
  readonly end: number
  readonly on: boolean
}

export interface Track {
  readonly id: string
  readonly name: string
  /** Index into the palette of track colors, 1 to 8. */
  readonly color: number
  readonly clip: Clip
  readonly strip: Strip
}

export interface Clip {
  /** `demo:bass.opus` is served with the page, `file:<id>` was dropped and lies in the store. */
  readonly source: string
  readonly fileName: string
  readonly channels: number
}

/** Inserts in the order of the sound, then the channel (trim, pan, width, fader). */
export interface Strip {
  readonly inserts: readonly Insert[]
  readonly channel: EffectState
  readonly mute: boolean
  readonly solo: boolean
}

export interface Insert {
  readonly id: string
  /** Which effect: `eq`, `compressor`, ... */
  readonly effect: string
  readonly state: EffectState
}

/** A track's id, or one of the two buses. */
export type StripId = string

export const BUS_IDS = ['mixBus', 'masterBus'] as const
export type BusId = (typeof BUS_IDS)[number]

/** How an effect of a strip is called: an insert's id, or `channel`. */
export type EffectKey = string

export function isBusId(id: StripId): id is BusId {
  return id === 'mixBus' || id === 'masterBus'
}

/** What a strip is called; its id where the session has no such strip. */
export function stripName(session: Session, id: StripId): string {
  if (id === 'mixBus') return 'Mix bus'
  if (id === 'masterBus') return 'Master'
  return session.tracks.find((track) => track.id === id)?.name ?? id
}

/** All strips in the order of the sound: tracks, mix bus, master bus. */
export function stripIds(session: Session): readonly StripId[] {
  return [...session.tracks.map((track) => track.id), ...BUS_IDS]
}

export function findStrip(session: Session, id: StripId): Strip | undefined {
  return isBusId(id) ? session[id] : session.tracks.find((track) => track.id === id)?.strip
}

export function anySolo(session: Session): boolean {
  return session.tracks.some((track) => track.strip.solo)
}

/** Whether a strip is heard: not muted, and soloed where any track is. Solo overrides no mute. */
export function isAudible(session: Session, id: StripId): boolean {
  const strip = findStrip(session, id)
  if (strip === undefined || strip.mute) return false
  return isBusId(id) || strip.solo || !anySolo(session)
}

/** The saved state of the channel (`channel`) or of an insert (its id). */
export function findState(strip: Strip, key: EffectKey): EffectState | undefined {
  if (key === 'channel') return strip.channel
  return strip.inserts.find((insert) => insert.id === key)?.state
}
