import type { EffectDefinition, ParamValue } from '../../worklets/core/definition.ts'
import type { EffectState } from '../../worklets/core/state.ts'
import type { Session, Strip } from './session.ts'

/**
 * The session as it goes into a file: effects that are only listened through are gone, and switches
 * that only change how one listens (delta, side-chain listen, matched bypass) are off.
 */
export function printedSession(
  session: Session,
  definitions: ReadonlyMap<string, EffectDefinition>
): Session {
  const strip = (strip: Strip): Strip => ({
    ...strip,
    channel: printedState(strip.channel, definitions.get(strip.channel.effect)),
    inserts: strip.inserts
      .filter(({ effect }) => definitions.get(effect)?.listening !== true)
      .map((insert) => ({
        ...insert,
        state: printedState(insert.state, definitions.get(insert.effect))
      }))
  })
  return {
    ...session,
    tracks: session.tracks.map((track) => ({ ...track, strip: strip(track.strip) })),
    mixBus: strip(session.mixBus),
    masterBus: strip(session.masterBus)
  }
}

function printedState(state: EffectState, definition: EffectDefinition | undefined): EffectState {
  const rows = definition?.params.filter((row) => row.listening === true) ?? []
  if (rows.length === 0) return state
  const off: Record<string, ParamValue> = {}
  for (const row of rows) off[row.id] = row.default
  return { ...state, values: { ...state.values, ...off } }
}
