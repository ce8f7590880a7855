import { expect, it } from 'vitest'
import { ClipLibrary } from '../../../host-demo/audio/clip-library.ts'
import { wavBlob } from '../../../host-demo/export/wav-writer.ts'
import { sine } from '../../support/signals.ts'

const context = new OfflineAudioContext(2, 1, 48000)
const tone = sine(440, 0.5, 48000, 0.5)

function library(files: Readonly<Record<string, ArrayBuffer>> = {}): ClipLibrary {
  const readAudio = async (source: string) => files[source]
  return new ClipLibrary({ context, demoUrl: '/demo-song/', readAudio })
}

it('a dropped WAV file becomes a clip with every sample', async () => {
  const clips = library()
  const added = await clips.addFile(new File([wavBlob([tone, tone], 48000)], 'tone.wav'))
  expect(added.clip).toMatchObject({ fileName: 'tone.wav', channels: 2 })
  expect(clips.buffers.get(added.clip?.source ?? '')?.getChannelData(0)).toEqual(tone)
})

it('a text file is refused with its name and what works, and harms nothing', async () => {
  const clips = library()
  const added = await clips.addFile(new File(['la la la'], 'lyrics.txt'))
  expect(added.clip).toBeUndefined()
  expect('problem' in added && added.problem).toMatch(/"lyrics.txt" is no audio.*WAV, FLAC, MP3/)
  expect(clips.buffers.size).toBe(0)
})

it('an empty file is refused as empty', async () => {
  const added = await library().addFile(new File([], 'nothing.wav'))
  expect('problem' in added && added.problem).toBe('"nothing.wav" is empty.')
})

it('the stems of the demo song have their true lengths and channels', async () => {
  const clips = library()
  const bass = { source: 'demo:bass.opus', fileName: 'bass.opus', channels: 1 }
  const drums = { source: 'demo:drums.opus', fileName: 'drums.opus', channels: 2 }
  expect(await clips.load([bass, drums])).toEqual([])
  for (const clip of [bass, drums]) {
    const buffer = clips.buffers.get(clip.source)
    expect(buffer?.length).toBe(3_444_124)
    expect(buffer?.numberOfChannels).toBe(clip.channels)
  }
})

it('loading tells how far it is, from little to all', async () => {
  const told: number[] = []
  const lead = { source: 'demo:lead.opus', fileName: 'lead.opus', channels: 1 }
  await library().load([lead], { onProgress: ({ loaded, total }) => told.push(loaded / total) })
  expect(told.length).toBeGreaterThan(1)
  expect(told).toEqual(told.toSorted((a, b) => a - b))
  expect(told.at(-1)).toBe(1)
})

it('a clip that is gone is named in a sentence and the others are loaded', async () => {
  const bytes = await wavBlob([tone], 48000).arrayBuffer()
  const clips = library({ 'file:kept': bytes })
  const problems = await clips.load([
    { source: 'file:lost', fileName: 'lost.wav', channels: 1 },
    { source: 'file:kept', fileName: 'kept.wav', channels: 1 }
  ])
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatch(/"lost.wav" could not be loaded; its track is silent.*drop it again/)
  expect(clips.buffers.has('file:kept')).toBe(true)
})

it('at another sample rate a clip keeps its length in seconds', async () => {
  const clips = library()
  const { clip } = await clips.addFile(new File([wavBlob([tone], 48000)], 'tone.wav'))
  if (clip === undefined) throw new Error('a WAV file was refused')
  const buffer = (await clips.buffersAt(96000, [clip])).get(clip.source)
  expect(buffer?.sampleRate).toBe(96000)
  expect(buffer?.duration).toBeCloseTo(0.5, 4)
})

it('the peaks of a clip follow by themselves', async () => {
  const clips = library()
  const ready = new Promise<Event>((resolve) => clips.addEventListener('peaks', resolve))
  const { clip } = await clips.addFile(new File([wavBlob([tone], 48000)], 'tone.wav'))
  const { detail } = (await ready) as CustomEvent<{ source: string }>
  expect(detail.source).toBe(clip?.source)
  expect(Math.max(...(clips.peaks(detail.source)?.max ?? []))).toBeCloseTo(0.5, 3)
})
