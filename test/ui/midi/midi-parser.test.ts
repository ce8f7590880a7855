import { describe, expect, test } from 'vitest'
import { MidiParser } from '../../../ui/midi/midi-parser.ts'

const reader = () => {
  const parser = new MidiParser()
  let now = 1000
  const read = (...bytes: number[]) => {
    now += 1
    return parser.read(Uint8Array.from(bytes), now)
  }
  /** All that a control tells while it sends these bytes, as [kind, number, raw]. */
  const joined = (...messages: (readonly number[])[]) =>
    messages.flatMap((bytes) => {
      read(...bytes)
      const { kind, number, raw } = parser.joined
      return parser.isJoined ? [[kind, number, raw]] : []
    })
  const settle = () => parser.settle(now)
  return { parser, read, joined, settle, wait: (ms: number) => (now += ms) }
}

describe('a controller message', () => {
  test('tells channel, number and travel', () => {
    const { parser, read } = reader()
    expect(read(0xb2, 21, 64)).toBe(true)
    expect(parser.plain).toMatchObject({ kind: 'cc', channel: 2, number: 21, raw: 64 })
    expect(parser.plain.travel).toBeCloseTo(64 / 127, 6)
  })

  test('of a bend has its middle at exactly one half, and both ends', () => {
    const { parser, read } = reader()
    read(0xe0, 0, 64)
    expect(parser.plain.travel).toBe(0.5)
    read(0xe0, 127, 127)
    expect(parser.plain.travel).toBe(1)
    read(0xe0, 0, 0)
    expect(parser.plain.travel).toBe(0)
  })

  test('of a key with velocity 0 is a key that is let go', () => {
    const { parser, read } = reader()
    read(0x90, 60, 90)
    expect(parser.isHeld(0, 60)).toBe(true)
    read(0x90, 60, 0)
    expect(parser.plain).toMatchObject({ kind: 'note', number: 60, raw: 0 })
    expect(parser.isHeld(0, 60)).toBe(false)
    read(0x80, 60, 64)
    expect(parser.plain.raw).toBe(0)
  })

  test.each([
    ['clock', [0xf8]],
    ['active sensing', [0xfe]],
    ['system exclusive', [0xf0, 1, 2, 0xf7]],
    ['nothing', []],
    ['data without a status', [21, 64]],
    ['a message cut short', [0xb0, 21]],
    ['a status alone', [0xb0]],
    ['a value that is a status', [0xb0, 21, 0xb0]],
    ['all notes off', [0xb0, 123, 0]],
    ['a program cut short', [0xc0]]
  ])('that is %s is passed over', (_, bytes) => {
    expect(reader().read(...bytes)).toBe(false)
  })
})

describe('other messages', () => {
  test('tell a program, and the pressure of one key', () => {
    const { parser, read } = reader()
    expect(read(0xc4, 9)).toBe(true)
    expect(parser.plain).toMatchObject({ kind: 'program', channel: 4, number: 9, raw: 127 })
    expect(read(0xa4, 60, 33)).toBe(true)
    expect(parser.plain).toMatchObject({ kind: 'keyPressure', channel: 4, number: 60, raw: 33 })
  })

  test('with the numbers of channel modes are those of a control that has sent other values', () => {
    const { parser, read } = reader()
    expect(read(0xb0, 121, 0)).toBe(false)
    expect(read(0xb0, 121, 40)).toBe(true)
    expect(read(0xb0, 121, 0)).toBe(true)
    expect(parser.plain).toMatchObject({ kind: 'cc', number: 121, raw: 0 })
  })
})

