import { expect, it } from 'vitest'
import { wakeContext } from '../../../host-demo/audio/wake-context.ts'

/** A context as a phone has it: woken only where `wakes` says so. */
function contextIn(state: AudioContextState | 'interrupted', wakes = true) {
  let calls = 0
  const context = {
    state,
    resume: () => {
      calls++
      if (!wakes) return Promise.reject(new Error('not now'))
      context.state = 'running'
      return Promise.resolve()
    }
  }
  // Only what wakeContext touches: a real context cannot be interrupted by a test.
  return { context: context as unknown as AudioContext, calls: () => calls }
}

it('the first touch wakes a context that the browser holds', () => {
  const page = new EventTarget()
  const { context } = contextIn('suspended')
  wakeContext(context, page)
  page.dispatchEvent(new Event('pointerdown'))
  expect(context.state).toBe('running')
})

it('after a phone call the next key or the return to the page brings the sound back', () => {
  for (const gesture of ['keydown', 'visibilitychange']) {
    const page = new EventTarget()
    const { context } = contextIn('interrupted')
    wakeContext(context, page)
    page.dispatchEvent(new Event(gesture))
    expect(context.state).toBe('running')
  }
})

it('a refusal while the call lasts is no error, and the next gesture tries again', async () => {
  const page = new EventTarget()
  const { context, calls } = contextIn('interrupted', false)
  wakeContext(context, page)
  page.dispatchEvent(new Event('pointerdown'))
  page.dispatchEvent(new Event('pointerdown'))
  expect(calls()).toBe(2)
})

it('a running or closed context is left alone', () => {
  for (const state of ['running', 'closed'] as const) {
    const page = new EventTarget()
    const { context, calls } = contextIn(state)
    wakeContext(context, page)
    page.dispatchEvent(new Event('pointerdown'))
    expect(calls()).toBe(0)
  }
})

it('stops listening when told', () => {
  const page = new EventTarget()
  const { context, calls } = contextIn('suspended')
  wakeContext(context, page)()
  page.dispatchEvent(new Event('pointerdown'))
  expect(calls()).toBe(0)
})
