import { produce, type WritableDraft } from 'immer'
import type { ParamValue } from '../../worklets/core/definition.ts'
import {
  BUS_IDS,
  type EffectKey,
  type Insert,
  isBusId,
  type Loop,
  type Session,
  type StripId,
  type Track
} from './session.ts'
import { COLOR_COUNT, withJsonValues } from './session-makers.ts'

/**
 * Every change of a session: session in, session out. What did not change is the same object in
 * both, so a reader finds the difference by ===. An id that does not exist changes nothing, since
 * by the time a message arrives the strip it is meant for may be gone.
 */

type Draft = WritableDraft<Session>
type StripDraft = WritableDraft<Track>['strip']

export function setMute(session: Session, id: StripId, mute: boolean): Session {
  return editStrip(session, id, (strip) => {
    strip.mute = mute
  })
}

/** Buses have no solo: everything runs through them. */
export function setSolo(session: Session, id: StripId, solo: boolean): Session {
  if (isBusId(id)) return session
  return editStrip(session, id, (strip) => {
    strip.solo = solo
  })
}

/** At the end of the chain, or before the insert at `index`. */
export function addInsert(session: Session, id: StripId, insert: Insert, index?: number): Session {
  return editStrip(session, id, (strip) => {
    strip.inserts.splice(index ?? strip.inserts.length, 0, mutable(insert))
  })
}

export function removeInsert(session: Session, id: StripId, insertId: string): Session {
  return editStrip(session, id, (strip) => {
    strip.inserts = strip.inserts.filter((insert) => insert.id !== insertId)
  })
}

/** Moves an insert within its strip or to another; `toIndex` counts without the moved one. */
export function moveInsert(
  session: Session,
  insertId: string,
  toStripId: StripId,
  toIndex: number
): Session {
  return produce(session, (draft) => {
    const target = draftStrip(draft, toStripId)
    if (target === undefined) return
    for (const strip of allStrips(draft)) {
      const index = strip.inserts.findIndex((insert) => insert.id === insertId)
      if (index < 0) continue
      target.inserts.splice(toIndex, 0, ...strip.inserts.splice(index, 1))
      return
    }
  })
}

/** Writes some values of the channel (`channel`) or of an insert (its id). */
export function setEffectValues(
  session: Session,
  id: StripId,
  key: EffectKey,
  values: Readonly<Record<string, ParamValue>>
): Session {
  return editStrip(session, id, (strip) => {
    const state = key === 'channel' ? strip.channel : strip.inserts.find((i) => i.id === key)?.state
    if (state) Object.assign(state.values, withJsonValues(values))
  })
}

export function addTracks(session: Session, tracks: readonly Track[]): Session {
  return { ...session, tracks: [...session.tracks, ...tracks] }
}

export function removeTrack(session: Session, id: string): Session {
  return { ...session, tracks: session.tracks.filter((track) => track.id !== id) }
}

export function moveTrack(session: Session, id: string, toIndex: number): Session {
  const moved = session.tracks.find((track) => track.id === id)
  if (moved === undefined) return session
  const tracks = session.tracks.filter((track) => track !== moved)
  return { ...session, tracks: tracks.toSpliced(toIndex, 0, moved) }
}

/** An empty name is none: the track keeps the one it has. */
export function renameTrack(session: Session, id: string, name: string): Session {
  const text = name.trim()
  return text === '' ? session : editTrack(session, id, (track) => ({ ...track, name: text }))
}

export function recolorTrack(session: Session, id: string, color: number): Session {
  const known = Number.isInteger(color) && color >= 1 && color <= COLOR_COUNT
  return known ? editTrack(session, id, (track) => ({ ...track, color })) : session
}

/** A loop is put in order: it starts at 0 or later and ends after its start, or is off. */
export function setLoop(session: Session, loop: Loop): Session {
  const start = Math.max(0, Math.min(loop.start, loop.end))
  const end = Math.max(0, loop.start, loop.end)
  return { ...session, loop: { start, end, on: loop.on && end > start } }
}

export function setTitle(session: Session, title: string): Session {
  return { ...session, title: title.trim() || session.title }
}

export function setTempo(session: Session, tempo: number): Session {
  return tempo >= 20 && tempo <= 300 ? { ...session, tempo } : session
}

function editTrack(session: Session, id: string, edit: (track: Track) => Track): Session {
  const tracks = session.tracks.map((track) => (track.id === id ? edit(track) : track))
  return { ...session, tracks }
}

function editStrip(session: Session, id: StripId, edit: (strip: StripDraft) => void): Session {
  return produce(session, (draft) => {
    const strip = draftStrip(draft, id)
    if (strip) edit(strip)
  })
}

function draftStrip(draft: Draft, id: StripId): StripDraft | undefined {
  return isBusId(id) ? draft[id] : draft.tracks.find((track) => track.id === id)?.strip
}

function allStrips(draft: Draft): readonly StripDraft[] {
  return [...draft.tracks.map((track) => track.strip), ...BUS_IDS.map((id) => draft[id])]
}

/** Immer's drafts are typed writable; what is put in is never written to all the same. */
function mutable<T>(value: T): WritableDraft<T> {
  return value as WritableDraft<T>
}
