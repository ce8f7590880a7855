import { expect, test } from 'vitest'
import { LocalSource } from '../../../../ui/core/local-source.ts'
import { ParamPresets, stepPreset } from '../../../../ui/midi/surface/param-presets.ts'
import { compressor } from '../../../../worklets/effects/compressor/index.ts'

const open = () => {
  const source = new LocalSource(compressor.definition, compressor.presets)
  return { source, presets: new ParamPresets(source) }
}

test('a preset sets what it has and leaves how one listens', () => {
  const { source, presets } = open()
  source.set('bypass', true)
  source.set('delta', true)
  source.set('threshold', -60)
  presets.choose(1)
  const preset = compressor.presets[1]
  expect(source.get('threshold')).toBe(preset?.values.threshold)
  expect([source.get('bypass'), source.get('delta')]).toEqual([true, true])
})

test('a number without a preset changes nothing', () => {
  const { source, presets } = open()
  source.set('threshold', -60)
  presets.choose(100)
  expect(source.get('threshold')).toBe(-60)
  expect(presets.chosen).toBeUndefined()
})

test('the first step back is to the last preset', () => {
  const { presets } = open()
  stepPreset(presets, -1)
  expect(presets.chosen).toBe(compressor.presets.length - 1)
  stepPreset(presets, 1)
  expect(presets.chosen).toBe(0)
})

test('is a move of a hand, which hosts record', () => {
  const { source, presets } = open()
  const origins: unknown[] = []
  source.addEventListener('change', (event) => {
    origins.push((event as CustomEvent<{ readonly origin: string }>).detail.origin)
  })
  presets.choose(1)
  expect(new Set(origins)).toEqual(new Set(['hand']))
})
