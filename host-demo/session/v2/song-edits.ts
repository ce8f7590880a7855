import type { Loop, Section } from '../session.ts'
import type { Session } from './session.ts'

/** Edits of the song itself: session in, session out. */

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

export function setSections(session: Session, sections: readonly Section[]): Session {
  return { ...session, sections: sections.toSorted((a, b) => a.bar - b.bar) }
}
