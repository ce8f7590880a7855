import { expect, it } from 'vitest'
import type { Session } from '../../../host-demo/session/session.ts'
import { setTempo } from '../../../host-demo/session/session-edits.ts'
import { SessionHistory } from '../../../host-demo/session/session-history.ts'
import { makeSession } from '../../../host-demo/session/session-makers.ts'

const start = makeSession()

function at(tempo: number): Session {
  return setTempo(start, tempo)
}

it('undo brings the document before back, redo the one after', () => {
  const history = new SessionHistory(start)
  const fast = at(140)
  history.change(fast)
  expect(history.undo()).toBe(true)
  expect(history.session).toBe(start)
  expect(history.redo()).toBe(true)
  expect(history.session).toBe(fast)
})

it('a gesture of many moves is undone at once', () => {
  const history = new SessionHistory(start)
  history.beginGesture()
  for (const tempo of [121, 122, 123]) history.change(at(tempo))
  history.endGesture()
  history.undo()
  expect(history.session).toBe(start)
  expect(history.canUndo).toBe(false)
})

it('two gestures are two steps', () => {
  const history = new SessionHistory(start)
  for (const tempo of [130, 140]) {
    history.beginGesture()
    history.change(at(tempo))
    history.endGesture()
  }
  history.undo()
  expect(history.session.tempo).toBe(130)
})

it('two fingers at once are one step, from the first touch to the last release', () => {
  const history = new SessionHistory(start)
  history.beginGesture()
  history.change(at(121))
  history.beginGesture()
  history.change(at(122))
  history.endGesture()
  history.change(at(123))
  history.endGesture()
  history.undo()
  expect(history.session).toBe(start)
})

it('a gesture that moves nothing is no step', () => {
  const history = new SessionHistory(start)
  history.beginGesture()
  history.change(start)
  history.endGesture()
  expect(history.canUndo).toBe(false)
})

it('turns of a wheel within 600 ms are one step, later ones the next', () => {
  let now = 0
  const history = new SessionHistory(start, () => now)
  for (const [time, tempo] of [
    [0, 121],
    [300, 122],
    [800, 123],
    [1500, 124]
  ] as const) {
    now = time
    history.change(at(tempo), { merge: 'tempo' })
  }
  history.undo()
  expect(history.session.tempo).toBe(123)
  history.undo()
  expect(history.session).toBe(start)
})

it('moves of different controls never merge', () => {
  const history = new SessionHistory(start, () => 0)
  history.change(at(121), { merge: 'a' })
  history.change(at(122), { merge: 'b' })
  history.undo()
  expect(history.session.tempo).toBe(121)
})

it('a move after undo is a step of its own and forgets what was undone', () => {
  const history = new SessionHistory(start, () => 0)
  history.change(at(121), { merge: 'a' })
  history.undo()
  history.change(at(130), { merge: 'a' })
  expect(history.canRedo).toBe(false)
  history.undo()
  expect(history.session).toBe(start)
})

it('the oldest steps are forgotten after five hundred', () => {
  const history = new SessionHistory(start)
  for (let i = 0; i < 510; i++) history.change({ ...start, title: `take ${i}` })
  let steps = 0
  while (history.undo()) steps++
  expect(steps).toBe(500)
  expect(history.session.title).toBe('take 9')
})

it('another document cannot be undone into the one before it', () => {
  const history = new SessionHistory(start)
  history.change(at(130))
  history.reset(at(90))
  expect(history.canUndo).toBe(false)
  expect(history.session.tempo).toBe(90)
})
