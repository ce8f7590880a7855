import { describe, expect, test, vi } from 'vitest'
import { setUpMidi } from './midi-set-up.ts'

const set = setUpMidi()
const { map } = set

describe('keys and buttons', () => {
  test('toggle, hold or choose the next option', () => {
    map('auto', { kind: 'note', number: 40 })
    map('mix', { kind: 'note', number: 41, action: 'momentary' })
    map('style', { kind: 'note', number: 42, action: 'step' })
    set.controller.note(40, 100)
    set.controller.note(40, 0)
    expect(set.source.get('auto')).toBe(true)
    set.controller.note(41, 100)
    expect(set.source.get('mix')).toBe(100)
    set.controller.note(41, 0)
    expect(set.source.get('mix')).toBe(0)
    for (const option of ['opto', 'bus', 'clean']) {
      set.controller.note(42, 100)
      set.controller.play(0x80, 42, 64)
      expect(set.source.get('style')).toBe(option)
    }
  })

  test('of controllers do the same where they are buttons, whether they send 0 or not', () => {
    map('auto', { mode: 'button' })
    const seen = [127, 0, 127, 0, 127, 127].map((value) => {
      set.controller.cc(21, value)
      return set.source.get('auto')
    })
    expect(seen).toEqual([true, true, false, false, true, false])
  })

  test('are let go when the device is pulled out', () => {
    map('auto', { kind: 'note', number: 40, action: 'momentary' })
    set.controller.note(40, 100)
    expect(set.source.get('auto')).toBe(true)
    set.access.unplug(set.controller)
    expect(set.source.get('auto')).toBe(false)
  })

  test('step through a number and begin again', () => {
    map('mix', { kind: 'note', number: 40, action: 'step', from: 0, to: 0.5 })
    set.source.set('mix', 0)
    const seen = Array.from({ length: 11 }, () => {
      set.controller.note(40, 1)
      return Math.round(Number(set.source.get('mix')))
    })
    expect(seen).toEqual([5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 0])
  })
})

describe('strength, aftertouch, programs and the clock', () => {
  test('the strength of a key is a value where one wants that, and its end is none', () => {
    map('mix', { kind: 'note', number: 40, action: 'velocity' })
    set.controller.note(40, 127)
    set.controller.note(40, 0)
    expect(set.source.get('mix')).toBe(100)
    set.controller.note(40, 64)
    expect(set.source.get('mix')).toBeCloseTo((100 * 64) / 127, 6)
  })

  test('the pressure on one key is a value, and asks for no picking up', () => {
    map('mix', { kind: 'keyPressure', number: 40, takeOver: 'pickup' })
    set.controller.play(0xa0, 40, 0)
    set.controller.play(0xa0, 41, 127)
    expect(set.source.get('mix')).toBe(0)
  })

  test('a program presses, once for each time it comes', () => {
    map('style', { kind: 'program', number: 4, action: 'step' })
    const seen = [4, 4, 5, 4].map((program) => {
      set.controller.play(0xc0, program)
      return set.source.get('style')
    })
    expect(seen).toEqual(['opto', 'bus', 'bus', 'clean'])
  })

  test('a program that nothing is mapped to is told to the page', () => {
    map('style', { kind: 'program', number: 4, action: 'step' })
    const told: unknown[] = []
    set.midi.addEventListener('program', (event) => told.push((event as CustomEvent).detail))
    for (const program of [4, 7]) set.controller.play(0xc0, program)
    expect(told).toEqual([7])
  })

  test('a clock tells its tempo', async () => {
    // Ahead of the page's own clock, so that a slow page does not miss it.
    const start = performance.now() + 5000
    for (let i = 0; i <= 72; i++) set.controller.playAt(start + (i * 60_000) / 120 / 24, 0xf8)
    await vi.waitFor(() => expect(set.midi.tempo).toBe(120))
  })
})
