import { describe, expect, test, vi } from 'vitest'
import { LocalSource } from '../../../ui/core/local-source.ts'
import type { Mapping } from '../../../ui/midi/mapping.ts'
import { MidiControl } from '../../../ui/midi/midi-control.ts'
import { channel } from '../../../worklets/effects/channel/index.ts'
import { compressor } from '../../../worklets/effects/compressor/index.ts'
import { demoDefinition } from '../core/demo-effect.ts'
import { FakeAccess, FakeController } from './fake-midi.ts'
import { setUpMidi } from './midi-set-up.ts'

/** A controller number of a channel, and the values that it sends. */
type Sent = readonly [number: number, values: readonly number[], channel?: number]

const set = setUpMidi()

/** As a hand does: some 20 ms between the messages. */
let now = 1000
const play = ([number, values, channel = 1]: Sent, everyMs = 20) => {
  now = Math.max(now, performance.now())
  for (const value of values) {
    now += everyMs
    set.controller.playAt(now, 0xb0 | (channel - 1), number, value)
  }
}
const learn = (param: string) => set.midi.learn({ source: set.source, param })
const learned = (param: string): Mapping => {
  const found = set.midi.store.mappings.find((mapping) => mapping.param === param)
  if (!found) throw new Error(`${param} has not been learned`)
  return found
}
const waitForLearned = (param: string) => vi.waitFor(() => learned(param))

/** Controls n and n + 32 of devices; each has been touched before anything is learned. */
const NEIGHBORS: readonly (readonly [device: string, low: Sent, high: Sent])[] = [
  ['nanoKONTROL2, slider 1 and Solo 1', [0, [60, 61, 62, 63]], [32, [127, 0]]],
  ['nanoKONTROL2, knob 1 and Mute 1', [16, [3, 5, 9, 14]], [48, [127, 0]]],
  ['MIDImix, knobs 16 and 48', [16, [90, 88, 85, 81]], [48, [20, 22, 25, 29]]],
  ['Launch Control XL, knobs 17 and 49', [17, [40, 43, 47], 9], [49, [80, 76, 71], 9]],
  ['BCR2000, encoder 1 as a pot and its push', [1, [30, 31, 32]], [33, [127, 0]]],
  ['MPK, knob 5 and pad 37', [5, [100, 104, 109]], [37, [127, 0]]]
]

const goOn = ([number, values, channel]: Sent): Sent => {
  const last = values.at(-1) ?? 0
  const step = Math.sign(last - (values.at(-2) ?? 0)) || 1
  return [number, [1, 2, 3, 4].map((i) => last + i * step), channel]
}

describe('two controls whose numbers are 32 apart', () => {
  test.each(NEIGHBORS)('are learned one by one: %s, the lower', (_, low, high) => {
    play(low)
    play(high)
    learn('gain')
    play(goOn(low))
    expect(learned('gain')).toMatchObject({ kind: 'cc', number: low[0], channel: low[2] ?? 1 })
  })

  test.each(NEIGHBORS)('are learned one by one: %s, the higher', async (_, low, high) => {
    play(low)
    play(high)
    learn('auto')
    play(high)
    await waitForLearned('auto')
    expect(learned('auto')).toMatchObject({ kind: 'cc', number: high[0], channel: high[2] ?? 1 })
    const before = set.source.get('auto')
    play(goOn(low))
    expect(set.source.get('auto')).toBe(before)
  })

  test('leave each other alone where both are mapped', () => {
    set.midi.store.setTakeOver('jump')
    learn('gain')
    play([0, [60, 61, 62]])
    learn('auto')
    play([32, [127, 0, 127, 0]])
    play([0, [90, 127]])
    expect(set.source.get('gain')).toBe(30)
    expect(set.source.get('auto')).toBe(true)
  })
})

describe('an encoder', () => {
  test('of a BCR2000 is told from its push, by what it has sent before as well', () => {
    play([1, [65, 65, 63]])
    play([33, [127, 0]])
    learn('gain')
    play([1, [65, 65, 66, 63, 62]])
    expect(learned('gain')).toMatchObject({ kind: 'cc', number: 1 })
    expect(set.midi.bindingsOf({ source: set.source, param: 'gain' })[0]?.isRelative).toBe(true)
    learn('auto')
    play([33, [127, 0]])
    expect(learned('auto')).toMatchObject({ number: 33, mode: 'button' })
  })

  test('with a sign bit goes left first where it is turned left first, and fast both ways', () => {
    const fader = new LocalSource(channel.definition)
    set.midi.register('channel', fader)
    set.midi.learn({ source: fader, param: 'fader' })
    const values = [65, 65, 66, 65, 1, 1, 2, 84, 84, 20, 20]
    const seen = values.map((value) => {
      play([21, [value]], 100)
      return Number(fader.get('fader'))
    })
    const [start = 0] = seen
    expect(seen[4]).toBeLessThan(start)
    const from = seen.slice(4)
    const ways = from.slice(1).map((value, i) => Math.sign(value - (from[i] ?? 0)))
    expect(ways).toEqual([1, 1, -1, -1, 1, 1])
    expect((from[4] ?? 0) - (from[3] ?? 0)).toBeLessThan(-1)
  })
})

