import { beforeEach, describe, expect, test } from 'vitest'
import type { ControlMode } from '../../../../ui/midi/mapping.ts'
import {
  addressAt,
  type BankRole,
  type BankRow,
  readBankMap,
  rowOf,
  withAnchor
} from '../../../../ui/midi/surface/bank-map.ts'
import { LearnedBank } from '../../../../ui/midi/surface/learned-bank.ts'
import { type FakePage, FakeValue, fakePage } from './fake-page.ts'

type Place = readonly [number: number, channel: number, kind?: 'cc' | 'note' | 'bend']

const shown = (slot: number, [number, channel, kind = 'cc']: Place) => ({
  slot,
  number,
  channel,
  kind
})
const row = (
  role: BankRole,
  first: Place,
  second: Place,
  mode: ControlMode = 'absolute'
): BankRow => {
  const found = rowOf(role, shown(0, first), shown(1, second), mode)
  if (!found) throw new Error('these two make no row')
  return found
}
const numbers = (found: BankRow) =>
  Array.from({ length: 8 }, (_, slot) => {
    const address = addressAt(found, slot)
    return [address?.number, address?.channel]
  })

describe('a row of controls', () => {
  test.each([
    ['nanoKONTROL2, sliders', [0, 1], [1, 1], [7, 1]],
    ['X-Touch Mini, pushes', [0, 11, 'note'], [1, 11, 'note'], [7, 11]],
    ['Launch Control XL, faders', [77, 9], [78, 9], [84, 9]],
    ['APC40, faders', [7, 1], [7, 2], [7, 8]],
    ['BCF2000, faders by bend', [0, 1, 'bend'], [0, 2, 'bend'], [0, 8]],
    ['MIDImix, mutes', [1, 1, 'note'], [4, 1, 'note'], [22, 1]]
  ] as const)('goes on as its first two do: %s', (_, first, second, last) => {
    expect(numbers(row('fader', first, second)).at(-1)).toEqual(last)
  })

  test('that does not go on counting is shown one more: MIDImix, faders', () => {
    const counted = row('fader', [19, 1], [23, 1])
    const mended = withAnchor(counted, shown(4, [49, 1]))
    expect(numbers(mended).map(([number]) => number)).toEqual([19, 23, 27, 31, 49, 53, 57, 61])
  })

  test('is none where both are the same, or of two kinds', () => {
    expect(rowOf('fader', shown(0, [7, 1]), shown(1, [7, 1]))).toBeUndefined()
    expect(rowOf('fader', shown(0, [7, 1]), shown(1, [7, 2, 'note']))).toBeUndefined()
  })

  test('is read from what was stored, and what is none is left out', () => {
    const good = row('pan', [16, 1], [17, 1])
    const stored = { device: 'A', rows: [good, { role: 'pan' }, 7], keys: [{ key: 'up' }] }
    expect(readBankMap(JSON.parse(JSON.stringify(stored)))).toEqual({
      device: 'A',
      rows: [good],
      keys: []
    })
    expect(readBankMap({ rows: [] })).toBeUndefined()
  })
})

