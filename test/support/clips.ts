import { readFileSync } from 'node:fs'
import type { StereoSignal } from './render.ts'

/** The files in test/clips, without their ending; its README says what they are. */
export const CLIP_NAMES = ['drums', 'loud-mix-overs', 'quiet-dynamic-mix', 'solo-trumpet'] as const

export type ClipName = (typeof CLIP_NAMES)[number]

export interface Clip {
  readonly sampleRate: number
  /** One array per channel of the file, full scale is 1. */
  readonly channels: readonly Float32Array[]
  /** Two channels for every clip: mono plays on both sides. */
  readonly stereo: StereoSignal
}

const clips = new Map<ClipName, Clip>()

/** Real music to test with. Clips are read once and shared: copy before writing into one. */
export function clip(name: ClipName): Clip {
  const known = clips.get(name) ?? read(name)
  clips.set(name, known)
  return known
}

function read(name: ClipName): Clip {
  const bytes = readFileSync(new URL(`../clips/${name}.wav`, import.meta.url))
  const { format, data } = chunksOf(new DataView(bytes.buffer, bytes.byteOffset, bytes.length))
  const [encoding, channelCount, bits] = [0, 2, 14].map((at) => format.getUint16(at, true))
  if (encoding !== 1 || bits !== 16) {
    throw new Error(`test/clips/${name}.wav: must be 16-bit PCM, got ${bits}-bit type ${encoding}`)
  }
  const frames = data.byteLength / 2 / channelCount
  const channels = Array.from({ length: channelCount }, (_, c) =>
    Float32Array.from(
      { length: frames },
      (_, i) => data.getInt16(2 * (i * channelCount + c), true) / 2 ** 15
    )
  )
  const sampleRate = format.getUint32(4, true)
  return { sampleRate, channels, stereo: [channels[0], channels.at(-1) ?? channels[0]] }
}

/** RIFF: after a header of 12 bytes, chunks of a name, a length and an even number of bytes. */
function chunksOf(file: DataView): { readonly format: DataView; readonly data: DataView } {
  const chunks = new Map<string, DataView>()
  for (let at = 12; at + 8 <= file.byteLength; ) {
    const name = String.fromCharCode(...[0, 1, 2, 3].map((i) => file.getUint8(at + i)))
    const length = file.getUint32(at + 4, true)
    chunks.set(name, new DataView(file.buffer, file.byteOffset + at + 8, length))
    at += 8 + length + (length % 2)
  }
  const [format, data] = [chunks.get('fmt '), chunks.get('data')]
  if (!format || !data) throw new Error('test/clips: a WAV file must have chunks "fmt " and "data"')
  return { format, data }
}
