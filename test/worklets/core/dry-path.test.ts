import { expect, it } from 'vitest'
import { DryPath } from '../../../worklets/core/dry-path.ts'

const RATE = 48000
const FRAMES = 128
/** Of the crossfade, 15 ms. */
const FADE_FRAMES = 720

const ways = { bypass: false, delta: false }

/** Blocks of ones through an effect that makes them `wet`; the last value that comes out. */
function heard(dry: DryPath, wet: number, frames = 2 * FADE_FRAMES): number {
  const left = new Float64Array(FRAMES)
  const right = new Float64Array(FRAMES)
  for (let done = 0; done < frames; done += FRAMES) {
    left.fill(1)
    right.fill(1)
    dry.take({ left, right }, FRAMES)
    left.fill(wet)
    right.fill(wet)
    dry.blend({ left, right }, FRAMES)
  }
  return left[FRAMES - 1]!
}

it('is not heard while nobody asks for it', () => {
  const dry = new DryPath(RATE, { givesDelta: true })
  dry.setListening(ways, 0)
  dry.reset()
  expect(heard(dry, 0.25)).toBe(0.25)
})

it('is all that is heard in bypass, exactly, after a crossfade', () => {
  const dry = new DryPath(RATE, {})
  dry.setListening(ways, 0)
  dry.reset()
  dry.setListening({ ...ways, bypass: true }, 0)
  const onTheWay = heard(dry, 0.25, FRAMES)
  expect(onTheWay).toBeGreaterThan(0.25)
  expect(onTheWay).toBeLessThan(1)
  expect(heard(dry, 0.25)).toBe(1)
})

it('is taken away from the effect for delta, where the effect gives it', () => {
  for (const [givesDelta, difference] of [
    [true, -0.75],
    [false, 0.25]
  ] as const) {
    const dry = new DryPath(RATE, { givesDelta })
    dry.setListening({ ...ways, delta: true }, 0)
    dry.reset()
    expect(heard(dry, 0.25)).toBe(difference)
  }
})

it('is as late as the effect', () => {
  const dry = new DryPath(RATE, { maxLatencyFrames: 200 })
  dry.setListening({ ...ways, bypass: true }, 200)
  dry.reset()
  expect(heard(dry, 0.25, FRAMES)).toBe(0)
  expect(heard(dry, 0.25, FRAMES)).toBe(1)
})
