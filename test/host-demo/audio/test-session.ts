import type { Insert, Session, Track } from '../../../host-demo/session/session.ts'
import { makeSession, makeStrip } from '../../../host-demo/session/session-makers.ts'

/** A track whose channel passes sound unchanged: stereo, centered, 0 dB. */
export function plainTrack(id: string, inserts: readonly Insert[] = []): Track {
  return {
    id,
    name: id,
    color: 1,
    clip: { source: `file:${id}`, fileName: `${id}.wav`, channels: 2 },
    strip: makeStrip(inserts, { source: 'stereo' })
  }
}

export function sessionOf(...tracks: readonly Track[]): Session {
  return makeSession(tracks)
}

/** A stereo clip with the same signal on both sides. */
export function clipOf(signal: Float32Array, sampleRate = 48000): AudioBuffer {
  const buffer = new AudioBuffer({ numberOfChannels: 2, length: signal.length, sampleRate })
  for (const channel of [0, 1]) buffer.copyToChannel(new Float32Array(signal), channel)
  return buffer
}

export function clipsOf(
  entries: Readonly<Record<string, Float32Array>>
): ReadonlyMap<string, AudioBuffer> {
  return new Map(Object.entries(entries).map(([id, signal]) => [`file:${id}`, clipOf(signal)]))
}

export function peakOf(signal: Float32Array): number {
  return signal.reduce((peak, x) => Math.max(peak, Math.abs(x)), 0)
}

export function differenceDb(a: Float32Array, b: Float32Array): number {
  const difference = a.reduce((peak, x, i) => Math.max(peak, Math.abs(x - (b[i] ?? 0))), 0)
  return 20 * Math.log10(difference)
}
