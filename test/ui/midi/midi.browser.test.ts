import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import '../../../ui/effects/compressor/compressor-editor.ts'
import type { CompressorEditor } from '../../../ui/effects/compressor/compressor-editor.ts'
import { makeMapping } from '../../../ui/midi/mapping.ts'
import { MappingStore } from '../../../ui/midi/mapping-store.ts'
import { MidiControl } from '../../../ui/midi/midi-control.ts'
import { MidiOverlay } from '../../../ui/midi/midi-overlay.ts'
import '../../../ui/midi/midi-panel.ts'
import { LocalSource } from '../../../ui/core/local-source.ts'
import { type MappableControl, mappableControls } from '../../../ui/core/mappable.ts'
import type { MidiPanel } from '../../../ui/midi/midi-panel.ts'
import { compressor } from '../../../worklets/effects/compressor/index.ts'
import { click, middleOf, rightClick } from '../core/pointer.ts'
import { FakeAccess, FakeController } from './fake-midi.ts'

const DEVICE = 'KORG nanoKONTROL2'

let controller: FakeController
let access: FakeAccess
let midi: MidiControl
let overlay: MidiOverlay
let source: LocalSource<typeof compressor.definition>
let editor: CompressorEditor
let panel: MidiPanel
let box: HTMLDivElement

beforeEach(async () => {
  await page.viewport(1300, 800)
  localStorage.clear()
  controller = new FakeController()
  access = new FakeAccess(controller)
  midi = new MidiControl({ request: async () => access.midi, store: new MappingStore('test') })
  overlay = new MidiOverlay(midi)
  source = new LocalSource(compressor.definition, compressor.presets)
  midi.register('comp', source)
  box = document.createElement('div')
  box.style.cssText = 'display: grid; grid-template-columns: 900px 304px; gap: 20px'
  document.body.style.margin = '0'
  editor = document.createElement('twobus-compressor')
  editor.effect = source
  panel = document.createElement('twobus-midi-panel')
  panel.midi = midi
  panel.overlay = overlay
  panel.style.height = '700px'
  box.append(editor, panel)
  document.body.append(box)
  await editor.updateComplete
  await panel.updateComplete
})
afterEach(() => {
  overlay.dispose()
  midi.dispose()
  box.remove()
})

const knob = (param: string) =>
  editor.renderRoot.querySelector<HTMLElement & { renderRoot: ShadowRoot }>(
    `twobus-knob[param=${param}]`
  )!
const frameOf = (param: string) => knob(param).renderRoot.querySelector('.frame')
const tagOf = (param: string) =>
  [...knob(param).renderRoot.querySelectorAll('.tag span')]
    .map(({ textContent }) => textContent)
    .join(' ')
const inPanel = <E extends Element = HTMLElement>(selector: string) =>
  panel.renderRoot.querySelector<E>(selector)!
const button = (text: string) =>
  [...panel.renderRoot.querySelectorAll('button')].find(
    ({ textContent }) => textContent?.trim() === text
  )!
const rows = () => [...panel.renderRoot.querySelectorAll('twobus-midi-row')]

const other = { device: DEVICE, channel: 2, kind: 'cc', number: 99 } as const

