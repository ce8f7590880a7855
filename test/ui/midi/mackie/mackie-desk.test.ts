import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MackieDesk } from '../../../../ui/midi/mackie/mackie-desk.ts'
import { MackieUnit } from '../../../../ui/midi/mackie/mackie-unit.ts'
import { FakeMackie } from './fake-mackie.ts'
import { type FakePage, fakePage } from './fake-page.ts'

let page: FakePage
let unit: FakeMackie
let extender: FakeMackie
let desk: MackieDesk
let now: number

const units = () => (desk.units.length === 1 ? [unit] : [unit, extender])

/** Lets so many milliseconds go by, as a timer of 20 ms would. */
const pass = (ms: number) => {
  for (let i = 0; i < ms / 20; i++) {
    now += 20
    for (const each of units()) each.now = now
    desk.tick(now)
  }
}

const play = (bytes: readonly number[], at = 0) => desk.receive(at, Uint8Array.from(bytes), now)
const press = (key: number, at = 0) => {
  play([0x90, key, 127], at)
  play([0x90, key, 0], at)
}
const sentSince = (act: () => void, fake = unit) => {
  const from = fake.sent.length
  act()
  return fake.sent.slice(from)
}

const start = (key = '', number = 0x14) => {
  unit = new FakeMackie(number)
  desk = new MackieDesk(page, [new MackieUnit(unit, { key })])
  now = 1000
  unit.now = now
  desk.open(now)
}

beforeEach(() => {
  page = fakePage()
  start()
})

afterEach(() => {
  for (const each of units()) expect(each.wrong).toEqual([])
})

describe('a unit that comes', () => {
  test('is asked whether it is there, and told nothing before it answers or has been silent', () => {
    const queries = [0x14, 0x15, 0x10, 0x11].map((id) => [0xf0, 0, 0, 0x66, id, 0, 0xf7])
    expect(unit.sent).toEqual(queries)
    pass(480)
    expect(unit.sent).toEqual(queries)
    pass(40)
    expect(unit.sent.length).toBeGreaterThan(100)
  })

  test('is told everything at its first word: lamps, rings, faders, names, time', () => {
    press(0x5d)
    pass(60)
    expect(unit.lamps.size).toBe(0x20 + 0x3e + 3)
    expect([...unit.rings.values()]).toEqual(Array(8).fill(0x56))
    expect([...unit.faders.values()]).toEqual(Array(9).fill(8184))
    expect(unit.row(0)).toEqual([
      'Drums  ',
      'Bass   ',
      'Percus ',
      'Keys   ',
      'GuitLe ',
      'GuitRi ',
      'Lead   ',
      'Textur '
    ])
    expect(unit.row(1)).toEqual(Array(8).fill('50 %   '))
    // Right to left: ticks, sixteenth, beat, bar, each but the last with its dot.
    const digits = Array.from({ length: 10 }, (_, i) => unit.cells.get(0x49 - i) ?? 0)
    expect(digits).toEqual([0x20, 0x31, 0x79, 0x20, 0x72, 0x20, 0x73, 0x30, 0x34, 0x30])
    expect([unit.cells.get(0x4b), unit.cells.get(0x4a)]).toEqual([0x10, 0x0e])
  })

  test('of the first kind is told nothing until its question is answered, in the right way', () => {
    start('', 0x10)
    play(unit.hello())
    expect(unit.sent.at(-1)).toEqual([
      ...[0xf0, 0, 0, 0x66, 0x10, 2],
      ...[1, 2, 3, 4, 5, 6, 7, 0x2c, 0x6f, 0x3a, 0x5c, 0xf7]
    ])
    expect(unit.isLocked).toBe(false)
    const asked = unit.sent.length
    pass(600)
    expect(unit.sent).toHaveLength(asked)
    play([0xf0, 0, 0, 0x66, 0x10, 3, 1, 2, 3, 4, 5, 6, 7, 0xf7])
    pass(40)
    expect(unit.lamps.size).toBeGreaterThan(90)
  })

  test('of another kind gets no answer to its question, which would lock it', () => {
    play(unit.hello())
    pass(100)
    expect(unit.sent.some((message) => message[0] === 0xf0 && message[5] === 2)).toBe(false)
    expect(unit.lamps.size).toBeGreaterThan(90)
  })

  test('anew is told everything again, and what it holds is held no more', () => {
    pass(1500)
    play(unit.touch(2, true))
    unit.restart()
    play(unit.hello())
    pass(1000)
    expect(unit.lamps.size).toBe(0x20 + 0x3e + 3)
    expect(unit.faders.size).toBe(9)
    expect(unit.display).not.toContain('#')
  })

  test('without leave for exclusive messages works but for its display', () => {
    unit.hasExclusive = false
    desk.open(now)
    pass(1500)
    expect(unit.lamps.size).toBeGreaterThan(90)
    expect(unit.display).toContain('#')
  })

  test('has nothing said to it that it knows', () => {
    pass(3000)
    expect(sentSince(() => pass(2000))).toEqual([])
  })

  test('is left dark with its faders down', () => {
    pass(2000)
    now += 1000
    unit.now = now
    desk.close()
    expect([...unit.lamps.values()].every((value) => value === 0)).toBe(true)
    expect([...unit.faders.values()]).toEqual(Array(9).fill(0))
    expect(unit.display).toBe(' '.repeat(112))
  })
})

