import { produce, type WritableDraft } from 'immer'
import type { MixKey, StripId } from '../../../worklets/mix.ts'
import { routingProblem } from './routing.ts'
import { findStrip, isBus, MIX_ID, type Send, type Session, type Strip } from './session.ts'
import { makeSend } from './session-makers.ts'

/**
 * Edits of what runs where. Each gives the next session, or the same one with a sentence that says
 * why not: sound must not run in a circle.
 */
export interface Rerouted {
  readonly session: Session
  /** Names the strips of the circle; nothing where the edit was made. */
  readonly refusal?: string
}

export function setOutput(session: Session, id: StripId, to: StripId): Rerouted {
  return reroute(session, id, (strip) => {
    if (!isBus(strip)) strip.output = to
  })
}

/** Makes a send (behind the fader, 0 dB, on) or changes what is said of the one there is. */
export function setSend(
  session: Session,
  id: StripId,
  to: StripId,
  parts: Partial<Omit<Send, 'to'>> = {}
): Rerouted {
  return reroute(session, id, (strip) => {
    const send = strip.sends.find((candidate) => candidate.to === to)
    if (send) Object.assign(send, parts)
    else strip.sends.push({ ...makeSend(to), ...parts })
  })
}

/** With the lanes that moved it. */
export function removeSend(session: Session, id: StripId, to: StripId): Session {
  return editStrip(session, id, (strip) => {
    strip.sends = strip.sends.filter((send) => send.to !== to)
    strip.lanes = strip.lanes.filter((lane) => lane.of !== `send:${to}`)
  })
}

/** What the side chain of an insert listens to; undefined: nothing. */
export function setKey(session: Session, insertId: string, key: MixKey | undefined): Rerouted {
  const strip = session.strips.find(({ inserts }) => inserts.some(({ id }) => id === insertId))
  if (strip === undefined) return { session }
  return reroute(session, strip.id, (draft) => {
    const insert = draft.inserts.find(({ id }) => id === insertId)
    if (insert) insert.key = key
  })
}

/** Lets strips run into a new group, which stands where the first of them stood. */
export function groupStrips(session: Session, ids: readonly StripId[], group: Strip): Rerouted {
  const members = session.strips.filter((strip) => ids.includes(strip.id) && !isBus(strip))
  const [leader] = members
  if (leader === undefined) return { session }
  const first = session.strips.indexOf(leader)
  const output = commonOutput(members)
  const strips = session.strips
    .map((strip) => (members.includes(strip) ? { ...strip, output: group.id } : strip))
    .toSpliced(first, 0, { ...group, output })
  return checked(session, { ...session, strips })
}

/** Where all of them run to, or the mix. */
function commonOutput(strips: readonly Strip[]): StripId {
  const [first] = strips
  const same = strips.every(({ output }) => output === first?.output)
  return (same ? first?.output : undefined) ?? MIX_ID
}

type StripDraft = WritableDraft<Strip>

function reroute(session: Session, id: StripId, edit: (strip: StripDraft) => void): Rerouted {
  return checked(session, editStrip(session, id, edit))
}

/** The edited session, or the one before it with the reason. */
export function checked(before: Session, after: Session): Rerouted {
  const refusal = after === before ? undefined : routingProblem(after)
  return refusal === undefined ? { session: after } : { session: before, refusal }
}

/** An id that does not exist changes nothing. */
export function editStrip(
  session: Session,
  id: StripId,
  edit: (strip: StripDraft) => void
): Session {
  if (findStrip(session, id) === undefined) return session
  return produce(session, (draft) => {
    const strip = draft.strips.find((candidate) => candidate.id === id)
    if (strip) edit(strip)
  })
}
