import { expect, test } from 'vitest'
import { readDeviceName } from '../../../../ui/midi/device-name.ts'
import { profileOf } from '../../../../ui/midi/mackie/unit-profile.ts'

test.each([
  ['X-Touch', true],
  ['X-Touch One', true],
  ['X-TOUCH MINI MIDI 1', false],
  ['Platform M+ V1.07', false]
])('strips of %s have colors: %s', (name, hasColors) => {
  expect(profileOf(readDeviceName(name).key).hasColors).toBe(hasColors)
})
