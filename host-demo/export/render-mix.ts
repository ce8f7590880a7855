import type { EffectModule } from '../../worklets/core/effect-module.ts'
import { type AudioFamily, nativeFamily } from '../audio/audio-family.ts'
import { LevelWatch } from '../audio/level-watch.ts'
import { MixGraph } from '../audio/mix-graph.ts'
import { PlaybackPass } from '../audio/playback-pass.ts'
import { trackSources } from '../audio/track-sources.ts'
import type { Session } from '../session/session.ts'
import { wavBlob } from './wav-writer.ts'

export interface RenderOptions {
  /** Of the file; the buffers' own unless said. Buffers of another rate are resampled. */
  readonly sampleRate?: number
  /** Called with 0 to 1, several times a second of work. */
  readonly onProgress?: (progress: number) => void
  readonly signal?: AbortSignal
  readonly family?: AudioFamily
  readonly modules?: ReadonlyMap<string, EffectModule>
  readonly transport?: 'auto' | 'shared' | 'message'
}

export interface RenderedMix {
  readonly channels: readonly Float32Array[]
  readonly sampleRate: number
  readonly frames: number
  /** What was cut off at the head so that the first sample stays the first. */
  readonly latencyFrames: number
  /** True where the tail was still sounding at the cap and was cut. */
  readonly truncated: boolean
  /** Sentences about inserts that are missing from the sound; empty when all is there. */
  readonly problems: readonly string[]
  /** 32-bit float WAV. */
  readonly blob: Blob
}

/** A tail longer than this (a frozen reverb) is cut. */
const MAX_TAIL_SECONDS = 30

/** -120 dBFS: the tail is over when nothing is above for longer than any echo takes to come. */
const SILENCE_LEVEL = 1e-6
const SILENCE_SECONDS = 6

/** Rendering rests this often, in seconds of audio, to tell how far it is and to be stopped. */
const STEP_SECONDS = 0.5

/**
 * Renders a session as it is heard: same graph, same mutes and solos, latency taken off the head,
 * tail up to silence. Takes clips by source; a clip without audio is silence.
 *
 * @throws DOMException AbortError (the signal's reason) within a step's time after a cancel.
 */
export async function renderMix(
  session: Session,
  buffers: ReadonlyMap<string, AudioBuffer>,
  options: RenderOptions = {}
): Promise<RenderedMix> {
  const { signal, family = nativeFamily, modules, transport } = options
  signal?.throwIfAborted()
  const sampleRate = options.sampleRate ?? rateOf(buffers)
  const seconds = durationOf(session, buffers)
  const songFrames = Math.ceil(seconds * sampleRate - 1e-6)
  // The graph's latency is known only when it stands, and the length before: room for all.
  const room = Math.ceil((MAX_TAIL_SECONDS + MAX_LATENCY_SECONDS) * sampleRate)
  const context = family.createOfflineContext({
    numberOfChannels: 2,
    length: songFrames + room,
    sampleRate
  })
  const output = context.createGain()
  output.connect(context.destination)
  const graph = await MixGraph.create(context, session, {
    destination: output,
    family,
    modules,
    transport
  })
  try {
    new PlaybackPass(context, trackSources(session, buffers, graph), { at: 0, offset: 0 })
    const { latencyFrames } = graph
    const watch = new LevelWatch(context, output)
    const songEnd = (songFrames + latencyFrames) / sampleRate
    const run = new StepwiseRender(context, output, { watch, songEnd, options })
    const rendered = await run.start()
    const channels = trim(rendered, { latencyFrames, songFrames, sampleRate })
    const frames = channels[0]?.length ?? 0
    const cap = songFrames + Math.round(MAX_TAIL_SECONDS * sampleRate)
    const blob = wavBlob(channels, sampleRate)
    const truncated = frames >= cap
    return {
      channels,
      sampleRate,
      frames,
      latencyFrames,
      truncated,
      problems: graph.problems,
      blob
    }
  } finally {
    await graph.dispose()
    output.disconnect()
  }
}

