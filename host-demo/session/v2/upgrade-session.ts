import { defaultValues } from '../../../worklets/core/definition.ts'
import { captureState, readState } from '../../../worklets/core/state.ts'
import { MASTER_ID, MIX_ID } from './session.ts'
import type { Definitions } from './strip-reader.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * A document of version 1 in the shape of version 2: its tracks and its two buses are strips, what
 * a track plays is a clip from the start of the song. It sounds as it did. It gets no returns, since
 * it has none. What cannot be used is handed on as it is and reported by the reader.
 */
export function upgradeSession(json: Json, definitions: Definitions): Json {
  const { tracks, mixBus, masterBus, ...song } = json
  const list = Array.isArray(tracks) ? tracks.filter(isRecord) : []
  const named = list.map((track, i): Json & { readonly id: unknown } => ({
    ...track,
    id: isReserved(track.id) ? `track ${i + 1} ${String(track.id)}` : track.id
  }))
  return {
    ...song,
    version: 2,
    strips: [
      ...named.map(({ id, name, color, strip }) => ({
        ...(isRecord(strip) ? strip : {}),
        ...{ id, kind: 'track', name, color, output: MIX_ID }
      })),
      { ...record(mixBus), id: MIX_ID, kind: 'mix', name: 'Mix bus', output: MASTER_ID },
      {
        ...masterStrip(record(masterBus), definitions),
        id: MASTER_ID,
        kind: 'master',
        name: 'Master'
      }
    ],
    clips: named.map(({ id, clip }) => ({
      ...record(clip),
      ...{
        id: `${String(id)} clip`,
        strip: id,
        start: 0,
        offset: 0,
        gain: 0,
        fadeIn: 0,
        fadeOut: 0
      }
    }))
  }
}

/**
 * The channel of the old master came behind its inserts, that of the new one comes before. Where it
 * does anything it becomes the last insert, so that limiter and dither hear what they heard.
 */
function masterStrip(master: Json, definitions: Definitions): Json {
  const { channel, ...rest } = master
  const definition = isRecord(channel) ? definitions.get(String(channel.effect)) : undefined
  if (!isRecord(channel) || definition === undefined) return rest
  const values = { ...record(channel.values), mute: false }
  const neutral = captureState(definition, defaultValues(definition))
  const read = readState(definition, { ...channel, values }).values
  const state = read ? captureState(definition, read) : neutral
  if (JSON.stringify(state) === JSON.stringify(neutral)) return rest
  const last = { id: 'master channel', effect: state.effect, state }
  const list = Array.isArray(rest.inserts) ? rest.inserts : []
  return { ...rest, inserts: [...list, last] }
}

/** Names that version 1 left free and version 2 gives to its own strips. */
function isReserved(id: unknown): boolean {
  return id === MIX_ID || id === MASTER_ID
}

function record(value: unknown): Json {
  return isRecord(value) ? value : {}
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
