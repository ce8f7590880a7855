import { describe, expect, it } from 'vitest'
import wavefile from 'wavefile'
import { wavHeader, wavPieces } from '../../../host-demo/export/wav-writer.ts'
import { whiteNoise } from '../../support/signals.ts'

function bytesOf(pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces))
}

describe('against wavefile', () => {
  // Longer than one piece, and no multiple of it.
  const left = whiteNoise(2, 48000, 1)
  const right = whiteNoise(2, 48000, 2)
  left[0] = 3.5
  const wav = new wavefile.WaveFile(bytesOf(wavPieces([left, right], 48000)))

  it('every sample comes back bit for bit, over full scale too', () => {
    const samples = wav.getSamples(false, Float32Array) as unknown as Float32Array[]
    expect(samples[0]).toEqual(left)
    expect(samples[1]).toEqual(right)
  })

  it('the format reads as 32-bit float stereo at 48 kHz', () => {
    expect(wav.container).toBe('RIFF')
    expect(wav.fmt).toMatchObject({
      audioFormat: 3,
      numChannels: 2,
      sampleRate: 48000,
      bitsPerSample: 32,
      blockAlign: 8,
      byteRate: 384000
    })
  })

  it('the fact chunk counts frames', () => {
    expect(wav.fact).toMatchObject({ chunkId: 'fact', dwSampleLength: left.length })
  })
})

it('mono is written as one channel', () => {
  const signal = whiteNoise(0.01, 44100, 3)
  const wav = new wavefile.WaveFile(bytesOf(wavPieces([signal], 44100)))
  expect(wav.fmt).toMatchObject({ numChannels: 1, sampleRate: 44100 })
  expect(wav.getSamples(false, Float32Array)).toEqual(signal)
})

it('the sizes of a RIFF file are those of the file', () => {
  const bytes = bytesOf(wavPieces([new Float32Array(1000), new Float32Array(1000)], 48000))
  const view = new DataView(bytes.buffer)
  expect(view.getUint32(4, true)).toBe(bytes.length - 8)
  expect(view.getUint32(54, true)).toBe(8000)
})

describe('above 4 GB', () => {
  // Four hours at 96 kHz stereo float.
  const frames = 4 * 3600 * 96000
  const bytes = wavHeader({ sampleRate: 96000, channels: 2, frames })
  const view = new DataView(bytes.buffer)
  const tag = (at: number) => String.fromCharCode(...bytes.slice(at, at + 4))

  it('the file is RF64 and its sizes stand in ds64', () => {
    expect([tag(0), tag(8), tag(12), tag(48), tag(74), tag(86)]).toEqual([
      'RF64',
      'WAVE',
      'ds64',
      'fmt ',
      'fact',
      'data'
    ])
    expect(view.getBigUint64(20, true)).toBe(BigInt(bytes.length - 8 + frames * 8))
    expect(view.getBigUint64(28, true)).toBe(BigInt(frames * 8))
    expect(view.getBigUint64(36, true)).toBe(BigInt(frames))
  })

  it('the 32-bit sizes all say: look there', () => {
    expect([4, 82, 90].map((at) => view.getUint32(at, true))).toEqual([
      0xffffffff, 0xffffffff, 0xffffffff
    ])
  })

  it('the last file that fits is still RIFF', () => {
    const most = Math.floor((0xffffffff - 58) / 8)
    const small = wavHeader({ sampleRate: 48000, channels: 2, frames: most })
    const large = wavHeader({ sampleRate: 48000, channels: 2, frames: most + 1 })
    expect(small.length).toBe(58)
    expect(large.length).toBe(94)
  })
})
