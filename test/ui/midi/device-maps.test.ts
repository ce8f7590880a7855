import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { LocalSource } from '../../../ui/core/local-source.ts'
import { MidiControl } from '../../../ui/midi/midi-control.ts'
import { demoDefinition } from '../core/demo-effect.ts'
import { DEVICE_MAPS, type DeviceRow } from './device-maps.ts'
import { FakeAccess, FakeController } from './fake-midi.ts'

interface Control extends Pick<DeviceRow, 'kind' | 'what' | 'steps'> {
  readonly number: number
  readonly channel: number
}

/** A hand's messages are so far apart, and its moves so. */
const MESSAGE_MS = 20
const MOVE_MS = 600

let controller: FakeController
let midi: MidiControl
let source: LocalSource<typeof demoDefinition>

const controlsOf = (rows: readonly DeviceRow[]): readonly Control[] =>
  rows.flatMap(({ numbers, channel, ...row }) =>
    numbers.map((number, i) => ({ ...row, number, channel: channel ?? i + 1 }))
  )

const send = ({ kind, number, channel }: Control, value: number) => {
  vi.advanceTimersByTime(MESSAGE_MS)
  const time = performance.now()
  if (kind === 'bend') controller.playAt(time, 0xe0 | (channel - 1), 0, value)
  else controller.playAt(time, (kind === 'cc' ? 0xb0 : 0x90) | (channel - 1), number, value)
}

/** What a hand does with a control; `turn` counts how often it has, so that pots go on. */
const touch = (control: Control, turn: number) => {
  const { what, steps = [1, 127] } = control
  const start = ((control.number * 13) % 60) + 10 + turn * 10
  const values = {
    pot: [1, 2, 3, 5, 7, 9].map((way) => start + way),
    encoder: [steps[0], steps[0], steps[0], steps[1], steps[1], steps[0]],
    button: [127, 0],
    press: [127]
  }
  for (const value of values[what]) send(control, value)
  vi.advanceTimersByTime(MOVE_MS)
}

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'performance']
  })
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
  controller = new FakeController('Desk', '')
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

describe.each(Object.entries(DEVICE_MAPS))('%s', (_, rows) => {
  const controls = controlsOf(rows)

  test('is learned control by control, each as what it is, after all have been touched once', () => {
    for (const control of controls) touch(control, 0)
    const wrong = controls.filter((control) => {
      const isSwitch = control.what === 'button' || control.what === 'press'
      const param = isSwitch ? 'auto' : 'gain'
      midi.store.set([])
      midi.learn({ source, param })
      touch(control, 1)
      const { kind, number, channel, mode } = midi.store.mappings[0] ?? {}
      const isFound =
        kind === control.kind && number === control.number && channel === control.channel
      const isEncoder = midi.bindings[0]?.isRelative ?? false
      midi.cancelLearning()
      return (
        !isFound || isEncoder !== (control.what === 'encoder') || (isSwitch && mode === 'absolute')
      )
    })
    expect(wrong.map(({ kind, number, channel }) => `${kind} ${number} ch ${channel}`)).toEqual([])
  })

  test('moves what each control has learned, and nothing else', () => {
    const [first, ...others] = controls.filter(({ what }) => what === 'pot')
    if (!first) return
    for (const control of controls) touch(control, 0)
    midi.store.setTakeOver('jump')
    midi.learn({ source, param: 'gain' })
    touch(first, 1)
    send(first, 127)
    expect(source.get('gain')).toBeGreaterThan(29)
    for (const control of [...others, ...controls.filter(({ what }) => what !== 'pot')]) {
      touch(control, 2)
    }
    expect(source.get('gain')).toBeGreaterThan(29)
    send(first, 0)
    expect(source.get('gain')).toBe(-30)
  })
})
