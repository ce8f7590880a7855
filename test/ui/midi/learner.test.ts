import { describe, expect, test, vi } from 'vitest'
import type { Mapping } from '../../../ui/midi/mapping.ts'
import { FakeController } from './fake-midi.ts'
import { DEVICE, fakeTime, setUpMidi } from './midi-set-up.ts'

const wait = fakeTime()
const set = setUpMidi()

const learn = (param: string) => set.midi.learn({ source: set.source, param })
const learned = (param: string): Partial<Mapping> => {
  const { device, kind, number, channel, mode, action } =
    set.midi.store.mappings.find((mapping) => mapping.param === param) ?? {}
  return { device, kind, number, channel, mode, action } as Partial<Mapping>
}

describe('learning', () => {
  test('maps the next control that moves', () => {
    learn('gain')
    set.controller.cc(70, 12, 3)
    expect(learned('gain')).toMatchObject({ device: DEVICE, kind: 'cc', number: 70, channel: 3 })
    expect(set.midi.learning).toBeUndefined()
  })

  test.each([
    ['coarse', 0],
    ['fine', 1]
  ])('takes a pair of controllers, %s half first, for the one 14-bit control it is', (_, first) => {
    let now = performance.now()
    const sweep = (from: number) => {
      for (let value = from; value < from + 800; value += 37) {
        now += 10
        if (first === 1) set.controller.playAt(now, 0xb0, 39, value & 127)
        set.controller.playAt(now + 1, 0xb0, 7, value >> 7)
        if (first === 0) set.controller.playAt(now + 2, 0xb0, 39, value & 127)
      }
    }
    sweep(3000)
    learn('gain')
    sweep(3800)
    expect(learned('gain')).toMatchObject({ kind: 'cc14', number: 7 })
  })

  test('takes a pair that has hardly been heard by its coarse half, and finds the other', async () => {
    learn('gain')
    let now = performance.now()
    for (let value = 3000; value < 4000; value += 37) {
      now += 10
      set.controller.playAt(now, 0xb0, 39, value & 127)
      set.controller.playAt(now + 1, 0xb0, 7, value >> 7)
      if (value === 3037) expect(learned('gain')).toMatchObject({ kind: 'cc', number: 7 })
    }
    await vi.waitFor(() => expect(learned('gain')).toMatchObject({ kind: 'cc14', number: 7 }))
  })

  test.each([7, 39])('takes controller %i that comes alone as it is', (number) => {
    learn('gain')
    set.controller.cc(number, 40)
    wait(120)
    expect(learned('gain')).toMatchObject({ kind: 'cc', number, mode: 'absolute' })
  })

  test('does not wait for a fine half when the coarse one has moved on', () => {
    learn('gain')
    set.controller.cc(7, 40)
    set.controller.cc(7, 41)
    expect(learned('gain')).toMatchObject({ kind: 'cc', number: 7 })
  })

  test('takes a parameter number for what it is, and a knob of its number for a knob', () => {
    learn('gain')
    set.controller.nrpn(300, 9000)
    expect(learned('gain')).toMatchObject({ kind: 'nrpn', number: 300 })
    learn('mix')
    set.controller.cc(99, 40, 9)
    wait(120)
    expect(learned('mix')).toMatchObject({ kind: 'cc', number: 99, channel: 9 })
  })

  test('takes the data slider of a keyboard that has chosen its bend range long ago', () => {
    const now = performance.now()
    set.controller.playAt(now - 9000, 0xb0, 101, 0)
    set.controller.playAt(now - 9000, 0xb0, 100, 0)
    set.controller.playAt(now - 9000, 0xb0, 6, 2)
    learn('gain')
    set.controller.cc(6, 90)
    wait(120)
    expect(learned('gain')).toMatchObject({ kind: 'cc', number: 6 })
    set.midi.store.setTakeOver('jump')
    set.controller.cc(6, 127)
    expect(set.source.get('gain')).toBe(30)
  })

  test('does not take a key that is let go, nor the clock, nor what is cut short', () => {
    learn('auto')
    set.controller.play(0x80, 40, 0)
    set.controller.play(0x90, 40, 0)
    set.controller.play(0xf8)
    set.controller.play(0xb0, 70)
    expect(set.midi.store.mappings).toEqual([])
    set.controller.note(41, 100)
    expect(learned('auto')).toMatchObject({ kind: 'note', number: 41, action: 'toggle' })
  })

  test('is not misled by a worn knob that swings by itself', () => {
    for (let i = 0; i < 6; i++) set.controller.cc(80, 63 + (i % 2))
    learn('gain')
    for (let i = 0; i < 20; i++) set.controller.cc(80, 63 + (i % 2))
    expect(set.midi.store.mappings).toEqual([])
    const other = new FakeController('Launch Control', 'Novation')
    set.access.plug(other)
    other.cc(70, 5)
    expect(learned('gain')).toMatchObject({ device: 'Novation Launch Control', number: 70 })
  })

  test('takes that knob too when a hand turns it', () => {
    set.controller.cc(80, 63)
    learn('gain')
    for (let value = 64; value < 70; value++) set.controller.cc(80, value)
    expect(learned('gain')).toMatchObject({ number: 80 })
  })

  test('takes an encoder at its first step whatever it has sent before', () => {
    set.controller.cc(80, 65)
    learn('gain')
    set.controller.cc(80, 63)
    set.controller.cc(80, 63)
    expect(learned('gain')).toMatchObject({ number: 80, mode: 'auto' })
  })

  test('of a number takes the move of a fader, not the key that tells of the touch', () => {
    learn('gain')
    set.controller.note(104, 127)
    set.controller.bend(5000)
    expect(learned('gain')).toMatchObject({ kind: 'bend', channel: 1 })
    learn('mix')
    set.controller.note(36, 90)
    set.controller.play(0xd0, 70)
    set.controller.note(36, 0)
    expect(learned('mix')).toMatchObject({ kind: 'note', number: 36 })
    learn('pan')
    set.controller.note(37, 90)
    wait(450)
    expect(learned('pan')).toMatchObject({ kind: 'note', number: 37 })
  })

  test('of a switch or a choice knows a button that sends 127 and 0', () => {
    learn('auto')
    set.controller.cc(64, 127)
    set.controller.cc(64, 0)
    expect(learned('auto')).toMatchObject({ kind: 'cc', mode: 'button', action: 'toggle' })
    learn('style')
    set.controller.cc(65, 127)
    set.controller.cc(65, 0)
    expect(learned('style')).toMatchObject({ mode: 'button', action: 'step' })
  })

  test('of a choice is over before a pedal without release is pressed again', () => {
    learn('style')
    for (const style of ['clean', 'opto', 'bus', 'clean']) {
      set.controller.cc(80, 127)
      wait(300)
      expect(set.source.get('style')).toBe(style)
    }
    expect(learned('style')).toMatchObject({ kind: 'cc', number: 80, action: 'step' })
  })

  test('ends when it is cancelled, also while it waits for the rest of a number', () => {
    learn('gain')
    set.controller.cc(7, 12)
    set.midi.cancelLearning()
    wait(120)
    set.controller.cc(70, 12)
    expect(set.midi.store.mappings).toEqual([])
  })

  test('ends when its effect goes', () => {
    const release = set.midi.register('demo', set.source)
    learn('gain')
    release()
    expect(set.midi.learning).toBeUndefined()
  })

  test('moves nothing meanwhile', () => {
    set.map('mix')
    learn('gain')
    set.controller.cc(21, 0)
    expect(set.source.get('mix')).toBe(100)
  })
})
