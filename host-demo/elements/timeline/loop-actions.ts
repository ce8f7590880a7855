import { barStart, barsAndBeats } from '../../session/musical-time.ts'
import type { Session } from '../../session/session.ts'
import { setLoop } from '../../session/session-edits.ts'
import type { HostEngine } from '../host-engine.ts'

/** Without a section and without a loop so far, this many bars are looped. */
const LOOP_BARS = 4

/** On or off; the first time, the section under the playhead is looped. */
export function toggleLoop(engine: HostEngine): void {
  const { loop } = engine.session
  if (loop.end > loop.start) {
    engine.edit((session) => setLoop(session, { ...loop, on: !loop.on }))
    return
  }
  const { positionSeconds, durationSeconds } = engine.transport
  const { start, end } = sectionAround(engine.session, positionSeconds, durationSeconds)
  engine.edit((session) => setLoop(session, { start, end, on: true }))
}

/** Moves one end of the loop to the playhead and turns it on. */
export function setLoopEnd(engine: HostEngine, side: 'start' | 'end'): void {
  const { loop } = engine.session
  const { positionSeconds, durationSeconds } = engine.transport
  const moved =
    side === 'start'
      ? { start: positionSeconds, end: loop.end > positionSeconds ? loop.end : durationSeconds }
      : { start: loop.start < positionSeconds ? loop.start : 0, end: positionSeconds }
  engine.edit((session) => setLoop(session, { ...moved, on: true }), { merge: `loop ${side}` })
}

/** Start and end of the section at a time, in seconds; some bars where the song has none. */
export function sectionAround(
  session: Session,
  seconds: number,
  durationSeconds: number
): { readonly start: number; readonly end: number } {
  const { bar } = barsAndBeats(seconds, session)
  const at = session.sections.findLastIndex((section) => section.bar <= bar)
  const first = session.sections[at]?.bar
  const next = session.sections[at + 1]?.bar
  if (first === undefined) {
    return { start: barStart(bar, session), end: barStart(bar + LOOP_BARS, session) }
  }
  const end = next === undefined ? durationSeconds : barStart(next, session)
  return { start: barStart(first, session), end }
}
