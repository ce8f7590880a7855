/** What a lane draws of a clip: for each stretch of frames its lowest, highest and RMS value. */
export interface WaveformPeaks {
  readonly sampleRate: number
  /** Frames that one entry stands for. */
  readonly bucketFrames: number
  readonly min: Float32Array
  readonly max: Float32Array
  readonly rms: Float32Array
}

/** The part of AudioBuffer that peaks are made of. */
export interface Waveform {
  readonly sampleRate: number
  readonly length: number
  readonly numberOfChannels: number
  getChannelData(channel: number): Float32Array
}

export interface PeaksOptions {
  readonly bucketFrames?: number
  readonly signal?: AbortSignal
}

/** At 48 kHz one entry for 5 ms: finer than any lane of a few minutes can show. */
const BUCKET_FRAMES = 256

/** Buckets between two rests: about 2 ms of work, so that a fader under the hand stays smooth. */
const BUCKETS_AT_ONCE = 2048

/**
 * Computes a clip's peaks over all its channels in short pieces, so that the page stays alive.
 *
 * @throws DOMException AbortError (the signal's reason) when told to stop.
 */
export async function makePeaks(
  audio: Waveform,
  { bucketFrames = BUCKET_FRAMES, signal }: PeaksOptions = {}
): Promise<WaveformPeaks> {
  const count = Math.ceil(audio.length / bucketFrames)
  const peaks: WaveformPeaks = {
    sampleRate: audio.sampleRate,
    bucketFrames,
    min: new Float32Array(count),
    max: new Float32Array(count),
    rms: new Float32Array(count)
  }
  const channels = Array.from({ length: audio.numberOfChannels }, (_, c) => audio.getChannelData(c))
  for (let from = 0; from < count; from += BUCKETS_AT_ONCE) {
    signal?.throwIfAborted()
    fillBuckets(peaks, channels, from, Math.min(count, from + BUCKETS_AT_ONCE))
    await rest()
  }
  return peaks
}

/** The same as `count` columns between two times in seconds, for as many pixels. */
export function columns(
  peaks: WaveformPeaks,
  { from, to, count }: { readonly from: number; readonly to: number; readonly count: number }
): WaveformPeaks {
  const bucketsPerSecond = peaks.sampleRate / peaks.bucketFrames
  const step = ((to - from) * bucketsPerSecond) / count
  const result: WaveformPeaks = {
    sampleRate: peaks.sampleRate,
    bucketFrames: step * peaks.bucketFrames,
    min: new Float32Array(count),
    max: new Float32Array(count),
    rms: new Float32Array(count)
  }
  for (let column = 0; column < count; column++) {
    const first = Math.floor(from * bucketsPerSecond + column * step)
    const last = Math.max(first + 1, Math.floor(from * bucketsPerSecond + (column + 1) * step))
    gather(peaks, result, { column, first: Math.max(0, first), last })
  }
  return result
}

function fillBuckets(
  peaks: WaveformPeaks,
  channels: readonly Float32Array[],
  from: number,
  to: number
): void {
  for (let bucket = from; bucket < to; bucket++) {
    const start = bucket * peaks.bucketFrames
    let low = 0
    let high = 0
    let power = 0
    let frames = 0
    for (const channel of channels) {
      const end = Math.min(channel.length, start + peaks.bucketFrames)
      for (let i = start; i < end; i++) {
        const x = channel[i] ?? 0
        if (x < low) low = x
        if (x > high) high = x
        power += x * x
      }
      frames += end - start
    }
    peaks.min[bucket] = low
    peaks.max[bucket] = high
    peaks.rms[bucket] = frames > 0 ? Math.sqrt(power / frames) : 0
  }
}

interface Range {
  readonly column: number
  readonly first: number
  readonly last: number
}

/** Lowest, highest and power mean of the buckets from `first` up to `last`. */
function gather(from: WaveformPeaks, to: WaveformPeaks, { column, first, last }: Range): void {
  const end = Math.min(last, from.min.length)
  let low = 0
  let high = 0
  let power = 0
  for (let bucket = first; bucket < end; bucket++) {
    low = Math.min(low, from.min[bucket] ?? 0)
    high = Math.max(high, from.max[bucket] ?? 0)
    power += (from.rms[bucket] ?? 0) ** 2
  }
  to.min[column] = low
  to.max[column] = high
  to.rms[column] = end > first ? Math.sqrt(power / (end - first)) : 0
}

/** Lets the page do what waits. A MessageChannel, since timers of a page at work wait 4 ms. */
function rest(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}
