import { expect, test } from 'vitest'
import { readDeviceName } from '../../../ui/midi/device-name.ts'
import { routeDevices } from '../../../ui/midi/device-routes.ts'

const route = (wanted: readonly string[], ...names: readonly string[]) => {
  const present = new Map(names.map((name) => [name, readDeviceName(name)]))
  return Object.fromEntries(routeDevices(wanted, present))
}

test('a map of one system is that of the same device on another', () => {
  const names = [
    'KORG INC. nanoKONTROL2 SLIDER/KNOB',
    'nanoKONTROL2 1',
    'nanoKONTROL2:nanoKONTROL2 MIDI 1 20:0'
  ]
  for (const wanted of names) {
    for (const present of names) {
      expect(route([wanted], present), `${wanted} on ${present}`).toEqual({ [wanted]: present })
    }
  }
})

test('the second of two equal devices is found where only it is there', () => {
  expect(route(['MIDI Mix 2'], 'MIDI Mix')).toEqual({ 'MIDI Mix 2': 'MIDI Mix' })
  expect(route(['2- MIDI Mix'], 'MIDI Mix')).toEqual({ '2- MIDI Mix': 'MIDI Mix' })
})

test('two maps are never put onto one of two equal devices', () => {
  expect(route(['MIDI Mix', 'MIDI Mix 2'], 'MIDI Mix')).toEqual({ 'MIDI Mix': 'MIDI Mix' })
  expect(route(['2- MIDI Mix', 'MIDI Mix'], 'MIDI Mix', '2- MIDI Mix')).toEqual({
    'MIDI Mix': 'MIDI Mix',
    '2- MIDI Mix': '2- MIDI Mix'
  })
})

test('another model, and an interface of the same name on another system, are others', () => {
  expect(route(['nanoKONTROL'], 'nanoKONTROL2')).toEqual({})
  expect(route(['Launch Control XL'], 'Launch Control XL 3')).toEqual({})
  expect(route(['USB MIDI 1'], 'USB MIDI:USB MIDI 1 24:0')).toEqual({})
})
