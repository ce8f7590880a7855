import { describe, expect, test } from 'vitest'
import { FakeController } from './fake-midi.ts'
import { DEVICE, fakeTime, setUpMidi } from './midi-set-up.ts'

const wait = fakeTime()
const set = setUpMidi()
const { map } = set

describe('devices', () => {
  test.each([true, false])('that come back work on, under another id (listed: %s)', (stays) => {
    map('mix')
    set.access.unplug(set.controller, { stays })
    expect(set.midi.devices).toEqual([{ name: DEVICE, connected: false }])
    const again = new FakeController('nanoKONTROL2', 'KORG', 'other-id')
    set.access.plug(again)
    expect(set.midi.devices).toEqual([{ name: DEVICE, connected: true }])
    again.cc(21, 0)
    expect(set.source.get('mix')).toBe(0)
  })

  test('of one name are told apart, and keep their names while one of them is away', () => {
    const second = new FakeController('nanoKONTROL2', 'KORG', 'second')
    set.access.plug(second)
    map('mix')
    map('gain', { device: `${DEVICE} 2` })
    second.cc(21, 0)
    expect(set.source.get('mix')).toBe(100)
    expect(set.source.get('gain')).toBe(-30)
    set.access.unplug(set.controller)
    second.cc(21, 127)
    expect(set.source.get('gain')).toBe(30)
    const first = new FakeController('nanoKONTROL2', 'KORG', 'third')
    set.access.plug(first)
    first.cc(21, 0)
    expect(set.source.get('mix')).toBe(0)
  })

  test('without name or maker are listed all the same', () => {
    const bare = new FakeController('', '', 'bare')
    set.access.plug(Object.assign(bare, { name: null, manufacturer: null }))
    expect(set.midi.devices.map(({ name }) => name)).toContain('Controller')
  })

  test('are let go of, whatever they send or whoever comes later', () => {
    map('mix')
    set.midi.dispose()
    set.controller.cc(21, 0)
    set.access.plug(new FakeController('nanoKONTROL2', 'KORG', 'late'))
    for (const input of set.access.inputs.values()) expect(input.onmidimessage).toBeNull()
    expect(set.source.get('mix')).toBe(100)
  })
})

describe('motors and LED rings', () => {
  const quiet = () => {
    wait(80)
    set.controller.sent.length = 0
  }

  test('are told where parameters stand, but not while their controls move them', () => {
    map('mix')
    wait(80)
    expect(set.controller.sent).toContainEqual([0xb0, 21, 127])
    quiet()
    set.source.set('mix', 0)
    wait(80)
    expect(set.controller.sent).toEqual([[0xb0, 21, 0]])
    quiet()
    set.controller.cc(21, 64)
    wait(80)
    expect(set.controller.sent).toEqual([])
    wait(350)
    // A motor that has been let go is held in place.
    expect(set.controller.sent).toEqual([[0xb0, 21, 64]])
  })

  test('are spoken to as they speak: 14 bits, parameter numbers, bends, keys', () => {
    map('mix', { kind: 'cc14', number: 7 })
    map('gain', { kind: 'nrpn', number: 300, channel: 2 })
    map('pan', { kind: 'bend', number: 0, channel: 3 })
    map('auto', { kind: 'note', number: 40, channel: 4 })
    wait(80)
    expect(set.controller.sent).toEqual([
      [0xb0, 7, 127],
      [0xb0, 39, 127],
      [0xb1, 99, 2],
      [0xb1, 98, 44],
      [0xb1, 6, 64],
      [0xb1, 38, 0],
      [0xe2, 0, 64],
      [0x93, 40, 0]
    ])
  })

  test('of any channel are told on the one they were heard on', () => {
    map('mix', { channel: 'any' })
    set.controller.cc(21, 0, 9)
    wait(400)
    expect(set.controller.sent.at(-1)).toEqual([0xb8, 21, 0])
  })

  test('that move several parameters follow the first of them', () => {
    map('mix')
    map('gain')
    quiet()
    set.source.set('gain', 30)
    wait(80)
    expect(set.controller.sent).toEqual([])
    set.source.set('mix', 0)
    wait(80)
    expect(set.controller.sent).toEqual([[0xb0, 21, 0]])
  })

  test('that report what they are told change nothing by it', () => {
    map('mix')
    set.controller.echoes = true
    quiet()
    set.source.set('mix', 40.3)
    wait(120)
    // 7 bits would have made 40.2 of it.
    expect(set.source.get('mix')).toBe(40.3)
    expect(set.controller.sent).toEqual([[0xb0, 21, 51]])
  })

  test('that report their way change nothing by it; a hand that turns back does', () => {
    map('mix')
    set.controller.cc(21, 127)
    wait(400)
    set.source.set('mix', 20)
    wait(80)
    for (const value of [110, 80, 50, 26]) set.controller.cc(21, value)
    expect(set.source.get('mix')).toBe(20)
    set.controller.cc(21, 40)
    expect(set.source.get('mix')).toBeCloseTo((100 * 40) / 127, 6)
  })

  test('are not fought while a hand is on the fader', () => {
    map('mix', { kind: 'bend', number: 0, channel: 2 })
    quiet()
    set.controller.note(105, 127)
    set.source.set('mix', 20)
    wait(120)
    expect(set.controller.sent).toEqual([])
    set.controller.note(105, 0)
    wait(80)
    expect(set.controller.sent).toHaveLength(1)
  })

  test('that go while they are spoken to are no trouble', () => {
    map('mix')
    quiet()
    set.controller.send = () => {
      throw new DOMException('gone', 'InvalidStateError')
    }
    set.source.set('mix', 20)
    wait(80)
    expect(set.source.get('mix')).toBe(20)
  })
})
