import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { LocalSource } from '../../../ui/core/local-source.ts'
import { MackieControl } from '../../../ui/midi/mackie/mackie-control.ts'
import { type Mapping, makeMapping } from '../../../ui/midi/mapping.ts'
import { MidiControl } from '../../../ui/midi/midi-control.ts'
import { demoDefinition } from '../core/demo-effect.ts'
import { FakeAccess, FakeController } from './fake-midi.ts'
import { fakePage } from './surface/fake-page.ts'

/** A controller gone wild: so many messages a second, for a second. */
const PER_SECOND = 5000
/** Nothing but the parameter itself is done more often than this. */
const MOST_PER_SECOND = 50
const DEVICE = 'KORG nanoKONTROL2'

let controller: FakeController
let midi: MidiControl
let source: LocalSource<typeof demoDefinition>
let kept: ReturnType<typeof vi.fn>

const map = (param: string, number: number, change: Partial<Mapping> = {}) => {
  const control = { device: DEVICE, channel: 1, kind: 'cc', number } as const
  const mapping = makeMapping(control, { target: 'demo', param }, 'jump')
  midi.store.add({ ...mapping, mode: 'absolute', ...change })
}

/** Sends message after message, five a millisecond, while timers run. */
const storm = (send: (i: number, timeMs: number) => void) => {
  for (let i = 0; i < PER_SECOND; i++) {
    send(i, performance.now())
    if (i % (PER_SECOND / 1000) === 0) vi.advanceTimersByTime(1)
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'performance'] })
  kept = vi.fn()
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: kept })
  controller = new FakeController()
  midi = new MidiControl({ request: async () => new FakeAccess(controller).midi })
  midi.use(new FakeAccess(controller).midi)
  source = new LocalSource(demoDefinition)
  midi.register('demo', source)
})

afterEach(() => {
  midi.dispose()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a storm of 5000 messages a second', () => {
  test('moves the parameter with each of them, and tells the page no more often than a display', () => {
    map('mix', 21)
    const moves = vi.fn()
    const heard = vi.fn()
    const changes = vi.fn()
    source.addEventListener('change', moves)
    midi.addEventListener('heard', heard)
    midi.addEventListener('change', changes)
    storm((i, timeMs) => controller.playAt(timeMs, 0xb0, 21, i % 128))
    expect(moves).toHaveBeenCalledTimes(PER_SECOND)
    expect(heard.mock.calls.length).toBeLessThanOrEqual(MOST_PER_SECOND)
    expect(changes).not.toHaveBeenCalled()
  })

  test('is one gesture', () => {
    map('mix', 21)
    const told: string[] = []
    for (const name of ['moved', 'rested']) midi.addEventListener(name, () => told.push(name))
    storm((i, timeMs) => controller.playAt(timeMs, 0xb0, 21, i % 128))
    expect(told).toEqual(['moved'])
  })

  test('never speaks to the control that moves, and to another of the parameter 50 times', () => {
    map('mix', 21)
    map('mix', 22)
    vi.advanceTimersByTime(400)
    controller.sent.length = 0
    storm((i, timeMs) => controller.playAt(timeMs, 0xb0, 21, i % 128))
    expect(controller.sent.filter(([, number]) => number === 21)).toEqual([])
    const others = controller.sent.filter(([, number]) => number === 22)
    expect(others.length).toBeGreaterThan(MOST_PER_SECOND / 2)
    expect(others.length).toBeLessThanOrEqual(MOST_PER_SECOND)
  })

  test('of controls that nobody has mapped keeps nothing', () => {
    kept.mockClear()
    storm((i, timeMs) => controller.playAt(timeMs, 0xb0 | (i % 16), i % 120, i % 128))
    expect(kept).not.toHaveBeenCalled()
    expect(midi.log.latest(Number.POSITIVE_INFINITY).length).toBeLessThan(100)
  })

  test('from a control surface is echoed fader by fader, and all else is told 50 times at most', () => {
    const page = fakePage()
    const surface = new MackieControl(midi, page, [{ device: DEVICE }])
    controller.note(0x5d, 127)
    vi.advanceTimersByTime(1000)
    controller.sent.length = 0
    const counts = new Map<string, number>()
    storm((i, timeMs) => controller.playAt(timeMs, 0xe0, (i * 16) % 128, (i * 7) % 128))
    for (const [status = 0, first = 0] of controller.sent) {
      const key = status >= 0xe0 ? `fader ${status}` : `${status} ${first}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    expect(counts.get('fader 224')).toBe(PER_SECOND)
    counts.delete('fader 224')
    expect([...counts].filter(([, count]) => count > MOST_PER_SECOND)).toEqual([])
    surface.dispose()
  })
})
