import type { ParamValue } from '../../worklets/core/definition.ts'
import { createEffect } from '../../worklets/main-thread/create-effect.ts'
import { effects } from '../support/effects.ts'
import { pinkNoise } from '../support/signals.ts'

const RATE = 48000
const SECONDS = 2

/**
 * What an effect makes of noise in this engine: the samples' 64-bit FNV hash, and their peak. Each
 * visit asks for one render by `window.renderEffect(id, preset)`.
 */
async function renderEffect(id: string, preset: number) {
  const effect = effects.find((candidate) => candidate.id === id)
  if (!effect) throw new Error(`no effect ${id}`)
  const context = new OfflineAudioContext(2, SECONDS * RATE, RATE)
  const values = effect.presets[preset]?.values as Readonly<Record<string, ParamValue>> | undefined
  const running = await createEffect(context, effect.module, values ? { values } : {})
  const buffer = context.createBuffer(2, SECONDS * RATE, RATE)
  for (const c of [0, 1]) {
    buffer.copyToChannel(new Float32Array(pinkNoise(SECONDS, RATE, c + 1, 0.5)), c)
  }
  const source = new AudioBufferSourceNode(context, { buffer })
  source.connect(running.node).connect(context.destination)
  source.start()
  const rendered = await context.startRendering()
  const channels = [rendered.getChannelData(0), rendered.getChannelData(1)]
  return {
    hash: hashOf(channels),
    peak: Math.max(...channels.map((x) => x.reduce((most, y) => Math.max(most, Math.abs(y)), 0)))
  }
}

function hashOf(channels: readonly Float32Array[]): string {
  let hash = 0xcbf29ce484222325n
  for (const channel of channels) {
    for (const word of new Uint32Array(channel.buffer, channel.byteOffset, channel.length)) {
      hash = BigInt.asUintN(64, (hash ^ BigInt(word)) * 0x100000001b3n)
    }
  }
  return hash.toString(16)
}

const ids = effects.map(({ id, presets }) => ({ id, presets: presets.length }))
Object.assign(window, { renderEffect, effectsReady: ids })
