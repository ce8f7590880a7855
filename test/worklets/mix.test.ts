import { expect, it } from 'vitest'
import { ChannelKernel } from '../../worklets/effects/channel/kernel.ts'
import { CompressorKernel } from '../../worklets/effects/compressor/kernel.ts'
import { MixRenderer, planMix } from '../../worklets/mix.ts'

it('the kernels that the package exports are those that a mix takes', () => {
  const channel = { effect: 'channel', values: {} }
  const track = { inserts: [], channel, sends: [], mute: false, solo: false }
  const duck = {
    id: 'duck',
    effect: 'compressor',
    values: { sidechain: 'external', threshold: -40 },
    key: { strip: 'kick', tap: 'pre' as const }
  }
  const plan = planMix({
    strips: [
      { ...track, id: 'kick', output: 'master' },
      { ...track, id: 'bass', inserts: [duck], output: 'master' },
      { ...track, id: 'master', channelFirst: true }
    ]
  })
  const kernels = { channel: ChannelKernel, compressor: CompressorKernel }
  const mix = new MixRenderer(plan, { kernels, sampleRate: 48000 })
  const loud = new Float32Array(4800).fill(0.5)
  const left = new Float32Array(4800)
  mix.render({ kick: [loud], bass: [loud] }, { master: [left, new Float32Array(4800)] }, 4800)
  expect(mix.problems).toEqual([])
  expect(mix.meters('bass', 'duck')?.reduction).not.toBe(0)
  expect(left.at(-1)).toBeGreaterThan(0.3)
})
