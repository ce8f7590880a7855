/**
 * Writes 32-bit float WAV: every sample as it was rendered, levels over full scale included. Above
 * 4 GB the file becomes RF64 (EBU Tech 3306, 2009), whose sizes have 64 bits.
 */

export interface WavFormat {
  readonly sampleRate: number
  readonly channels: number
  readonly frames: number
}

/** WAVE_FORMAT_IEEE_FLOAT. */
const FORMAT_FLOAT = 3
const BYTES_PER_SAMPLE = 4
const MAX_RIFF_BYTES = 0xffff_ffff
/** In RF64 the 32-bit sizes say: look into the chunk ds64. */
const SIZE_IN_DS64 = 0xffff_ffff

/** Frames that are interleaved at once. */
const PIECE_FRAMES = 65_536

/** The file as pieces for a Blob or a stream, in order. */
export function wavPieces(
  channels: readonly Float32Array[],
  sampleRate: number
): readonly Uint8Array<ArrayBuffer>[] {
  const frames = channels[0]?.length ?? 0
  const pieces = [wavHeader({ sampleRate, channels: channels.length, frames })]
  for (let from = 0; from < frames; from += PIECE_FRAMES) {
    pieces.push(interleave(channels, from, Math.min(frames, from + PIECE_FRAMES)))
  }
  return pieces
}

export function wavBlob(channels: readonly Float32Array[], sampleRate: number): Blob {
  return new Blob([...wavPieces(channels, sampleRate)], { type: 'audio/wav' })
}

/** All that stands before the first sample. */
export function wavHeader({ sampleRate, channels, frames }: WavFormat): Uint8Array<ArrayBuffer> {
  const frameBytes = channels * BYTES_PER_SAMPLE
  const dataBytes = frames * frameBytes
  const writer = new ChunkWriter()
  const large = RIFF_HEADER_BYTES + dataBytes > MAX_RIFF_BYTES
  const riffBytes = (large ? RF64_HEADER_BYTES : RIFF_HEADER_BYTES) - 8 + dataBytes
  writer.tag(large ? 'RF64' : 'RIFF')
  writer.uint32(large ? SIZE_IN_DS64 : riffBytes)
  writer.tag('WAVE')
  if (large) {
    writer.tag('ds64')
    writer.uint32(28)
    writer.uint64(riffBytes)
    writer.uint64(dataBytes)
    writer.uint64(frames)
    writer.uint32(0)
  }
  writer.tag('fmt ')
  writer.uint32(18)
  writer.uint16(FORMAT_FLOAT)
  writer.uint16(channels)
  writer.uint32(sampleRate)
  writer.uint32(sampleRate * frameBytes)
  writer.uint16(frameBytes)
  writer.uint16(8 * BYTES_PER_SAMPLE)
  writer.uint16(0)
  writer.tag('fact')
  writer.uint32(4)
  writer.uint32(large ? SIZE_IN_DS64 : frames)
  writer.tag('data')
  writer.uint32(large ? SIZE_IN_DS64 : dataBytes)
  return writer.bytes()
}

/** RIFF 12, fmt 26, fact 12, data 8. */
const RIFF_HEADER_BYTES = 58
/** The same and ds64 36. */
const RF64_HEADER_BYTES = RIFF_HEADER_BYTES + 36

function interleave(
  channels: readonly Float32Array[],
  from: number,
  to: number
): Uint8Array<ArrayBuffer> {
  const count = channels.length
  const bytes = new Uint8Array((to - from) * count * BYTES_PER_SAMPLE)
  const view = new DataView(bytes.buffer)
  channels.forEach((channel, c) => {
    for (let i = from; i < to; i++) {
      view.setFloat32(((i - from) * count + c) * BYTES_PER_SAMPLE, channel[i] ?? 0, true)
    }
  })
  return bytes
}

/** Little-endian fields one after the other. */
class ChunkWriter {
  readonly #view = new DataView(new ArrayBuffer(RF64_HEADER_BYTES))
  #at = 0

  tag(text: string): void {
    for (const letter of text) this.#view.setUint8(this.#at++, letter.charCodeAt(0))
  }

  uint16(value: number): void {
    this.#view.setUint16(this.#at, value, true)
    this.#at += 2
  }

  uint32(value: number): void {
    this.#view.setUint32(this.#at, value, true)
    this.#at += 4
  }

  uint64(value: number): void {
    this.#view.setBigUint64(this.#at, BigInt(value), true)
    this.#at += 8
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#view.buffer.slice(0, this.#at))
  }
}
