import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import '../../../ui/effects/widener/widener-editor.ts'
import { LocalSource } from '../../../ui/core/local-source.ts'
import type { WidenerEditor } from '../../../ui/effects/widener/widener-editor.ts'
import { widener } from '../../../worklets/effects/widener/index.ts'
import { click, drag, middleOf } from '../core/pointer.ts'

/** An effect whose meters a test sets by hand. */
class MeteredSource extends LocalSource<typeof widener.definition> {
  readonly readings: Record<string, number> = {}
  override meter(id: Parameters<LocalSource<typeof widener.definition>['meter']>[0]): number {
    return this.readings[id] ?? super.meter(id)
  }
}

let source: MeteredSource
let box: HTMLDivElement
let editor: WidenerEditor

beforeEach(async () => {
  await page.viewport(1000, 800)
  source = new MeteredSource(widener.definition, widener.presets)
  box = document.createElement('div')
  box.style.width = '900px'
  document.body.style.margin = '0'
  document.body.append(box)
  editor = document.createElement('twobus-widener')
  editor.effect = source
  box.append(editor)
  await editor.updateComplete
})
afterEach(() => box.remove())

const inside = <E extends Element = HTMLElement>(selector: string) =>
  editor.renderRoot.querySelector<E>(selector)!
const handle = (param: string) =>
  inside(`twobus-graph-handle[param=${param}]`).shadowRoot!.querySelector<HTMLElement>('.handle')!

describe('the width over frequency', () => {
  test('is one handle without bands, dragged up to be wider', async () => {
    const from = middleOf(handle('width'))
    await drag(from, { x: from.x, y: from.y - 66 })
    // 278 px are 212 %.
    expect(source.get('width')).toBeGreaterThan(140)
    expect(source.get('width')).toBeLessThan(160)
    expect(handle('width').ariaValueText).toMatch(/^1[45]\d(\.\d)? %$/)
  })

  test('has three with bands, and grips on the crossovers', async () => {
    await click(middleOf(inside('twobus-toggle[param=multiband]')))
    expect(source.get('multiband')).toBe(true)
    await editor.updateComplete
    handle('highWidth').focus()
    await userEvent.keyboard('{ArrowUp}')
    expect(source.get('highWidth')).toBeGreaterThan(100)
    const from = middleOf(handle('highCrossover'))
    await drag(from, { x: from.x + 30, y: from.y })
    expect(source.get('highCrossover')).toBeGreaterThan(5000)
    expect(source.get('highCrossover')).toBeLessThan(8000)
  })

  test('is mono below a grip that is dragged out from the left edge', async () => {
    const from = middleOf(handle('bassMono'))
    await drag(from, { x: from.x + 100, y: from.y })
    expect(source.get('bassMono')).toBeGreaterThan(80)
    expect(source.get('bassMono')).toBeLessThan(120)
    await userEvent.keyboard('{Delete}')
    expect(source.get('bassMono')).toBe(0)
  })
})

test('the verdict says in words when left and right cancel each other', async () => {
  await expect.poll(() => inside('.verdict').textContent?.trim()).toBe('Mono safe')
  source.readings.correlation = -0.6
  await expect.poll(() => inside('.verdict').textContent?.trim()).toBe('Cancels in mono')
  expect(inside('.correlation b').textContent).toBe('−0.60')
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