describe('a bank of eight', () => {
  let page: FakePage
  let bank: LearnedBank
  let sent: number[][]
  let now: number

  const play = (...bytes: number[]) => {
    now += 20
    return bank.receive(Uint8Array.from(bytes), now)
  }
  const pass = (ms: number) => {
    for (let i = 0; i < ms / 20; i++) {
      now += 20
      bank.tick(now)
    }
  }
  const make = (...rows: readonly BankRow[]) => {
    const keys = [
      { key: 'left', kind: 'cc', number: 58, channel: 1 },
      { key: 'right', kind: 'cc', number: 59, channel: 1 },
      { key: 'previousPreset', kind: 'note', number: 40, channel: 1 },
      { key: 'nextPreset', kind: 'note', number: 41, channel: 1 }
    ] as const
    const port = { hasExclusive: false, send: (bytes: Uint8Array) => void sent.push([...bytes]) }
    bank = new LearnedBank(page, { device: 'A', rows, keys }, port)
    bank.takeOver = 'jump'
  }

  beforeEach(() => {
    page = fakePage()
    sent = []
    now = 1000
    make(
      row('fader', [0, 1], [1, 1]),
      row('mute', [48, 1], [49, 1]),
      row('focus', [16, 1], [17, 1])
    )
  })

  test('moves the strips that it holds, and the next ones when it goes on', () => {
    play(0xb0, 3, 127)
    expect(page.strips[3]?.fader.travel).toBe(1)
    play(0xb0, 59, 127)
    play(0xb0, 3, 0)
    expect(page.strips[11]?.fader.travel).toBe(0)
    expect(page.strips[3]?.fader.travel).toBe(1)
    expect(bank.bank.start).toBe(8)
  })

  test('switches with and without the release of a key', () => {
    const seen = [127, 0, 127, 127].map((value) => {
      play(0xb0, 50, value)
      return page.strips[2]?.mute.lamp
    })
    expect(seen).toEqual(['on', 'on', 'off', 'on'])
  })

  test.each([
    ['a button that sends 100', 'cc', 0xb0, [100, 100, 0, 100], ['on', 'off', 'off', 'on']],
    ['a pad whose notes have no ends', 'note', 0x90, [90, 101, 70, 88], ['on', 'off', 'on', 'off']]
  ] as const)('switches at each press: %s', (_, kind, status, values, expected) => {
    make(row('mute', [48, 1, kind], [49, 1, kind]))
    const lamps = values.map((value) => {
      play(status, 50, value)
      return page.strips[2]?.mute.lamp
    })
    expect(lamps).toEqual(expected)
  })

  test('says nothing to a motor fader that a hand holds, until it lets go', () => {
    make(row('fader', [0, 1, 'bend'], [0, 2, 'bend']))
    const bends = () => sent.filter(([status]) => status === 0xe0)
    play(0x90, 104, 127)
    page.strips[0]?.fader.moveTo(0.25)
    pass(1000)
    expect(bends()).toEqual([])
    play(0x90, 104, 0)
    pass(20)
    expect(bends()).toEqual([[0xe0, 0, 32]])
  })

  test('waits for each strip to be picked up anew after it has gone on', () => {
    bank.takeOver = 'pickup'
    for (const value of [40, 64, 100]) play(0xb0, 0, value)
    expect(page.strips[0]?.fader.travel).toBeCloseTo(100 / 127, 6)
    play(0xb0, 59, 127)
    play(0xb0, 0, 101)
    expect(page.strips[8]?.fader.travel).toBe(0.5)
    expect(bank.ghostAt('fader', 0)).toBeCloseTo(101 / 127, 6)
    for (const value of [70, 60]) play(0xb0, 0, value)
    expect(page.strips[8]?.fader.travel).toBeCloseTo(60 / 127, 6)
  })

  test('finds encoders, and turns what they are on', () => {
    make(row('fader', [0, 1], [1, 1], 'auto'))
    for (const value of [1, 1, 1, 127, 127]) play(0xb0, 0, value)
    const { fader } = page.strips[0]!
    const before = fader.travel
    play(0xb0, 0, 3)
    expect(fader.travel).toBeCloseTo(before + 0.03, 9)
  })

  test('drives the main parameters of whatever effect is open by one row', () => {
    const main = [new FakeValue('Threshold', 0.5), new FakeValue('Ratio', 0.2)]
    const other = [new FakeValue('Decay', 0.7)]
    const open = { ...page, focused: { name: 'Compressor', values: main, main } }
    page = open
    make(row('focus', [16, 1], [17, 1]))
    play(0xb0, 17, 127)
    expect(main[1]?.travel).toBe(1)
    open.focused = { name: 'Reverb', values: other, main: other }
    play(0xb0, 16, 0)
    expect(other[0]?.travel).toBe(0)
    expect(main[0]?.travel).toBe(0.5)
  })

  test('chooses presets of the open effect by keys, round and round, and by program changes', () => {
    const presets = {
      count: 3,
      chosen: undefined as number | undefined,
      choose: (at: number) => {
        presets.chosen = at
      }
    }
    page = { ...page, focused: { ...page.focused, presets } }
    make()
    const seen = [41, 41, 41, 41, 40, 40].map((key) => {
      play(0x90, key, 100)
      play(0x90, key, 0)
      return presets.chosen
    })
    expect(seen).toEqual([0, 1, 2, 0, 2, 1])
    expect(play(0xc0, 2)).toBe(true)
    expect(presets.chosen).toBe(2)
  })

  test('tells motors and lamps what has moved, once, and not while they move', () => {
    pass(400)
    expect(sent).toContainEqual([0xb0, 0, 64])
    expect(sent).toContainEqual([0xb0, 48, 0])
    sent.length = 0
    pass(400)
    expect(sent).toEqual([])
    page.strips[0]?.fader.moveTo(1)
    page.strips[1]?.mute.press()
    pass(40)
    expect(sent).toEqual([
      [0xb0, 0, 127],
      [0xb0, 49, 127]
    ])
    sent.length = 0
    play(0xb0, 0, 30)
    pass(280)
    expect(sent).toEqual([])
  })

  test('leaves messages of other controls to the map', () => {
    expect(play(0xb0, 0, 10)).toBe(true)
    expect(play(0xb0, 20, 10)).toBe(true)
    expect(play(0xb0, 90, 10)).toBe(false)
    expect(play(0xb1, 0, 10)).toBe(false)
  })

  test('makes one gesture of each move', () => {
    for (const value of [10, 11, 12]) play(0xb0, 0, value)
    pass(600)
    expect(page.strips[0]?.fader.holds).toEqual([true, false])
  })
})
