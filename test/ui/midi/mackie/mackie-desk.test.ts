import { beforeEach, describe, expect, test } from 'vitest'
import { setUpMackie } from './mackie-set-up.ts'

const set = setUpMackie()

describe('a unit that comes', () => {
  test('is asked whether it is there, and told nothing before it answers or has been silent', () => {
    const queries = [0x14, 0x15, 0x10, 0x11].map((id) => [0xf0, 0, 0, 0x66, id, 0, 0xf7])
    expect(set.unit.sent).toEqual(queries)
    set.pass(480)
    expect(set.unit.sent).toEqual(queries)
    set.pass(40)
    expect(set.unit.sent.length).toBeGreaterThan(100)
  })

  test('is told everything at its first word: lamps, rings, faders, names, time', () => {
    set.press(0x5d)
    set.pass(60)
    expect(set.unit.lamps.size).toBe(0x20 + 0x3e + 3)
    expect([...set.unit.rings.values()]).toEqual(Array(8).fill(0x56))
    expect([...set.unit.faders.values()]).toEqual(Array(9).fill(8184))
    expect(set.unit.row(0)).toEqual([
      'Drums  ',
      'Bass   ',
      'Percus ',
      'Keys   ',
      'GuitLe ',
      'GuitRi ',
      'Lead   ',
      'Textur '
    ])
    expect(set.unit.row(1)).toEqual(Array(8).fill('50 %   '))
    // Right to left: ticks, sixteenth, beat, bar, each but the last with its dot.
    const digits = Array.from({ length: 10 }, (_, i) => set.unit.cells.get(0x49 - i) ?? 0)
    expect(digits).toEqual([0x20, 0x31, 0x79, 0x20, 0x72, 0x20, 0x73, 0x30, 0x34, 0x30])
    expect([set.unit.cells.get(0x4b), set.unit.cells.get(0x4a)]).toEqual([0x10, 0x0e])
  })

  test('of the first kind is told nothing until its question is answered, in the right way', () => {
    set.start('', 0x10)
    set.play(set.unit.hello())
    expect(set.unit.sent.at(-1)).toEqual([
      ...[0xf0, 0, 0, 0x66, 0x10, 2],
      ...[1, 2, 3, 4, 5, 6, 7, 0x2c, 0x6f, 0x3a, 0x5c, 0xf7]
    ])
    expect(set.unit.isLocked).toBe(false)
    const asked = set.unit.sent.length
    set.pass(600)
    expect(set.unit.sent).toHaveLength(asked)
    set.play([0xf0, 0, 0, 0x66, 0x10, 3, 1, 2, 3, 4, 5, 6, 7, 0xf7])
    set.pass(40)
    expect(set.unit.lamps.size).toBeGreaterThan(90)
  })

  test('of another kind gets no answer to its question, which would lock it', () => {
    set.play(set.unit.hello())
    set.pass(100)
    expect(set.unit.sent.some((message) => message[0] === 0xf0 && message[5] === 2)).toBe(false)
    expect(set.unit.lamps.size).toBeGreaterThan(90)
  })

  test('anew is told everything again, and what it holds is held no more', () => {
    set.pass(1500)
    set.play(set.unit.touch(2, true))
    set.unit.restart()
    set.play(set.unit.hello())
    set.pass(1000)
    expect(set.unit.lamps.size).toBe(0x20 + 0x3e + 3)
    expect(set.unit.faders.size).toBe(9)
    expect(set.unit.display).not.toContain('#')
  })

  test('without leave for exclusive messages works but for its display', () => {
    set.unit.hasExclusive = false
    set.desk.open(set.now)
    set.pass(1500)
    expect(set.unit.lamps.size).toBeGreaterThan(90)
    expect(set.unit.display).toContain('#')
  })

  test('has nothing said to it that it knows', () => {
    set.pass(3000)
    expect(set.sentSince(() => set.pass(2000))).toEqual([])
  })

  test('is left dark with its faders down', () => {
    set.pass(2000)
    set.now += 1000
    set.unit.now = set.now
    set.desk.close()
    expect([...set.unit.lamps.values()].every((value) => value === 0)).toBe(true)
    expect([...set.unit.faders.values()]).toEqual(Array(9).fill(0))
    expect(set.unit.display).toBe(' '.repeat(112))
  })
})

