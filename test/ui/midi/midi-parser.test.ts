import { describe, expect, test } from 'vitest'
import { MidiParser } from '../../../ui/midi/midi-parser.ts'

const reader = () => {
  const parser = new MidiParser()
  let now = 1000
  const read = (...bytes: number[]) => {
    now += 1
    return parser.read(Uint8Array.from(bytes), now)
  }
  return { parser, read, wait: (ms: number) => (now += ms) }
}

describe('a controller message', () => {
  test('tells channel, number and travel', () => {
    const { parser, read } = reader()
    expect(read(0xb2, 21, 64)).toBe(true)
    expect(parser).toMatchObject({ kind: 'cc', channel: 2, number: 21, raw: 64 })
    expect(parser.value).toBeCloseTo(64 / 127, 6)
  })

  test('of a bend has its middle at exactly one half, and both ends', () => {
    const { parser, read } = reader()
    read(0xe0, 0, 64)
    expect(parser.value).toBe(0.5)
    read(0xe0, 127, 127)
    expect(parser.value).toBe(1)
    read(0xe0, 0, 0)
    expect(parser.value).toBe(0)
  })

  test('of a key with velocity 0 is a key that is let go', () => {
    const { parser, read } = reader()
    read(0x90, 60, 0)
    expect(parser).toMatchObject({ kind: 'note', number: 60, raw: 0 })
    read(0x80, 60, 64)
    expect(parser.raw).toBe(0)
  })

  test.each([
    ['clock', [0xf8]],
    ['active sensing', [0xfe]],
    ['system exclusive', [0xf0, 1, 2, 0xf7]],
    ['nothing', []],
    ['data without a status', [21, 64]],
    ['a message cut short', [0xb0, 21]],
    ['a value that is a status', [0xb0, 21, 0xb0]],
    ['all notes off', [0xb0, 123, 0]],
    ['a program change', [0xc0, 3]]
  ])('that is %s is passed over', (_, bytes) => {
    expect(reader().read(...bytes)).toBe(false)
  })
})

describe('14 bits', () => {
  test('are put together from a coarse byte and the fine one after it', () => {
    const { parser, read } = reader()
    read(0xb0, 7, 100)
    expect(read(0xb0, 39, 5)).toBe(true)
    expect(parser).toMatchObject({ kind: 'cc14', number: 7, raw: 100 * 128 + 5 })
    // From now on the coarse byte alone is no move: it would be heard as a step.
    expect(read(0xb0, 7, 101)).toBe(false)
    read(0xb0, 39, 6)
    expect(parser.raw).toBe(101 * 128 + 6)
  })

  test('keep their coarse half when only the fine one moves', () => {
    const { parser, read, wait } = reader()
    read(0xb0, 7, 100)
    read(0xb0, 39, 5)
    wait(5000)
    expect(read(0xb0, 39, 9)).toBe(true)
    expect(parser.raw).toBe(100 * 128 + 9)
  })

  test('are not made of two controls that are moved one after the other', () => {
    const { parser, read, wait } = reader()
    read(0xb0, 7, 100)
    wait(400)
    expect(read(0xb0, 39, 5)).toBe(true)
    expect(parser).toMatchObject({ kind: 'cc', number: 39 })
  })

  test('of one channel are not mixed with those of another', () => {
    const { parser, read } = reader()
    read(0xb0, 7, 100)
    read(0xb1, 39, 5)
    expect(parser.kind).toBe('cc')
  })
})

describe('parameter numbers', () => {
  test('of NRPN bring 14-bit data', () => {
    const { parser, read } = reader()
    expect(read(0xb0, 99, 1)).toBe(false)
    expect(read(0xb0, 98, 2)).toBe(false)
    read(0xb0, 6, 64)
    expect(parser).toMatchObject({ kind: 'nrpn', number: 130, raw: 64 * 128 })
    read(0xb0, 38, 3)
    expect(parser.raw).toBe(64 * 128 + 3)
  })

  test('step up and down', () => {
    const { parser, read } = reader()
    read(0xb0, 99, 0)
    read(0xb0, 98, 9)
    read(0xb0, 96, 0)
    expect(parser).toMatchObject({ kind: 'nrpn', number: 9, step: 1 })
    read(0xb0, 97, 0)
    expect(parser.step).toBe(-1)
  })

  test('end with the null number, after which data entry is a control like any other', () => {
    const { parser, read } = reader()
    read(0xb0, 101, 0)
    read(0xb0, 100, 0)
    read(0xb0, 6, 10)
    expect(parser.kind).toBe('rpn')
    read(0xb0, 101, 127)
    read(0xb0, 100, 127)
    read(0xb0, 6, 11)
    expect(parser).toMatchObject({ kind: 'cc', number: 6 })
  })
})

test('whatever bytes come, the parser stays in its ranges', () => {
  const { parser, read } = reader()
  let seed = 1
  const random = () => {
    seed = (seed * 48271) % 2147483647
    return seed / 2147483647
  }
  for (let i = 0; i < 50_000; i++) {
    const length = Math.floor(random() * 5)
    if (!read(...Array.from({ length }, () => Math.floor(random() * 256)))) continue
    expect(parser.value >= 0 && parser.value <= 1).toBe(true)
    expect(Number.isInteger(parser.raw) && parser.raw >= 0 && parser.raw <= 16383).toBe(true)
    expect(parser.channel >= 0 && parser.channel < 16).toBe(true)
  }
})