describe('learning', () => {
  test('by the menu of a control: it says what it waits for, and then by what it is moved', async () => {
    await rightClick(middleOf(knob('threshold')))
    const menu = knob('threshold').renderRoot.querySelector('twobus-menu')!
    await userEvent.keyboard('{End}{Enter}')
    await expect.poll(() => menu.isConnected).toBe(false)
    await expect.poll(() => tagOf('threshold')).toBe('Move a control')
    controller.cc(70, 10, 3)
    await expect.poll(() => midi.store.mappings.length).toBe(1)
    expect(midi.store.mappings[0]).toMatchObject({
      device: DEVICE,
      number: 70,
      channel: 3,
      param: 'threshold'
    })
    await rightClick(middleOf(knob('threshold')))
    await userEvent.keyboard('{End}{Enter}')
    expect(midi.store.mappings).toEqual([])
  })

  test('in the overlay: a click on a control, a move on the controller, Escape ends it', async () => {
    await click(middleOf(button('Learn')))
    await expect.poll(() => frameOf('ratio')?.className).toContain('mappable')
    const before = source.get('ratio')
    await click(middleOf(knob('ratio')))
    await expect.poll(() => tagOf('ratio')).toBe('Move a control')
    expect(inPanel('li.learning').textContent).toContain('Ratio')
    controller.cc(71, 10)
    await expect.poll(() => tagOf('ratio')).toBe('CC 71 · ch 1')
    expect(source.get('ratio')).toBe(before)
    await click(middleOf(knob('mix')))
    await expect.poll(() => tagOf('mix')).toBe('Move a control')
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => frameOf('mix')?.className).toContain('mappable')
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => frameOf('mix')).toBeNull()
  })

  test('in the overlay: a press moves nothing, on no kind of control', async () => {
    midi.use(access.midi)
    overlay.on = true
    const before = source.getState()
    const controls = [...mappableControls.all].filter(({ source, param }) => source && param)
    expect(controls.length).toBeGreaterThan(15)
    for (const control of controls) {
      if (control.getBoundingClientRect().width === 0) continue
      await click(middleOf(control))
      expect(midi.learning?.param).toBe(control.param)
    }
    expect(source.getState()).toEqual(before)
  })

  test('in the overlay by keyboard: Enter learns the control in focus', async () => {
    midi.use(access.midi)
    overlay.on = true
    knob('attack').focus()
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => tagOf('attack')).toBe('Move a control')
    controller.cc(75, 64)
    await expect.poll(() => tagOf('attack')).toBe('CC 75 · ch 1')
    midi.store.add(makeMapping(other, { target: 'comp', param: 'attack' }))
    await expect.poll(() => tagOf('attack')).toBe('CC 75 · ch 1 +1')
  })

  test('can be given up by touch, in the panel', async () => {
    midi.use(access.midi)
    midi.learn({ source, param: 'ratio' })
    await expect.poll(() => button('Cancel')).toBeDefined()
    await click(middleOf(button('Cancel')))
    expect(midi.learning).toBeUndefined()
  })

  test('asks for permission on that gesture and not before', async () => {
    let asked = 0
    const shy = new MidiControl({
      store: new MappingStore('shy'),
      request: async () => {
        asked++
        return access.midi
      }
    })
    panel.midi = shy
    await panel.updateComplete
    expect(asked).toBe(0)
    await click(middleOf(button('Connect controllers')))
    await expect.poll(() => asked).toBe(1)
    await expect.poll(() => inPanel('.dot.live')).not.toBeNull()
    shy.dispose()
  })
})

