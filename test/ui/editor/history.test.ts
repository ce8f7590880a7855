import { expect, test } from 'vitest'
import { History } from '../../../ui/editor/history.ts'

test('undo gives back the value before a gesture, redo the one after', () => {
  const history = new History<string>()
  history.begin({ gain: 0, mix: 100 }, 'Default')
  expect(history.commit({ gain: 3, mix: 100 }, 'Default')).toBe(true)
  expect(history.undo()?.values).toEqual({ gain: 0 })
  expect(history.redo()?.values).toEqual({ gain: 3 })
})

test('a step holds only what the gesture moved, so undo leaves automation alone', () => {
  const history = new History<string>()
  history.begin({ gain: 0, mix: 100 }, 'Default')
  history.commit({ gain: 3, mix: 100 }, 'Default')
  expect(history.undo()?.values).not.toHaveProperty('mix')
})

test('a gesture that ends where it began is no step', () => {
  const history = new History<string>()
  history.begin({ gain: 0 }, 'Default')
  expect(history.commit({ gain: 0 }, 'Default')).toBe(false)
  expect(history.canUndo).toBe(false)
})

test('a gesture within a gesture is one step with the outer one', () => {
  const history = new History<string>()
  history.begin({ gain: 0 }, 'Default')
  history.begin({ gain: 1 }, 'Default')
  expect(history.commit({ gain: 2 }, 'Default')).toBe(false)
  expect(history.commit({ gain: 3 }, 'Default')).toBe(true)
  expect(history.undo()?.values).toEqual({ gain: 0 })
  expect(history.canUndo).toBe(false)
})

test('a new gesture after undo forgets what was to redo', () => {
  const history = new History<string>()
  for (const gain of [1, 2, 3]) {
    history.begin({ gain: gain - 1 }, 'Default')
    history.commit({ gain }, 'Default')
  }
  history.undo()
  history.undo()
  history.begin({ gain: 1 }, 'Default')
  history.commit({ gain: 9 }, 'Default')
  expect(history.canRedo).toBe(false)
  expect(history.undo()?.values).toEqual({ gain: 1 })
})

test('only the last 200 steps are kept', () => {
  const history = new History<string>()
  for (let gain = 1; gain <= 250; gain++) {
    history.begin({ gain: gain - 1 }, 'Default')
    history.commit({ gain }, 'Default')
  }
  let steps = 0
  while (history.undo()) steps++
  expect(steps).toBe(200)
})

test('undo and redo of nothing give nothing', () => {
  const history = new History<string>()
  expect(history.undo()).toBeUndefined()
  expect(history.redo()).toBeUndefined()
})

test('gestures that were left open end together, and the next one is a step of its own', () => {
  const history = new History<string>()
  history.begin({ gain: 0 }, 'Default')
  history.begin({ gain: 1 }, 'Default')
  expect(history.finish({ gain: 2 }, 'Default')).toBe(true)
  expect(history.commit({ gain: 5 }, 'Default')).toBe(false)
  history.begin({ gain: 5 }, 'Default')
  history.commit({ gain: 6 }, 'Default')
  expect(history.undo()?.values).toEqual({ gain: 5 })
})

test('the mark of each side comes back with its values', () => {
  const history = new History<string>()
  history.begin({ gain: 0 }, 'Default')
  history.commit({ gain: 3 }, 'Loud')
  expect(history.undo()?.mark).toBe('Default')
  expect(history.redo()?.mark).toBe('Loud')
})