describe('a fader', () => {
  beforeEach(() => pass(2000))

  test('moves its strip, is told its own place at once, and nothing else while it is held', () => {
    play(unit.touch(2, true))
    const echo = sentSince(() => play(unit.move(2, 12_000)))
    expect(echo).toEqual([[0xe2, 12_000 & 127, 12_000 >> 7]])
    expect(page.strips[2]?.fader.travel).toBeCloseTo(12_000 / 16_368, 6)
    page.strips[2]?.fader.moveTo(0.1)
    const held = sentSince(() => pass(500))
    expect(held.filter(([status]) => status === 0xe2)).toEqual([])
    play(unit.touch(2, false))
    pass(20)
    expect(unit.faders.get(2)).toBe(Math.round(0.1 * 16_368))
  })

  test('without a touch strip is left alone for as long as it moves', () => {
    play(unit.move(2, 12_000))
    page.strips[2]?.fader.moveTo(0.1)
    expect(sentSince(() => pass(280)).filter(([status]) => status === 0xe2)).toEqual([])
    pass(40)
    expect(unit.faders.get(2)).toBe(Math.round(0.1 * 16_368))
  })

  test.each([
    ['', 16_383],
    ['', 16_368],
    ['xtouch', 15_935],
    ['xtouch', 15_999]
  ])('of "%s" reaches the top at %i, and the bottom at 0', (key, top) => {
    start(key)
    pass(2000)
    play(unit.move(0, top))
    expect(page.strips[0]?.fader.travel).toBe(1)
    play(unit.move(0, 0))
    expect(page.strips[0]?.fader.travel).toBe(0)
    pass(400)
    page.strips[0]?.fader.moveTo(1)
    pass(20)
    expect(unit.faders.get(0)).toBe(key === '' ? 16_383 : 15_935)
  })

  test('nine is the master', () => {
    play(unit.move(8, 0))
    expect(page.master.fader.travel).toBe(0)
  })

  test('of no strip is put to its bottom', () => {
    press(0x2f)
    pass(40)
    expect(unit.faders.get(7)).toBe(0)
    play(unit.move(7, 9000))
    pass(400)
    expect(unit.faders.get(7)).toBe(0)
  })

  test('makes one gesture of each touch, and of each move without one', () => {
    const { fader } = page.strips[2]!
    play(unit.touch(2, true))
    for (const value of [9000, 9100, 9200]) play(unit.move(2, value))
    pass(1000)
    expect(fader.holds).toEqual([true])
    play(unit.touch(2, false))
    expect(fader.holds).toEqual([true, false])
    for (const value of [9300, 9400]) play(unit.move(2, value))
    pass(400)
    expect(fader.holds).toEqual([true, false, true])
    pass(200)
    expect(fader.holds).toEqual([true, false, true, false])
  })

  test('that moves by the smallest of what motors tell apart is told so, less is not', () => {
    page.strips[0]?.fader.moveTo(8184 / 16_368 + 3 / 16_368)
    expect(sentSince(() => pass(100)).filter(([status]) => status === 0xe0)).toEqual([])
    page.strips[0]?.fader.moveTo(8184 / 16_368 + 20 / 16_368)
    expect(sentSince(() => pass(100)).filter(([status]) => status === 0xe0)).toHaveLength(1)
  })

  test('of a unit that stalls when it is answered in motion is told its place when it rests', () => {
    start('bcf2000')
    pass(2000)
    expect(sentSince(() => play(unit.move(1, 5008)))).toEqual([])
    pass(400)
    expect(unit.faders.get(1)).toBeGreaterThan(4992)
  })
})

