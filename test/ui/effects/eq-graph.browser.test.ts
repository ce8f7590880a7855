import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { settled } from '../../support/settled.ts'
import {
  ALT,
  CTRL,
  click,
  doubleClick,
  drag,
  middleOf,
  moveTo,
  press,
  release,
  rightClick,
  SHIFT,
  wheel
} from '../core/pointer.ts'
import { liftFinger, touch } from '../core/touch.ts'
import {
  at,
  box,
  editor,
  enabled,
  figures,
  find,
  graph,
  node,
  openEditor,
  source
} from './eq-page.ts'

beforeEach(openEditor)

describe('hands on several bands', () => {
  beforeEach(async () => {
    source.setMany({ 'band3.enabled': true, 'band5.enabled': true })
    await settled()
  })

  it('take bands together with Shift, and move them as one step', async () => {
    await click(middleOf(node(3)))
    await click(middleOf(node(5)), SHIFT)
    await settled()
    const from = middleOf(node(5))
    await drag(from, { x: from.x, y: from.y - 60 })
    await settled()
    expect(source.get('band3.gain')).toBeGreaterThan(0.8)
    expect(source.get('band5.gain')).toBeCloseTo(source.get('band3.gain'), 6)
    await click(middleOf(find(find(editor, 'twobus-common-bar'), '[icon=undo]')))
    expect([source.get('band3.gain'), source.get('band5.gain')]).toEqual([0, 0])
  })

  it('take bands together with a marquee, and scale their gains in proportion', async () => {
    source.setMany({ 'band3.gain': 6, 'band5.gain': -3 })
    await settled()
    await drag(at(0.2, 0.1), at(0.8, 0.9))
    await settled()
    const from = middleOf(node(3))
    await drag(from, { x: from.x, y: from.y + 44 })
    await settled()
    const [first, second] = [source.get('band3.gain'), source.get('band5.gain')]
    expect(first).toBeLessThan(5)
    expect(first).toBeGreaterThan(1)
    // Either gain has kept its sign and the ratio to the other.
    expect(second / first).toBeCloseTo(-0.5, 6)
  })

  it('delete them all at once, as one step', async () => {
    node(3).focus()
    await userEvent.keyboard('{Control>}a{/Control}{Delete}')
    expect(enabled()).toEqual([])
    await click(middleOf(find(find(editor, 'twobus-common-bar'), '[icon=undo]')))
    expect(enabled()).toEqual([3, 5])
  })

  it('set the shape of all of them from the menu of one', async () => {
    node(3).focus()
    await userEvent.keyboard('{Control>}a{/Control}')
    await settled()
    await rightClick(middleOf(node(5)))
    await page.getByRole('menuitemradio', { name: 'Tilt', exact: true }).click()
    expect([source.get('band3.type'), source.get('band5.type')]).toEqual(['tilt', 'tilt'])
  })

  it('drag the range of a dynamic band at its end', async () => {
    source.setMany({ 'band5.dynamic': true, 'band5.range': -6 })
    await settled()
    await click(middleOf(node(5)))
    await settled()
    const handle = find(find(graph(), 'twobus-graph-handle'), '.handle')
    const from = middleOf(handle)
    await drag(from, { x: from.x, y: from.y - 44 })
    // 372 px are 25.4 dB.
    expect(source.get('band5.range')).toBeCloseTo(-6 + (44 * 25.44) / 372, 1)
    expect(source.get('band5.gain')).toBe(0)
  })

  it('hear a band alone for as long as its node is held', async () => {
    await press(middleOf(node(5)))
    await expect.poll(() => source.get('band5.listen')).toBe(true)
    await release(middleOf(node(5)))
    await expect.poll(() => source.get('band5.listen')).toBe(false)
  })

  it('make a band dynamic: its knobs appear, and its curve follows the sound', async () => {
    await click(middleOf(node(5)))
    await settled()
    await click(middleOf(find(editor, '.dynamics twobus-toggle')))
    await settled()
    expect(source.get('band5.dynamic')).toBe(true)
    const knob = find(find(editor, '.dynamics twobus-knob[param="band5.range"]'), '[role=slider]')
    knob.focus()
    await userEvent.keyboard('{ArrowDown}')
    expect(source.get('band5.range')).toBeLessThan(0)
  })
})

