import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import '../../../ui/effects/dither/dither-editor.ts'
import { LocalSource } from '../../../ui/core/local-source.ts'
import type { DitherEditor } from '../../../ui/effects/dither/dither-editor.ts'
import { dither } from '../../../worklets/effects/dither/index.ts'
import { click, middleOf } from '../core/pointer.ts'

/** An effect whose meters a test sets by hand. */
class MeteredSource extends LocalSource<typeof dither.definition> {
  readonly readings: Record<string, number> = {}
  override meter(id: Parameters<LocalSource<typeof dither.definition>['meter']>[0]): number {
    return this.readings[id] ?? super.meter(id)
  }
}

let source: MeteredSource
let box: HTMLDivElement
let editor: DitherEditor

beforeEach(async () => {
  await page.viewport(1000, 800)
  source = new MeteredSource(dither.definition, dither.presets)
  box = document.createElement('div')
  box.style.width = '900px'
  document.body.style.margin = '0'
  document.body.append(box)
  editor = document.createElement('twobus-dither')
  editor.effect = source
  box.append(editor)
  await editor.updateComplete
})
afterEach(() => box.remove())

const inside = <E extends Element = HTMLElement>(selector: string) =>
  editor.renderRoot.querySelector<E>(selector)!
const tile = (bits: string) =>
  [...editor.renderRoot.querySelectorAll<HTMLElement>('.tile')].find(
    ({ textContent }) => textContent?.trim() === bits
  )!

describe('the word length', () => {
  test('is chosen by a click on its tile', async () => {
    await click(middleOf(tile('20')))
    expect(source.get('bits')).toBe('20')
    await expect.poll(() => tile('20').ariaChecked).toBe('true')
  })

  test('is walked through by arrow keys, from the longest to the shortest', async () => {
    tile('16').focus()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}')
    expect(source.get('bits')).toBe('8')
    await userEvent.keyboard('{ArrowRight}')
    expect(source.get('bits')).toBe('24')
  })
})

test('the picture says how loud the noise is to the ear, and follows the shaping', async () => {
  const spoken = () => Number(/−([\d.]+) dBFS/.exec(inside('#noise').ariaLabel ?? '')?.[1])
  source.set('shaping', 'none')
  await editor.updateComplete
  const flat = spoken()
  source.set('shaping', 'f9')
  await editor.updateComplete
  expect(spoken() - flat).toBeGreaterThan(6)
  expect(inside('.audible b').textContent).toBe(`−${spoken().toFixed(1)} dBFS`)
})

test('clipped samples are counted and marked', async () => {
  source.readings.clippedSamples = 12
  source.readings.errorLevel = -93.4
  await expect.poll(() => inside('.clipped').textContent).toContain('12')
  expect(inside('.clipped').className).toContain('over')
  expect(inside('.error b').textContent).toBe('−93.4 dBFS')
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
