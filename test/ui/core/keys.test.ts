import { expect, test } from 'vitest'
import { travelKey } from '../../../ui/core/keys.ts'

const key = (name: string, modifiers: Partial<KeyboardEvent> = {}) =>
  travelKey({ key: name, ctrlKey: false, metaKey: false, ...modifiers } as KeyboardEvent)

test('arrows are steps, with Shift or Alt tenths of a step', () => {
  expect(key('ArrowUp')).toEqual({ kind: 'step', steps: 1 })
  expect(key('ArrowLeft')).toEqual({ kind: 'step', steps: -1 })
  expect(key('ArrowDown', { shiftKey: true })).toEqual({ kind: 'step', steps: -0.1 })
  expect(key('ArrowRight', { altKey: true })).toEqual({ kind: 'step', steps: 0.1 })
})

test('a digit, a sign or Enter begins typing', () => {
  expect(key('7')).toEqual({ kind: 'type', text: '7' })
  expect(key('-')).toEqual({ kind: 'type', text: '-' })
  expect(key('Enter')).toEqual({ kind: 'type', text: '' })
})

test('shortcuts of the browser and letters are left alone', () => {
  expect(key('ArrowUp', { ctrlKey: true })).toBeUndefined()
  expect(key('1', { metaKey: true })).toBeUndefined()
  expect(key('a')).toBeUndefined()
  expect(key('Tab')).toBeUndefined()
})
