import { produce, type WritableDraft } from 'immer'
import type { ParamValue } from '../../../worklets/core/definition.ts'
import type { EffectState } from '../../../worklets/core/state.ts'
import type { StripId, StripLane } from '../../../worklets/mix.ts'
import { COLOR_COUNT, withJsonValues } from '../session-makers.ts'
import { checked, editStrip, type Rerouted } from './routing-edits.ts'
import {
  type Clip,
  type EffectKey,
  findStrip,
  type Insert,
  isBus,
  MIX_ID,
  type Session,
  type Strip
} from './session.ts'

/**
 * Every change of a session but those of its routing: session in, session out. What did not change
 * is the same object in both, so a reader finds the difference by ===. An id that does not exist
 * changes nothing, since by the time a message arrives the strip it is meant for may be gone.
 */

/** Before the first return or bus, or (returns) before the mix. */
export function addStrips(session: Session, strips: readonly Strip[]): Session {
  const place = (strip: Strip) => {
    const stops = strip.kind === 'return' ? ['mix', 'master'] : ['return', 'mix', 'master']
    return (other: Strip) => stops.includes(other.kind)
  }
  const next = strips.reduce<readonly Strip[]>((list, strip) => {
    const index = list.findIndex(place(strip))
    return list.toSpliced(index < 0 ? list.length : index, 0, strip)
  }, session.strips)
  return { ...session, strips: next }
}

/**
 * With its clips, and all sends and side chains that lead to it or listen to it. What ran into it
 * runs where it ran. Mix and master stay.
 */
export function removeStrip(session: Session, id: StripId): Session {
  const gone = findStrip(session, id)
  if (gone === undefined || isBus(gone)) return session
  const strips = session.strips.filter((strip) => strip !== gone)
  return {
    ...session,
    strips: strips.map((strip) => withoutStrip(strip, gone)),
    clips: session.clips.filter((clip) => clip.strip !== id)
  }
}

function withoutStrip(strip: Strip, { id, output = MIX_ID }: Strip): Strip {
  const runs = strip.output === id
  const sends = strip.sends.some((send) => send.to === id)
  const listens = strip.inserts.some(({ key }) => key?.strip === id)
  if (!runs && !sends && !listens) return strip
  return {
    ...strip,
    output: runs ? output : strip.output,
    sends: strip.sends.filter((send) => send.to !== id),
    lanes: strip.lanes.filter((lane) => lane.of !== `send:${id}`),
    inserts: strip.inserts.map((insert) => {
      const { key, ...rest } = insert
      return key?.strip === id ? rest : insert
    })
  }
}

/** `toIndex` counts without the moved one. Mix and master stay last. */
export function moveStrip(session: Session, id: StripId, toIndex: number): Session {
  const moved = findStrip(session, id)
  if (moved === undefined || isBus(moved)) return session
  const others = session.strips.filter((strip) => strip !== moved)
  const last = others.findIndex(isBus)
  const index = Math.max(0, Math.min(toIndex, last))
  return { ...session, strips: others.toSpliced(index, 0, moved) }
}

/** An empty name is none: the strip keeps the one it has. */
export function renameStrip(session: Session, id: StripId, name: string): Session {
  const text = name.trim()
  if (text === '') return session
  return editStrip(session, id, (strip) => {
    strip.name = text
  })
}

export function recolorStrip(session: Session, id: StripId, color: number): Session {
  if (!Number.isInteger(color) || color < 1 || color > COLOR_COUNT) return session
  return editStrip(session, id, (strip) => {
    strip.color = color
  })
}

export function setMute(session: Session, id: StripId, mute: boolean): Session {
  return editStrip(session, id, (strip) => {
    strip.mute = mute
  })
}

/** Exclusive: every other solo ends. Mix and master have none: everything runs through them. */
export function setSolo(
  session: Session,
  id: StripId,
  solo: boolean,
  options: { readonly exclusive?: boolean } = {}
): Session {
  return produce(session, (draft) => {
    for (const strip of draft.strips) {
      if (strip.id === id && !isBus(strip)) strip.solo = solo
      else if (options.exclusive) strip.solo = false
    }
  })
}

export function clearSolo(session: Session): Session {
  return produce(session, (draft) => {
    for (const strip of draft.strips) strip.solo = false
  })
}

/** At the end of the chain, or before the insert at `index`. */
export function addInsert(session: Session, id: StripId, insert: Insert, index?: number): Session {
  return editStrip(session, id, (strip) => {
    strip.inserts.splice(index ?? strip.inserts.length, 0, mutable(insert))
  })
}

/** With the lanes that moved it. */
export function removeInsert(session: Session, id: StripId, insertId: string): Session {
  return editStrip(session, id, (strip) => {
    strip.inserts = strip.inserts.filter((insert) => insert.id !== insertId)
    strip.lanes = strip.lanes.filter((lane) => lane.of !== insertId)
  })
}

/**
 * Moves an insert with its lanes within its strip or to another; `toIndex` counts without the moved
 * one. Refused where its side chain would then close a circle.
 */
export function moveInsert(
  session: Session,
  insertId: string,
  toStripId: StripId,
  toIndex: number
): Rerouted {
  const after = produce(session, (draft) => {
    const target = draft.strips.find((strip) => strip.id === toStripId)
    const source = draft.strips.find(({ inserts }) => inserts.some(({ id }) => id === insertId))
    if (target === undefined || source === undefined) return
    const index = source.inserts.findIndex(({ id }) => id === insertId)
    target.inserts.splice(toIndex, 0, ...source.inserts.splice(index, 1))
    if (target === source) return
    target.lanes.push(...source.lanes.filter((lane) => lane.of === insertId))
    source.lanes = source.lanes.filter((lane) => lane.of !== insertId)
  })
  return checked(session, after)
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

/** Replaces the whole state of the channel or of an insert. */
export function setEffectState(
  session: Session,
  id: StripId,
  key: EffectKey,
  state: EffectState
): Session {
  return editStrip(session, id, (strip) => {
    if (key === 'channel') strip.channel = mutable(state)
    const insert = strip.inserts.find((candidate) => candidate.id === key)
    if (insert) insert.state = mutable(state)
  })
}

/** Puts a lane in the place of the one for the same row; one without points is removed. */
export function setLane(session: Session, id: StripId, lane: StripLane): Session {
  return editStrip(session, id, (strip) => {
    const others = strip.lanes.filter(({ of, row }) => of !== lane.of || row !== lane.row)
    strip.lanes = lane.points.length > 0 ? [...others, mutable(lane)] : others
  })
}

export function addClips(session: Session, clips: readonly Clip[]): Session {
  return { ...session, clips: [...session.clips, ...clips] }
}

export function removeClip(session: Session, id: string): Session {
  return { ...session, clips: session.clips.filter((clip) => clip.id !== id) }
}

export function setClip(session: Session, id: string, parts: Partial<Omit<Clip, 'id'>>): Session {
  const clips = session.clips.map((clip) => (clip.id === id ? { ...clip, ...parts } : clip))
  return { ...session, clips }
}

/** Immer's drafts are typed writable; what is put in is never written to all the same. */
function mutable<T>(value: T): WritableDraft<T> {
  return value as WritableDraft<T>
}
