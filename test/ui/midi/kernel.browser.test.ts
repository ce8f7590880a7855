import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Mapping, makeMapping } from '../../../ui/midi/mapping.ts'
import { MappingStore } from '../../../ui/midi/mapping-store.ts'
import { MidiControl } from '../../../ui/midi/midi-control.ts'
import { channel } from '../../../worklets/effects/channel/index.ts'
import { compressor } from '../../../worklets/effects/compressor/index.ts'
import { createEffect } from '../../../worklets/index.ts'
import { FakeAccess, FakeController } from './fake-midi.ts'

/** From the message to the sound: a controller plays an effect that renders. */

const SAMPLE_RATE = 48000
const QUANTUM = 128
/** A whole number of quanta, where the context stops for the message. */
const MOVED_AT = 16 * QUANTUM

let controller: FakeController
let midi: MidiControl

beforeEach(() => {
  localStorage.clear()
  controller = new FakeController()
  midi = new MidiControl({ store: new MappingStore('test') })
  midi.use(new FakeAccess(controller).midi)
})
afterEach(() => midi.dispose())

const map = (param: string, change: Partial<Mapping> = {}) => {
  const control = { device: 'KORG nanoKONTROL2', channel: 1, kind: 'cc', number: 70 } as const
  const mapping = makeMapping(control, { target: 'effect', param }, 'jump')
  midi.store.add({ ...mapping, mode: 'absolute', ...change })
}

/** A constant of 0.25 through an effect; `play` is called in the middle. Returns the left side. */
async function render(module: typeof compressor | typeof channel, play: () => void) {
  const context = new OfflineAudioContext(2, 3 * MOVED_AT, SAMPLE_RATE)
  const effect = await createEffect(context, module as typeof compressor)
  midi.register('effect', effect)
  const tone = new ConstantSourceNode(context, { offset: 0.25 })
  tone.connect(effect.node).connect(context.destination)
  tone.start()
  const played = context.suspend(MOVED_AT / SAMPLE_RATE).then(() => {
    play()
    return context.resume()
  })
  const rendered = await context.startRendering()
  await played
  return { samples: rendered.getChannelData(0), effect }
}

/** The first frame that differs from what was before the message. */
function firstChange(samples: Float32Array): number {
  const before = samples[MOVED_AT - 1] ?? 0
  return samples.findIndex((x, i) => i >= MOVED_AT && Math.abs(x - before) > 1e-5)
}

test.each([
  ['a number', 'makeup', () => controller.cc(70, 127)],
  ['a switch', 'bypass', () => controller.cc(70, 127)],
  ['a choice', 'style', () => controller.cc(70, 127)]
])('%s is heard in the quantum after the message', async (_, param, play) => {
  map(param)
  const { samples } = await render(compressor, play)
  const changed = firstChange(samples)
  expect(changed).toBeGreaterThanOrEqual(MOVED_AT)
  // Where the kernel glides, it has begun in that quantum and is seen in it or the next.
  expect(changed).toBeLessThan(MOVED_AT + 2 * QUANTUM)
})

test('14 bits are heard as such: a hundredth of a decibel is not lost', async () => {
  map('makeup', { kind: 'cc14', number: 7 })
  const send = (raw: number) => {
    controller.cc(7, raw >> 7)
    controller.cc(39, raw & 127)
  }
  const level = async (raw: number) => {
    const { samples, effect } = await render(compressor, () => send(raw))
    const row = compressor.definition.params.find(({ id }) => id === 'makeup')
    const span = row?.kind === 'number' ? row.max - row.min : Number.NaN
    return { db: 20 * Math.log10(samples.at(-1) ?? 0), set: effect.get('makeup'), span }
  }
  const one = await level(9000)
  const next = await level(9004)
  const step = (4 * one.span) / 16383
  expect(next.set - one.set).toBeCloseTo(step, 6)
  expect(next.db - one.db).toBeCloseTo(step, 3)
})

test('the steps of 7 bits are no steps in the sound', async () => {
  map('trim')
  const { samples } = await render(channel, () => {
    controller.cc(70, 64)
    controller.cc(70, 70)
  })
  let most = 0
  for (let i = MOVED_AT; i < samples.length; i++) {
    most = Math.max(most, Math.abs((samples[i] ?? 0) - (samples[i - 1] ?? 0)))
  }
  const moved = Math.abs((samples.at(-1) ?? 0) - (samples[MOVED_AT - 1] ?? 0))
  expect(moved).toBeGreaterThan(0.01)
  // A step would be all of it from one sample to the next.
  expect(most).toBeLessThan(moved / 50)
})