describe('a mapped control', () => {
  const learnRatio = async () => {
    midi.use(access.midi)
    midi.learn({ source, param: 'ratio' })
    controller.cc(70, 0)
    await expect.poll(() => midi.store.mappings.length).toBe(1)
  }

  test('shows where the hardware waits, follows once it is picked up, and is one step of undo', async () => {
    await learnRatio()
    source.set('ratio', 4)
    controller.cc(70, 20)
    controller.cc(70, 21)
    await expect.poll(() => source.get('ratio')).toBe(4)
    panel.remove()
    box.append(panel)
    const row = () => inPanel('twobus-midi-row').shadowRoot!.querySelector('.state')?.textContent
    await expect.poll(row).toBe('Turn up')
    for (let value = 22; value <= 127; value += 5) controller.cc(70, value)
    await expect.poll(row).toMatch(/Moves|Ready/)
    expect(source.get('ratio')).toBeGreaterThan(20)
    const undo = editor.renderRoot
      .querySelector('twobus-common-bar')!
      .shadowRoot!.querySelector<HTMLElement & { disabled: boolean }>('[icon=undo]')!
    await expect.poll(() => undo.disabled).toBe(false)
    await click(middleOf(undo))
    expect(source.get('ratio')).toBe(4)
  })

  test('is edited, tried, removed and brought back in the panel, by keyboard', async () => {
    await learnRatio()
    await expect.poll(() => inPanel('twobus-midi-row')).not.toBeNull()
    const row = inPanel('twobus-midi-row').shadowRoot!
    row.querySelector('summary')!.focus()
    await userEvent.keyboard('{Enter}')
    row.querySelector<HTMLElement>('#midi-channel')!.focus()
    await userEvent.keyboard('A')
    await expect.poll(() => midi.store.mappings[0]?.channel).toBe('any')
    row.querySelector<HTMLElement>('#from')!.focus()
    await userEvent.keyboard('{Control>}a{/Control}25{Tab}')
    expect(midi.store.mappings[0]?.from).toBe(0.25)
    row.querySelector<HTMLElement>('#to')!.focus()
    await userEvent.keyboard('{Control>}a{/Control}900{Tab}')
    expect(midi.store.mappings[0]?.to).toBe(1)
    row.querySelector<HTMLElement>('#invert')!.focus()
    await userEvent.keyboard(' ')
    expect(midi.store.mappings[0]?.invert).toBe(true)
    row.querySelector<HTMLElement>('#try')!.focus()
    await userEvent.keyboard('{Home}')
    await expect.poll(() => source.get('ratio')).toBe(100)
    row.querySelector<HTMLElement>('.fields .button')!.focus()
    await userEvent.keyboard('{Enter}')
    expect(midi.store.mappings).toEqual([])
    // No row is left to have the focus: what brings it back has it.
    await expect.poll(() => panel.shadowRoot!.activeElement?.textContent).toContain('Undo')
    await userEvent.keyboard('{Enter}')
    expect(midi.store.mappings).toHaveLength(1)
  })

  test('that is removed leaves the focus with the next one; Ctrl+Z brings it back', async () => {
    await learnRatio()
    const place = { target: 'comp', param: 'attack' }
    const control = { device: DEVICE, channel: 1, kind: 'cc', number: 71 } as const
    midi.store.add(makeMapping(control, place))
    await expect.poll(() => rows().length).toBe(2)
    rows()[1]!.shadowRoot!.querySelector('details')!.open = true
    rows()[0]!.focus()
    await userEvent.keyboard('{Delete}')
    await expect.poll(() => rows().length).toBe(1)
    expect(midi.store.mappings[0]?.param).toBe('attack')
    // The row that stays is the one that was opened.
    expect(rows()[0]!.shadowRoot!.querySelector('details')!.open).toBe(true)
    await expect.poll(() => panel.shadowRoot!.activeElement).toBe(rows()[0])
    await userEvent.keyboard('{Control>}z{/Control}')
    expect(midi.store.mappings.map(({ param }) => param)).toEqual(['ratio', 'attack'])
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}')
    expect(midi.store.mappings).toHaveLength(1)
  })

  test('keeps the focus in a field that changes it', async () => {
    await learnRatio()
    await expect.poll(() => rows().length).toBe(1)
    const field = rows()[0]!.shadowRoot!
    field.querySelector('details')!.open = true
    field.querySelector<HTMLElement>('#invert')!.focus()
    await userEvent.keyboard(' ')
    await expect.poll(() => midi.store.mappings[0]?.invert).toBe(true)
    expect(field.activeElement?.id).toBe('invert')
  })
})

describe('where a control waits', () => {
  const ghostOf = (param: string) => (knob(param) as unknown as MappableControl).mapping?.ghost

  test('its knob shows the hardware as it moves, and no more once it is picked up', async () => {
    midi.use(access.midi)
    const control = { ...other, number: 70 }
    midi.store.add({ ...makeMapping(control, { target: 'comp', param: 'mix' }), mode: 'absolute' })
    controller.cc(70, 10, 2)
    await expect.poll(() => ghostOf('mix')).toBeCloseTo(10 / 127, 6)
    expect(tagOf('mix')).toBe('CC 70 ↑ · ch 2')
    controller.cc(70, 40, 2)
    await expect.poll(() => ghostOf('mix')).toBeCloseTo(40 / 127, 6)
    controller.cc(70, 127, 2)
    await expect.poll(() => frameOf('mix')).toBeNull()
  })

  test('it is shown only as long as somebody turns it', async () => {
    midi.use(access.midi)
    const control = { ...other, number: 70 }
    midi.store.add({ ...makeMapping(control, { target: 'comp', param: 'mix' }), mode: 'absolute' })
    controller.cc(70, 10, 2)
    await expect.poll(() => frameOf('mix')).not.toBeNull()
    await expect.poll(() => frameOf('mix')).toBeNull()
  })
})

