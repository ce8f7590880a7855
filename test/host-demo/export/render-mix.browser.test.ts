import { afterEach, describe, expect, it } from 'vitest'
import { MixGraph } from '../../../host-demo/audio/mix-graph.ts'
import { trackSources } from '../../../host-demo/audio/track-sources.ts'
import { Transport } from '../../../host-demo/audio/transport.ts'
import { waitUntil } from '../../../host-demo/audio/wait-until.ts'
import { renderMix } from '../../../host-demo/export/render-mix.ts'
import type { Session } from '../../../host-demo/session/session.ts'
import { addInsert, setEffectValues, setMute } from '../../../host-demo/session/session-edits.ts'
import { makeInsert } from '../../../host-demo/session/session-makers.ts'
import { whiteNoise } from '../../support/signals.ts'
import { findStart, recordNode } from '../audio/recorder.ts'
import { clipsOf, differenceDb, plainTrack, sessionOf } from '../audio/test-session.ts'

const clips = clipsOf({ one: whiteNoise(3, 48000, 1), two: whiteNoise(2, 48000, 2) })
const working = makeInsert(
  'compressor',
  { threshold: -30, ratio: 6, attack: 3, release: 80, lookahead: 5, makeup: 4 },
  'working'
)
const boosting = makeInsert(
  'eq',
  { 'band3.enabled': true, 'band3.frequency': 400, 'band3.gain': 9 },
  'boosting'
)

/** Two tracks with EQ, compression, pan and a bus compressor: everything at work at once. */
const mix: Session = [
  (s: Session) => addInsert(s, 'one', boosting),
  (s: Session) => addInsert(s, 'one', working),
  (s: Session) => addInsert(s, 'mixBus', { ...working, id: 'glue' }),
  (s: Session) => setEffectValues(s, 'two', 'channel', { pan: -40, fader: -9 })
].reduce((s, edit) => edit(s), sessionOf(plainTrack('one'), plainTrack('two')))

const contexts: AudioContext[] = []

afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()))
})

/** What the master puts out in real time while the transport plays from the start. */
async function hear(session: Session, seconds: number): Promise<Float32Array> {
  const context = new AudioContext({ sampleRate: 48000 })
  contexts.push(context)
  const destination = context.createGain()
  const recorder = await recordNode(context, destination)
  const graph = await MixGraph.create(context, session, { destination })
  const transport = new Transport(context)
  transport.setTracks(trackSources(session, clips, graph))
  await transport.play()
  await waitUntil(context, context.currentTime + seconds)
  const recording = await recorder.take()
  transport.dispose()
  await graph.dispose()
  return recording
}

async function hashOf(blob: Blob): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16)).join(' ')
}

describe('what is exported', () => {
  it('is what is heard, within single precision', async () => {
    const { channels } = await renderMix(mix, clips)
    const exported = channels[0] ?? new Float32Array(0)
    const heard = await hear(mix, 1.5)
    const start = findStart(heard, exported)
    const frames = 48000
    expect(
      differenceDb(heard.slice(start, start + frames), exported.slice(0, frames))
    ).toBeLessThan(-120)
  })

  it('has the mutes that are heard', async () => {
    const { channels } = await renderMix(setMute(mix, 'one', true), clips)
    const heard = await hear(setMute(mix, 'one', true), 1)
    const exported = channels[0] ?? new Float32Array(0)
    const start = findStart(heard, exported)
    expect(differenceDb(heard.slice(start, start + 24000), exported.slice(0, 24000))).toBeLessThan(
      -120
    )
  })

  it('is the same file twice', async () => {
    const [first, second] = [await renderMix(mix, clips), await renderMix(mix, clips)]
    expect(await hashOf(second.blob)).toBe(await hashOf(first.blob))
  })

  it('is as long as the longest track where nothing rings on', async () => {
    const plain = sessionOf(plainTrack('one'), plainTrack('two'))
    expect(await renderMix(plain, clips)).toMatchObject({ frames: 144000, truncated: false })
  })

  it('keeps the head: the latency is cut off, not the music', async () => {
    const { latencyFrames, frames } = await renderMix(mix, clips)
    expect(latencyFrames).toBe(480)
    expect(frames).toBeGreaterThanOrEqual(144000)
  })

  it('is a WAV file that the browser reads back sample for sample', async () => {
    const { blob, channels } = await renderMix(mix, clips)
    const decoder = new OfflineAudioContext(2, 1, 48000)
    const decoded = await decoder.decodeAudioData(await blob.arrayBuffer())
    expect(decoded.getChannelData(1)).toEqual(channels[1])
  })

  it('a track whose clip is missing is silent, the others sound', async () => {
    const only = new Map([...clips].filter(([source]) => source === 'file:two'))
    const { frames } = await renderMix(sessionOf(plainTrack('one'), plainTrack('two')), only)
    expect(frames).toBe(96000)
  })
})

describe('while it renders', () => {
  it('progress rises from 0 to 1', async () => {
    const told: number[] = []
    await renderMix(mix, clips, { onProgress: (progress) => told.push(progress) })
    expect(told.length).toBeGreaterThan(4)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(told[0]).toBeLessThan(0.3)
    expect(told.at(-1)).toBe(1)
  })

  it('a cancel ends it before the next step of half a second of audio is told', async () => {
    const controller = new AbortController()
    const told: number[] = []
    const work = renderMix(mix, clips, {
      signal: controller.signal,
      onProgress: (progress) => {
        told.push(progress)
        if (told.length === 2) controller.abort()
      }
    })
    await expect(work).rejects.toThrow(/abort/i)
    expect(told).toHaveLength(2)
  })

  it('a render that is cancelled beforehand does not start', async () => {
    const told: number[] = []
    const work = renderMix(mix, clips, {
      signal: AbortSignal.abort(),
      onProgress: (progress) => told.push(progress)
    })
    await expect(work).rejects.toThrow(/abort/i)
    expect(told).toEqual([])
  })
})
