import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page as browser, userEvent } from 'vitest/browser'
import { MidiControl } from '../../../../ui/midi/midi-control.ts'
import '../../../../ui/midi/midi-panel.ts'
import { MappingStore } from '../../../../ui/midi/mapping-store.ts'
import type { MidiPanel } from '../../../../ui/midi/midi-panel.ts'
import { Surfaces } from '../../../../ui/midi/surface/surfaces.ts'
import { FakeAccess, FakeController } from '../fake-midi.ts'
import { type FakePage, fakePage } from './fake-page.ts'

let unit: FakeController
let desk: FakeController
let midi: MidiControl
let strips: FakePage
let surfaces: Surfaces
let panel: MidiPanel

const inside = (selector: string, root: ParentNode = panel.renderRoot): readonly HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>(selector),
  ...[...root.querySelectorAll('*')].flatMap((element) =>
    element.shadowRoot ? inside(selector, element.shadowRoot) : []
  )
]
const button = (name: string) =>
  inside('button').find(
    (each) => each.textContent?.trim() === name || each.getAttribute('aria-label') === name
  )
const cells = () => inside('li', inside('twobus-mackie-card')[0]!.shadowRoot!)
const textOf = (selector: string) => inside(selector).map(({ textContent }) => textContent?.trim())

beforeEach(async () => {
  await browser.viewport(400, 1000)
  localStorage.clear()
  unit = new FakeController('X-Touch', '')
  desk = new FakeController('Launch Control', 'Novation')
  const access = new FakeAccess(unit, desk)
  midi = new MidiControl({
    store: new MappingStore('test'),
    request: async () => access.midi,
    requestExclusive: async () =>
      Object.assign(new FakeAccess(unit, desk), { sysexEnabled: true }).midi
  })
  midi.use(access.midi)
  strips = fakePage()
  surfaces = new Surfaces(midi, strips)
  panel = document.createElement('twobus-midi-panel')
  Object.assign(panel, { midi, surfaces })
  panel.style.height = '960px'
  document.body.append(panel)
  await panel.updateComplete
})

afterEach(() => {
  panel.remove()
  surfaces.dispose()
  midi.dispose()
})

const addMackie = async () => {
  await expect.poll(() => button('Mackie Control')).toBeDefined()
  inside('select[aria-label=Device]').forEach((list) => {
    const select = list as HTMLSelectElement
    select.selectedIndex = [...select.options].findIndex(({ text }) => text.trim() === 'X-Touch')
    select.dispatchEvent(new Event('change'))
  })
  await expect.poll(() => button('Mackie Control')).toBeDefined()
  await userEvent.click(button('Mackie Control')!)
  await expect.poll(() => cells().length).toBe(8)
  unit.note(0x5d, 127)
}

describe('a Mackie Control in the panel', () => {
  beforeEach(addMackie)

  test('shows each strip as the surface has it: name, value, ring, fader', async () => {
    await expect.poll(() => cells()[2]?.querySelector('.label')?.textContent).toBe('Percuss')
    expect(cells()[2]?.querySelector('.value')?.textContent).toBe('50 %   ')
    expect(cells()[2]?.querySelectorAll('.lit')).toHaveLength(1)
    strips.strips[2]?.pan.moveTo(1)
    await expect.poll(() => cells()[2]?.querySelectorAll('.lit').length).toBe(6)
  })

  test('says which fader a hand is on', async () => {
    unit.note(0x68 + 6, 127)
    await expect.poll(() => cells()[6]?.className).toBe('held')
    expect(textOf('.foot')).toContain('Fader 7 touched')
    unit.note(0x68 + 6, 0)
    await expect.poll(() => cells()[6]?.className).toBe('')
  })

  test('moves the bank from here and from there', async () => {
    await userEvent.click(button('Bank right')!)
    await expect.poll(() => textOf('.range')).toContain('9 to 13 of 13')
    await expect.poll(() => cells()[0]?.querySelector('.label')?.textContent).toBe('Vocal12')
    unit.note(0x2e, 127)
    await expect.poll(() => textOf('.range')).toContain('1 to 8 of 13')
  })

  test('chooses by key what the rings do, and flips', async () => {
    const insert = inside('input[name=rings]')[2]
    insert?.focus()
    await userEvent.keyboard(' ')
    expect(surfaces.mackies[0]?.desk.bank.mode).toBe('focus')
    inside('input[role=switch]')[0]?.focus()
    await userEvent.keyboard(' ')
    expect(surfaces.mackies[0]?.desk.bank.isFlipped).toBe(true)
  })

  test('asks for exclusive messages by a press only, says why, and then writes names', async () => {
    expect(unit.sent.some(([status]) => status === 0xf0)).toBe(false)
    expect(textOf('.leave p')[0]).toContain('system exclusive messages')
    await userEvent.click(button('Write on the displays')!)
    await expect.poll(() => inside('.leave').length).toBe(0)
    unit.note(0x5d, 127)
    const says = () => unit.sent.filter(([status]) => status === 0xf0).flat()
    await expect.poll(() => String.fromCharCode(...says())).toContain('Drums')
  })

  test('is there again at the next visit, until it is removed', async () => {
    surfaces.dispose()
    surfaces = new Surfaces(midi, strips)
    panel.surfaces = surfaces
    await expect.poll(() => cells().length).toBe(8)
    await userEvent.click(button('Remove surface X-Touch')!)
    await expect.poll(() => inside('twobus-mackie-card').length).toBe(0)
    expect(new Surfaces(midi, strips).mackies).toEqual([])
  })
})

describe('a bank of eight in the panel', () => {
  beforeEach(async () => {
    const bank = surfaces.addBank('Novation Launch Control')
    await expect.poll(() => button('Learn')).toBeDefined()
    expect(bank.isPresent).toBe(true)
    await userEvent.click(button('Learn')!)
  })

  const showRow = async () => {
    await expect.poll(() => textOf('.name')).toContain('Move Faders, strip 1')
    for (const value of [70, 72, 74]) desk.cc(77, value, 9)
    await expect.poll(() => textOf('.name')).toContain('Move Faders, strip 2')
    for (const value of [70, 72, 74]) desk.cc(78, value, 9)
    await expect.poll(() => textOf('.number').length).toBe(8)
  }

  test('learns a row by two of its controls, and shows where each is', async () => {
    await showRow()
    expect(textOf('.number')).toEqual(['77', '78', '79', '80', '81', '82', '83', '84'])
    midi.store.setTakeOver('jump')
    for (const value of [90, 127]) desk.cc(80, value, 9)
    expect(strips.strips[3]?.fader.travel).toBe(1)
  })

  test('says which way to turn what waits to be picked up', async () => {
    await showRow()
    for (const value of [30, 26, 20]) desk.cc(80, value, 9)
    await expect.poll(() => textOf('.waiting')).toEqual(['Keys: up to 50 %'])
    expect(strips.strips[3]?.fader.travel).toBe(0.5)
  })

  test('ends learning when it is cancelled', async () => {
    await expect.poll(() => button('Cancel')).toBeDefined()
    await userEvent.click(button('Cancel')!)
    desk.cc(77, 70, 9)
    await expect.poll(() => button('Learn')).toBeDefined()
    expect(surfaces.banks[0]?.map.rows).toEqual([])
  })
})

test.each(['dark', 'light'] as const)(
  'the panel with surfaces has no faults for axe: %s',
  async (theme) => {
    panel.setAttribute('theme', theme)
    await addMackie()
    surfaces.addBank('Novation Launch Control')
    await expect.poll(() => inside('twobus-bank-card').length).toBe(1)
    const { violations } = await axe.run(panel)
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  }
)
