import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { defineElement } from '../../../ui/core/define-element.ts'
import { frameLoopState } from '../../../ui/core/frame.ts'
import { LocalSource } from '../../../ui/core/local-source.ts'
import { mappableControls } from '../../../ui/core/mappable.ts'
import type { TwobusCommonBar } from '../../../ui/editor/common-bar.ts'
import { type GenericEditor, genericEditorFor } from '../../../ui/editor/generic-editor.ts'
import { settled } from '../../support/settled.ts'
import { demoDefinition } from '../core/demo-effect.ts'
import { click, drag, middleOf, moveTo } from '../core/pointer.ts'

defineElement('test-editor', genericEditorFor(demoDefinition))

const presets = Array.from({ length: 8 }, (_, i) => ({
  name: i === 3 ? 'Vocal: steady' : `Preset ${i}`,
  purpose: 'A purpose.',
  values: { ratio: 2 + i }
}))

/** Knows how many listeners it has. */
class CountedSource extends LocalSource<typeof demoDefinition> {
  readonly listeners = new Set<string>()
  readonly #names = new Map<unknown, number>()

  override addEventListener(...all: Parameters<EventTarget['addEventListener']>): void {
    const key = this.#key(all[0], all[1])
    const { signal } = Object(all[2]) as AddEventListenerOptions
    this.listeners.add(key)
    signal?.addEventListener('abort', () => this.listeners.delete(key))
    super.addEventListener(...all)
  }

  override removeEventListener(...all: Parameters<EventTarget['removeEventListener']>): void {
    this.listeners.delete(this.#key(all[0], all[1]))
    super.removeEventListener(...all)
  }

  #key(type: string, listener: unknown): string {
    if (!this.#names.has(listener)) this.#names.set(listener, this.#names.size)
    return `${type} ${this.#names.get(listener)}`
  }
}

let source: CountedSource
let box: HTMLDivElement
let editor: GenericEditor

beforeEach(async () => {
  await page.viewport(1000, 800)
  source = new CountedSource(demoDefinition, presets)
  box = document.createElement('div')
  box.style.width = '800px'
  document.body.style.margin = '0'
  document.body.append(box)
  editor = document.createElement('test-editor') as GenericEditor
  editor.effect = source
  box.append(editor)
  await moveTo({ x: 1, y: 1 })
  await editor.updateComplete
  await bar().updateComplete
})
afterEach(() => box.remove())

const bar = () => editor.renderRoot.querySelector<TwobusCommonBar>('twobus-common-bar')!
const inBar = (selector: string) => bar().renderRoot.querySelector<HTMLElement>(selector)!
const knob = (param: string) =>
  editor.renderRoot.querySelector(`twobus-knob[param=${param}]`)!.shadowRoot!
const named = (label: string) =>
  inBar(`twobus-button[label="${label}"]`).shadowRoot!.querySelector('button')!

describe('an editor made from the table', () => {
  test('has a knob for every number and a control for everything else', () => {
    const { params } = demoDefinition
    const numbers = params.filter(({ kind }) => kind === 'number').length
    expect(editor.renderRoot.querySelectorAll('twobus-knob')).toHaveLength(numbers)
    expect(editor.renderRoot.querySelectorAll('twobus-choice')).toHaveLength(2)
    expect(editor.renderRoot.querySelectorAll('twobus-toggle')).toHaveLength(1)
  })

  test('works without an effect, as a picture of the defaults', async () => {
    const alone = document.createElement('test-editor') as GenericEditor
    box.append(alone)
    await alone.updateComplete
    const first = alone.renderRoot.querySelector('twobus-knob')!
    const slider = first.shadowRoot!.querySelector<HTMLElement>('[role=slider]')!
    expect(slider.ariaValueText).toBe('−20.0 dB')
    slider.focus()
    await userEvent.keyboard('{ArrowUp}')
    await expect.poll(() => slider.ariaValueText).toBe('−19.5 dB')
  })

  test('follows a new effect', async () => {
    const other = new LocalSource(demoDefinition)
    other.set('threshold', -44)
    editor.effect = other
    await expect
      .poll(() => knob('threshold').querySelector('[role=slider]')?.ariaValueText)
      .toBe('−44.0 dB')
  })
})

describe('undo', () => {
  test('one drag is one step', async () => {
    const dial = middleOf(knob('threshold').querySelector('svg')!)
    await drag(dial, { x: dial.x, y: dial.y - 50 })
    expect(source.get('threshold')).toBeGreaterThan(-20)
    await bar().updateComplete
    await click(middleOf(named('Undo')))
    expect(source.get('threshold')).toBe(-20)
    await bar().updateComplete
    await click(middleOf(named('Redo')))
    expect(source.get('threshold')).toBeGreaterThan(-20)
  })
})

describe('undo by keys', () => {
  beforeEach(async () => {
    knob('threshold').querySelector<HTMLElement>('[role=slider]')!.focus()
    await userEvent.keyboard('{ArrowUp}')
  })

  test('works from any control of the editor', async () => {
    await userEvent.keyboard('{Control>}z{/Control}')
    expect(source.get('threshold')).toBe(-20)
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}')
    expect(source.get('threshold')).toBeGreaterThan(-20)
  })

  test('leaves to the page what the editor has not', async () => {
    const left: boolean[] = []
    const hear = (event: KeyboardEvent) => left.push(!event.defaultPrevented)
    document.addEventListener('keydown', hear)
    await userEvent.keyboard('{Control>}zz{/Control}')
    document.removeEventListener('keydown', hear)
    // Of Control, z and z only the first z had something to undo.
    expect(left).toEqual([true, false, true])
  })

  test('is the letters of a field that is open', async () => {
    await userEvent.keyboard('{Enter}5{Control>}z{/Control}{Escape}')
    expect(source.get('threshold')).toBeGreaterThan(-20)
  })
})

