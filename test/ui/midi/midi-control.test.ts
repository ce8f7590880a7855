import { setTimeout as wait } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { LocalSource } from '../../../ui/core/local-source.ts'
import { type Mapping, makeMapping } from '../../../ui/midi/mapping.ts'
import { MappingStore } from '../../../ui/midi/mapping-store.ts'
import { MidiControl } from '../../../ui/midi/midi-control.ts'
import { demoDefinition } from '../core/demo-effect.ts'
import { FakeAccess, FakeController } from './fake-midi.ts'

let controller: FakeController
let access: FakeAccess
let midi: MidiControl
let source: LocalSource<typeof demoDefinition>

beforeEach(() => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
  controller = new FakeController()
  access = new FakeAccess(controller)
  midi = new MidiControl({ request: async () => access.midi })
  source = new LocalSource(demoDefinition)
  midi.use(access.midi)
  midi.register('demo', source)
})
afterEach(() => {
  midi.dispose()
  vi.unstubAllGlobals()
})

const DEVICE = 'KORG nanoKONTROL2'
const map = (param: string, change: Partial<Mapping> = {}) => {
  const control = { device: DEVICE, channel: 1, kind: 'cc', number: 21 } as const
  midi.store.add({ ...makeMapping(control, { target: 'demo', param }, 'jump'), ...change })
}

describe('learning', () => {
  const learned = (param: string) => {
    const { device, kind, number, channel } =
      midi.store.mappings.find((mapping) => mapping.param === param) ?? {}
    return { device, kind, number, channel }
  }

  test('maps the next control that moves', async () => {
    midi.learn({ source, param: 'gain' })
    controller.cc(70, 12, 3)
    expect(learned('gain')).toEqual({ device: DEVICE, kind: 'cc', number: 70, channel: 3 })
    expect(midi.learning).toBeUndefined()
  })

  test('takes a pair of controllers for the one 14-bit control it is', async () => {
    midi.learn({ source, param: 'gain' })
    controller.cc(7, 12)
    controller.cc(39, 1)
    await wait(120)
    expect(learned('gain')).toMatchObject({ kind: 'cc14', number: 7 })
  })

  test('takes a controller below 32 that comes alone as it is', async () => {
    midi.learn({ source, param: 'gain' })
    controller.cc(7, 12)
    await wait(120)
    expect(learned('gain')).toMatchObject({ kind: 'cc', number: 7 })
  })

  test('does not take a key that is let go, nor the clock', () => {
    midi.learn({ source, param: 'auto' })
    controller.play(0x80, 40, 0)
    controller.play(0xf8)
    expect(midi.store.mappings).toEqual([])
    controller.play(0x90, 41, 100)
    expect(learned('auto')).toMatchObject({ kind: 'note', number: 41 })
  })

  test('ends when it is cancelled', () => {
    midi.learn({ source, param: 'gain' })
    midi.cancelLearning()
    controller.cc(70, 12)
    expect(midi.store.mappings).toEqual([])
  })
})

describe('an absolute control', () => {
  test('moves numbers along their curves, choices option by option, switches at their half', () => {
    map('threshold')
    map('style')
    map('auto')
    controller.cc(21, 127)
    expect(source.get('threshold')).toBe(0)
    expect(source.get('style')).toBe('bus')
    expect(source.get('auto')).toBe(true)
    controller.cc(21, 0)
    expect(source.get('threshold')).toBe(-60)
    expect(source.get('style')).toBe('clean')
    expect(source.get('auto')).toBe(false)
  })

  test('keeps to its part of the range, backwards where it is inverted', () => {
    map('mix', { from: 0.2, to: 0.6, invert: true })
    controller.cc(21, 0)
    expect(source.get('mix')).toBeCloseTo(60, 6)
    controller.cc(21, 127)
    expect(source.get('mix')).toBeCloseTo(20, 6)
  })

  test('of another channel or device is another control', () => {
    map('mix')
    controller.cc(21, 0, 2)
    expect(source.get('mix')).toBe(100)
    const other = new FakeController('Launch Control', 'Novation')
    access.plug(other)
    other.cc(21, 0)
    expect(source.get('mix')).toBe(100)
  })

  test('of any channel moves it on all of them', () => {
    map('mix', { channel: 'any' })
    controller.cc(21, 0, 9)
    expect(source.get('mix')).toBe(0)
  })

  test('that waits to be picked up tells where it is and which way to turn', () => {
    map('mix', { takeOver: 'pickup' })
    controller.cc(21, 20)
    const [binding] = midi.bindingsOf({ source, param: 'mix' })
    expect(source.get('mix')).toBe(100)
    expect(binding?.ghost).toBeCloseTo(20 / 127, 6)
    expect(binding?.turn).toBe('up')
    controller.cc(21, 127)
    expect(binding?.ghost).toBeUndefined()
  })
})

