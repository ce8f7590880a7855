import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import '../../../ui/effects/limiter/limiter-editor.ts'
import { LocalSource } from '../../../ui/core/local-source.ts'
import type { LimiterEditor } from '../../../ui/effects/limiter/limiter-editor.ts'
import { limiter } from '../../../worklets/effects/limiter/index.ts'
import { click, drag, middleOf } from '../core/pointer.ts'
import { spilled } from './spilled.ts'

/** An effect whose meters a test sets by hand. */
class MeteredSource extends LocalSource<typeof limiter.definition> {
  readonly readings: Record<string, number> = {}
  override meter(id: Parameters<LocalSource<typeof limiter.definition>['meter']>[0]): number {
    return this.readings[id] ?? super.meter(id)
  }
}

let source: MeteredSource
let box: HTMLDivElement
let editor: LimiterEditor

beforeEach(async () => {
  await page.viewport(1000, 800)
  source = new MeteredSource(limiter.definition, limiter.presets)
  box = document.createElement('div')
  box.style.width = '900px'
  document.body.style.margin = '0'
  document.body.append(box)
  editor = document.createElement('twobus-limiter')
  editor.effect = source
  box.append(editor)
  await editor.updateComplete
})
afterEach(() => box.remove())

const inside = <E extends Element = HTMLElement>(selector: string) =>
  editor.renderRoot.querySelector<E>(selector)!
const reading = (name: string) => inside(`.read.${name} b`).textContent
const handle = () =>
  inside('twobus-graph-handle').shadowRoot!.querySelector<HTMLElement>('.handle')!
const loadPreset = async (name: string) => {
  const bar = inside('twobus-common-bar').shadowRoot!
  await click(middleOf(bar.querySelector('.preset')!))
  await expect.poll(() => bar.querySelector('twobus-menu')?.matches(':popover-open')).toBe(true)
  await userEvent.keyboard(`${name}{Enter}`)
}

describe('the ceiling', () => {
  test('follows the pointer along the dB scale of the graph', async () => {
    await drag(middleOf(handle()), { x: middleOf(handle()).x, y: middleOf(handle()).y + 54 })
    // 280 px are 26 dB.
    expect(source.get('ceiling')).toBeCloseTo(-1 - (54 * 26) / 280, 0)
  })

  test('moves by keys, and says its value', async () => {
    handle().focus()
    await userEvent.keyboard('{ArrowDown}')
    expect(source.get('ceiling')).toBeLessThan(-1)
    await expect.poll(() => handle().ariaValueText).toContain('dBTP')
  })
})

describe('the scale', () => {
  test('may be a K-scale: 0 is then 20 dB below full scale, and drags follow it', async () => {
    await page.getByRole('button', { name: 'Scale: 16 dB' }).click()
    await page.getByRole('menuitemradio', { name: 'K-20' }).click()
    await editor.updateComplete
    await drag(middleOf(handle()), { x: middleOf(handle()).x, y: middleOf(handle()).y + 28 })
    // 280 px are 58 dB.
    expect(source.get('ceiling')).toBeCloseTo(-1 - (28 * 58) / 280, 0)
  })
})

describe('the read-outs', () => {
  test('hold the greatest true peak, tell when it breaks the ceiling, and begin anew on a click', async () => {
    source.readings.outputTruePeak = -0.2
    await expect.poll(() => reading('output')).toBe('−0.2')
    source.readings.outputTruePeak = -9
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(reading('output')).toBe('−0.2')
    expect(inside('.read.output').classList).toContain('broken')
    await click(middleOf(inside('.read.output')))
    await expect.poll(() => reading('output')).toBe('−9.0')
    expect(inside('.read.output').classList).not.toContain('broken')
  })

  test('tell the greatest reduction', async () => {
    source.readings.reduction = 6.9
    await expect.poll(() => reading('reduction')).toBe('6.9')
  })
})

describe('presets', () => {
  const wanted = limiter.presets.find(({ values }) => (values.drive ?? 0) > 0)!

  test('leave drive and ceiling alone while their padlocks are closed, and say so', async () => {
    source.set('drive', 1.5)
    await loadPreset(wanted.name)
    expect(source.get('drive')).toBe(1.5)
    await expect.poll(() => inside('.notice').textContent).toContain('Drive')
  })

  test('turn drive when its padlock is open', async () => {
    await click(middleOf(inside('.locked twobus-button').shadowRoot!.querySelector('button')!))
    await loadPreset(wanted.name)
    expect(source.get('drive')).toBe(wanted.values.drive)
  })
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
  expect(spilled(editor)).toEqual([])
  const { violations } = await axe.run(editor, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
  })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
})
