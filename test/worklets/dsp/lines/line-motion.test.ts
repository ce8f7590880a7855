import { expect, it } from 'vitest'
import { LineMotion } from '../../../../worklets/dsp/lines/line-motion.ts'

const RATE = 48_000
const FRAMES = 64

/** Where a line is, every FRAMES frames. */
function path(seconds: number, line: number): number[] {
  const motion = new LineMotion(4, RATE, (k) => k > 0)
  motion.rateHz = 0.5
  motion.depthFrames = 12
  motion.reset()
  const offsets: number[] = []
  for (let frame = 0; frame < seconds * RATE; frame += FRAMES) {
    motion.advance(FRAMES)
    offsets.push(motion.to[line])
  }
  return offsets
}

it('moves each line over the whole depth and no further', () => {
  for (const line of [1, 2, 3]) {
    const offsets = path(4, line)
    expect(Math.max(...offsets)).toBeCloseTo(12, 2)
    expect(Math.min(...offsets)).toBeCloseTo(-12, 2)
  }
})

it('keeps its depth for a minute, within 0.001 frames', () => {
  const offsets = path(60, 1)
  const depth = (part: number[]) => Math.max(...part.map(Math.abs))
  expect(Math.abs(depth(offsets.slice(-3000)) - depth(offsets.slice(0, 3000)))).toBeLessThan(1e-3)
  expect(Math.max(...offsets)).toBeCloseTo(12, 2)
})

it('bends the pitch by at most 2 cents at 0.5 Hz and 0.25 ms', () => {
  for (const line of [1, 2, 3]) {
    const offsets = path(4, line)
    let fastest = 0
    for (let n = 1; n < offsets.length; n++) {
      fastest = Math.max(fastest, Math.abs(offsets[n] - offsets[n - 1]) / FRAMES)
    }
    expect(1200 * Math.log2(1 + fastest)).toBeLessThan(2)
    expect(1200 * Math.log2(1 + fastest)).toBeGreaterThan(1)
  }
})

it('leaves the other lines where they are, and moves no two alike', () => {
  expect(path(0.1, 0).every((offset) => offset === 0)).toBe(true)
  expect(path(0.1, 1)).not.toEqual(path(0.1, 2))
})
