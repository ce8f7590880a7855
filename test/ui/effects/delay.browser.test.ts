import { beforeEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../../../ui/effects/delay/delay-editor.ts'
import type { DelayEditor } from '../../../ui/effects/delay/delay-editor.ts'
import { delay } from '../../../worklets/effects/delay/index.ts'
import { handleOf, inside, type MeteredSource, mountEditor } from '../../support/mount-editor.ts'
import { click, drag, middleOf } from '../core/pointer.ts'

let source: MeteredSource<typeof delay.definition>
let editor: DelayEditor

beforeEach(async () => {
  ;({ editor, source } = await mountEditor('twobus-delay', delay))
})

const within = <E extends Element = HTMLElement>(selector: string) => inside<E>(editor, selector)
const handle = (param: string) => handleOf(editor, `twobus-graph-handle[param=${param}]`)

const noteHandle = () => handleOf(editor, 'twobus-note-handle')

describe('the first echo', () => {
  test('is dragged along the time axis, and both sides follow while they are linked', async () => {
    const from = middleOf(handle('timeLeft'))
    await drag(from, { x: from.x + 60, y: from.y })
    // 6 echoes of 375 ms: an axis of 3 s over 574 px.
    expect(source.get('timeLeft')).toBeGreaterThan(600)
    expect(source.get('timeLeft')).toBeLessThan(720)
    expect(within('#echoes').ariaLabel).toMatch(/^Echoes every \d+ ms$/)
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
    expect(within('twobus-graph-handle[param=timeLeft]')).toBeNull()
    expect(within('#echoes').ariaLabel).toBe('Echoes every 500 ms')
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
    const undo = within('twobus-common-bar').shadowRoot!.querySelector('[icon=undo]')!
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
  const tap = middleOf(within('twobus-button[label="Tap the tempo"]'))
  const clock = vi.spyOn(performance, 'now')
  for (let i = 0; i < 4; i++) {
    clock.mockReturnValue(1000 + 400 * i)
    await click(tap)
  }
  clock.mockRestore()
  expect(source.get('tempo')).toBeCloseTo(150, 6)
})
