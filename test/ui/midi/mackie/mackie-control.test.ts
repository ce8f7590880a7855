import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { LocalSource } from '../../../../ui/core/local-source.ts'
import { MackieControl } from '../../../../ui/midi/mackie/mackie-control.ts'
import { MidiControl } from '../../../../ui/midi/midi-control.ts'
import type { SurfacePage } from '../../../../ui/midi/surface/surface-page.ts'
import { channel } from '../../../../worklets/effects/channel/index.ts'
import { FakeAccess, FakeController } from '../fake-midi.ts'

/** What a page writes: its own tracks as strips, in some thirty lines. */
function pageOf(midi: MidiControl, tracks: readonly { name: string; source: LocalSource }[]) {
  const page: SurfacePage = {
    strips: tracks.map(({ name, source }) => ({
      name,
      fader: MackieControl.valueOf(midi, source, 'fader'),
      pan: MackieControl.valueOf(midi, source, 'pan'),
      mute: MackieControl.valueOf(midi, source, 'mute')
    }))
  }
  return page
}

let midi: MidiControl
let unit: FakeController
let access: FakeAccess
let tracks: { name: string; source: LocalSource }[]
let surface: MackieControl

beforeEach(() => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
  unit = new FakeController('X-Touch', 'Behringer')
  access = new FakeAccess(unit)
  const request = async () => access.midi
  const requestExclusive = async () => {
    const exclusive = new FakeAccess(unit)
    access = exclusive
    return Object.assign(exclusive, { sysexEnabled: true }).midi
  }
  midi = new MidiControl({ request, requestExclusive })
  midi.use(access.midi)
  tracks = ['Drums', 'Bass'].map((name) => ({ name, source: new LocalSource(channel.definition) }))
  surface = new MackieControl(midi, pageOf(midi, tracks), [{ device: 'Behringer X-Touch' }])
})

afterEach(() => {
  surface.dispose()
  midi.dispose()
  vi.unstubAllGlobals()
})

const hasSent = (...bytes: number[]) => vi.waitFor(() => expect(unit.sent).toContainEqual(bytes))

describe('a Mackie Control on the strips of a page', () => {
  test('moves their faders and pans and switches their mutes', () => {
    unit.bend(0, 2)
    expect(tracks[1]?.source.get('fader')).toBe(Number.NEGATIVE_INFINITY)
    unit.cc(0x10, 0x45)
    expect(Number(tracks[0]?.source.get('pan'))).toBeLessThan(0)
    unit.note(0x11, 127)
    expect(tracks[1]?.source.get('mute')).toBe(true)
  })

  test('follows them with motors and lamps', async () => {
    unit.note(0x5d, 127)
    tracks[0]?.source.set('mute', true)
    await hasSent(0x90, 0x10, 127)
    unit.sent.length = 0
    tracks[0]?.source.set('fader', 12)
    await hasSent(0xe0, 15_935 & 127, 15_935 >> 7)
  })

  test('keeps its messages from the map, and gives them back in the end', () => {
    midi.learn({ source: tracks[0]!.source, param: 'width' })
    unit.bend(3000)
    expect(midi.store.mappings).toEqual([])
    surface.dispose()
    unit.bend(3000)
    expect(midi.store.mappings).toHaveLength(1)
  })

  test('is the same unit where another system calls it otherwise', () => {
    access.unplug(unit)
    const renamed = new FakeController('X-Touch INT', '', 'renamed')
    access.plug(renamed)
    expect(surface.isPresent).toBe(true)
    renamed.bend(0, 2)
    expect(tracks[1]?.source.get('fader')).toBe(Number.NEGATIVE_INFINITY)
  })

  test('tells one gesture from the touch of a fader to its end', () => {
    const told: string[] = []
    for (const name of ['moved', 'rested']) midi.addEventListener(name, () => told.push(name))
    unit.note(0x68, 127)
    for (const value of [4000, 5000, 6000]) unit.bend(value)
    expect(told).toEqual(['moved'])
    unit.note(0x68, 0)
    expect(told).toEqual(['moved', 'rested'])
  })

  test('writes names as soon as exclusive messages are allowed', async () => {
    unit.note(0x5d, 127)
    await hasSent(0x90, 0x10, 0)
    expect(unit.sent.some(([status]) => status === 0xf0)).toBe(false)
    expect(await midi.connectExclusive()).toBe(true)
    unit.note(0x5d, 127)
    await vi.waitFor(() => {
      const texts = unit.sent.filter((message) => message[5] === 0x12)
      expect(texts.some((message) => String.fromCharCode(...message).includes('Drums'))).toBe(true)
    })
  })

  test('that is plugged in again is told everything once more', async () => {
    unit.note(0x5d, 127)
    await hasSent(0x90, 0x10, 0)
    access.unplug(unit)
    expect(surface.isPresent).toBe(false)
    unit.sent.length = 0
    const again = new FakeController('X-Touch', 'Behringer', 'again')
    access.plug(again)
    expect(surface.isPresent).toBe(true)
    again.note(0x5d, 127)
    await vi.waitFor(() => expect(again.sent).toContainEqual([0x90, 0x10, 0]))
  })
})

test('where exclusive messages are refused everything but the displays goes on', async () => {
  const refused = new MidiControl({
    request: async () => access.midi,
    requestExclusive: () => Promise.reject(new DOMException('no', 'NotAllowedError'))
  })
  expect(await refused.connectExclusive()).toBe(false)
  expect(refused.isConnected).toBe(true)
  refused.dispose()
})