/** Several linear-phase equalizers in a row at the lowest rates. */
const MAX_LATENCY_SECONDS = 2

interface RunSetting {
  readonly watch: LevelWatch
  /** When the last sample of the clips has left the graph, in seconds. */
  readonly songEnd: number
  readonly options: RenderOptions
}

/**
 * Renders in steps. There is no way to end an offline render early: it is unplugged instead, and
 * what remains is silence, which takes milliseconds.
 */
class StepwiseRender {
  readonly #context: OfflineAudioContext
  readonly #output: GainNode
  readonly #setting: RunSetting
  readonly #stepSeconds: number
  #unplugged = false
  /** When something above silence was heard last. */
  #loudAt = 0

  constructor(context: OfflineAudioContext, output: GainNode, setting: RunSetting) {
    this.#context = context
    this.#output = output
    this.#setting = setting
    this.#stepSeconds = Math.min(STEP_SECONDS, setting.watch.seconds)
  }

  async start(): Promise<AudioBuffer> {
    const { signal, onProgress } = this.#setting.options
    const canRest = typeof this.#context.suspend === 'function'
    if (canRest) this.#restAt(this.#stepSeconds)
    // Without rests (Firefox) it can be watched from outside, not stopped at the tail's end.
    const timer = canRest ? undefined : setInterval(() => this.#tell(), 100)
    const cancel = () => this.#unplug()
    signal?.addEventListener('abort', cancel)
    const cancelled = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason))
    })
    try {
      const buffer = await Promise.race([this.#context.startRendering(), cancelled])
      onProgress?.(1)
      return buffer
    } finally {
      clearInterval(timer)
      signal?.removeEventListener('abort', cancel)
    }
  }

  #restAt(time: number): void {
    if (time >= this.#context.length / this.#context.sampleRate) return
    this.#context.suspend(time).then(
      () => {
        this.#tell()
        this.#stopAfterTail()
        if (!this.#unplugged) this.#restAt(this.#context.currentTime + this.#stepSeconds)
        void this.#context.resume()
      },
      // Refused only where rendering has passed the time already: then it goes on by itself.
      () => undefined
    )
  }

  #tell(): void {
    const { songEnd, options } = this.#setting
    if (this.#unplugged) return
    options.onProgress?.(Math.min(0.99, this.#context.currentTime / songEnd))
  }

  #stopAfterTail(): void {
    const { watch, songEnd } = this.#setting
    const { currentTime } = this.#context
    if (currentTime < songEnd || watch.peak() >= SILENCE_LEVEL) this.#loudAt = currentTime
    if (currentTime - this.#loudAt > SILENCE_SECONDS) this.#unplug()
  }

  #unplug(): void {
    this.#unplugged = true
    this.#output.disconnect()
  }
}

function trim(
  rendered: AudioBuffer,
  cut: { readonly latencyFrames: number; readonly songFrames: number; readonly sampleRate: number }
): readonly Float32Array[] {
  const start = cut.latencyFrames
  const songEnd = start + cut.songFrames
  const tailCap = songEnd + Math.round(MAX_TAIL_SECONDS * cut.sampleRate)
  const channels = Array.from({ length: rendered.numberOfChannels }, (_, c) =>
    rendered.getChannelData(c)
  )
  let end = songEnd
  for (const channel of channels) {
    let last = Math.min(channel.length, tailCap) - 1
    while (last >= end && Math.abs(channel[last] ?? 0) < SILENCE_LEVEL) last--
    end = Math.max(end, last + 1)
  }
  return channels.map((channel) => channel.slice(start, end))
}

function durationOf(session: Session, buffers: ReadonlyMap<string, AudioBuffer>): number {
  const seconds = session.tracks.map(({ clip }) => buffers.get(clip.source)?.duration ?? 0)
  return Math.max(0, ...seconds)
}

function rateOf(buffers: ReadonlyMap<string, AudioBuffer>): number {
  return buffers.values().next().value?.sampleRate ?? 48_000
}
