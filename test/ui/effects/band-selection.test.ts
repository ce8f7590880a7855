import { beforeEach, expect, test } from 'vitest'
import { BandSelection } from '../../../ui/effects/eq/band-selection.ts'
import type { BandNumber } from '../../../ui/effects/eq/bands.ts'

let selected: BandNumber | undefined
let bands: BandSelection

beforeEach(() => {
  selected = undefined
  bands = new BandSelection({
    selected: () => selected,
    select: (band) => {
      selected = band
    },
    changed: () => undefined
  })
})

test('a band that is selected stands alone', () => {
  bands.select(3)
  expect(bands.group).toEqual([3])
  expect(bands.groupOf(3)).toEqual([3])
})

test('bands that are taken together follow the one that is moved, whichever it is', () => {
  bands.take([2, 4, 5])
  expect(selected).toBe(2)
  expect(bands.groupOf(4)).toEqual([4, 2, 5])
  bands.select(5)
  expect(bands.group).toEqual([5, 2, 4])
})

test('bands that are taken keep the selected one in front if it is among them', () => {
  bands.select(4)
  bands.take([2, 4])
  expect(bands.group).toEqual([4, 2])
})

test('selecting a band outside of the group lets the group go', () => {
  bands.take([2, 4])
  bands.select(6)
  expect(bands.group).toEqual([6])
})

test('one band of a group can be chosen alone', () => {
  bands.take([2, 4])
  bands.only(4)
  expect(bands.group).toEqual([4])
})

test('a band that is toggled joins the group and leaves it', () => {
  bands.select(1)
  bands.toggle(7)
  expect(bands.group).toEqual([1, 7])
  bands.toggle(1)
  expect(bands.group).toEqual([7])
})

test('the last band of a group stays chosen when it is toggled', () => {
  bands.select(1)
  bands.toggle(1)
  expect(bands.group).toEqual([1])
})

test('taking no bands selects none', () => {
  bands.take([2, 4])
  bands.take([])
  expect(selected).toBeUndefined()
  expect(bands.group).toEqual([])
})
