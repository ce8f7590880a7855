import { expect, test } from 'vitest'
import { channel } from '../../../worklets/effects/channel/index.ts'
import { compressor } from '../../../worklets/effects/compressor/index.ts'
import { createEffect } from '../../../worklets/main-thread/create-effect.ts'
import { runningEffect } from '../../support/running-effect.ts'

const context = { sampleRate: 48000 }

/** As a page without a compiler calls it. */
const create = createEffect as unknown as (...given: readonly unknown[]) => Promise<unknown>

test.each([
  [
    'a name for an effect',
    [context, 'compressor'],
    /effect as this package exports it, not its name, got "compressor"$/
  ],
  ['swapped arguments', [channel, context], /the context first and then the effect$/],
  ['null for a context', [null, channel], /an audio context first, got null$/],
  ['no effect', [context, undefined], /exports it, not its name, got undefined$/],
  [
    'a closed context',
    [{ ...context, state: 'closed' }, channel],
    /open, got one that was closed$/
  ],
  [
    'a transport that is none',
    [context, channel, { transport: 'sahred' }],
    /transport must be auto, shared or message, got "sahred"$/
  ],
  [
    'an unknown preset',
    [context, channel, { preset: 'Nope' }],
    /^channel: preset must be one of ".*", got "Nope"$/
  ],
  [
    'an unknown option',
    [context, channel, { value: {} }],
    /options must be some of values, .*, got "value"$/
  ]
])('%s is answered with one sentence', async (_, given, sentence) => {
  await expect(create(...given)).rejects.toThrow(sentence)
})

test('a preset brings the defaults for all that it does not name', () => {
  const { effect } = runningEffect(compressor)
  const [preset] = compressor.presets
  const fresh = runningEffect(compressor).effect
  fresh.setMany(preset.values)
  effect.setMany({ threshold: -60, mix: 3 })
  effect.loadPreset(preset.name)
  expect(effect.getState()).toEqual(fresh.getState())
  expect(() => effect.loadPreset('Nope')).toThrow(/preset must be one of ".*", got "Nope"/)
})

test('a listener hears until it is ended', () => {
  const { effect } = runningEffect(compressor)
  const heard: unknown[] = []
  const ends = [
    effect.on('change', ({ id, value, origin }) => heard.push([id, value, origin])),
    effect.on('latencychange', (frames) => heard.push(frames))
  ]
  effect.set('lookahead', 5)
  expect(heard).toEqual([['lookahead', 5, 'code'], 240])
  for (const end of ends) end()
  effect.set('lookahead', 0)
  expect(heard).toHaveLength(2)
})
