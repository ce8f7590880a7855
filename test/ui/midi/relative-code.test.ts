import { expect, test } from 'vitest'
import { RelativeRecognizer, relativeSteps } from '../../../ui/midi/relative-code.ts'

test.each([
  ['twosComplement', 3, 125],
  ['binaryOffset', 67, 61],
  ['signBit', 3, 67]
] as const)('%s: three steps up are %i, three down %i', (code, up, down) => {
  expect(relativeSteps(code, up)).toBe(3)
  expect(relativeSteps(code, down)).toBe(-3)
})

const recognized = (values: readonly number[]) => {
  const recognizer = new RelativeRecognizer()
  return values.map((value) => recognizer.next(value)).at(-1)
}

test.each([
  ['twosComplement', [1, 1, 1, 2, 2, 127, 127, 126]],
  ['binaryOffset', [65, 65, 65, 66, 66, 63, 63]],
  ['signBit', [1, 1, 1, 2, 2, 65, 65, 66]]
] as const)('an encoder of code %s is known by a few turns there and back', (code, values) => {
  expect(recognized(values)).toBe(code)
})

test.each([
  ['a slow fader near its bottom', [0, 1, 2, 3, 4, 3, 2, 1, 0, 1, 2]],
  ['a fast knob', [10, 25, 44, 70, 101, 127]],
  ['a fader round its middle', [60, 61, 62, 63, 64, 65, 66, 65, 64, 63]]
])('%s stays absolute', (_, values) => {
  expect(recognized(values)).toBeUndefined()
})