describe('a button that tells nothing of its release', () => {
  test('chooses the next option at each press, round and round', async () => {
    const style = new LocalSource(compressor.definition)
    set.midi.register('compressor', style)
    set.midi.learn({ source: style, param: 'style' })
    play([80, [127]])
    await waitForLearned('style')
    const row = compressor.definition.params.find(({ id }) => id === 'style')
    const options: readonly string[] = row?.kind === 'choice' ? row.options : []
    const first = options.indexOf(style.get('style'))
    for (let i = 1; i <= 10; i++) {
      play([80, [127]], 300)
      expect(style.get('style')).toBe(options[(first + i) % options.length])
    }
    expect(learned('style').mode).not.toBe('twosComplement')
  })

  test('switches over at each press, also where its values are found out', () => {
    set.map('auto', { mode: 'auto' })
    const seen = [127, 127, 127, 127, 127, 127].map((value) => {
      set.controller.cc(21, value)
      return set.source.get('auto')
    })
    expect(seen).toEqual([true, false, true, false, true, false])
  })
})

test('a pot at rest that sends its value again and again stays where it is', () => {
  set.midi.store.setTakeOver('jump')
  learn('mix')
  play([20, [9, 8, 7, 6, 5]])
  const place = set.source.get('mix')
  expect(place).toBeCloseTo((100 * 5) / 127, 6)
  for (let i = 0; i < 20; i++) {
    play([20, [5]], 10)
    expect(set.source.get('mix')).toBe(place)
  }
})

test('two 14-bit faders that fall within a millisecond both reach their end', async () => {
  set.map('mix', { kind: 'cc14', number: 7 })
  set.map('gain', { kind: 'cc14', number: 8 })
  for (const value of [6154, 9000, 6154]) {
    for (const number of [7, 8]) {
      play([number, [value >> 7]])
      play([number + 32, [value & 127]], 0.5)
    }
  }
  const at = performance.now()
  set.controller.playAt(at, 0xb0, 7, 0)
  set.controller.playAt(at + 1, 0xb0, 8, 0)
  await vi.waitFor(() => {
    expect(set.source.get('mix')).toBe(0)
    expect(set.source.get('gain')).toBe(-30)
  })
})

test('knobs with the controllers that choose parameter numbers are knobs', async () => {
  for (const number of [98, 99, 100, 101, 6, 38, 96, 97]) play([number, [30, 31, 32, 33]])
  for (const [i, number] of [98, 99, 100, 101, 6, 38, 96, 97].entries()) {
    const param = ['gain', 'mix', 'threshold', 'pan'][i % 4] ?? 'gain'
    set.midi.store.set([])
    learn(param)
    play([number, [34, 36, 38, 40]])
    await waitForLearned(param)
    expect(learned(param), `controller ${number}`).toMatchObject({ kind: 'cc', number })
  }
})

describe('full travel', () => {
  test.each([
    ['7 bits', { kind: 'cc', number: 21 }, [0xb0, 21, 0], [0xb0, 21, 127]],
    ['a bend', { kind: 'bend', number: 0 }, [0xe0, 0, 0], [0xe0, 127, 127]],
    ['a bend of 10 bits', { kind: 'bend', number: 0 }, [0xe0, 0, 0], [0xe0, 0x70, 127]]
  ] as const)('of %s reaches both ends of a parameter exactly', (_, control, low, high) => {
    set.map('gain', control)
    set.controller.play(...high)
    expect(set.source.get('gain')).toBe(30)
    set.controller.play(...low)
    expect(set.source.get('gain')).toBe(-30)
  })

  test('of 14 bits does, too', () => {
    set.map('gain', { kind: 'cc14', number: 7 })
    for (const [value, expected] of [
      [16383, 30],
      [0, -30]
    ] as const) {
      set.controller.cc(7, value >> 7)
      set.controller.cc(39, value & 127)
      expect(set.source.get('gain')).toBe(expected)
    }
  })
})

