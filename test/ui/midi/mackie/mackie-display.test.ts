import { beforeEach, describe, expect, test } from 'vitest'
import { fakePage } from '../surface/fake-page.ts'
import type { FakeMackie } from './fake-mackie.ts'
import { setUpMackie } from './mackie-set-up.ts'

const set = setUpMackie()

describe('displays', () => {
  beforeEach(() => set.pass(2000))

  test('are sent only what has changed', () => {
    set.page.strips[3]!.name = 'Piano'
    const sent = set.sentSince(() => set.pass(200)).filter(([status]) => status === 0xf0)
    expect(sent).toEqual([
      [0xf0, 0, 0, 0x66, 0x14, 0x12, 21, ...[...'Piano'].map((c) => c.charCodeAt(0)), 0xf7]
    ])
  })

  test('show the place of a fader in a hand', () => {
    set.play(set.unit.touch(2, true))
    set.page.strips[2]?.fader.moveTo(0.83)
    set.page.strips[2]?.pan.moveTo(0.25)
    set.pass(200)
    expect(set.unit.row(1)[2]).toBe('83 %   ')
    set.play(set.unit.touch(2, false))
    set.pass(200)
    expect(set.unit.row(1)[2]).toBe('25 %   ')
  })

  test('have seven characters and colors where the unit has them', () => {
    set.start('xtouch')
    set.pass(2000)
    expect(set.unit.row(0)[2]).toBe('Percuss')
    expect(set.unit.colors).toEqual(Array(8).fill(6))
  })

  test('are never sent what is no ASCII', () => {
    set.press(0x2f)
    set.pass(200)
    expect(set.unit.row(0).slice(0, 3)).toEqual(['Voca12 ', 'Ch_urs ', 'Reverb '])
  })
})

describe('meters', () => {
  beforeEach(() => set.pass(2000))

  test('are told peaks, again as long as they last, and not when they fall', () => {
    set.page.strips[0]!.peakDb = -10
    set.pass(1200)
    const steps = set.unit.meters.filter(([strip]) => strip === 0).map(([, value]) => value)
    expect(new Set(steps)).toEqual(new Set([9]))
    expect(steps.length).toBeGreaterThanOrEqual(4)
    set.page.strips[0]!.peakDb = Number.NEGATIVE_INFINITY
    set.unit.meters.length = 0
    set.pass(1000)
    expect(set.unit.meters).toEqual([])
  })

  test('light the overload above full scale, and put it out after a while', () => {
    set.page.strips[5]!.peakDb = 0.1
    set.pass(60)
    set.page.strips[5]!.peakDb = -80
    expect(set.unit.meters).toEqual([
      [5, 0x0d],
      [5, 0x0e]
    ])
    set.pass(2100)
    expect(set.unit.meters.at(-1)).toEqual([5, 0x0f])
  })
})

describe('an extender', () => {
  let extender: FakeMackie

  beforeEach(() => {
    extender = set.startTwo()
    set.pass(2000)
  })

  test('has the next eight strips, its own display, and neither master nor time', () => {
    expect(extender.row(0)[0]).toBe('Voca12 ')
    expect(extender.faders.size).toBe(8)
    expect(extender.cells.size).toBe(0)
    set.play(extender.move(0, 0), 1)
    expect(set.page.strips[8]?.fader.travel).toBe(0)
  })

  test('makes a bank of sixteen', () => {
    set.press(0x2f, 1)
    expect(set.desk.bank.start).toBe(0)
    set.page.strips.push(...fakePage().strips)
    set.press(0x2f, 1)
    expect(set.desk.bank.start).toBe(16)
  })
})

test('whatever bytes come, nothing is thrown and values stay in their ranges', () => {
  set.pass(2000)
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647
    return seed % below
  }
  for (let i = 0; i < 20_000; i++) {
    set.play(Array.from({ length: random(6) }, () => random(256)))
    if (i % 50 === 0) set.pass(20)
  }
  for (const { fader, pan } of set.page.strips) {
    for (const { travel } of [fader, pan]) expect(travel >= 0 && travel <= 1).toBe(true)
  }
  set.unit.wrong.length = 0
})