describe('an encoder', () => {
  beforeEach(() => pass(2000))

  test.each([
    [0x01, 1],
    [0x05, 5],
    [0x41, -1],
    [0x47, -7],
    [0x00, 1]
  ])('that sends %i turns by %i', (value, steps) => {
    play([0xb0, 0x13, value])
    expect(page.strips[3]?.pan.travel).toBeCloseTo(0.5 + steps / 100, 9)
  })

  test('shows a pan from its center with the lamp of the center, a level from its left', () => {
    expect(unit.rings.get(0)).toBe(0x56)
    page.strips[0]?.pan.moveTo(0.9)
    pass(20)
    expect(unit.rings.get(0)).toBe(0x1a)
    press(0x29)
    pass(20)
    expect(unit.rings.get(0)).toBe(0x23)
    press(0x29)
    pass(20)
    expect(unit.rings.get(0)).toBe(0)
  })

  test('of a unit that has but one kind of lamps is sent that one', () => {
    start('qcon')
    pass(2000)
    expect(unit.rings.get(0)).toBe(0x46)
  })

  test('that is pushed puts its value back', () => {
    page.strips[3]?.pan.moveTo(0.9)
    press(0x23)
    expect(page.strips[3]?.pan.travel).toBe(0.5)
  })

  test('moves what the keys say: pan, one send after the other, the open effect page by page', () => {
    press(0x29)
    press(0x29)
    play([0xb0, 0x10, 0x05])
    expect(page.strips[0]?.sends[1]?.travel).toBeCloseTo(0.05, 9)
    press(0x2b)
    pass(100)
    expect(unit.row(0).slice(0, 2)).toEqual(['Band 1 ', 'Band 2 '])
    press(0x63)
    pass(100)
    expect(unit.row(0)).toEqual(['Band 9 ', 'Band10 ', ...Array(6).fill(' '.repeat(7))])
    play([0xb0, 0x11, 0x41])
    expect(page.focused.values[9]?.travel).toBeCloseTo(0.89, 9)
    press(0x2a)
    pass(100)
    expect(unit.row(0)[0]).toBe('Drums  ')
  })

  test('and its fader change places when they are flipped', () => {
    press(0x32)
    play(unit.move(0, 0))
    play([0xb0, 0x10, 0x0a])
    expect(page.strips[0]?.pan.travel).toBe(0)
    expect(page.strips[0]?.fader.travel).toBeCloseTo(0.6, 9)
    pass(20)
    expect(unit.lamps.get(0x32)).toBe(127)
  })
})

describe('keys', () => {
  beforeEach(() => pass(2000))

  test.each([
    ['record', 0x00],
    ['solo', 0x08],
    ['mute', 0x10],
    ['select', 0x18]
  ] as const)('of the %s row switch their strips, and their lamps say so', (row, key) => {
    press(key + 4)
    pass(20)
    expect(page.strips[4]?.[row].lamp).toBe('on')
    expect(unit.lamps.get(key + 4)).toBe(127)
  })

  test('that are let go by a note-off do nothing twice', () => {
    play([0x90, 0x10, 127])
    play([0x80, 0x10, 64])
    expect(page.strips[0]?.mute.lamp).toBe('on')
  })

  test('show a lamp that flashes, and that some strip is solo', () => {
    page.strips[1]!.record.lamp = 'flash'
    page.strips[12]!.solo.lamp = 'on'
    pass(20)
    expect(unit.lamps.get(1)).toBe(1)
    expect(unit.lamps.get(0x73)).toBe(127)
  })

  test('bank by eight and by one, and stop at the ends', () => {
    const seen = [0x2f, 0x2f, 0x31, 0x30, 0x2e, 0x2e, 0x31].map((key) => {
      press(key)
      return desk.bank.start
    })
    expect(seen).toEqual([8, 8, 8, 7, 0, 0, 1])
  })

  test('play, stop, loop, skip and wind', () => {
    press(0x5e)
    press(0x56)
    pass(20)
    expect([0x5e, 0x5d, 0x56].map((key) => unit.lamps.get(key))).toEqual([127, 0, 127])
    press(0x5c)
    expect(page.transport.seconds).toBeCloseTo(50.25, 9)
    play([0xb0, 0x3c, 0x43])
    expect(page.transport.seconds).toBeCloseTo(49.95, 9)
    press(0x5d)
    expect(page.transport.isPlaying).toBe(false)
    press(0x5d)
    expect(page.transport.seconds).toBe(0)
  })

  test('undo, and with shift do again, and save', () => {
    press(0x51)
    play([0x90, 0x46, 127])
    press(0x51)
    play([0x90, 0x46, 0])
    press(0x50)
    expect(page.done).toEqual(['undo', 'redo', 'save'])
  })

  test('change the time between bars and minutes', () => {
    expect([unit.lamps.get(0x72), unit.lamps.get(0x71)]).toEqual([127, 0])
    press(0x35)
    pass(60)
    const digits = Array.from({ length: 10 }, (_, i) => unit.cells.get(0x49 - i) ?? 0)
    expect(digits).toEqual([0x20, 0x20, 0x70, 0x20, 0x70, 0x34, 0x75, 0x32, 0x35, 0x30])
    expect([unit.lamps.get(0x72), unit.lamps.get(0x71)]).toEqual([0, 127])
  })
})

