import type { LoudnessMeter } from '../../worklets/dsp/loudness/loudness-meter.ts'

/** A stretch of a 1 kHz sine, in phase in all channels; minus infinity dBFS is silence. */
export interface Stretch {
  readonly seconds: number
  /** Peak level, one for all channels or one each. */
  readonly dbfs: number | readonly number[]
}

const BLOCK = 1024

/** Plays stretches in a row into a meter; `heard` is called after each block. */
export function play(
  meter: LoudnessMeter,
  sampleRate: number,
  stretches: readonly Stretch[],
  channelCount = 2,
  heard: (seconds: number) => void = () => {}
): void {
  const channels = Array.from({ length: channelCount }, () => new Float64Array(BLOCK))
  // A tenth of a second holds whole waves and, at every usual rate, whole samples.
  const wave = Float64Array.from({ length: sampleRate / 10 }, (_, i) =>
    Math.sin((2 * Math.PI * 1000 * i) / sampleRate)
  )
  let frame = 0
  for (const { seconds, dbfs } of stretches) {
    const peaks = channels.map((_, c) => 10 ** ((typeof dbfs === 'number' ? dbfs : dbfs[c]) / 20))
    const end = frame + Math.round(seconds * sampleRate)
    while (frame < end) {
      const frames = Math.min(BLOCK, end - frame)
      for (let i = 0; i < frames; i++) {
        const sample = wave[(frame + i) % wave.length]
        for (let c = 0; c < channelCount; c++) channels[c][i] = peaks[c] * sample
      }
      meter.process(channels, frames)
      frame += frames
      heard(frame / sampleRate)
    }
  }
}

export function repeated(times: number, ...stretches: readonly Stretch[]): Stretch[] {
  return Array.from({ length: times }, () => stretches).flat()
}
