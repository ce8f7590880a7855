import { renderMix } from '../../host-demo/export/render-mix.ts'
import { demoSession } from '../../host-demo/session/demo-session.ts'
import type { Session } from '../../host-demo/session/session.ts'

/** A session rendered as the export does it. */
export interface SessionTiming {
  readonly strips: number
  readonly effects: number
  readonly songSeconds: number
  readonly seconds: number
}

/** Seconds of the stems that a session of many strips is measured with: the fullest part. */
const EXCERPT = { start: 48, seconds: 8 }

/**
 * `?strips=16` renders that many strips of the demo song, its tracks over and over; without it the
 * whole song as it is. The answer appears as `window.timing`.
 */
async function run(): Promise<SessionTiming> {
  const wanted = new URLSearchParams(location.search).get('strips')
  const session = wanted === null ? demoSession() : withStrips(demoSession(), Number(wanted))
  const buffers = await load(session, wanted === null ? undefined : EXCERPT)
  const start = performance.now()
  const { frames, sampleRate, problems } = await renderMix(session, buffers, { sampleRate: 48000 })
  if (problems.length > 0) throw new Error(problems.join(' '))
  return {
    strips: session.tracks.length,
    effects: session.tracks.reduce((sum, track) => sum + 1 + track.strip.inserts.length, 0),
    songSeconds: frames / sampleRate,
    seconds: (performance.now() - start) / 1000
  }
}

function withStrips(session: Session, count: number): Session {
  const tracks = Array.from({ length: count }, (_, i) => {
    const track = session.tracks[i % session.tracks.length]
    const inserts = track.strip.inserts.map((insert) => ({ ...insert, id: `${insert.id}-${i}` }))
    return { ...track, id: `${track.id}-${i}`, strip: { ...track.strip, inserts } }
  })
  return { ...session, tracks }
}

async function load(
  session: Session,
  part: typeof EXCERPT | undefined
): Promise<ReadonlyMap<string, AudioBuffer>> {
  const decoder = new OfflineAudioContext(1, 1, 48000)
  const buffers = new Map<string, AudioBuffer>()
  for (const { clip } of session.tracks) {
    if (buffers.has(clip.source)) continue
    const response = await fetch(`/host-demo/public/demo-song/${clip.fileName}`)
    const whole = await decoder.decodeAudioData(await response.arrayBuffer())
    buffers.set(clip.source, part ? excerpt(whole, part) : whole)
  }
  return buffers
}

function excerpt(whole: AudioBuffer, { start, seconds }: typeof EXCERPT): AudioBuffer {
  const { numberOfChannels, sampleRate } = whole
  const part = new AudioBuffer({ numberOfChannels, sampleRate, length: seconds * sampleRate })
  for (let c = 0; c < numberOfChannels; c++) {
    const from = start * sampleRate
    part.copyToChannel(whole.getChannelData(c).slice(from, from + seconds * sampleRate), c)
  }
  return part
}

run().then(
  (timing) => Object.assign(window, { timing }),
  (error: unknown) => Object.assign(window, { timing: { error: String(error) } })
)
