import { expect, test } from 'vitest'
import {
  meterStep,
  responseTo,
  ringValue,
  ticksOf
} from '../../../../ui/midi/mackie/mackie-bytes.ts'
import {
  cellsFromRight,
  displayColor,
  shorten,
  toAscii,
  valueInCell
} from '../../../../ui/midi/mackie/mackie-text.ts'

test.each([
  [
    [0x18, 0x61, 0x05, 0x57],
    [0x2c, 0x6f, 0x3a, 0x5c]
  ],
  [
    [0, 0, 0, 0],
    [0x0a, 0, 0, 0x70]
  ],
  [
    [1, 2, 3, 4],
    [5, 5, 0x7b, 0x2f]
  ],
  [
    [0x7f, 0x7f, 0x7f, 0x7f],
    [0x75, 0x79, 0x7c, 0]
  ]
])('the challenge %j is answered by %j', (challenge, response) => {
  expect(responseTo(challenge)).toEqual(response)
})

test('rings are told mode, place and center in one byte', () => {
  expect(ringValue('dot', 6, true)).toBe(0x46)
  expect(ringValue('fill', 11, false)).toBe(0x2b)
  expect(ringValue('spread', 11, false)).toBe(0x36)
  expect(ringValue('dot', -3, false)).toBe(0)
})

test('steps are read with their direction', () => {
  expect([0x01, 0x41, 0x47, 0x0f, 0x00].map(ticksOf)).toEqual([1, -1, -7, 15, 1])
})

test('a meter is dark below 60 dB, full at full scale, and has one step above', () => {
  expect([-90, -60, -12, 0, 0.01].map(meterStep)).toEqual([0, 1, 9, 12, 13])
})

test.each([
  ['Lead', 'Lead'],
  ['Percussion', 'Percus'],
  ['Guitar left', 'GuitLe'],
  ['Guitar right', 'GuitRi'],
  ['Vocals 12', 'Voca12'],
  ['FX 1', 'FX 1'],
  ['Low mid', 'LowMid'],
  ['B\u00e4sse', 'Basse'],
  ['', '']
])('"%s" becomes "%s" in six characters', (name, short) => {
  expect(shorten(name, 6)).toBe(short)
})

test('texts become ASCII', () => {
  expect(toAscii('\u22126.5 dB \u221e \u00e9 \u4e2d')).toBe('-6.5 dB inf e _')
})

test('a value keeps its unit where there is room, and its figure always', () => {
  expect(valueInCell('+0.6 dB', 7)).toBe('+0.6 dB')
  expect(valueInCell('\u221212.5 dB', 7)).toBe('-12.5dB')
  expect(valueInCell('\u221212.5 dB', 6)).toBe('-12.5 ')
  expect(valueInCell('12500 Hz', 6)).toBe('12500 ')
})

test('cells of the time display are told from the right, points as dots', () => {
  expect(cellsFromRight('10', 2)).toEqual([0x30, 0x31])
  expect(cellsFromRight('Pn.', 2)).toEqual([0x4e, 0x10])
  expect(cellsFromRight('1.2', 3)).toEqual([0x32, 0x71, 0x20])
})

test.each([
  ['#ff5a3c', 1],
  ['#22c55e', 2],
  ['#ffe14d', 3],
  ['#1f96e0', 6],
  ['#3a3fc4', 4],
  ['#bf4499', 5],
  ['#ffffff', 7],
  ['#000000', 7],
  [undefined, 7]
])('the color %s is number %i on the unit', (color, number) => {
  expect(displayColor(color)).toBe(number)
})