test('an effect that nobody registers is known as long as it has an editor', async () => {
  const second = document.createElement('twobus-compressor')
  second.effect = new LocalSource(compressor.definition)
  box.append(second)
  await expect.poll(() => midi.knows(second.effect!)).toBe(true)
  expect(midi.nameOf(second.effect!)).toBe('compressor')
  const gone = second.effect!
  second.effect = new LocalSource(compressor.definition)
  await expect.poll(() => midi.knows(gone)).toBe(false)
  expect(midi.nameOf(second.effect!)).toBe('compressor')
  second.remove()
  await expect.poll(() => midi.knows(second.effect!)).toBe(false)
})

test('a stored map that cannot be read is told in the panel, and two tabs keep in step', async () => {
  localStorage.setItem('broken', '{"mappings": [{"device": 3}]}')
  const store = new MappingStore('broken')
  const sick = new MidiControl({ request: async () => access.midi, store })
  panel.midi = sick
  await expect.poll(() => inPanel('.problem').textContent).toContain('device must be a name')
  expect(localStorage.getItem('broken.backup')).toContain('"device": 3')
  const tab = new MappingStore('broken')
  tab.add(makeMapping(other, { target: 'comp', param: 'mix' }))
  // Browsers tell the other tabs of what one has written.
  const newValue = localStorage.getItem('broken')
  dispatchEvent(new StorageEvent('storage', { key: 'broken', newValue }))
  expect(store.mappings).toHaveLength(1)
  sick.dispose()
})

test('incoming messages are shown, whatever they are', async () => {
  midi.use(access.midi)
  await expect.poll(() => inPanel('.incoming')).not.toBeNull()
  inPanel<HTMLDetailsElement>('.incoming').open = true
  controller.play(0xe1, 0, 64)
  await expect.poll(() => inPanel('ol').textContent).toContain('Bend · ch 2 · 8192')
  for (let i = 0; i < 2000; i++) controller.cc(i & 127, (i * 7) & 127)
  controller.play(0xf8)
  controller.play(0xb0, 200, 7)
  await expect.poll(() => panel.renderRoot.querySelectorAll('ol li').length).toBe(8)
})

test('where the browser has no MIDI, menus do not offer it and the panel says why', async () => {
  const request = navigator.requestMIDIAccess
  Object.defineProperty(navigator, 'requestMIDIAccess', { value: undefined, configurable: true })
  const none = new MidiControl({ store: new MappingStore('none') })
  const quiet = new MidiOverlay(none)
  overlay.dispose()
  panel.midi = none
  await panel.updateComplete
  expect(panel.renderRoot.textContent).toContain('no Web MIDI')
  await rightClick(middleOf(knob('threshold')))
  const menu = () => knob('threshold').renderRoot.querySelector('twobus-menu')
  await expect.poll(() => menu()?.matches(':popover-open')).toBe(true)
  expect(menu()?.shadowRoot?.textContent).not.toContain('MIDI')
  await userEvent.keyboard('{Escape}')
  quiet.dispose()
  Object.defineProperty(navigator, 'requestMIDIAccess', { value: request, configurable: true })
})

test.each(['dark', 'light'])('in %s, axe finds nothing in panel and overlay', async (theme) => {
  document.documentElement.style.colorScheme = theme
  box.remove()
  document.body.style.background = theme === 'dark' ? '#0c0e11' : '#e4e7eb'
  midi.use(access.midi)
  midi.learn({ source, param: 'ratio' })
  controller.cc(70, 0)
  midi.learn({ source, param: 'attack' })
  document.body.append(box)
  await panel.updateComplete
  await expect.poll(() => inPanel('li.learning')).not.toBeNull()
  for (const row of panel.renderRoot.querySelectorAll('twobus-midi-row')) {
    row.shadowRoot!.querySelector('details')!.open = true
  }
  const { violations } = await axe.run(panel, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
  })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  document.documentElement.style.colorScheme = ''
})