describe('other controls', () => {
  test('an endless encoder is known by itself and moves in steps', () => {
    map('mix', { takeOver: 'pickup', mode: 'auto' })
    source.set('mix', 50)
    for (let i = 0; i < 4; i++) controller.cc(21, 1)
    const before = Number(source.get('mix'))
    controller.cc(21, 1)
    expect(source.get('mix')).toBeCloseTo(before + 1, 6)
    controller.cc(21, 127)
    expect(source.get('mix')).toBeCloseTo(before, 6)
  })

  test.each([
    ['twosComplement', 127],
    ['binaryOffset', 63],
    ['signBit', 65]
  ] as const)('code %s can be given by hand', (mode, down) => {
    map('mix', { mode })
    controller.cc(21, down)
    expect(source.get('mix')).toBeCloseTo(99, 6)
  })

  test('keys toggle, hold or choose the next option', () => {
    map('auto', { kind: 'note', number: 40 })
    map('mix', { kind: 'note', number: 41, action: 'momentary' })
    map('style', { kind: 'note', number: 42, action: 'step' })
    controller.play(0x90, 40, 100)
    controller.play(0x80, 40, 0)
    expect(source.get('auto')).toBe(true)
    controller.play(0x90, 41, 100)
    expect(source.get('mix')).toBe(100)
    controller.play(0x80, 41, 0)
    expect(source.get('mix')).toBe(0)
    for (const option of ['opto', 'bus', 'clean']) {
      controller.play(0x90, 42, 100)
      expect(source.get('style')).toBe(option)
    }
  })

  test('14 bits and bends reach values between the steps of 7', () => {
    map('mix', { kind: 'bend', number: 0 })
    controller.play(0xe0, 1, 64)
    expect(source.get('mix')).toBeGreaterThan(50)
    expect(source.get('mix')).toBeLessThan(50.1)
  })
})

describe('devices', () => {
  test('that come back work on, under another id', () => {
    map('mix')
    access.unplug(controller)
    expect(midi.devices).toEqual([{ name: DEVICE, connected: false }])
    access.inputs.clear()
    const again = new FakeController('nanoKONTROL2', 'KORG', 'other-id')
    access.plug(again)
    again.cc(21, 0)
    expect(source.get('mix')).toBe(0)
  })

  test('are told where parameters stand, but not while they move them', async () => {
    map('mix')
    await wait(80)
    expect(controller.sent).toContainEqual([0xb0, 21, 127])
    controller.sent.length = 0
    source.set('mix', 0)
    await wait(80)
    expect(controller.sent).toEqual([[0xb0, 21, 0]])
    controller.sent.length = 0
    controller.cc(21, 64)
    await wait(80)
    expect(controller.sent).toEqual([])
  })
})

test('refused access is told in a sentence', async () => {
  const refused = new MidiControl({ request: () => Promise.reject(new Error('no')) })
  const problems: string[] = []
  refused.addEventListener('problem', (event) => {
    problems.push((event as CustomEvent<string>).detail)
  })
  expect(await refused.connect()).toBe(false)
  expect(problems[0]).toMatch(/MIDI was refused/)
})

test('a mapping of an effect that is not there yet waits for it', () => {
  const store = new MappingStore()
  store.add(
    makeMapping(
      { device: DEVICE, channel: 1, kind: 'cc', number: 70 },
      { target: 'late', param: 'mix' },
      'jump'
    )
  )
  const late = new MidiControl({ store, request: async () => access.midi })
  late.use(access.midi)
  controller.cc(70, 0)
  late.register('late', source)
  controller.cc(70, 0)
  expect(source.get('mix')).toBe(0)
  late.dispose()
})

/** What stands between the message and the effect; the effect's own event is not of this. */
class QuietSource extends LocalSource<typeof demoDefinition> {
  readonly words = new Float64Array(1)
  override get(id: Parameters<LocalSource<typeof demoDefinition>['get']>[0]): never {
    return (id === 'mix' ? this.words[0] : 0) as never
  }
  override set(_id: string, value: never): void {
    this.words[0] = value
  }
}

test('a message leaves less behind than the event that brings it', () => {
  setFlagsFromString('--expose-gc')
  // The flag puts the function on every new global.
  const collectGarbage = runInNewContext('gc') as () => void
  const quiet = new QuietSource(demoDefinition)
  midi.register('quiet', quiet)
  midi.store.add(
    makeMapping(
      { device: DEVICE, channel: 1, kind: 'cc', number: 70 },
      { target: 'quiet', param: 'mix' },
      'jump'
    )
  )
  const event = { data: Uint8Array.of(0xb0, 70, 0), timeStamp: 0 }
  const play = (count: number) => {
    for (let i = 0; i < count; i++) {
      event.data[2] = i & 127
      controller.onmidimessage?.(event as unknown as MIDIMessageEvent)
    }
  }
  play(200_000)
  collectGarbage()
  const before = process.memoryUsage().heapUsed
  play(20_000)
  const perMessage = (process.memoryUsage().heapUsed - before) / 20_000
  expect(quiet.words[0]).toBeCloseTo((100 * (19_999 & 127)) / 127, 6)
  // Numbers on the way to the effect are 16 bytes each where the compiler does not inline; an
  // event with its bytes is more than 250.
  expect(perMessage).toBeLessThan(250)
})
