import { beforeEach, describe, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../../../ui/effects/widener/widener-editor.ts'
import type { WidenerEditor } from '../../../ui/effects/widener/widener-editor.ts'
import { widener } from '../../../worklets/effects/widener/index.ts'
import { handleOf, inside, type MeteredSource, mountEditor } from '../../support/mount-editor.ts'
import { click, drag, middleOf } from '../core/pointer.ts'

let source: MeteredSource<typeof widener.definition>
let editor: WidenerEditor

beforeEach(async () => {
  ;({ editor, source } = await mountEditor('twobus-widener', widener))
})

const within = <E extends Element = HTMLElement>(selector: string) => inside<E>(editor, selector)
const handle = (param: string) => handleOf(editor, `twobus-graph-handle[param=${param}]`)

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
    await click(middleOf(within('twobus-toggle[param=multiband]')))
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
  await expect.poll(() => within('.verdict').textContent?.trim()).toBe('Mono safe')
  source.readings.correlation = -0.6
  await expect.poll(() => within('.verdict').textContent?.trim()).toBe('Cancels in mono')
  expect(within('.correlation b').textContent).toBe('−0.60')
})
