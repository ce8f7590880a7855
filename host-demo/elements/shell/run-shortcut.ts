import { findStrip, isBusId, type StripId } from '../../session/session.ts'
import { setMute, setSolo } from '../../session/session-edits.ts'
import type { HostEngine } from '../host-engine.ts'
import { setLoopEnd, toggleLoop } from '../timeline/loop-actions.ts'
import type { Shortcut } from './shortcuts.ts'

/** Does what a key means for the engine; mute and solo act on the selected strip. */
export function runShortcut(
  shortcut: Exclude<Shortcut, 'help' | 'close'>,
  engine: HostEngine,
  selected: StripId | undefined
): void {
  const { compare, session, transport } = engine
  const strip = selected === undefined ? undefined : findStrip(session, selected)
  switch (shortcut) {
    case 'playPause':
      void transport.toggle()
      return
    case 'toStart':
      transport.seek(0)
      return
    case 'loop':
      toggleLoop(engine)
      return
    case 'loopStart':
      setLoopEnd(engine, 'start')
      return
    case 'loopEnd':
      setLoopEnd(engine, 'end')
      return
    case 'compare':
      compare.mode = compare.mode === 'raw' ? 'mix' : 'raw'
      return
    case 'undo':
      engine.undo()
      return
    case 'redo':
      engine.redo()
      return
    case 'mute':
      if (selected && strip) engine.edit((next) => setMute(next, selected, !strip.mute))
      return
    case 'solo':
      if (!selected || !strip || isBusId(selected)) return
      engine.edit((next) => setSolo(next, selected, !strip.solo))
  }
}
