import { expect, it } from 'vitest'
import { raisedCosine } from '../../../worklets/dsp/raised-cosine.ts'

it('rises from 0 to 1, and adds up to 1 with its mirror image', () => {
  const fade = raisedCosine(720)
  expect([fade[0], fade[360], fade[720]]).toEqual([0, expect.closeTo(0.5, 15), 1])
  for (let i = 0; i <= 720; i++) expect(fade[i] + fade[720 - i]).toBeCloseTo(1, 15)
})

it('is one array for all who ask for one length', () => {
  expect(raisedCosine(100)).toBe(raisedCosine(100))
})
