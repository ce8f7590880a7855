import type { ClipLibrary } from '../audio/clip-library.ts'
import { effectDefinitions } from '../audio/effect-modules.ts'
import { printedSession } from '../session/printed-session.ts'
import type { Session } from '../session/session.ts'
import { type RenderedMix, type RenderOptions, renderMix } from './render-mix.ts'

/** Renders a session as it is printed, with a library's clips decoded at the file's own rate. */
export async function renderSession(
  session: Session,
  library: ClipLibrary,
  options: RenderOptions & { readonly sampleRate: number }
): Promise<RenderedMix> {
  const clips = session.tracks.map((track) => track.clip)
  const printed = printedSession(session, effectDefinitions())
  return renderMix(printed, await library.buffersAt(options.sampleRate, clips), options)
}
