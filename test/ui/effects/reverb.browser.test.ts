import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import '../../../ui/effects/reverb/reverb-editor.ts'
import { LocalSource } from '../../../ui/core/local-source.ts'
import type { ReverbEditor } from '../../../ui/effects/reverb/reverb-editor.ts'
import { reverb } from '../../../worklets/effects/reverb/index.ts'
import { click, drag, middleOf } from '../core/pointer.ts'

let source: LocalSource<typeof reverb.definition>
let box: HTMLDivElement
let editor: ReverbEditor

beforeEach(async () => {
  await page.viewport(1000, 800)
  source = new LocalSource(reverb.definition, reverb.presets)
  box = document.createElement('div')
  box.style.width = '900px'
  document.body.style.margin = '0'
  document.body.append(box)
  editor = document.createElement('twobus-reverb')
  editor.effect = source
  box.append(editor)
  await editor.updateComplete
})
afterEach(() => box.remove())

const inside = <E extends Element = HTMLElement>(selector: string) =>
  editor.renderRoot.querySelector<E>(selector)!
/** Two handles may move one parameter: the graph tells which is meant. */
const handle = (graph: string, param: string) =>
  inside(`.${graph} twobus-graph-handle[param=${param}]`).shadowRoot!.querySelector<HTMLElement>(
    '.handle'
  )!

describe('the level over time', () => {
  test('is pulled to a longer decay at its end, the axis standing still meanwhile', async () => {
    const from = middleOf(handle('time', 'decay'))
    await drag(from, { x: from.x + 60, y: from.y })
    // Three fifths of 314 px are 2.8 s, and the tail begins 6 dB down.
    expect(source.get('decay')).toBeGreaterThan(2.6)
    expect(source.get('decay')).toBeLessThan(2.9)
  })

  test('begins later when the predelay is dragged', async () => {
    const from = middleOf(handle('time', 'predelay'))
    await drag(from, { x: from.x + 20, y: from.y })
    // Two fifths of 314 px are 100 ms.
    expect(source.get('predelay')).toBeGreaterThan(28)
    expect(source.get('predelay')).toBeLessThan(34)
  })
})

describe('the decay over frequency', () => {
  test('is lifted and moved at its ends: multiplier up and down, crossover to the sides', async () => {
    const from = middleOf(handle('frequency', 'lowMultiplier'))
    await drag(from, { x: from.x + 40, y: from.y - 40 })
    expect(source.get('lowMultiplier')).toBeGreaterThan(1.4)
    expect(source.get('lowCrossover')).toBeGreaterThan(350)
    const undo = inside('twobus-common-bar').shadowRoot!.querySelector('[icon=undo]')!
    await click(middleOf(undo))
    expect(source.get('lowMultiplier')).toBe(1.1)
    expect(source.get('lowCrossover')).toBe(250)
  })

  test('moves by keys and says its value', async () => {
    handle('frequency', 'highMultiplier').focus()
    await userEvent.keyboard('{ArrowUp}')
    expect(source.get('highMultiplier')).toBeGreaterThan(0.5)
    await expect.poll(() => handle('frequency', 'highMultiplier').ariaValueText).toContain('×')
  })
})

test('a frozen tail has no end to be dragged', async () => {
  await click(middleOf(inside('twobus-toggle[param=freeze]')))
  await expect.poll(() => inside('.time twobus-graph-handle[param=decay]')).toBeNull()
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
