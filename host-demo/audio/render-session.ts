import type { Session } from '../session/session.ts'
import type { ClipLibrary } from './clip-library.ts'
import { type RenderedMix, type RenderOptions, renderMix } from './render-mix.ts'

/** Renders a session with a library's clips, decoded at the file's own sample rate. */
export async function renderSession(
  session: Session,
  library: ClipLibrary,
  options: RenderOptions & { readonly sampleRate: number }
): Promise<RenderedMix> {
  const clips = session.tracks.map((track) => track.clip)
  return renderMix(session, await library.buffersAt(options.sampleRate, clips), options)
}
