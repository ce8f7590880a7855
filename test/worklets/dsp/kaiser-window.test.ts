import { expect, it } from 'vitest'
import { kaiserWindow } from '../../../worklets/dsp/kaiser-window.ts'

it('is 1 in the middle, even, and 1 / I0(beta) at its ends', () => {
  const window = kaiserWindow(8)
  expect(window(0)).toBe(1)
  expect(window(-0.3)).toBe(window(0.3))
  // I0(8) = 427.5641157, Abramowitz and Stegun, table 9.8.
  expect(1 / window(1)).toBeCloseTo(427.5641157, 6)
  expect(window(-1)).toBe(window(1))
})
