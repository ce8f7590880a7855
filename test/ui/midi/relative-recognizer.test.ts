import { expect, test } from 'vitest'
import { RelativeRecognizer } from '../../../ui/midi/relative-recognizer.ts'

const recognized = (values: readonly number[]) => {
  const recognizer = new RelativeRecognizer()
  for (const value of values) recognizer.next(value)
  return recognizer.isSure ? recognizer.manner : undefined
}

test.each([
  ['twosComplement', [127, 127, 127, 126, 127, 127], [1, 1, 1, 2, 1, 1]],
  ['signBit', [65, 65, 66, 65, 65, 65], [1, 1, 1, 1, 3, 1]],
  ['signBit', [65, 0, 65, 65, 65, 65], [0, 1, 1, 1, 1, 1]],
  ['signBit', [65, 65, 66, 65], [1, 1, 2, 84, 84, 20, 20]],
  ['binaryOffset', [61, 61, 62, 62, 62, 62], [66, 66, 66, 67, 66, 65]],
  ['binaryOffset', [65, 65, 63], [65, 65, 66, 63, 62]],
  ['twosComplement', [1, 1, 1, 2, 2], [127, 127, 126]]
] as const)(
  'an encoder of code %s that sends %j one way and %j the other is known',
  (code, a, b) => {
    expect(recognized([...a, ...b])).toBe(code)
  }
)

test.each([
  ['a pot round its middle', [66, 65, 64, 63, 62, 61], [62, 63, 64, 65, 66, 67]],
  ['a pot that skips its middle', [61, 62, 63, 65, 66, 67], [66, 65, 63, 62, 61]],
  ['a pot near its top', [126, 125, 124, 123, 122, 121], [126, 127, 127, 127, 127, 127]],
  ['a pot at its top', [127, 127, 127, 127, 126, 125], [126, 127, 127, 127, 127, 127]],
  ['a pot at its bottom', [0, 0, 0, 0, 0, 0], [1, 1, 2, 3, 3, 4]],
  ['a pot near its bottom', [3, 2, 2, 2, 1, 1], [1, 2, 3, 3, 4, 5]],
  ['a slow fader near its bottom', [0, 1, 2, 3, 4], [3, 2, 1, 0, 1, 2]],
  ['a fast knob', [10, 25, 44, 70, 101, 127], []],
  ['a pot at rest that says 5 again and again', [9, 8, 7, 6], [5, 5, 5, 5, 5, 5, 5, 5, 5]],
  ['a button', [127, 0, 127, 0, 127, 0], [127, 0]],
  ['a button without release', [127, 127, 127, 127, 127, 127], [127]],
  ['a pedal that sends 1 and 0', [0, 1, 0, 1], [0, 1]]
])('%s is no encoder', (_, left, right) => {
  expect(recognized([...left, ...right])).toBeUndefined()
})

test('an encoder that has only been turned up by single steps is followed without being sure', () => {
  const recognizer = new RelativeRecognizer()
  expect([1, 1, 1, 1].map((value) => recognizer.next(value))).toEqual([
    undefined,
    undefined,
    undefined,
    'twosComplement'
  ])
  expect(recognizer.isSure).toBe(false)
  recognizer.next(65)
  expect(recognizer.manner).toBe('signBit')
})

test('what was taken for an encoder is a pot as soon as it sends what no encoder does', () => {
  const recognizer = new RelativeRecognizer()
  for (const value of [1, 1, 127, 127, 30, 31, 32]) recognizer.next(value)
  expect(recognizer.manner).toBe('absolute')
})