describe('14 bits', () => {
  test('are put together from a coarse byte and the fine one after it', () => {
    const { joined } = reader()
    joined([0xb0, 7, 99], [0xb0, 39, 4])
    // Once the fine half is known to come, a coarse byte alone would be heard as a step.
    expect(joined([0xb0, 7, 100])).toEqual([])
    expect(joined([0xb0, 39, 5])).toEqual([['cc14', 7, 100 * 128 + 5]])
  })

  test('are put together too when the fine byte comes first', () => {
    const { joined } = reader()
    joined([0xb0, 39, 4], [0xb0, 7, 99], [0xb0, 39, 5], [0xb0, 7, 99])
    expect(joined([0xb0, 39, 6])).toEqual([])
    expect(joined([0xb0, 7, 100])).toEqual([['cc14', 7, 100 * 128 + 6]])
  })

  test('never step back where the coarse half changes, in either order', () => {
    for (const fineFirst of [false, true]) {
      const { joined, wait } = reader()
      const values: number[] = []
      for (let value = 7000; value < 9000; value += 37) {
        const halves = [
          [0xb0, 7, value >> 7],
          [0xb0, 39, value & 127]
        ]
        if (fineFirst) halves.reverse()
        wait(10)
        values.push(...joined(...halves).map((reading) => Number(reading[2])))
      }
      const whole = values.slice(2)
      expect(whole).toEqual([...whole].sort((a, b) => a - b))
      expect(whole.length).toBeGreaterThan(50)
    }
  })

  test('keep their coarse half when only the fine one moves', () => {
    const { joined, wait } = reader()
    joined([0xb0, 7, 100], [0xb0, 39, 5])
    wait(5000)
    expect(joined([0xb0, 39, 9])).toEqual([['cc14', 7, 100 * 128 + 9]])
  })

  test('do not wait for ever for a half that does not come, and then reach both ends', () => {
    const { parser, joined, settle, wait } = reader()
    joined([0xb0, 7, 100], [0xb0, 39, 5])
    wait(100)
    expect(joined([0xb0, 7, 127])).toEqual([])
    expect(settle()).toBe(false)
    wait(20)
    expect(settle()).toBe(true)
    expect(parser.joined).toMatchObject({ kind: 'cc14', number: 7, raw: 16383 })
    expect(settle()).toBe(false)
  })

  test('of two faders that let their fine halves out within a millisecond are both taken', () => {
    const { parser, joined, wait } = reader()
    for (const number of [7, 8]) joined([0xb0, number, 48], [0xb0, number + 32, 10])
    joined([0xb0, 7, 0], [0xb0, 8, 0])
    wait(20)
    const settled: number[][] = []
    while (parser.settle(1e6)) settled.push([parser.joined.number, parser.joined.raw])
    expect(settled.sort()).toEqual([
      [7, 0],
      [8, 0]
    ])
  })

  test('have a fine half of zero where it stays out, but for the top of their range', () => {
    const { parser, joined } = reader()
    joined([0xb0, 7, 48], [0xb0, 39, 10], [0xb0, 7, 64])
    parser.settle(1e6)
    expect(parser.joined.raw).toBe(64 << 7)
    joined([0xb0, 7, 127])
    parser.settle(2e6)
    expect(parser.joined.raw).toBe(16383)
  })

  test('take nothing away from two knobs whose numbers would make a pair', () => {
    const { parser, read } = reader()
    read(0xb0, 7, 100)
    read(0xb0, 39, 5)
    for (const [number, value] of [
      [7, 101],
      [39, 6],
      [7, 102]
    ] as const) {
      expect(read(0xb0, number, value)).toBe(true)
      expect(parser.plain).toMatchObject({ kind: 'cc', number, raw: value })
    }
  })

  test('of one channel are not mixed with those of another', () => {
    const { joined } = reader()
    expect(joined([0xb0, 7, 100], [0xb1, 39, 5])).toEqual([['cc14', 7, 100 * 129]])
  })
})

