import { expect, test } from 'vitest'
import { LocalSource } from '../../../ui/core/local-source.ts'
import { demoDefinition } from './demo-effect.ts'

test('an effect without audio starts with the defaults and silent meters', () => {
  const source = new LocalSource(demoDefinition)
  expect(source.get('threshold')).toBe(-20)
  expect(source.meter('outputPeak')).toBe(Number.NEGATIVE_INFINITY)
  expect(source.openTap()).toBeUndefined()
})

test('each value that moves is told once, one that stays is not', () => {
  const source = new LocalSource(demoDefinition)
  const told: string[] = []
  source.addEventListener('change', (event) => told.push((event as CustomEvent).detail.id))
  source.setMany({ ratio: 4, mix: 100 })
  expect(told).toEqual(['ratio'])
})

test('one wrong value of several sets none and says which', () => {
  const source = new LocalSource(demoDefinition)
  expect(() => source.setMany({ ratio: 4, threshold: 40 })).toThrow('demo.threshold: must be')
  expect(source.get('ratio')).toBe(3)
})

test('a state survives the way through JSON', () => {
  const source = new LocalSource(demoDefinition)
  source.setMany({ fader: Number.NEGATIVE_INFINITY, style: 'bus' })
  const saved: unknown = JSON.parse(JSON.stringify(source.getState()))
  const other = new LocalSource(demoDefinition)
  expect(other.setState(saved)).toEqual([])
  expect(other.get('fader')).toBe(Number.NEGATIVE_INFINITY)
  expect(other.get('style')).toBe('bus')
})

test('a parameter that changes the latency announces it', () => {
  const source = new LocalSource(demoDefinition)
  let announced = 0
  source.addEventListener('latencychange', () => announced++)
  source.set('auto', true)
  source.set('ratio', 9)
  expect(announced).toBe(1)
  expect(source.latencyFrames).toBe(480)
})
