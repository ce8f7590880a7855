import { afterEach, beforeEach, vi } from 'vitest'
import { LocalSource } from '../../../ui/core/local-source.ts'
import { type Mapping, makeMapping } from '../../../ui/midi/mapping.ts'
import { MidiControl } from '../../../ui/midi/midi-control.ts'
import { demoDefinition } from '../core/demo-effect.ts'
import { FakeAccess, FakeController } from './fake-midi.ts'

export const DEVICE = 'KORG nanoKONTROL2'

/** One controller, one effect registered as "demo", and nothing stored; made anew for each test. */
export interface MidiSetUp {
  controller: FakeController
  access: FakeAccess
  midi: MidiControl
  source: LocalSource<typeof demoDefinition>
  /** Maps controller 21 of channel 1, absolute and jumping, to a parameter. */
  map(param: string, change?: Partial<Mapping>): void
}

/**
 * Time goes by only where a test says so: returns what lets milliseconds pass. To be called before
 * `setUpMidi`, whose timers are then those.
 */
export function fakeTime(): (ms: number) => void {
  beforeEach(() => {
    const toFake = ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'performance']
    vi.useFakeTimers({ toFake: toFake as ('setTimeout' | 'performance')[] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  return (ms) => {
    vi.advanceTimersByTime(ms)
  }
}

export function setUpMidi(): MidiSetUp {
  const controller = new FakeController()
  const set: MidiSetUp = {
    controller,
    access: new FakeAccess(controller),
    midi: undefined as unknown as MidiControl, // made before each test
    source: new LocalSource(demoDefinition),
    map(param, change = {}) {
      const control = { device: DEVICE, channel: 1, kind: 'cc', number: 21 } as const
      const mapping = makeMapping(control, { target: 'demo', param }, 'jump')
      set.midi.store.add({ ...mapping, mode: 'absolute', ...change })
    }
  }
  beforeEach(() => {
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
    set.controller = new FakeController()
    set.access = new FakeAccess(set.controller)
    set.midi = new MidiControl({ request: async () => set.access.midi })
    set.source = new LocalSource(demoDefinition)
    set.midi.use(set.access.midi)
    set.midi.register('demo', set.source)
  })
  afterEach(() => {
    set.midi.dispose()
    vi.unstubAllGlobals()
  })
  return set
}
