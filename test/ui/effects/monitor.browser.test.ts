import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import '../../../ui/effects/monitor/monitor-editor.ts'
import { LocalSource } from '../../../ui/core/local-source.ts'
import type { MonitorEditor } from '../../../ui/effects/monitor/monitor-editor.ts'
import { monitor } from '../../../worklets/effects/monitor/index.ts'
import { click, middleOf } from '../core/pointer.ts'

let source: LocalSource<typeof monitor.definition>
let box: HTMLDivElement
let editor: MonitorEditor

beforeEach(async () => {
  await page.viewport(1000, 800)
  source = new LocalSource(monitor.definition, monitor.presets)
  box = document.createElement('div')
  box.style.width = '900px'
  document.body.style.margin = '0'
  document.body.append(box)
  editor = document.createElement('twobus-monitor')
  editor.effect = source
  box.append(editor)
  await editor.updateComplete
})
afterEach(() => box.remove())

const inside = <E extends Element = HTMLElement>(selector: string) =>
  editor.renderRoot.querySelector<E>(selector)!
const tile = (name: string) =>
  [...editor.renderRoot.querySelectorAll<HTMLElement>('.tile')].find(
    ({ textContent }) => textContent?.trim() === name
  )!

describe('the systems', () => {
  test('are tiles: a click chooses, and the picture says in words what it shows', async () => {
    await click(middleOf(tile('Phone')))
    expect(source.get('system')).toBe('phone')
    await expect.poll(() => tile('Phone').ariaChecked).toBe('true')
    expect(inside('#response').ariaLabel).toMatch(/^Phone: mono, from \d+ Hz/)
  })

  test('show a picture and a curve each', () => {
    for (const button of editor.renderRoot.querySelectorAll('.tile')) {
      const paths = [...button.querySelectorAll('.picture path, .curve path')]
      expect(paths).toHaveLength(3)
      for (const path of paths) expect(path.getAttribute('d')).toMatch(/^M/)
    }
  })

  test('are walked through by arrow keys, round the end', async () => {
    tile('Flat').focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(source.get('system')).toBe('clubPa')
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
    expect(source.get('system')).toBe('cinema')
    await expect.poll(() => editor.shadowRoot?.activeElement?.textContent?.trim()).toBe('Cinema')
  })
})

test('the note that nothing of it is printed is always there', () => {
  expect(inside('.note').textContent).toContain('Never printed or exported')
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
