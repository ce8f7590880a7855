import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { ParamChange } from '../../../worklets/core/source.ts'
import { compressor } from '../../../worklets/effects/compressor/index.ts'
import { runningEffect } from '../../support/running-effect.ts'

const { params } = compressor.definition
const at = (id: string) => params.findIndex((row) => row.id === id)

test('a stream lands in the block at once, and its moves are told together', async () => {
  const { effect, block } = runningEffect(compressor)
  const told: ParamChange[] = []
  effect.addEventListener('change', (event) => {
    told.push((event as CustomEvent<ParamChange>).detail)
  })
  const threshold = effect.stream('threshold')
  const words = new Float32Array(params.length)
  for (let value = -40; value <= -30; value++) {
    threshold.word[0] = value
    threshold.write()
    expect(block.wanted.read(words)).toBe(true)
    expect(words[at('threshold')]).toBe(value)
    expect(effect.get('threshold')).toBe(value)
  }
  expect(told).toEqual([])
  await wait(60)
  expect(told).toEqual([{ id: 'threshold', value: -30, origin: 'hand' }])
  effect.dispose()
})

test('a stream shows where the parameter stands, whoever has moved it', () => {
  const { effect } = runningEffect(compressor)
  const style = effect.stream('style')
  const mix = effect.stream('mix')
  effect.set('style', 'opto')
  effect.setMany({ mix: 30 })
  expect(style.word[0]).toBe(2)
  expect(mix.word[0]).toBe(30)
  style.word[0] = 3
  style.write()
  expect(effect.getState().values.style).toBe('bus')
  effect.dispose()
})

test('what a parameter cannot be becomes the nearest it can', () => {
  const { effect } = runningEffect(compressor)
  const mix = effect.stream('mix')
  for (const [wanted, value] of [
    [900, 100],
    [-5, 0],
    [Number.NaN, 0]
  ] as const) {
    mix.word[0] = wanted
    mix.write()
    expect(effect.get('mix')).toBe(value)
  }
  expect(() => effect.stream('warp' as 'mix')).toThrow(/must be one of/)
  effect.dispose()
})

test('an effect that is disposed of takes no more and tells no more', async () => {
  const { effect, block } = runningEffect(compressor)
  const told: string[] = []
  effect.addEventListener('change', () => told.push('change'))
  const mix = effect.stream('mix')
  mix.word[0] = 10
  mix.write()
  const words = new Float32Array(params.length)
  block.wanted.read(words)
  effect.dispose()
  mix.word[0] = 20
  mix.write()
  expect(block.wanted.read(words)).toBe(false)
  await wait(40)
  expect(told).toEqual([])
})
