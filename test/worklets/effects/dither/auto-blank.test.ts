import { expect, it } from 'vitest'
import { AutoBlank } from '../../../../worklets/effects/dither/auto-blank.ts'

const RATE = 1000
const HOLD = 500

/** One flag per frame, found in blocks of the given length. */
function blanked(left: Float64Array, right: Float64Array, blockFrames: number): boolean[] {
  const blank = new AutoBlank(RATE)
  const flags: boolean[] = []
  for (let start = 0; start < left.length; start += blockFrames) {
    const end = Math.min(left.length, start + blockFrames)
    let from = start
    while (from < end) {
      const to = blank.next(left, right, from, end)
      while (from < to) {
        flags.push(blank.isBlank)
        from++
      }
    }
  }
  return flags
}

it.each([1, 64, 4000])(
  'blanks from half a second of silence to the next sound, in blocks of %i',
  (block) => {
    const left = new Float64Array(4000)
    const right = new Float64Array(4000)
    left[100] = 0.1
    right[300] = -0.1
    left[2000] = 1e-9
    const flags = blanked(left, right, block)
    const expected = flags.map((_, i) => i < 100 || (i > 300 + HOLD && i < 2000) || i > 2000 + HOLD)
    expect(flags).toEqual(expected)
  }
)
