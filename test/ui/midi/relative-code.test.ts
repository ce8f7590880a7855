import { expect, test } from 'vitest'
import { relativeSteps } from '../../../ui/midi/relative-code.ts'

test.each([
  ['twosComplement', 3, 125],
  ['binaryOffset', 67, 61],
  ['signBit', 3, 67],
  ['signBitReversed', 67, 3]
] as const)('%s: three steps up are %i, three down %i', (code, up, down) => {
  expect(relativeSteps(code, up)).toBe(3)
  expect(relativeSteps(code, down)).toBe(-3)
})
