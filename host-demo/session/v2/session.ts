import type { EffectState } from '../../../worklets/core/state.ts'
import type { MixKey, StripId, StripLane, Tap } from '../../../worklets/mix.ts'
import type { Loop, Section } from '../session.ts'

/** Version of the document's format: raised when an older page could not read it rightly. */
export const SESSION_VERSION = 2

/**
 * A song as one plain JSON document: what is saved, undone, exported and sent. Nothing in it is
 * ever changed in place; the functions of the `...-edits.ts` make the next document from the last.
 */
export interface Session {
  readonly version: number
  readonly title: string
  /** Beats per minute. */
  readonly tempo: number
  readonly beatsPerBar: number
  readonly sections: readonly Section[]
  /** In the order of the desk; one is the mix, one the master, and both come last. */
  readonly strips: readonly Strip[]
  readonly clips: readonly Clip[]
  readonly loop: Loop
}

export type StripKind = 'track' | 'group' | 'return' | 'mix' | 'master'

/** Inserts in the order of the sound, then the channel; of the master the channel comes first. */
export interface Strip {
  readonly id: StripId
  readonly kind: StripKind
  readonly name: string
  /** Index into the palette of track colors, 1 to 8. */
  readonly color: number
  readonly inserts: readonly Insert[]
  readonly channel: EffectState
  /** The strip it runs to; the master alone has none. */
  readonly output?: StripId
  /** In the order in which they were made; any number, one to a strip. */
  readonly sends: readonly Send[]
  readonly mute: boolean
  readonly solo: boolean
  readonly lanes: readonly StripLane[]
}

export interface Insert {
  readonly id: string
  /** Which effect: `eq`, `compressor`, ... */
  readonly effect: string
  readonly state: EffectState
  /** What its side chain listens to. */
  readonly key?: MixKey
}

export interface Send {
  readonly to: StripId
  /** In dB; "-inf" is a send that is all the way down. */
  readonly level: number | '-inf'
  readonly tap: Tap
  readonly on: boolean
}

/** A stretch of a file at a place of the song. Times in seconds. */
export interface Clip {
  readonly id: string
  /** The track that plays it. */
  readonly strip: StripId
  /** `demo:bass.opus` is served with the page, `file:<id>` was dropped and lies in the store. */
  readonly source: string
  readonly fileName: string
  readonly channels: number
  /** Where in the song it begins. */
  readonly start: number
  /** Where in the file it begins. */
  readonly offset: number
  /** How long it is; to the end of the file unless said. */
  readonly length?: number
  /** In dB. */
  readonly gain: number
  readonly fadeIn: number
  readonly fadeOut: number
}

/** The two strips that every session has. */
export const MIX_ID = 'mix'
export const MASTER_ID = 'master'

/** How an effect of a strip is called: an insert's id, or `channel`. */
export type EffectKey = string

export function findStrip(session: Session, id: StripId): Strip | undefined {
  return session.strips.find((strip) => strip.id === id)
}

/** What a strip is called; its id where the session has no such strip. */
export function stripName(session: Session, id: StripId): string {
  return findStrip(session, id)?.name ?? id
}

/** The mix and the master stay where they are: they have no solo, and cannot be removed. */
export function isBus(strip: Strip): boolean {
  return strip.kind === 'mix' || strip.kind === 'master'
}

/** The saved state of the channel (`channel`) or of an insert (its id). */
export function findState(strip: Strip, key: EffectKey): EffectState | undefined {
  if (key === 'channel') return strip.channel
  return strip.inserts.find((insert) => insert.id === key)?.state
}

/** The clips of a track in the order of the song. */
export function clipsOf(session: Session, id: StripId): readonly Clip[] {
  return session.clips.filter(({ strip }) => strip === id).toSorted((a, b) => a.start - b.start)
}
