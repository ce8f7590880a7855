import type { MixDocument, MixInsert, MixStrip } from '../../worklets/mix/document.ts'
import { type MixPlan, planMix } from '../../worklets/mix/plan.ts'
import { MixRenderer } from '../../worklets/mix/renderer.ts'
import { kernels } from './kernels.ts'
import type { StereoSignal } from './render.ts'

/** Mixes to try routing with: short to write, with a channel that passes sound unchanged. */

export const RATE = 48000

/** A stereo strip at 0 dB that runs to `mix`. */
export function strip(id: string, parts: Partial<MixStrip> = {}): MixStrip {
  return {
    id,
    inserts: [],
    channel: { effect: 'channel', values: { source: 'stereo' } },
    output: id === 'mix' ? undefined : 'mix',
    sends: [],
    mute: false,
    solo: false,
    ...parts
  }
}

export function desk(...strips: readonly MixStrip[]): MixDocument {
  return { strips }
}

/** A compressor that turns nothing down and comes late by its look-ahead. */
export function late(id: string, milliseconds: number, parts: Partial<MixInsert> = {}): MixInsert {
  const values = { threshold: 0, ratio: 1, lookahead: milliseconds }
  return {
    id,
    effect: 'compressor',
    values,
    latencyFrames: Math.round((milliseconds * RATE) / 1000),
    ...parts
  }
}

export interface MixRun {
  readonly outputs: Readonly<Record<string, StereoSignal>>
  readonly mix: MixRenderer
}

export interface RunOptions {
  readonly frames: number
  readonly blockFrames?: number
  readonly songFrame?: number
  readonly capture?: readonly string[]
}

/** Renders in blocks; captures `mix` unless told otherwise. */
export function runMix(
  document: MixDocument | MixPlan,
  inputs: Readonly<Record<string, readonly Float32Array[]>>,
  { frames, blockFrames = 128, songFrame = 0, capture = ['mix'] }: RunOptions
): MixRun {
  const plan = 'edges' in document ? document : planMix(document)
  const mix = new MixRenderer(plan, { kernels, sampleRate: RATE })
  if (songFrame !== 0) mix.reset(songFrame)
  const outputs = Object.fromEntries(
    capture.map((id): [string, StereoSignal] => [
      id,
      [new Float32Array(frames), new Float32Array(frames)]
    ])
  )
  for (let start = 0; start < frames; start += blockFrames) {
    const end = Math.min(frames, start + blockFrames)
    const cut = (buffers: Readonly<Record<string, readonly Float32Array[]>>) =>
      Object.fromEntries(
        Object.entries(buffers).map(([id, channels]) => [
          id,
          channels.map((channel) => channel.subarray(start, end))
        ])
      )
    mix.render(cut(inputs), cut(outputs), end - start)
  }
  return { outputs, mix }
}
