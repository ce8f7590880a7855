import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test, vi } from 'vitest'
import { type Mapping, makeMapping } from '../../../ui/midi/mapping.ts'
import { MidiControl } from '../../../ui/midi/midi-control.ts'
import { ParamBlock } from '../../../worklets/core/blocks.ts'
import { defaultValues } from '../../../worklets/core/definition.ts'
import { encodeValue } from '../../../worklets/core/values.ts'
import { compressor } from '../../../worklets/effects/compressor/index.ts'
import type { WorkletNodeLike } from '../../../worklets/main-thread/context-family.ts'
import { Effect } from '../../../worklets/main-thread/effect.ts'
import { Transport } from '../../../worklets/main-thread/transport.ts'
import { FakeAccess, FakeController } from './fake-midi.ts'

const DEVICE = 'KORG nanoKONTROL2'
const WARM_UP = 400_000
/** Few enough that nothing is collected while they are counted. */
const MESSAGES = 16_000
/**
 * A number that crosses a call which the compiler has not inlined is 16 bytes here (12 in Chrome);
 * the smallest object, list or function is 32 and more, the event of a change several hundred.
 */
const NUMBERS = 3 * 16

setFlagsFromString('--expose-gc')
// The flag puts the function on every new global.
const collectGarbage = runInNewContext('gc') as () => void

/** A running effect whose shared block the test reads as the audio thread does. */
function runningEffect() {
  const { definition } = compressor
  const transport = new Transport(definition.params.length, new Float32Array(64), true)
  // Of the node only the port is used before it is connected.
  const port = { postMessage() {}, close() {}, onmessage: null }
  const node = { port, disconnect() {} } as unknown as WorkletNodeLike
  const values = defaultValues(definition)
  const effect = new Effect(compressor, node, 48000, transport, values, false)
  const block = new ParamBlock(transport.paramBuffer as SharedArrayBuffer, definition.params.length)
  return { effect, block }
}

test('messages of all kinds reach the parameter block and leave no object behind', () => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
  const controller = new FakeController()
  const midi = new MidiControl({ request: async () => new FakeAccess(controller).midi })
  const { effect, block } = runningEffect()
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
  const event = { data: new Uint8Array(3), timeStamp: 0 }
  const send = (status: number, first: number, second: number) => {
    const { data } = event
    data[0] = status
    data[1] = first
    data[2] = second
    controller.onmidimessage?.(event as unknown as MIDIMessageEvent)
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
  play(WARM_UP)
  const counts = Array.from({ length: 5 }, () => {
    collectGarbage()
    const before = process.memoryUsage().heapUsed
    play(MESSAGES)
    return (process.memoryUsage().heapUsed - before) / MESSAGES
  })
  midi.dispose()
  vi.unstubAllGlobals()
  const words = new Float32Array(compressor.definition.params.length)
  expect(block.wanted.read(words)).toBe(true)
  const { params } = compressor.definition
  for (const [i, row] of params.entries()) {
    expect(words[i], row.id).toBe(Math.fround(encodeValue(row, effect.get(row.id))))
  }
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...counts)).toBeLessThan(NUMBERS)
})