describe('the graph of the equalizer', () => {
  it('makes a band by double-click where the pointer is, and selects it', async () => {
    await doubleClick(at(0.5, 0.3))
    await settled()
    expect(enabled()).toEqual([1])
    expect(source.get('band1.type')).toBe('bell')
    // The middle of 20 Hz to 20 kHz on a logarithmic axis; one px is 0.8 %.
    expect(source.get('band1.frequency') / 632).toBeCloseTo(1, 1)
    expect(source.get('band1.gain')).toBeGreaterThan(4)
    expect(node(1).getAttribute('aria-label')).toBe('Band 1, bell')
  })

  it('makes a low cut at the left edge and a high cut at the right', async () => {
    await doubleClick(at(0.03, 0.5))
    await doubleClick(at(0.985, 0.5))
    await settled()
    expect([source.get('band1.type'), source.get('band2.type')]).toEqual(['lowCut', 'highCut'])
  })

  it('makes and moves a band by dragging an empty place', async () => {
    await drag(at(0.4, 0.5), at(0.4, 0.25))
    await settled()
    expect(enabled()).toEqual([1])
    expect(source.get('band1.gain')).toBeGreaterThan(5)
  })

  it('keeps a dragged node under the pointer', async () => {
    await doubleClick(at(0.5, 0.4))
    await settled()
    const goal = at(0.7, 0.62)
    await drag(middleOf(node(1)), goal)
    await settled()
    const now = middleOf(node(1))
    expect(Math.abs(now.x - goal.x)).toBeLessThan(3)
    expect(Math.abs(now.y - goal.y)).toBeLessThan(3)
  })

  it('makes and drags a node under the pointer in an editor of another size', async () => {
    box.style.width = '640px'
    editor.size = 150
    await settled()
    const place = at(0.5, 0.4)
    await doubleClick(place)
    await settled()
    expect(Math.abs(middleOf(node(1)).x - place.x)).toBeLessThan(3)
    expect(Math.abs(middleOf(node(1)).y - place.y)).toBeLessThan(3)
    const goal = { x: place.x + 80, y: place.y + 60 }
    await drag(middleOf(node(1)), goal)
    await settled()
    expect(Math.abs(middleOf(node(1)).x - goal.x)).toBeLessThan(3)
    expect(Math.abs(middleOf(node(1)).y - goal.y)).toBeLessThan(3)
  })

  it('moves a tenth as far with Shift', async () => {
    await doubleClick(at(0.5, 0.5))
    await settled()
    const before = source.get('band1.gain')
    const from = middleOf(node(1))
    await drag(from, { x: from.x, y: from.y - 100 }, SHIFT)
    const fine = source.get('band1.gain') - before
    expect(fine).toBeGreaterThan(0.3)
    expect(fine).toBeLessThan(1.2)
  })

  it('turns Q with the wheel over a node', async () => {
    await doubleClick(at(0.5, 0.3))
    await settled()
    const q = source.get('band1.q')
    await wheel(middleOf(node(1)), -300)
    await expect.poll(() => source.get('band1.q')).toBeGreaterThan(q)
  })

  it('turns the slope of a cut with the wheel and Alt, step by step', async () => {
    await doubleClick(at(0.03, 0.5))
    await settled()
    await wheel(middleOf(node(1)), -100, ALT)
    await expect.poll(() => source.get('band1.slope')).toBe('18')
  })

  it('turns the slope by one step a notch in an editor that was moved on the page', async () => {
    await doubleClick(at(0.03, 0.5))
    await settled()
    const place = document.createElement('div')
    onTestFinished(() => place.remove())
    document.body.append(place)
    place.append(editor)
    await settled()
    await wheel(middleOf(node(1)), -100, ALT)
    await expect.poll(() => source.get('band1.slope')).not.toBe('12')
    expect(source.get('band1.slope')).toBe('18')
  })

  it('turns Q by a drag with Ctrl, and leaves the node where it is', async () => {
    await doubleClick(at(0.5, 0.3))
    await settled()
    const { frequency, gain, q } = figures(1)
    const from = middleOf(node(1))
    await drag(from, { x: from.x + 40, y: from.y - 60 }, CTRL)
    await settled()
    expect(source.get('band1.q')).toBeGreaterThan(2 * q)
    expect(figures(1)).toMatchObject({ frequency, gain })
  })

  it('keeps to one axis with Alt', async () => {
    await doubleClick(at(0.5, 0.3))
    await settled()
    const { gain, frequency } = figures(1)
    const from = middleOf(node(1))
    await drag(from, { x: from.x + 90, y: from.y + 20 }, ALT)
    await settled()
    expect(source.get('band1.gain')).toBe(gain)
    expect(source.get('band1.frequency')).toBeGreaterThan(1.5 * frequency)
    await drag(middleOf(node(1)), { x: from.x + 100, y: from.y + 90 }, ALT)
    expect(source.get('band1.gain')).toBeLessThan(gain - 3)
  })

  it('takes figures typed beside a node that is double-clicked', async () => {
    await doubleClick(at(0.5, 0.3))
    await settled()
    await doubleClick(middleOf(node(1)))
    await settled()
    await userEvent.keyboard('1.2k{Tab}-4{Tab}3{Enter}')
    await settled()
    expect(figures(1)).toEqual({ frequency: 1200, gain: -4, q: 3 })
    expect(graph().shadowRoot?.querySelector('twobus-eq-entry')).toBeNull()
  })

  it('keeps what was there when the typed text means nothing and is left', async () => {
    await doubleClick(at(0.5, 0.3))
    await settled()
    const before = figures(1)
    await doubleClick(middleOf(node(1)))
    await settled()
    await userEvent.keyboard('loud{Enter}')
    const field = find(find(graph(), 'twobus-eq-entry'), 'input')
    expect(field.getAttribute('aria-invalid')).toBe('true')
    await userEvent.keyboard('{Escape}')
    await settled()
    expect(figures(1)).toEqual(before)
  })

  it('lets everything go on a click beside the curve, and says what to do', async () => {
    await doubleClick(at(0.5, 0.3))
    await settled()
    await click(at(0.2, 0.85))
    await settled()
    expect(find(editor, '.deck').textContent).toContain('Drag the curve, or double-click')
    expect(editor.shadowRoot?.querySelector('.chip[aria-selected="true"]')).toBeNull()
  })

  it('keeps its scale while a node is dragged beyond it, and fits it afterwards', async () => {
    await doubleClick(at(0.5, 0.3))
    await settled()
    const from = middleOf(node(1))
    await press(from)
    await moveTo({ x: from.x, y: at(0, -0.15).y })
    await settled()
    const gain = source.get('band1.gain')
    expect(gain).toBeGreaterThan(12)
    await release({ x: from.x, y: at(0, -0.15).y })
    await settled()
    expect(source.get('band1.gain')).toBe(gain)
    expect(middleOf(node(1)).y).toBeGreaterThan(at(0, 0.1).y)
  })

  it('draws the curve anew for every width it is given', async () => {
    source.setMany({ 'band3.enabled': true, 'band3.gain': 6, 'band3.frequency': 1000 })
    box.style.width = '400px'
    await settled()
    // The curve is where its node is: it can be taken there.
    const top = middleOf(node(3))
    await drag({ x: top.x + 20, y: top.y + 6 }, { x: top.x + 30, y: top.y + 60 })
    await settled()
    expect(enabled()).toHaveLength(2)
  })

  it('changes type and placement from the menu of a node, and shows the placement', async () => {
    await doubleClick(at(0.5, 0.3))
    await settled()
    for (const item of ['Notch', 'Side']) {
      await rightClick(middleOf(node(1)))
      await page.getByRole('menuitemradio', { name: item, exact: true }).click()
      await settled()
    }
    expect(source.get('band1.type')).toBe('notch')
    expect(source.get('band1.placement')).toBe('side')
    expect(node(1).querySelector('.badge')?.textContent).toBe('S')
  })

  it('opens the menu of a node under a finger that rests, and keeps it when it is lifted', async () => {
    await doubleClick(at(0.5, 0.3))
    await settled()
    const item = page.getByRole('menuitem', { name: 'Make dynamic' })
    await touch(middleOf(node(1)))
    await expect.element(item).toBeVisible()
    await liftFinger()
    await settled()
    await item.click()
    expect(source.get('band1.dynamic')).toBe(true)
  })

  it('takes one drag as one step of undo', async () => {
    await doubleClick(at(0.5, 0.5))
    await settled()
    const before = source.get('band1.frequency')
    await drag(middleOf(node(1)), at(0.8, 0.2))
    await settled()
    await page.getByRole('button', { name: 'Undo' }).click()
    expect(source.get('band1.frequency')).toBe(before)
    expect(source.get('band1.enabled')).toBe(true)
  })
})
