import { expect, test } from 'vitest'
import { isGeneric, isSameDevice, readDeviceName } from '../../../ui/midi/device-name.ts'

test.each([
  ['nanoKONTROL2 SLIDER/KNOB', 'nanokontrol2', 1, 1],
  ['KORG nanoKONTROL2 SLIDER/KNOB', 'nanokontrol2', 1, 1],
  ['nanoKONTROL2 CTRL', 'nanokontrol2', 1, 1],
  ['nanoKONTROL2 1', 'nanokontrol2', 1, 1],
  ['nanoKONTROL2 nanoKONTROL2 _ CTR', 'nanokontrol2', 1, 1],
  ['nanoKONTROL2:nanoKONTROL2 nanoKONTROL2 _ CTR 24:0', 'nanokontrol2', 1, 1],
  ['nanoKONTROL2:nanoKONTROL2 MIDI 1 20:0', 'nanokontrol2', 1, 1],
  ['2- nanoKONTROL2', 'nanokontrol2', 2, 1],
  ['2 - UM-ONE', 'umone', 2, 1],
  ['nanoKONTROL2 (2)', 'nanokontrol2', 2, 1],
  ['nanoKONTROL', 'nanokontrol', 1, 1],
  ['KORG INC. nanoKONTROL2', 'nanokontrol2', 1, 1],
  ['X-Touch INT', 'xtouch', 1, 1],
  ['X-Touch EXT', 'xtouch', 1, 1],
  ['X-Touch-Ext', 'xtouchext', 1, 1],
  ['MIDIIN2 (X-Touch)', 'xtouch', 1, 2],
  ['MIDIOUT2 (2- X-Touch)', 'xtouch', 2, 2],
  ['X-Touch:X-Touch MIDI 1 24:0', 'xtouch', 1, 1],
  ['X-Touch X-TOUCH_INT', 'xtouch', 1, 1],
  ['X-Touch-Ext X-TOUCH_INT', 'xtouchext', 1, 1],
  ['X-TOUCH MINI MIDI 1', 'xtouchmini', 1, 1],
  ['MIDI Mix', 'midimix', 1, 1],
  ['MIDI Mix MIDI 1', 'midimix', 1, 1],
  ['MIDI Mix:MIDI Mix MIDI 1 24:0', 'midimix', 1, 1],
  ['2- MIDI Mix', 'midimix', 2, 1],
  ['XONE:K2', 'xonek2', 1, 1],
  ['XONE:K2:XONE:K2 MIDI 1 20:0', 'xonek2', 1, 1],
  ['MIDI 1', 'midi1', 1, 1],
  ['USB MIDI 1', 'usbmidi1', 1, 1],
  ['Launch Control XL Launch Contro', 'launchcontrolxl', 1, 1],
  ['Launch Control XL', 'launchcontrolxl', 1, 1],
  ['Launch Control XL HUI', 'launchcontrolxl', 1, 1],
  ['Launch Control XL MIDI 1', 'launchcontrolxl', 1, 1],
  ['Launch Control XL 3', 'launchcontrolxl3', 1, 1],
  ['Platform M+ V1.07 MIDI 1', 'platformm+', 1, 1],
  ['Platform M+ V1.07', 'platformm+', 1, 1],
  ['Platform M', 'platformm', 1, 1],
  ['iCON QCON Pro G2 V1.13', 'qconprog2', 1, 1],
  ['SSL V-MIDI Port 2 Source', 'sslvmidi', 1, 2],
  ['SSL V-MIDI Port 2 Destination', 'sslvmidi', 1, 2],
  ['MIDIIN2 (LKMK3 MIDI)', 'lkmk3', 1, 2],
  ['MIDIIN2 (MCU Pro USB v3.1)', 'mcuprousb', 1, 2],
  ['MIDIIN2 (Launchkey Mini MK3 MID', 'launchkeyminimk3mid', 1, 2]
])('the port "%s" is of the device %s, unit %i, port %i', (name, key, unit, port) => {
  expect(readDeviceName(name)).toMatchObject({ key, unit, port })
})

test.each([
  ['nanoKONTROL2 SLIDER/KNOB', 'slider/knob'],
  ['X-Touch EXT', 'ext'],
  ['X-Touch-Ext X-TOUCH_INT', 'int'],
  ['Launch Control XL HUI', 'hui']
])('the port "%s" has the role %s', (name, role) => {
  expect(readDeviceName(name).role).toBe(role)
})

const same = (a: string, b: string) => isSameDevice(readDeviceName(a), readDeviceName(b))

test('a name that Windows has cut is that of the whole one', () => {
  expect(same('MIDIIN2 (Launchkey Mini MK3 MID', 'MIDIIN2 (Launchkey Mini MK3 MIDI)')).toBe(true)
  expect(same('Launch Control XL Launch Contro', 'Launch Control XL')).toBe(true)
  expect(same('Komplete Kontrol S61 MK2 Special Edition', 'Komplete Kontrol S61 MK2 Specia')).toBe(
    true
  )
})

test('other models, other ports and other sockets of a device are not taken for it', () => {
  expect(same('nanoKONTROL', 'nanoKONTROL2')).toBe(false)
  expect(same('X-Touch', 'X-Touch-Ext')).toBe(false)
  expect(same('X-Touch', 'X-TOUCH MINI')).toBe(false)
  expect(same('X-Touch INT', 'X-Touch EXT')).toBe(false)
  expect(same('X-Touch', 'MIDIIN2 (X-Touch)')).toBe(false)
  expect(same('Platform M', 'Platform M+ V1.07')).toBe(false)
})

test('interfaces tell nothing of what is plugged into them', () => {
  for (const name of ['USB MIDI 1', 'MIDI 1', 'UM-ONE', 'USB MIDI Interface']) {
    expect(isGeneric(readDeviceName(name)), name).toBe(true)
  }
  expect(isGeneric(readDeviceName('MIDI Mix'))).toBe(false)
})

test.each([
  ['nanoKONTROL:nanoKONTROL MIDI 1 20:0', 'nanoKONTROL2'],
  ['Platform M:Platform M MIDI 1 24:0', 'Platform M+ V1.07']
])('a long name that has its end is not taken for the beginning of another: %s', (long, other) => {
  expect(isSameDevice(readDeviceName(long), readDeviceName(other))).toBe(false)
})
