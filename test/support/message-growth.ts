import { getHeapStatistics } from 'node:v8'
import { type Mapping, makeMapping } from '../../ui/midi/mapping.ts'
import { MidiControl } from '../../ui/midi/midi-control.ts'
import { encodeValue } from '../../worklets/core/values.ts'
import { compressor } from '../../worklets/effects/compressor/index.ts'
import { FakeAccess, FakeController } from '../ui/midi/fake-midi.ts'
import { runningEffect } from './running-effect.ts'

/**
 * A program for a process of its own, `node --expose-gc message-growth.mjs`: prints how many bytes
 * of heap a MIDI message leaves behind on its way to the parameter block, beyond those of its own
 * event. The median of some equal stretches is the figure, as in `heap-growth.ts`.
 */

const DEVICE = 'KORG nanoKONTROL2'
const WARM_UP = 400_000
const STRETCH = 16_000
const STRETCHES = 7

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

function bytesPerMessage(): number {
  const steps = new Float64Array(STRETCHES)
  globalThis.gc?.()
  let before = getHeapStatistics().used_heap_size
  for (let k = 0; k < STRETCHES; k++) {
    play(STRETCH)
    const now = getHeapStatistics().used_heap_size
    steps[k] = now - before
    before = now
  }
  steps.sort()
  if ((steps[0] ?? 0) < 0) throw new Error('message-growth: must run without a collection')
  return (steps[STRETCHES >> 1] ?? 0) / STRETCH
}

play(WARM_UP)
const used = bytesPerMessage()
midi.dispose()
const words = new Float32Array(compressor.definition.params.length)
if (!block.wanted.read(words)) throw new Error('message-growth: nothing has reached the block')
for (const [i, row] of compressor.definition.params.entries()) {
  const wanted = Math.fround(encodeValue(row, effect.get(row.id)))
  if (words[i] !== wanted)
    throw new Error(`${row.id}: must be ${wanted} in the block, got ${words[i]}`)
}
// What the events cost themselves: their times are numbers that browsers make anew.
let sum = 0
hear = ({ timeStamp }) => {
  sum += timeStamp
}
play(WARM_UP)
const ofEvents = bytesPerMessage()
if (!(sum > 0)) throw new Error('message-growth: no event has been heard')
console.log(used - ofEvents)