test('two hands on two controls are one step, which ends with the last of them', async () => {
  const [first, second] = editor.renderRoot.querySelectorAll('twobus-knob')
  const tell = (target: Element, type: string) =>
    target.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true }))
  tell(first!, 'gesturestart')
  tell(second!, 'gesturestart')
  source.set('threshold', -30)
  tell(first!, 'gestureend')
  source.set('ratio', 8)
  tell(second!, 'gestureend')
  await bar().updateComplete
  await click(middleOf(named('Undo')))
  expect([source.get('threshold'), source.get('ratio')]).toEqual([-20, 3])
})

describe('the common bar', () => {
  test('power turns the effect off and dims the deck', async () => {
    await click(middleOf(inBar('.power').shadowRoot!.querySelector('button')!))
    expect(source.get('bypass')).toBe(true)
    await editor.updateComplete
    expect(editor.renderRoot.querySelector('.editor')?.classList).toContain('bypassed')
  })

  test('next and previous step through the presets', async () => {
    await click(middleOf(inBar('[aria-label="Next preset"]')))
    expect(source.get('ratio')).toBe(2)
    await bar().updateComplete
    expect(inBar('.preset-name').textContent).toBe('Preset 0')
  })

  test('the list finds a preset by what is typed', async () => {
    await click(middleOf(inBar('.preset')))
    const menu = () => bar().renderRoot.querySelector('twobus-menu')
    await expect.poll(() => menu()?.matches(':popover-open')).toBe(true)
    await userEvent.keyboard('vocal{Enter}')
    expect(source.get('ratio')).toBe(5)
    await bar().updateComplete
    expect(inBar('.preset-name').textContent).toBe('Vocal: steady')
  })

  test('a dot tells that a value has moved', async () => {
    expect(inBar('.dot').hidden).toBe(true)
    source.set('ratio', 7)
    await bar().updateComplete
    expect(inBar('.dot').hidden).toBe(false)
  })

  test('A and B hold two settings', async () => {
    source.set('ratio', 7)
    const b = inBar('.slots [role=radio]:last-child')
    await click(middleOf(b))
    source.set('ratio', 9)
    await click(middleOf(inBar('.slots [role=radio]:first-child')))
    expect(source.get('ratio')).toBe(7)
  })

  test('shows the latency and keeps it up to date', async () => {
    expect(inBar('.latency').textContent).toContain('0.0 ms')
    source.set('auto', true)
    await bar().updateComplete
    expect(inBar('.latency').textContent).toContain('10.0 ms')
  })

  test('help tells what the table says of each parameter', async () => {
    await click(middleOf(named('Help')))
    await editor.updateComplete
    expect(editor.renderRoot.querySelector('twobus-editor-help')?.renderRoot.textContent).toContain(
      'Where it begins.'
    )
  })
})

