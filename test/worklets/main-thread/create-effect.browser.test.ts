import * as standardized from 'standardized-audio-context'
import * as Tone from 'tone'
import { afterEach, describe, expect, it } from 'vitest'
import {
  defaultValues,
  type EffectDefinition,
  type ParamId,
  type ParamValue
} from '../../../worklets/core/definition.ts'
import { channel } from '../../../worklets/effects/channel/index.ts'
import { compressor } from '../../../worklets/effects/compressor/index.ts'
import { createEffect } from '../../../worklets/main-thread/create-effect.ts'
import type { CreateEffectOptions } from '../../../worklets/main-thread/create-effect-options.ts'
import { type EffectUnderTest, effects } from '../../support/effects.ts'
import { render, type StereoSignal } from '../../support/render.ts'
import { pinkNoise } from '../../support/signals.ts'

const RATE = 48000
const music: StereoSignal = [pinkNoise(0.3, RATE, 1, 0.5), pinkNoise(0.3, RATE, 2, 0.5)]

type Options = CreateEffectOptions<EffectDefinition, OfflineAudioContext, AudioWorkletNode>

function stereoBuffer(context: BaseAudioContext, signal: StereoSignal): AudioBuffer {
  const buffer = context.createBuffer(2, signal[0].length, context.sampleRate)
  buffer.copyToChannel(new Float32Array(signal[0]), 0)
  buffer.copyToChannel(new Float32Array(signal[1]), 1)
  return buffer
}

async function renderThroughWorklet(
  effect: EffectUnderTest,
  options: Options
): Promise<StereoSignal> {
  const context = new OfflineAudioContext(2, music[0].length, RATE)
  const made = await createEffect(context, effect.module, options)
  const source = new AudioBufferSourceNode(context, { buffer: stereoBuffer(context, music) })
  source.connect(made.node).connect(context.destination)
  source.start()
  const result = await context.startRendering()
  return [result.getChannelData(0), result.getChannelData(1)]
}

it('runs on a page that is cross-origin isolated', () => {
  expect(crossOriginIsolated).toBe(true)
})

describe.each(effects.map((effect) => [effect.id, effect] as const))('%s', (_, effect) => {
  const values = effect.presets[0]?.values ?? {}
  // What travels through memory is single precision, defaults too; the kernel is given the same.
  const rounded = Object.fromEntries(
    Object.entries<ParamValue>({ ...defaultValues(effect.definition), ...values }).map(
      ([id, value]) => [id, typeof value === 'number' ? Math.fround(value) : value]
    )
  )

  it('in the worklet gives the samples that the kernel gives', async () => {
    const expected = render(effect.KernelClass, effect.definition, music, { values: rounded })
    const [left, right] = await renderThroughWorklet(effect, { values, transport: 'shared' })
    expect(left).toEqual(expected.left)
    expect(right).toEqual(expected.right)
  })

  it('gives the same samples whether parameters are shared, sent or automated', async () => {
    const shared = await renderThroughWorklet(effect, { values, transport: 'shared' })
    const sent = await renderThroughWorklet(effect, { values, transport: 'message' })
    const automated = await renderThroughWorklet(effect, { values, automation: true })
    expect(sent).toEqual(shared)
    expect(automated).toEqual(shared)
  })
})

