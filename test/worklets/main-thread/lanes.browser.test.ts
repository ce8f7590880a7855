import { describe, expect, it } from 'vitest'
import type { AutomationLane } from '../../../worklets/core/automation-lane.ts'
import type { EffectDefinition } from '../../../worklets/core/definition.ts'
import type { EffectModule } from '../../../worklets/core/effect-module.ts'
import { channel } from '../../../worklets/effects/channel/index.ts'
import { ChannelKernel } from '../../../worklets/effects/channel/kernel.ts'
import { eq } from '../../../worklets/effects/eq/index.ts'
import { EqKernel } from '../../../worklets/effects/eq/kernel.ts'
import { createEffect } from '../../../worklets/main-thread/create-effect.ts'
import type { SongTime } from '../../../worklets/main-thread/lane-control.ts'
import { planMix } from '../../../worklets/mix/plan.ts'
import { MixRenderer } from '../../../worklets/mix/renderer.ts'
import { pinkNoise } from '../../support/signals.ts'

const RATE = 48000
const FRAMES = 24000
const TRANSPORTS = ['shared', 'message'] as const
const STARTS: readonly SongTime[] = [{ contextTime: 0, songTime: 0 }]

const rise: AutomationLane = {
  row: 'trim',
  points: [
    { time: 0.1, value: -20, curve: 'line' },
    { time: 0.3, value: 6, curve: 0.5 },
    { time: 0.4, value: -6, curve: 'hold' },
    { time: 0.45, value: 0, curve: 'hold' }
  ]
}
const steps: AutomationLane = {
  row: 'trim',
  points: [0, 1, 2, 3].map((k) => ({ time: k * 0.1, value: k * -6, curve: 'hold' as const }))
}

function noise(): readonly [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>] {
  const [left, right] = [1, 2].map((seed) => pinkNoise(FRAMES / RATE, RATE, seed, 0.5))
  return [new Float32Array(left), new Float32Array(right)]
}

async function renderLanes<D extends EffectDefinition>(
  module: EffectModule<D>,
  lanes: readonly AutomationLane[],
  {
    transport = 'shared',
    starts = STARTS,
    input = noise()
  }: Partial<{
    readonly transport: 'shared' | 'message'
    readonly starts: readonly SongTime[]
    readonly input: ReturnType<typeof noise>
  }> = {}
) {
  const context = new OfflineAudioContext(2, FRAMES, RATE)
  const effect = await createEffect(context, module, { transport })
  const buffer = context.createBuffer(2, FRAMES, RATE)
  input.forEach((samples, side) => {
    buffer.copyToChannel(samples, side)
  })
  const source = new AudioBufferSourceNode(context, { buffer })
  source.connect(effect.node).connect(context.destination)
  source.start()
  expect(effect.setAutomation(lanes)).toEqual([])
  for (const start of starts) effect.follow(start)
  await effect.settled()
  const rendered = await context.startRendering()
  await effect.settled()
  return { effect, left: rendered.getChannelData(0), right: rendered.getChannelData(1) }
}