describe('own presets', () => {
  const menuItem = (label: string) =>
    [
      ...(bar().renderRoot.querySelector('twobus-menu')?.renderRoot.querySelectorAll('.item') ?? [])
    ].find((item) => item.textContent?.includes(label))
  const choose = async (label: string) => {
    await click(middleOf(inBar('.preset')))
    const menu = () => bar().renderRoot.querySelector('twobus-menu')
    await expect.poll(() => menu()?.matches(':popover-open') && menuItem(label)).toBeTruthy()
    menuItem(label)!.scrollIntoView({ block: 'nearest' })
    await click(middleOf(menuItem(label)!))
  }

  afterEach(() => localStorage.clear())

  test('are saved under a typed name, found in the list, changed and deleted', async () => {
    source.set('ratio', 7)
    await choose('Save as')
    await expect
      .poll(() => bar().renderRoot.querySelector('twobus-prompt')?.matches(':popover-open'))
      .toBe(true)
    await userEvent.keyboard('Mine{Enter}')
    await expect.poll(() => inBar('.preset-name').textContent).toBe('Mine')
    expect(inBar('.dot').hidden).toBe(true)
    source.set('ratio', 9)
    await choose('Save “Mine”')
    await click(middleOf(inBar('[aria-label="Next preset"]')))
    expect(source.get('ratio')).toBe(2)
    await choose('Mine')
    expect(source.get('ratio')).toBe(9)
    await choose('Delete “Mine”')
    await expect
      .poll(() => editor.renderRoot.querySelector('.notice')?.textContent)
      .toContain('“Mine” is deleted')
    expect(source.get('ratio')).toBe(9)
    await click(
      middleOf(
        editor.renderRoot
          .querySelector('.notice twobus-button')!
          .shadowRoot!.querySelector('button')!
      )
    )
    await expect.poll(() => inBar('.preset-name').textContent).toBe('Mine')
    await choose('Rename “Mine”')
    await expect
      .poll(() => bar().renderRoot.querySelector('twobus-prompt')?.matches(':popover-open'))
      .toBe(true)
    await userEvent.keyboard('Ours{Enter}')
    await expect.poll(() => inBar('.preset-name').textContent).toBe('Ours')
  })

  test('that could not be read are told of when the list opens', async () => {
    localStorage.setItem('twobus.presets.demo', '{"presets": [')
    window.dispatchEvent(new StorageEvent('storage', { key: 'twobus.presets.demo' }))
    await click(middleOf(inBar('.preset')))
    await expect
      .poll(() => editor.renderRoot.querySelector('.notice')?.textContent)
      .toContain('could not be read')
    expect(menuItem('Export what could not be read')).toBeDefined()
    await userEvent.keyboard('{Escape}')
    localStorage.clear()
    window.dispatchEvent(new StorageEvent('storage', { key: 'twobus.presets.demo' }))
  })

  test('can be searched for; Enter never does what stands below the list', async () => {
    await click(middleOf(inBar('.preset')))
    await expect.poll(() => menuItem('Save as')).toBeDefined()
    await userEvent.keyboard('nothing like it{Enter}')
    expect(bar().renderRoot.querySelector('twobus-prompt')).toBeNull()
    await userEvent.keyboard('{Escape}')
  })
})