describe('a fader', () => {
  beforeEach(() => set.pass(2000))

  test('moves its strip, is told its own place at once, and nothing else while it is held', () => {
    set.play(set.unit.touch(2, true))
    const echo = set.sentSince(() => set.play(set.unit.move(2, 12_000)))
    expect(echo).toEqual([[0xe2, 12_000 & 127, 12_000 >> 7]])
    expect(set.page.strips[2]?.fader.travel).toBeCloseTo(12_000 / 16_368, 6)
    set.page.strips[2]?.fader.moveTo(0.1)
    const held = set.sentSince(() => set.pass(500))
    expect(held.filter(([status]) => status === 0xe2)).toEqual([])
    set.play(set.unit.touch(2, false))
    set.pass(20)
    expect(set.unit.faders.get(2)).toBe(Math.round(0.1 * 16_368))
  })

  test('without a touch strip is left alone for as long as it moves', () => {
    set.play(set.unit.move(2, 12_000))
    set.page.strips[2]?.fader.moveTo(0.1)
    expect(set.sentSince(() => set.pass(280)).filter(([status]) => status === 0xe2)).toEqual([])
    set.pass(40)
    expect(set.unit.faders.get(2)).toBe(Math.round(0.1 * 16_368))
  })

  test.each([
    ['', 16_383],
    ['', 16_368],
    ['xtouch', 15_935],
    ['xtouch', 15_999]
  ])('of "%s" reaches the top at %i, and the bottom at 0', (key, top) => {
    set.start(key)
    set.pass(2000)
    set.play(set.unit.move(0, top))
    expect(set.page.strips[0]?.fader.travel).toBe(1)
    set.play(set.unit.move(0, 0))
    expect(set.page.strips[0]?.fader.travel).toBe(0)
    set.pass(400)
    set.page.strips[0]?.fader.moveTo(1)
    set.pass(20)
    expect(set.unit.faders.get(0)).toBe(key === '' ? 16_383 : 15_935)
  })

  test('nine is the master', () => {
    set.play(set.unit.move(8, 0))
    expect(set.page.master.fader.travel).toBe(0)
  })

  test('of no strip is put to its bottom', () => {
    set.press(0x2f)
    set.pass(40)
    expect(set.unit.faders.get(7)).toBe(0)
    set.play(set.unit.move(7, 9000))
    set.pass(400)
    expect(set.unit.faders.get(7)).toBe(0)
  })

  test('makes one gesture of each touch, and of each move without one', () => {
    const { fader } = set.page.strips[2]!
    set.play(set.unit.touch(2, true))
    for (const value of [9000, 9100, 9200]) set.play(set.unit.move(2, value))
    set.pass(1000)
    expect(fader.holds).toEqual([true])
    set.play(set.unit.touch(2, false))
    expect(fader.holds).toEqual([true, false])
    for (const value of [9300, 9400]) set.play(set.unit.move(2, value))
    set.pass(400)
    expect(fader.holds).toEqual([true, false, true])
    set.pass(200)
    expect(fader.holds).toEqual([true, false, true, false])
  })

  test('that moves by the smallest of what motors tell apart is told so, less is not', () => {
    set.page.strips[0]?.fader.moveTo(8184 / 16_368 + 3 / 16_368)
    expect(set.sentSince(() => set.pass(100)).filter(([status]) => status === 0xe0)).toEqual([])
    set.page.strips[0]?.fader.moveTo(8184 / 16_368 + 20 / 16_368)
    expect(set.sentSince(() => set.pass(100)).filter(([status]) => status === 0xe0)).toHaveLength(1)
  })

  test('of a unit that stalls when it is answered in motion is told its place when it rests', () => {
    set.start('bcf2000')
    set.pass(2000)
    expect(set.sentSince(() => set.play(set.unit.move(1, 5008)))).toEqual([])
    set.pass(400)
    expect(set.unit.faders.get(1)).toBeGreaterThan(4992)
  })
})