describe.each(TRANSPORTS)('lanes (%s)', (transport) => {
  it('sound in the worklet as they do in a mix without Web Audio, bit for bit', async () => {
    const strip = { inserts: [], sends: [], mute: false, solo: false }
    const own = { effect: 'channel', values: {} }
    const plan = planMix({
      strips: [
        {
          ...strip,
          id: 'voice',
          channel: own,
          output: 'master',
          lanes: [{ of: 'channel', ...rise }]
        },
        { ...strip, id: 'master', channel: own, output: undefined }
      ]
    })
    const mix = new MixRenderer(plan, { kernels: { channel: ChannelKernel }, sampleRate: RATE })
    const voice = noise()
    const expected = [new Float32Array(FRAMES), new Float32Array(FRAMES)] as const
    mix.render({ voice }, { voice: expected }, FRAMES)
    const { left, right } = await renderLanes(channel, [rise], { transport })
    expect(left).toEqual(expected[0])
    expect(right).toEqual(expected[1])
    expect(left).not.toEqual(voice[0])
  })

  it('move what is shown, and say that they did', async () => {
    const context = new OfflineAudioContext(2, FRAMES, RATE)
    const effect = await createEffect(context, channel, { transport })
    effect.node.connect(context.destination)
    const told: unknown[] = []
    effect.on('change', ({ id, origin }) => told.push([id, origin]))
    effect.setAutomation([steps])
    effect.follow({ contextTime: 0, songTime: 0 })
    await effect.settled()
    await context.startRendering()
    await effect.settled()
    expect(effect.get('trim')).toBe(-18)
    expect(told).toContainEqual(['trim', 'automation'])
  })

  it('lie in the song: started elsewhere, or in a loop, a move sits at the same sample', async () => {
    const at = (frame: number) => frame / RATE
    const level = () => new Float32Array(FRAMES).fill(0.5)
    const input = [level(), level()] as const
    const fall: AutomationLane = {
      row: 'trim',
      points: [
        { time: 0, value: -6, curve: 'hold' },
        { time: at(9600), value: -12, curve: 'hold' }
      ]
    }
    const whole = await renderLanes(channel, [fall], { transport, input })
    // Three turns of 0.15 s of the song, begun between two frames of the grid.
    const starts = [0, 7200, 14400].map((frame) => ({
      contextTime: at(frame),
      songTime: at(4811)
    }))
    const loop = await renderLanes(channel, [fall], { transport, starts, input })
    expect(loop.left.slice(0, 7200)).toEqual(whole.left.slice(4811, 4811 + 7200))
    // A frame of the fall is 60 millionths and more; what is left of the turn before is less.
    const [second, third] = [7200, 14400].map((from) => loop.left.slice(from, from + 7200))
    const worst = second.reduce((most, x, i) => Math.max(most, Math.abs(x - third[i])), 0)
    expect(worst).toBeLessThan(1e-5)
    expect(Math.min(...second)).toBeLessThan(0.13)
  })

  it('win over what is set while they play, and leave other parameters alone', async () => {
    const context = new OfflineAudioContext(2, FRAMES, RATE)
    const effect = await createEffect(context, channel, { transport })
    const source = new ConstantSourceNode(context, { offset: 0.5 })
    source.connect(effect.node).connect(context.destination)
    source.start()
    effect.setAutomation([steps])
    effect.follow({ contextTime: 0, songTime: 0 })
    await effect.settled()
    const stopped = context.suspend(0.32).then(() => {
      effect.setMany({ trim: 0, width: 50 })
      return context.resume()
    })
    const left = (await context.startRendering()).getChannelData(0)
    await stopped
    const expected = await renderConstant(-18)
    expect(left[FRAMES - 1]).toBeCloseTo(expected, 6)
    expect(effect.get('width')).toBe(50)
  })
})

/** The level that a constant of one half has behind a trim at rest. */
async function renderConstant(trim: number): Promise<number> {
  const context = new OfflineAudioContext(2, FRAMES, RATE)
  const effect = await createEffect(context, channel, { values: { trim, width: 50 } })
  const source = new ConstantSourceNode(context, { offset: 0.5 })
  source.connect(effect.node).connect(context.destination)
  source.start()
  return (await context.startRendering()).getChannelData(0)[FRAMES - 1]
}

it('lanes of a filter sound as they do in a mix, below -120 dB of difference', async () => {
  const lane: AutomationLane = {
    row: 'band3.gain',
    points: [
      { time: 0, value: -12, curve: 'line' },
      { time: 0.5, value: 12, curve: 'hold' }
    ]
  }
  const strip = { sends: [], mute: false, solo: false, channel: { effect: 'channel', values: {} } }
  const plan = planMix({
    strips: [
      {
        ...strip,
        id: 'voice',
        inserts: [{ id: 'tone', effect: 'eq', values: {} }],
        output: 'master',
        lanes: [{ of: 'tone', ...lane }]
      },
      { ...strip, id: 'master', inserts: [], output: undefined }
    ]
  })
  const kernels = { channel: ChannelKernel, eq: EqKernel }
  const mix = new MixRenderer(plan, { kernels, sampleRate: RATE })
  const expected = [new Float32Array(FRAMES), new Float32Array(FRAMES)] as const
  mix.render({ voice: noise() }, { voice: expected }, FRAMES)
  const { left } = await renderLanes(eq, [lane])
  const worst = left.reduce((most, x, i) => Math.max(most, Math.abs(x - expected[0][i])), 0)
  expect(worst).toBeLessThan(1e-6)
})

it('lanes that cannot be used are told of in sentences, and the rest plays', async () => {
  const context = new OfflineAudioContext(2, 128, RATE)
  const effect = await createEffect(context, channel)
  expect(effect.setAutomation([{ row: 'warp', points: [] }, steps])).toEqual([
    'channel.warp: no such parameter'
  ])
  expect(() => effect.follow({ contextTime: Number.NaN, songTime: 0 })).toThrow(
    'channel: follow must be given contextTime and songTime in seconds'
  )
  await effect.settled()
})
