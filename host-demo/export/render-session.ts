import { effectDefinitions } from '../audio/effect-modules.ts'
import type { PrintMaster } from '../audio/engine-options.ts'
import { printedSession } from '../session/printed-session.ts'
import { type RenderedMix, type RenderOptions, renderMix } from './render-mix.ts'

/** Renders a session as it is printed, with a library's clips decoded at the file's own rate. */
export async function renderSession(
  { session, clips, transport }: PrintMaster,
  options: RenderOptions & { readonly sampleRate: number }
): Promise<RenderedMix> {
  const wanted = session.tracks.map((track) => track.clip)
  const printed = printedSession(session, effectDefinitions())
  const buffers = await clips.buffersAt(options.sampleRate, wanted)
  return renderMix(printed, buffers, { transport, ...options })
}