describe('displays', () => {
  beforeEach(() => pass(2000))

  test('are sent only what has changed', () => {
    page.strips[3]!.name = 'Piano'
    const sent = sentSince(() => pass(200)).filter(([status]) => status === 0xf0)
    expect(sent).toEqual([
      [0xf0, 0, 0, 0x66, 0x14, 0x12, 21, ...[...'Piano'].map((c) => c.charCodeAt(0)), 0xf7]
    ])
  })

  test('show the place of a fader in a hand', () => {
    play(unit.touch(2, true))
    page.strips[2]?.fader.moveTo(0.83)
    page.strips[2]?.pan.moveTo(0.25)
    pass(200)
    expect(unit.row(1)[2]).toBe('83 %   ')
    play(unit.touch(2, false))
    pass(200)
    expect(unit.row(1)[2]).toBe('25 %   ')
  })

  test('have seven characters and colors where the unit has them', () => {
    start('xtouch')
    pass(2000)
    expect(unit.row(0)[2]).toBe('Percuss')
    expect(unit.colors).toEqual(Array(8).fill(6))
  })

  test('are never sent what is no ASCII', () => {
    press(0x2f)
    pass(200)
    expect(unit.row(0).slice(0, 3)).toEqual(['Voca12 ', 'Ch_urs ', 'Reverb '])
  })
})

describe('meters', () => {
  beforeEach(() => pass(2000))

  test('are told peaks, again as long as they last, and not when they fall', () => {
    page.strips[0]!.peakDb = -10
    pass(1200)
    const steps = unit.meters.filter(([strip]) => strip === 0).map(([, value]) => value)
    expect(new Set(steps)).toEqual(new Set([9]))
    expect(steps.length).toBeGreaterThanOrEqual(4)
    page.strips[0]!.peakDb = Number.NEGATIVE_INFINITY
    unit.meters.length = 0
    pass(1000)
    expect(unit.meters).toEqual([])
  })

  test('light the overload above full scale, and put it out after a while', () => {
    page.strips[5]!.peakDb = 0.1
    pass(60)
    page.strips[5]!.peakDb = -80
    expect(unit.meters).toEqual([
      [5, 0x0d],
      [5, 0x0e]
    ])
    pass(2100)
    expect(unit.meters.at(-1)).toEqual([5, 0x0f])
  })
})

describe('an extender', () => {
  beforeEach(() => {
    extender = new FakeMackie(0x15)
    unit = new FakeMackie()
    desk = new MackieDesk(page, [
      new MackieUnit(unit),
      new MackieUnit(extender, { isExtender: true })
    ])
    now = 1000
    desk.open(now)
    pass(2000)
  })

  test('has the next eight strips, its own display, and neither master nor time', () => {
    expect(extender.row(0)[0]).toBe('Voca12 ')
    expect(extender.faders.size).toBe(8)
    expect(extender.cells.size).toBe(0)
    play(extender.move(0, 0), 1)
    expect(page.strips[8]?.fader.travel).toBe(0)
  })

  test('makes a bank of sixteen', () => {
    press(0x2f, 1)
    expect(desk.bank.start).toBe(0)
    page.strips.push(...fakePage().strips)
    press(0x2f, 1)
    expect(desk.bank.start).toBe(16)
  })
})

test('whatever bytes come, nothing is thrown and values stay in their ranges', () => {
  pass(2000)
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647
    return seed % below
  }
  for (let i = 0; i < 20_000; i++) {
    play(Array.from({ length: random(6) }, () => random(256)))
    if (i % 50 === 0) pass(20)
  }
  for (const { fader, pan } of page.strips) {
    for (const { travel } of [fader, pan]) expect(travel >= 0 && travel <= 1).toBe(true)
  }
  unit.wrong.length = 0
})
