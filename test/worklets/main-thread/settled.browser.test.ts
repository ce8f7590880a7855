import { describe, expect, it } from 'vitest'
import { channel } from '../../../worklets/effects/channel/index.ts'
import { compressor } from '../../../worklets/effects/compressor/index.ts'
import { eq } from '../../../worklets/effects/eq/index.ts'
import { createEffect } from '../../../worklets/main-thread/create-effect.ts'
import { preloadEffects } from '../../../worklets/main-thread/preload-effects.ts'

const RATE = 48000
const QUIET = 10 ** (-24 / 20)

async function offlineChannel(transport: 'shared' | 'message') {
  const context = new OfflineAudioContext(2, 9600, RATE)
  const effect = await createEffect(context, channel, { transport, values: { source: 'stereo' } })
  const source = new ConstantSourceNode(context, { offset: 1 })
  source.connect(effect.node).connect(context.destination)
  source.start()
  return { context, effect }
}

describe.each(['shared', 'message'] as const)('offline (%s)', (transport) => {
  it('what is set and settled is heard from the first sample', async () => {
    const { context, effect } = await offlineChannel(transport)
    effect.set('trim', -24)
    await effect.settled()
    const left = (await context.startRendering()).getChannelData(0)
    expect(left[0]).toBeCloseTo(QUIET, 6)
  })

  it('what is set right before rendering is heard from the first sample, every time', async () => {
    const first: number[] = []
    for (let turn = 0; turn < 50; turn++) {
      const { context, effect } = await offlineChannel(transport)
      effect.set('trim', -24)
      first.push((await context.startRendering()).getChannelData(0)[0])
    }
    for (const sample of first) expect(sample).toBeCloseTo(QUIET, 6)
  })

  it('what is set while rendering is suspended moves from there on, every time', async () => {
    for (let turn = 0; turn < 50; turn++) {
      const { context, effect } = await offlineChannel(transport)
      const resumed = context.suspend(4096 / RATE).then(() => {
        effect.setMany({ fader: -Infinity, source: 'stereo' })
        return context.resume()
      })
      const left = (await context.startRendering()).getChannelData(0)
      await resumed
      expect(left[4095]).toBe(1)
      expect(left[4096 + 128]).toBeLessThan(1)
      expect(left[9599]).toBeLessThan(1e-6)
    }
  })

  it('meters tell of the end of the render', async () => {
    const { context, effect } = await offlineChannel(transport)
    effect.set('trim', -24)
    await context.startRendering()
    await expect.poll(() => effect.meter('peakLeft')).toBeCloseTo(-24, 1)
  })

  it('meters are up to date once settled after the render', async () => {
    const { context, effect } = await offlineChannel(transport)
    effect.set('trim', -24)
    await context.startRendering()
    await effect.settled()
    expect(effect.meter('peakLeft')).toBeCloseTo(-24, 1)
  })
})

it.each(['shared', 'message'] as const)(
  'settles in a context that is suspended (%s)',
  async (transport) => {
    const context = new AudioContext()
    await context.suspend()
    const effect = await createEffect(context, channel, { transport })
    effect.set('trim', -24)
    await effect.settled()
    effect.dispose()
    await effect.settled()
    await context.close()
  }
)

it('preloaded effects are there at once', async () => {
  const context = new OfflineAudioContext(2, 128, RATE)
  await preloadEffects(context, [compressor, eq])
  expect((await createEffect(context, eq)).definition.id).toBe('eq')
})