describe('a page', () => {
  test('styles parts of the controls inside an editor', async () => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      'test-editor::part(dial) { opacity: 0.5 } test-editor::part(presets) { order: 3 }'
    )
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    expect(getComputedStyle(knob('threshold').querySelector('svg')!).opacity).toBe('0.5')
    expect(getComputedStyle(inBar('.presets')).order).toBe('3')
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
  })

  test('changes a color by its custom property', () => {
    box.style.setProperty('--twobus-surface', 'rgb(1, 2, 3)')
    const frame = editor.renderRoot.querySelector('.editor')!
    expect(getComputedStyle(frame).backgroundColor).toBe('rgb(1, 2, 3)')
  })
})

test.each([75, 150])('at %i per cent the list of presets opens under its button', async (size) => {
  editor.size = size
  // What has room is known a frame after the size.
  await settled()
  await click(middleOf(inBar('.preset')))
  const menu = () => bar().renderRoot.querySelector('twobus-menu')
  await expect.poll(() => menu()?.matches(':popover-open')).toBe(true)
  const button = inBar('.preset').getBoundingClientRect()
  await expect.poll(() => menu()?.getBoundingClientRect().left).toBeCloseTo(button.left, 0)
  expect(menu()?.getBoundingClientRect().top).toBeCloseTo(button.bottom + 4, 0)
  await userEvent.keyboard('{Escape}')
})

test('a larger size keeps every control under the pointer', async () => {
  editor.size = 150
  await editor.updateComplete
  const dial = knob('threshold').querySelector('svg')!
  expect(dial.getBoundingClientRect().width).toBeGreaterThan(60)
  const middle = middleOf(dial)
  await drag(middle, { x: middle.x, y: middle.y - 50 })
  expect(source.get('threshold')).toBeGreaterThan(-20)
})

describe('room', () => {
  test.each([
    [900, 'wide'],
    [560, 'medium'],
    [340, 'narrow']
  ])('at %i px the layout is %s and nothing is cut off', async (width, layout) => {
    box.style.width = `${width}px`
    const frame = editor.renderRoot.querySelector<HTMLElement>('.editor')!
    await expect.poll(() => frame.dataset.layout).toBe(layout)
    await bar().updateComplete
    expect(frame.scrollWidth).toBeLessThanOrEqual(width)
    const row = inBar('.bar')
    expect(row.scrollWidth).toBeLessThanOrEqual(row.clientWidth)
  })
})

test.each(['dark', 'light'] as const)(
  'in %s nothing is hard to read or to reach',
  async (theme) => {
    // Put in anew: colors that fade from one theme to the other have no contrast to measure.
    editor.remove()
    editor.theme = theme
    await editor.updateComplete
    box.append(editor)
    await editor.updateComplete
    // The ground that the page has under an editor.
    document.body.style.background = theme === 'dark' ? '#0c0e11' : '#e4e7eb'
    const { violations } = await axe.run(editor, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
    })
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join('\n')}`)
    expect(found).toEqual([])
  }
)

test('a removed editor lets go of everything, and lives again when put back', async () => {
  editor.remove()
  expect(frameLoopState().tasks).toBe(0)
  expect(mappableControls.all.size).toBe(0)
  expect([...source.listeners]).toEqual([])
  let asked = 0
  const request = editor.requestUpdate.bind(editor)
  editor.requestUpdate = (...all: Parameters<typeof request>) => {
    asked++
    request(...all)
  }
  source.set('threshold', -1)
  expect(asked).toBe(0)
  box.append(editor)
  await editor.updateComplete
  asked = 0
  source.set('threshold', -2)
  expect(asked).toBeGreaterThan(0)
  await expect
    .poll(() => knob('threshold').querySelector('[role=slider]')?.ariaValueText)
    .toBe('−2.0 dB')
})
