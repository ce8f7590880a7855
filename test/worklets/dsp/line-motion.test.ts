import { expect, it } from 'vitest'
import { LineMotion } from '../../../worklets/dsp/line-motion.ts'
import { MOTION_BITS, SINC_GROUP } from '../../../worklets/dsp/sinc-reader.ts'

const RATE = 48_000

/** The delay offset of a line at every group of frames. */
function path(seconds: number, line: number): number[] {
  const motion = new LineMotion(4, RATE, (k) => k > 0)
  motion.rateHz = 0.5
  motion.depthFrames = 12
  motion.reset()
  const offsets: number[] = []
  for (let frame = 0; frame < seconds * RATE; frame += 64) {
    motion.aim(64)
    for (let i = 0; i < 64; i += SINC_GROUP) {
      offsets.push(motion.motion[3 * line] / 2 ** MOTION_BITS)
      motion.motion[3 * line] += motion.motion[3 * line + 1]
      motion.motion[3 * line + 1] += motion.motion[3 * line + 2]
    }
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

it('bends the pitch by at most 2 cents at 0.5 Hz and 0.25 ms', () => {
  for (const line of [1, 2, 3]) {
    const offsets = path(4, line)
    let fastest = 0
    for (let n = 1; n < offsets.length; n++) {
      fastest = Math.max(fastest, Math.abs(offsets[n] - offsets[n - 1]) / SINC_GROUP)
    }
    expect(1200 * Math.log2(1 + fastest)).toBeLessThan(2)
    expect(1200 * Math.log2(1 + fastest)).toBeGreaterThan(1)
  }
})

it('leaves the other lines where they are, and moves no two alike', () => {
  expect(path(0.1, 0).every((offset) => offset === 0)).toBe(true)
  expect(path(0.1, 1)).not.toEqual(path(0.1, 2))
})
