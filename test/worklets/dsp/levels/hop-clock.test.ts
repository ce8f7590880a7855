import { expect, it } from 'vitest'
import { HopClock } from '../../../../worklets/dsp/levels/hop-clock.ts'

it.each([22050, 44100, 48000, 11025])('a hundred hops at %i Hz are exactly a second', (rate) => {
  const clock = new HopClock(rate)
  let frames = 0
  for (let hop = 0; hop < 300; hop++) {
    const length = clock.framesLeft
    expect(Math.abs(length - rate / 100)).toBeLessThan(1)
    expect(clock.advance(length - 1)).toBe(false)
    expect(clock.isAtStart).toBe(false)
    expect(clock.advance(1)).toBe(true)
    expect(clock.isAtStart).toBe(true)
    frames += length
  }
  expect(frames).toBe(3 * rate)
})
