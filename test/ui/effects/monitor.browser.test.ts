import { beforeEach, describe, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../../../ui/effects/monitor/monitor-editor.ts'
import type { MonitorEditor } from '../../../ui/effects/monitor/monitor-editor.ts'
import { monitor } from '../../../worklets/effects/monitor/index.ts'
import { inside, type MeteredSource, mountEditor } from '../../support/mount-editor.ts'
import { click, middleOf } from '../core/pointer.ts'

let source: MeteredSource<typeof monitor.definition>
let editor: MonitorEditor

beforeEach(async () => {
  ;({ editor, source } = await mountEditor('twobus-monitor', monitor))
})

const within = <E extends Element = HTMLElement>(selector: string) => inside<E>(editor, selector)
const tile = (name: string) =>
  [...editor.renderRoot.querySelectorAll<HTMLElement>('.tile')].find(
    ({ textContent }) => textContent?.trim() === name
  )!

describe('the systems', () => {
  test('are tiles: a click chooses, and the picture says in words what it shows', async () => {
    await click(middleOf(tile('Phone')))
    expect(source.get('system')).toBe('phone')
    await expect.poll(() => tile('Phone').ariaChecked).toBe('true')
    expect(within('#response').ariaLabel).toMatch(/^Phone: mono, from \d+ Hz/)
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
  expect(within('.note').textContent).toContain('Never printed or exported')
})
