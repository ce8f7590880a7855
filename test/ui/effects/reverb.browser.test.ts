import { beforeEach, describe, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../../../ui/effects/reverb/reverb-editor.ts'
import type { ReverbEditor } from '../../../ui/effects/reverb/reverb-editor.ts'
import { reverb } from '../../../worklets/effects/reverb/index.ts'
import { inside, type MeteredSource, mountEditor } from '../../support/mount-editor.ts'
import { click, drag, middleOf } from '../core/pointer.ts'

let source: MeteredSource<typeof reverb.definition>
let editor: ReverbEditor

beforeEach(async () => {
  ;({ editor, source } = await mountEditor('twobus-reverb', reverb))
})

const within = <E extends Element = HTMLElement>(selector: string) => inside<E>(editor, selector)
/** Two handles may move one parameter: the graph tells which is meant. */
const handle = (graph: string, param: string) =>
  within(`.${graph} twobus-graph-handle[param=${param}]`).shadowRoot!.querySelector<HTMLElement>(
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
    const undo = within('twobus-common-bar').shadowRoot!.querySelector('[icon=undo]')!
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
  await click(middleOf(within('twobus-toggle[param=freeze]')))
  await expect.poll(() => within('.time twobus-graph-handle[param=decay]')).toBeNull()
})
