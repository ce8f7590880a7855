import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test, vi } from 'vitest'
import { type Mapping, makeMapping } from '../../../ui/midi/mapping.ts'
import { MidiControl } from '../../../ui/midi/midi-control.ts'
import { encodeValue } from '../../../worklets/core/values.ts'
import { compressor } from '../../../worklets/effects/compressor/index.ts'
import { runningEffect } from '../../support/running-effect.ts'
import { FakeAccess, FakeController } from './fake-midi.ts'

const DEVICE = 'KORG nanoKONTROL2'
const WARM_UP = 400_000
/** Few enough that nothing is collected while bytes are counted. */
const COUNTED = 16_000
/** Not one number for each message: the smallest thing on the heap is 16 bytes. */
const BYTES = 8

setFlagsFromString('--expose-gc')
// The flag puts the function on every new global.
const collectGarbage = runInNewContext('gc') as () => void

/** One event used again and again, so that what is counted is not its own. */
class FakeMessage {
  readonly data = new Uint8Array(3)
  readonly #time = new Float64Array(1)

  get timeStamp(): number {
    return this.#time[0] ?? 0
  }

  set(status: number, first: number, second: number): void {
    const { data } = this
    data[0] = status
    data[1] = first
    data[2] = second
    this.#time[0] = (this.#time[0] ?? 0) + 0.37
  }
}

test('messages of all kinds reach the parameter block without garbage', () => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
  const controller = new FakeController()
  const midi = new MidiControl({ request: async () => new FakeAccess(controller).midi })
  const { effect, block } = runningEffect(compressor)
  midi.register('comp', effect)
  const map = (param: string, change: Partial<Mapping>) => {
    const control = { device: DEVICE, channel: 1, kind: 'cc', number: 70 } as const
    const mapping = makeMapping(control, { target: 'comp', param }, 'jump')
    midi.store.add({ ...mapping, mode: 'absolute', ...change })
  }
  map('threshold', {})
  map('ratio', { kind: 'cc14', number: 7, takeOver: 'scale' })
  map('attack', { kind: 'nrpn', number: 300, takeOver: 'pickup' })
  map('makeup', { kind: 'bend', number: 0 })
  map('mix', { number: 71, mode: 'twosComplement' })
  map('style', { number: 72 })
  map('bypass', { kind: 'note', number: 40 })
  midi.use(new FakeAccess(controller).midi)
  const event = new FakeMessage()
  let hear = (message: FakeMessage) =>
    controller.onmidimessage?.(message as unknown as MIDIMessageEvent)
  const send = (status: number, first: number, second: number) => {
    event.set(status, first, second)
    hear(event)
  }
  const play = (count: number) => {
    for (let i = 0; i < count / 16; i++) {
      const value = i & 127
      send(0xb0, 70, value)
      send(0xb0, 7, value)
      send(0xb0, 39, (i * 5) & 127)
      send(0xb0, 99, 2)
      send(0xb0, 98, 44)
      send(0xb0, 6, value)
      send(0xb0, 38, (i * 3) & 127)
      send(0xe0, (i * 7) & 127, value)
      send(0xb0, 71, i & 64 ? 1 : 127)
      send(0xb0, 72, value)
      send(0x90, 40, 100)
      send(0x80, 40, 0)
      send(0xf8, 0, 0)
      send(0xb0, 200, 7)
      send(0xb5, 99, value)
      send(0xb0, 70, 127 - value)
    }
  }
  const bytes = () => {
    collectGarbage()
    const before = process.memoryUsage().heapUsed
    play(COUNTED)
    return (process.memoryUsage().heapUsed - before) / COUNTED
  }
  play(WARM_UP)
  const used = Math.min(bytes(), bytes(), bytes())
  midi.dispose()
  vi.unstubAllGlobals()
  // What the events cost themselves: their times are numbers that browsers make anew.
  let sum = 0
  hear = ({ timeStamp }) => {
    sum += timeStamp
  }
  play(WARM_UP)
  const ofEvents = Math.min(bytes(), bytes(), bytes())
  const words = new Float32Array(compressor.definition.params.length)
  expect(block.wanted.read(words)).toBe(true)
  const { params } = compressor.definition
  for (const [i, row] of params.entries()) {
    expect(words[i], row.id).toBe(Math.fround(encodeValue(row, effect.get(row.id))))
  }
  expect(sum).toBeGreaterThan(0)
  expect(used - ofEvents).toBeLessThan(BYTES)
})