test('a knob of two parameters waits for each of them by itself', () => {
  set.map('mix', { takeOver: 'pickup' })
  set.map('gain', { takeOver: 'pickup' })
  set.source.set('mix', 80)
  set.source.set('gain', -15)
  set.controller.cc(21, 0)
  expect([set.source.get('mix'), set.source.get('gain')]).toEqual([80, -15])
  set.controller.cc(21, 40)
  expect(set.source.get('mix')).toBe(80)
  expect(set.source.get('gain')).toBeCloseTo(-30 + (60 * 40) / 127, 6)
  set.controller.cc(21, 110)
  expect(set.source.get('mix')).toBeCloseTo((100 * 110) / 127, 6)
})

test('a motor that goes to the place of one parameter does not move the other of its control', async () => {
  set.map('mix')
  set.map('gain')
  set.source.set('gain', 12)
  set.controller.echoes = true
  set.source.set('mix', 20)
  await vi.waitFor(() => expect(set.controller.sent.at(-1)).toEqual([0xb0, 21, 25]))
  expect(set.source.get('gain')).toBe(12)
})

describe('a device of another name', () => {
  const NAMES = {
    macOS: ['nanoKONTROL2 SLIDER/KNOB', 'KORG INC.'],
    Windows: ['nanoKONTROL2 1', ''],
    Linux: ['nanoKONTROL2:nanoKONTROL2 MIDI 1 20:0', '']
  } as const
  const systems = Object.keys(NAMES) as (keyof typeof NAMES)[]

  const visit = (...controllers: readonly FakeController[]) => {
    const midi = new MidiControl({ store: set.midi.store, request: async () => set.access.midi })
    midi.use(new FakeAccess(...controllers).midi)
    const source = new LocalSource(demoDefinition)
    midi.register('demo', source)
    return { midi, source }
  }

  test.each(systems.flatMap((from) => systems.map((to) => [from, to] as const)))(
    'of another system keeps its mappings: %s, then %s',
    (from, to) => {
      const first = new FakeController(...NAMES[from])
      const before = visit(first)
      before.midi.learn({ source: before.source, param: 'mix' })
      for (const value of [60, 62, 64]) first.cc(70, value)
      before.midi.dispose()
      set.midi.store.setTakeOver('jump')
      const second = new FakeController(...NAMES[to])
      const { midi, source } = visit(second)
      second.cc(70, 0)
      expect(source.get('mix')).toBe(0)
      expect(midi.offers).toEqual([])
      midi.dispose()
    }
  )

  test.each(['same', 'other'])(
    'works as the second of two where only it is there, id the %s',
    (id) => {
      const [a, b] = ['a', 'b'].map((each) => new FakeController(...NAMES.Windows, each))
      const before = visit(a!, b!)
      before.midi.learn({ source: before.source, param: 'mix' })
      for (const value of [60, 62, 64]) b!.cc(70, value)
      set.midi.store.setTakeOver('jump')
      if (id === 'same') {
        before.midi.learn({ source: before.source, param: 'gain' })
        for (const value of [60, 62, 64]) a!.cc(70, value)
      }
      before.midi.dispose()
      const alone = new FakeController(...NAMES.Windows, id === 'same' ? 'b' : 'c')
      const { midi, source } = visit(alone)
      alone.cc(70, 0)
      expect([source.get('mix'), source.get('gain')]).toEqual([0, 0])
      midi.dispose()
    }
  )

  test('that nothing tells to be the same is offered its mappings once, all together', () => {
    const first = new FakeController('Studio Desk', '')
    const before = visit(first)
    set.midi.store.setTakeOver('jump')
    for (const [param, number] of [
      ['mix', 70],
      ['gain', 71]
    ] as const) {
      before.midi.learn({ source: before.source, param })
      for (const value of [60, 62, 64]) first.cc(number, value)
    }
    before.midi.dispose()
    const second = new FakeController('Desk of the Studio', '')
    const { midi, source } = visit(second)
    const offer = { device: 'Desk of the Studio', from: 'Studio Desk', count: 2 }
    expect(midi.offers).toEqual([offer])
    midi.take(offer)
    expect(midi.offers).toEqual([])
    second.cc(70, 0)
    second.cc(71, 127)
    expect([source.get('mix'), source.get('gain')]).toEqual([0, 30])
    expect(set.midi.store.undoable).toBe('Took 2 mappings over from Studio Desk')
    set.midi.store.undo()
    midi.refuse(offer)
    expect(midi.offers).toEqual([])
    midi.dispose()
  })
})
