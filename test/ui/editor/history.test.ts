import { beforeEach, expect, test } from 'vitest'
import { History, type Values } from '../../../ui/editor/history.ts'

let values: Values
let history: History

beforeEach(() => {
  values = { gain: 0, mix: 100 }
  history = new History({ read: () => values, write: (moved) => set(moved) })
})

function set(moved: Values): void {
  values = { ...values, ...moved }
}

function gesture(moved: Values): void {
  history.beginGesture()
  set(moved)
  history.endGesture()
}

test('undo gives back the value before a gesture, redo the one after', () => {
  gesture({ gain: 3 })
  history.undo()
  expect(values.gain).toBe(0)
  history.redo()
  expect(values.gain).toBe(3)
})

test('a step holds only what the gesture moved, so undo leaves automation alone', () => {
  gesture({ gain: 3 })
  set({ mix: 40 })
  history.undo()
  expect(values).toEqual({ gain: 0, mix: 40 })
})

test('a gesture that ends where it began is no step', () => {
  gesture({ gain: 0 })
  expect(history.canUndo).toBe(false)
})

test('a gesture within a gesture is one step with the outer one', () => {
  history.beginGesture()
  gesture({ gain: 2 })
  expect(history.canUndo).toBe(false)
  set({ gain: 3 })
  history.endGesture()
  history.undo()
  expect(values.gain).toBe(0)
  expect(history.canUndo).toBe(false)
})

test('an end without a beginning is none', () => {
  history.endGesture()
  gesture({ gain: 3 })
  history.undo()
  expect(values.gain).toBe(0)
})

test('a new gesture after undo forgets what was to redo', () => {
  for (const gain of [1, 2, 3]) gesture({ gain })
  history.undo()
  history.undo()
  gesture({ gain: 9 })
  expect(history.canRedo).toBe(false)
  history.undo()
  expect(values.gain).toBe(1)
})

test('only the last 200 steps are kept', () => {
  for (let gain = 1; gain <= 250; gain++) gesture({ gain })
  let steps = 0
  for (; history.canUndo; steps++) history.undo()
  expect(steps).toBe(200)
  expect(values.gain).toBe(50)
})

test('undo and redo of nothing change nothing', () => {
  history.undo()
  history.redo()
  expect(values).toEqual({ gain: 0, mix: 100 })
})

test('a moment is the same again when undo and redo come back to it', () => {
  const start = history.moment
  gesture({ gain: 3 })
  const after = history.moment
  expect(after).not.toBe(start)
  history.undo()
  expect(history.moment).toBe(start)
  history.redo()
  expect(history.moment).toBe(after)
})

test('tells each step, undo and redo once, after the values have moved', () => {
  const told: unknown[] = []
  history.addEventListener('change', () => told.push(values.gain))
  gesture({ gain: 3 })
  history.undo()
  history.redo()
  expect(told).toEqual([3, 0, 3])
})