describe('an encoder', () => {
  beforeEach(() => set.pass(2000))

  test.each([
    [0x01, 1],
    [0x05, 5],
    [0x41, -1],
    [0x47, -7],
    [0x00, 1]
  ])('that sends %i turns by %i', (value, steps) => {
    set.play([0xb0, 0x13, value])
    expect(set.page.strips[3]?.pan.travel).toBeCloseTo(0.5 + steps / 100, 9)
  })

  test('shows a pan from its center with the lamp of the center, a level from its left', () => {
    expect(set.unit.rings.get(0)).toBe(0x56)
    set.page.strips[0]?.pan.moveTo(0.9)
    set.pass(20)
    expect(set.unit.rings.get(0)).toBe(0x1a)
    set.press(0x29)
    set.pass(20)
    expect(set.unit.rings.get(0)).toBe(0x23)
    set.press(0x29)
    set.pass(20)
    expect(set.unit.rings.get(0)).toBe(0)
  })

  test('of a unit that has but one kind of lamps is sent that one', () => {
    set.start('qcon')
    set.pass(2000)
    expect(set.unit.rings.get(0)).toBe(0x46)
  })

  test('that is pushed puts its value back', () => {
    set.page.strips[3]?.pan.moveTo(0.9)
    set.press(0x23)
    expect(set.page.strips[3]?.pan.travel).toBe(0.5)
  })

  test('moves what the keys say: pan, one send after the other, the open effect page by page', () => {
    set.press(0x29)
    set.press(0x29)
    set.play([0xb0, 0x10, 0x05])
    expect(set.page.strips[0]?.sends[1]?.travel).toBeCloseTo(0.05, 9)
    set.press(0x2b)
    set.pass(100)
    expect(set.unit.row(0).slice(0, 2)).toEqual(['Band 1 ', 'Band 2 '])
    set.press(0x63)
    set.pass(100)
    expect(set.unit.row(0)).toEqual(['Band 9 ', 'Band10 ', ...Array(6).fill(' '.repeat(7))])
    set.play([0xb0, 0x11, 0x41])
    expect(set.page.focused.values[9]?.travel).toBeCloseTo(0.89, 9)
    set.press(0x2a)
    set.pass(100)
    expect(set.unit.row(0)[0]).toBe('Drums  ')
  })

  test('and its fader change places when they are flipped', () => {
    set.press(0x32)
    set.play(set.unit.move(0, 0))
    set.play([0xb0, 0x10, 0x0a])
    expect(set.page.strips[0]?.pan.travel).toBe(0)
    expect(set.page.strips[0]?.fader.travel).toBeCloseTo(0.6, 9)
    set.pass(20)
    expect(set.unit.lamps.get(0x32)).toBe(127)
  })
})

describe('keys', () => {
  beforeEach(() => set.pass(2000))

  test.each([
    ['record', 0x00],
    ['solo', 0x08],
    ['mute', 0x10],
    ['select', 0x18]
  ] as const)('of the %s row switch their strips, and their lamps say so', (row, key) => {
    set.press(key + 4)
    set.pass(20)
    expect(set.page.strips[4]?.[row].lamp).toBe('on')
    expect(set.unit.lamps.get(key + 4)).toBe(127)
  })

  test('that are let go by a note-off do nothing twice', () => {
    set.play([0x90, 0x10, 127])
    set.play([0x80, 0x10, 64])
    expect(set.page.strips[0]?.mute.lamp).toBe('on')
  })

  test('show a lamp that flashes, and that some strip is solo', () => {
    set.page.strips[1]!.record.lamp = 'flash'
    set.page.strips[12]!.solo.lamp = 'on'
    set.pass(20)
    expect(set.unit.lamps.get(1)).toBe(1)
    expect(set.unit.lamps.get(0x73)).toBe(127)
  })

  test('bank by eight and by one, and stop at the ends', () => {
    const seen = [0x2f, 0x2f, 0x31, 0x30, 0x2e, 0x2e, 0x31].map((key) => {
      set.press(key)
      return set.desk.bank.start
    })
    expect(seen).toEqual([8, 8, 8, 7, 0, 0, 1])
  })

  test('play, stop, loop, skip and wind', () => {
    set.press(0x5e)
    set.press(0x56)
    set.pass(20)
    expect([0x5e, 0x5d, 0x56].map((key) => set.unit.lamps.get(key))).toEqual([127, 0, 127])
    set.press(0x5c)
    expect(set.page.transport.seconds).toBeCloseTo(50.25, 9)
    set.play([0xb0, 0x3c, 0x43])
    expect(set.page.transport.seconds).toBeCloseTo(49.95, 9)
    set.press(0x5d)
    expect(set.page.transport.isPlaying).toBe(false)
    set.press(0x5d)
    expect(set.page.transport.seconds).toBe(0)
  })

  test('undo, and with shift do again, and save', () => {
    set.press(0x51)
    set.play([0x90, 0x46, 127])
    set.press(0x51)
    set.play([0x90, 0x46, 0])
    set.press(0x50)
    expect(set.page.done).toEqual(['undo', 'redo', 'save'])
  })

  test('change the time between bars and minutes', () => {
    expect([set.unit.lamps.get(0x72), set.unit.lamps.get(0x71)]).toEqual([127, 0])
    set.press(0x35)
    set.pass(60)
    const digits = Array.from({ length: 10 }, (_, i) => set.unit.cells.get(0x49 - i) ?? 0)
    expect(digits).toEqual([0x20, 0x20, 0x70, 0x20, 0x70, 0x34, 0x75, 0x32, 0x35, 0x30])
    expect([set.unit.lamps.get(0x72), set.unit.lamps.get(0x71)]).toEqual([0, 127])
  })
})
