import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import '../../../ui/effects/delay/delay-editor.ts'
import { LocalSource } from '../../../ui/core/local-source.ts'
import type { DelayEditor } from '../../../ui/effects/delay/delay-editor.ts'
import { delay } from '../../../worklets/effects/delay/index.ts'
import { click, drag, middleOf } from '../core/pointer.ts'

let source: LocalSource<typeof delay.definition>
let box: HTMLDivElement
let editor: DelayEditor

beforeEach(async () => {
  await page.viewport(1000, 800)
  source = new LocalSource(delay.definition, delay.presets)
  box = document.createElement('div')
  box.style.width = '900px'
  document.body.style.margin = '0'
  document.body.append(box)
  editor = document.createElement('twobus-delay')
  editor.effect = source
  box.append(editor)
  await editor.updateComplete
})
afterEach(() => box.remove())

const inside = <E extends Element = HTMLElement>(selector: string) =>
  editor.renderRoot.querySelector<E>(selector)!
const handle = (param: string) =>
  inside(`twobus-graph-handle[param=${param}]`).shadowRoot!.querySelector<HTMLElement>('.handle')!

const noteHandle = () =>
  inside('twobus-note-handle').shadowRoot!.querySelector<HTMLElement>('.handle')!

describe('the first echo', () => {
  test('is dragged along the time axis, and both sides follow while they are linked', async () => {
    const from = middleOf(handle('timeLeft'))
    await drag(from, { x: from.x + 60, y: from.y })
    // 6 echoes of 375 ms: an axis of 3 s over 574 px.
    expect(source.get('timeLeft')).toBeGreaterThan(600)
    expect(source.get('timeLeft')).toBeLessThan(720)
    expect(inside('#echoes').ariaLabel).toMatch(/^Echoes every \d+ ms$/)
  })

  test('has a handle for either side when they are not linked', async () => {
    source.set('link', false)
    await editor.updateComplete
    handle('timeRight').focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(source.get('timeRight')).toBeGreaterThan(375)
    expect(source.get('timeLeft')).toBe(375)
  })

  test('lies on the beat while it is synced', async () => {
    source.set('sync', '1/4')
    source.set('tempo', 120)
    await editor.updateComplete
    expect(inside('twobus-graph-handle[param=timeLeft]')).toBeNull()
    expect(inside('#echoes').ariaLabel).toBe('Echoes every 500 ms')
  })

  test('snaps from note to note when it is dragged in sync, as one step of undo', async () => {
    source.set('sync', '1/4')
    source.set('tempo', 120)
    await editor.updateComplete
    const from = middleOf(noteHandle())
    // 6 echoes of 500 ms over 574 px: 50 px are a quarter of a second.
    await drag(from, { x: from.x + 50, y: from.y })
    expect(source.get('sync')).toBe('1/4D')
    expect(noteHandle().ariaValueText).toBe('1/4D')
    const undo = inside('twobus-common-bar').shadowRoot!.querySelector('[icon=undo]')!
    await click(middleOf(undo))
    expect(source.get('sync')).toBe('1/4')
  })

  test('walks through the notes by arrow keys, in order of length', async () => {
    source.set('sync', '1/16D')
    await editor.updateComplete
    noteHandle().focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(source.get('sync')).toBe('1/8')
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
    expect(source.get('sync')).toBe('1/8T')
    await userEvent.keyboard('{End}')
    expect(source.get('sync')).toBe('4/1')
    await expect.poll(() => noteHandle().ariaValueText).toBe('4/1')
  })
})

test('the cuts are dragged along the frequency axis', async () => {
  const from = middleOf(handle('highCut'))
  await drag(from, { x: from.x - 30, y: from.y })
  expect(source.get('highCut')).toBeLessThan(5000)
  expect(source.get('highCut')).toBeGreaterThan(3000)
})

test('taps on the button set the tempo, in one step of undo each', async () => {
  const tap = inside('twobus-button[label="Tap the tempo"]')
  for (let i = 0; i < 4; i++) {
    await click(middleOf(tap))
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  // A quarter of a second and what the clicks themselves take.
  expect(source.get('tempo')).toBeGreaterThan(100)
  expect(source.get('tempo')).toBeLessThan(241)
  expect(source.get('tempo')).not.toBe(120)
})

test.each([
  [900, 'dark'],
  [560, 'light'],
  [340, 'dark'],
  [320, 'light'],
  [900, 'light']
] as const)('at %i px in %s nothing is cut off, hard to read or to reach', async (width, theme) => {
  editor.remove()
  editor.theme = theme
  await editor.updateComplete
  box.style.width = `${width}px`
  box.append(editor)
  await editor.updateComplete
  document.body.style.background = theme === 'dark' ? '#0c0e11' : '#e4e7eb'
  await expect.poll(() => inside('.editor').scrollWidth).toBeLessThanOrEqual(width)
  const { violations } = await axe.run(editor, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
  })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
})
