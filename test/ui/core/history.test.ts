import { expect, test } from 'vitest'
import { History } from '../../../ui/core/history.ts'

test('undo gives back the value before a gesture, redo the one after', () => {
  const history = new History()
  history.begin({ gain: 0, mix: 100 })
  expect(history.commit({ gain: 3, mix: 100 })).toBe(true)
  expect(history.undo()).toEqual({ gain: 0 })
  expect(history.redo()).toEqual({ gain: 3 })
})

test('a step holds only what the gesture moved, so undo leaves automation alone', () => {
  const history = new History()
  history.begin({ gain: 0, mix: 100 })
  history.commit({ gain: 3, mix: 100 })
  expect(history.undo()).not.toHaveProperty('mix')
})

test('a gesture that ends where it began is no step', () => {
  const history = new History()
  history.begin({ gain: 0 })
  expect(history.commit({ gain: 0 })).toBe(false)
  expect(history.canUndo).toBe(false)
})

test('a gesture within a gesture is one step with the outer one', () => {
  const history = new History()
  history.begin({ gain: 0 })
  history.begin({ gain: 1 })
  history.commit({ gain: 2 })
  expect(history.commit({ gain: 2 })).toBe(false)
  expect(history.undo()).toEqual({ gain: 0 })
  expect(history.canUndo).toBe(false)
})

test('a new gesture after undo forgets what was to redo', () => {
  const history = new History()
  for (const gain of [1, 2, 3]) {
    history.begin({ gain: gain - 1 })
    history.commit({ gain })
  }
  history.undo()
  history.undo()
  history.begin({ gain: 1 })
  history.commit({ gain: 9 })
  expect(history.canRedo).toBe(false)
  expect(history.undo()).toEqual({ gain: 1 })
})

test('only the last 200 steps are kept', () => {
  const history = new History()
  for (let gain = 1; gain <= 250; gain++) {
    history.begin({ gain: gain - 1 })
    history.commit({ gain })
  }
  let steps = 0
  while (history.undo()) steps++
  expect(steps).toBe(200)
})

test('undo and redo of nothing give nothing', () => {
  const history = new History()
  expect(history.undo()).toBeUndefined()
  expect(history.redo()).toBeUndefined()
})
