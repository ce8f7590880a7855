import { expect, it } from 'vitest'
import { CONTROL_FRAMES, ControlGlide } from '../../../../worklets/dsp/moves/control-glide.ts'

const RATE = 48000

it('a move is over within 0.12 s, exactly at its target and without overshoot', () => {
  const glide = new ControlGlide(RATE, 1e-4)
  glide.jump(-10)
  glide.target = 20
  let last = -10
  for (let frame = 0; frame < 0.12 * RATE; frame += CONTROL_FRAMES) {
    glide.advance(1)
    expect(glide.value).toBeGreaterThanOrEqual(last)
    last = glide.value
  }
  expect(glide.value).toBe(20)
  expect(glide.settled).toBe(true)
})

it('takes several steps at once as well as one by one', () => {
  const [slow, fast] = [new ControlGlide(RATE, 0), new ControlGlide(RATE, 0)]
  slow.target = 1
  fast.target = 1
  for (let i = 0; i < 8; i++) slow.advance(1)
  fast.advance(8)
  expect(fast.value).toBe(slow.value)
})
