import type { Session } from '../session/session.ts'
import type { MixGraph } from './mix-graph.ts'
import type { TrackSource } from './playback-pass.ts'

/** The tracks of a session that have audio and a place in the graph. */
export function trackSources(
  session: Session,
  buffers: ReadonlyMap<string, AudioBuffer>,
  graph: MixGraph
): readonly TrackSource[] {
  return session.tracks.flatMap(({ id, clip }) => {
    const buffer = buffers.get(clip.source)
    const input = graph.input(id)
    return buffer && input ? [{ id, buffer, input }] : []
  })
}