describe('an effect', () => {
  const contexts: AudioContext[] = []
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
  })
  function realTimeContext(): AudioContext {
    const context = new AudioContext({ sampleRate: RATE })
    contexts.push(context)
    return context
  }

  for (const transport of ['shared', 'message'] as const) {
    it(`hears a new value and reports its level while it plays (${transport})`, async () => {
      const context = realTimeContext()
      const effect = await createEffect(context, channel, {
        transport,
        values: { source: 'stereo' }
      })
      const tone = new OscillatorNode(context, { frequency: 1000 })
      tone.connect(effect.node).connect(context.destination)
      tone.start()
      await expect.poll(() => effect.meter('peakLeft')).toBeGreaterThan(-0.5)
      effect.set('fader', -20)
      await expect.poll(() => effect.meter('peakLeft')).toBeCloseTo(-20, 1)
    })

    it(`gives the samples of a tap (${transport})`, async () => {
      const context = realTimeContext()
      const effect = await createEffect(context, channel, {
        transport,
        values: { fader: -6, source: 'stereo' }
      })
      const constant = new ConstantSourceNode(context, { offset: 0.5 })
      constant.connect(effect.node).connect(context.destination)
      constant.start()
      const input = effect.openTap('input')
      const output = effect.openTap('output')
      const [left, right] = [new Float32Array(512), new Float32Array(512)]
      const newest = (tap: typeof input) => {
        tap?.copyNewest(left, right)
        return left[511]
      }
      await expect.poll(() => newest(input)).toBeCloseTo(0.5, 6)
      await expect.poll(() => newest(output)).toBeCloseTo(0.5 * 10 ** (-6 / 20), 4)
      input?.close()
      output?.close()
    })
  }

  it('sets many values in one go or, when one is bad, none', async () => {
    const effect = await createEffect(realTimeContext(), compressor)
    const bad = { threshold: -30, ratio: 1000 }
    expect(() => effect.setMany(bad)).toThrow(
      'compressor.ratio: must be 1.0 : 1 to ∞ : 1, got 1000'
    )
    expect(effect.get('threshold')).toBe(-20)
    const heard: string[] = []
    effect.addEventListener('change', (event) => heard.push((event as CustomEvent).detail.id))
    effect.setMany({ threshold: -30, ratio: 4 })
    expect(heard).toEqual(['threshold', 'ratio'])
  })

  it('announces a new latency', async () => {
    const effect = await createEffect(realTimeContext(), compressor)
    const latencies: number[] = []
    effect.addEventListener('latencychange', () => latencies.push(effect.latencyFrames))
    effect.set('lookahead', 5)
    effect.set('threshold', -12)
    expect(latencies).toEqual([240])
  })

  it('saves and loads its state, and names what it cannot load', async () => {
    const context = realTimeContext()
    const first = await createEffect(context, channel, { values: { fader: -Infinity, pan: -20 } })
    const second = await createEffect(context, channel, {
      state: JSON.parse(JSON.stringify(first.getState()))
    })
    expect(second.get('fader')).toBe(-Infinity)
    expect(second.get('pan')).toBe(-20)
    const problems = second.setState({
      effect: 'channel',
      version: 1,
      values: { pan: 500, width: 80 }
    })
    expect(problems).toEqual(['channel.pan: must be L 100 to R 100, got 500'])
    expect(second.get('width')).toBe(80)
  })

  it('made with a state tells what of it cannot be used', async () => {
    const context = realTimeContext()
    const values = { pan: 500, width: 80 }
    const half = await createEffect(context, channel, {
      state: { effect: 'channel', version: 1, values }
    })
    expect(half.problems).toEqual(['channel.pan: must be L 100 to R 100, got 500'])
    expect(half.get('width')).toBe(80)
    const other = await createEffect(context, channel, { state: 'no state', values: { width: 70 } })
    expect(other.problems).toEqual(['channel: must be an object with values, got string'])
    expect(other.get('width')).toBe(70)
    expect((await createEffect(context, channel)).problems).toEqual([])
  })

  it('follows its AudioParams, offline to the quantum, and tells of them', async () => {
    const context = new OfflineAudioContext(2, 1024, RATE)
    const effect = await createEffect(context, channel, {
      automation: true,
      values: { source: 'stereo' }
    })
    const fader = effect.node.parameters.get('fader')
    fader?.setValueAtTime(-60, 512 / RATE)
    const constant = new ConstantSourceNode(context, { offset: 1 })
    constant.connect(effect.node).connect(context.destination)
    constant.start()
    const left = (await context.startRendering()).getChannelData(0)
    expect(left[511]).toBe(1)
    expect(left[1023]).toBeLessThan(1)
    const told: unknown[] = []
    effect.addEventListener('change', (event) => told.push((event as CustomEvent).detail))
    expect(effect.get('fader')).toBe(-60)
    expect(told).toEqual([{ id: 'fader', value: -60, origin: 'automation' }])
  })

  it('knows unknown presets, and plays known ones', async () => {
    const context = realTimeContext()
    await expect(createEffect(context, compressor, { preset: 'Nope' })).rejects.toThrow(
      'compressor: preset must be one of "'
    )
    const [preset] = compressor.presets
    const effect = await createEffect(context, compressor, { preset: preset.name })
    for (const [id, value] of Object.entries(preset.values)) {
      expect(effect.get(id as ParamId<typeof compressor.definition>)).toBe(value)
    }
  })

  it('explains what to do when the browser refuses its script', async () => {
    const refused = createEffect(realTimeContext(), channel, { moduleUrl: '/nowhere/channel.js' })
    await expect(refused).rejects.toThrow(
      /refused the processor script of channel\. Check that moduleUrl/
    )
  })

  it('stops processing when disposed, and stays quiet about later calls', async () => {
    const context = realTimeContext()
    const effect = await createEffect(context, channel, {
      transport: 'shared',
      values: { source: 'stereo' }
    })
    const tone = new OscillatorNode(context)
    tone.connect(effect.node).connect(context.destination)
    tone.start()
    await expect.poll(() => effect.meter('peakLeft')).toBeGreaterThan(-3)
    effect.dispose()
    const tap = effect.openTap('output')
    expect(tap).toBeUndefined()
    effect.set('fader', -40)
    effect.dispose()
    expect(effect.get('fader')).toBe(0)
  })

  for (const transport of ['shared', 'message'] as const) {
    it(`leaves nothing behind when disposed: node, handle and memory can be collected (${transport})`, async () => {
      const context = realTimeContext()
      const makeAndDispose = async () => {
        const effect = await createEffect(context, compressor, { transport, automation: true })
        const tone = new OscillatorNode(context)
        tone.connect(effect.node).connect(context.destination)
        tone.start()
        effect.openTap('output')
        effect.addEventListener('change', () => undefined)
        // A polled expectation would itself hold on to the effect.
        while (effect.meter('inputLevel') < -3) await new Promise(requestAnimationFrame)
        tone.stop()
        tone.disconnect()
        effect.dispose()
        return [new WeakRef(effect), new WeakRef(effect.node)]
      }
      const left = await makeAndDispose()
      const remaining = () => {
        // Chromium is started with this function for this very question.
        ;(globalThis as unknown as { gc(): void }).gc()
        return left.filter((reference) => reference.deref() !== undefined).length
      }
      await expect.poll(remaining, { interval: 200 }).toBe(0)
    })
  }

  it('plays on a Tone.js context', async () => {
    const buffer = await Tone.Offline(async (context) => {
      const effect = await createEffect(context, channel, {
        values: { fader: -6, source: 'stereo' }
      })
      const constant = context.createConstantSource()
      Tone.connect(constant, effect.node)
      Tone.connect(effect.node, context.destination)
      constant.start(0)
    }, 0.1)
    expect(buffer.getChannelData(0)[3000]).toBeCloseTo(10 ** (-6 / 20), 5)
  })

  it('plays on a standardized-audio-context', async () => {
    const context = new standardized.OfflineAudioContext({
      length: 4096,
      numberOfChannels: 2,
      sampleRate: RATE
    })
    const { AudioWorkletNode } = standardized
    if (!AudioWorkletNode) throw new Error('this browser has no AudioWorkletNode')
    const effect = await createEffect(context, channel, { AudioWorkletNode, values: { fader: -6 } })
    const constant = context.createConstantSource()
    constant.connect(effect.node).connect(context.destination)
    constant.start(0)
    const result = await context.startRendering()
    expect(result.getChannelData(0)[3000]).toBeCloseTo(10 ** (-6 / 20), 5)
    expect(defaultValues(channel.definition).fader).toBe(0)
  })

  it('pans a one-channel source by the law, -3 dB at the center', async () => {
    const context = new OfflineAudioContext(2, 4096, RATE)
    const effect = await createEffect(context, channel)
    const constant = new ConstantSourceNode(context, { offset: 1 })
    constant.connect(effect.node).connect(context.destination)
    constant.start()
    const left = (await context.startRendering()).getChannelData(0)
    // -3.01 dB, to the rounding of a float.
    expect(left[3000]).toBeCloseTo(Math.SQRT1_2, 6)
  })

  it('asks for the class when a foreign context comes without it', async () => {
    const context = new standardized.OfflineAudioContext({ length: 128, sampleRate: RATE })
    await expect(createEffect(context, channel)).rejects.toThrow('standardized-audio-context')
  })
})