describe('parameter numbers', () => {
  test('are none where two knobs have the controllers that choose one', () => {
    const { parser, read, wait } = reader()
    for (const number of [98, 99]) {
      for (const value of [10, 11, 12]) {
        read(0xb0, number, value)
        expect(parser.isPart, `${number} ${value}`).toBe(number === 99 && value === 10)
        wait(number === 98 && value === 12 ? 0 : 20)
      }
    }
    read(0xb0, 6, 40)
    expect(parser.spoken).toMatchObject({ kind: 'cc', number: 6 })
  })

  const choose = (number: number) => [
    [0xb0, 99, number >> 7],
    [0xb0, 98, number & 127]
  ]

  test('of NRPN bring 14-bit data, whichever half of them comes first', () => {
    const { joined } = reader()
    expect(joined(...choose(130), [0xb0, 6, 64], [0xb0, 38, 3]).at(-1)).toEqual([
      'nrpn',
      130,
      64 * 128 + 3
    ])
    const other = reader()
    expect(other.joined(...choose(130).reverse(), [0xb0, 6, 64]).at(-1)).toEqual([
      'nrpn',
      130,
      64 * 129
    ])
  })

  test('of a control with 7 bits reach both ends', () => {
    const { parser, joined } = reader()
    joined(...choose(3), [0xb0, 6, 0])
    expect(parser.joined.travel).toBe(0)
    joined(...choose(3), [0xb0, 6, 127])
    expect(parser.joined.travel).toBe(1)
  })

  test('need not be chosen again for each value', () => {
    const { joined } = reader()
    joined(...choose(9), [0xb0, 6, 1], [0xb0, 38, 1])
    expect(joined([0xb0, 6, 2], [0xb0, 38, 2], [0xb0, 38, 3])).toEqual([
      ['nrpn', 9, 2 * 128 + 2],
      ['nrpn', 9, 2 * 128 + 3]
    ])
  })

  test('do not lend their value to the next parameter', () => {
    const { joined } = reader()
    joined(...choose(9), [0xb0, 6, 100], [0xb0, 38, 1])
    expect(joined(...choose(10), [0xb0, 38, 5])).toEqual([])
    expect(joined([0xb0, 6, 2], [0xb0, 38, 7])).toEqual([['nrpn', 10, 2 * 128 + 7]])
  })

  test('step up and down', () => {
    const { parser, read, joined } = reader()
    joined(...choose(9))
    read(0xb0, 96, 0)
    expect(parser.joined).toMatchObject({ kind: 'nrpn', number: 9, step: 1 })
    read(0xb0, 97, 0)
    expect(parser.joined.step).toBe(-1)
  })

  test('end with the null number, after which data entry is a control like any other', () => {
    const { joined } = reader()
    expect(joined([0xb0, 101, 0], [0xb0, 100, 0], [0xb0, 6, 10])).toEqual([['rpn', 0, 10 * 129]])
    joined([0xb0, 101, 127], [0xb0, 100, 127])
    expect(joined([0xb0, 6, 11])).toEqual([['cc14', 6, 11 * 129]])
  })

  test('of one channel do not take the data of another', () => {
    const { joined } = reader()
    joined(...choose(9))
    expect(joined([0xb1, 6, 11])).toEqual([['cc14', 6, 11 * 129]])
  })
})

test('whatever bytes come, the parser stays in its ranges', () => {
  const { parser, read, settle } = reader()
  let seed = 1
  const random = () => {
    seed = (seed * 48271) % 2147483647
    return seed / 2147483647
  }
  for (let i = 0; i < 50_000; i++) {
    const length = Math.floor(random() * 5)
    const any = read(...Array.from({ length }, () => Math.floor(random() * 256)))
    if (!any && !settle()) continue
    for (const reading of [parser.plain, parser.joined]) {
      expect(reading.travel >= 0 && reading.travel <= 1).toBe(true)
      expect(Number.isInteger(reading.raw) && reading.raw >= 0 && reading.raw <= 16383).toBe(true)
      expect(reading.channel >= 0 && reading.channel < 16).toBe(true)
    }
  }
})
