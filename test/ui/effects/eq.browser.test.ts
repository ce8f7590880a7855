import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { LocalSource } from '../../../ui/core/local-source.ts'
import type { EqEditor } from '../../../ui/effects/eq/eq-editor.ts'
import '../../../ui/effects/eq/eq-editor.ts'
import { eqDefinition } from '../../../worklets/effects/eq/definition.ts'
import {
  click,
  doubleClick,
  drag,
  middleOf,
  press,
  release,
  rightClick,
  SHIFT,
  wheel
} from '../core/pointer.ts'

let editor: EqEditor
let source: LocalSource<typeof eqDefinition>

beforeEach(async () => {
  await page.viewport(1000, 800)
  source = new LocalSource(eqDefinition)
  editor = document.createElement('twobus-eq')
  editor.style.width = '900px'
  editor.effect = source
  document.body.append(editor)
  await settled()
})

afterEach(() => editor.remove())

/** Two frames: elements have rendered and canvases know their size. */
async function settled(): Promise<void> {
  await editor.updateComplete
  await new Promise((done) => setTimeout(done, 60))
}

function graph(): HTMLElement {
  return find(editor, 'twobus-eq-graph')
}

function find(host: Element, selector: string): HTMLElement {
  const found = host.shadowRoot?.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`no ${selector}`)
  return found
}

function node(n: number): HTMLElement {
  return find(find(graph(), `twobus-eq-node[data-band="${n}"]`), '.node')
}

/** A place on the graph: parts of its width, and of its height above the note ruler. */
function at(x: number, y: number) {
  const box = graph().getBoundingClientRect()
  return { x: box.left + x * box.width, y: box.top + y * (box.height - 16) }
}

function enabled(): readonly number[] {
  return [1, 2, 3, 4, 5, 6, 7, 8].filter((n) => source.get(`band${n as 1}.enabled`))
}

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

  it('hear a band alone for as long as its node is held', async () => {
    await press(middleOf(node(5)))
    await expect.poll(() => source.get('band5.listen'), { timeout: 2000 }).toBe(true)
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

  it('turns Q with the wheel over a node and resets its gain by double-click', async () => {
    await doubleClick(at(0.5, 0.3))
    await settled()
    const q = source.get('band1.q')
    await wheel(middleOf(node(1)), -300)
    await expect.poll(() => source.get('band1.q')).toBeGreaterThan(q)
    await doubleClick(middleOf(node(1)))
    expect(source.get('band1.gain')).toBe(0)
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

describe('the keyboard alone', () => {
  it('makes, shapes, types, bypasses and undoes a band', async () => {
    const chip = editor.shadowRoot?.querySelector<HTMLElement>('.chip')
    chip?.focus()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}')
    await settled()
    expect(editor.shadowRoot?.activeElement?.textContent).toContain('3')
    const power = page.getByRole('switch', { name: 'Band 3 on' })
    await expect.element(power).toBeInTheDocument()
    ;(power.element() as HTMLElement).focus()
    await userEvent.keyboard(' ')
    await settled()
    expect(enabled()).toEqual([3])

    node(3).focus()
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowRight}{PageUp}')
    await settled()
    expect(source.get('band3.gain')).toBeGreaterThan(0.5)
    expect(source.get('band3.frequency')).toBeGreaterThan(250)
    expect(source.get('band3.q')).toBeGreaterThan(0.707)
    expect(node(3).getAttribute('aria-valuetext')).toMatch(/Hz, \+\d.*dB, Q /)

    await userEvent.keyboard('{Enter}')
    await settled()
    await userEvent.keyboard('1k{Enter}')
    await settled()
    expect(source.get('band3.frequency')).toBe(1000)

    const bypass = page.getByRole('switch', { name: 'Effect on' })
    await expect.element(bypass).toBeInTheDocument()
    ;(bypass.element() as HTMLElement).focus()
    await userEvent.keyboard(' ')
    expect(source.get('bypass')).toBe(true)
    await userEvent.keyboard(' ')
    expect(source.get('bypass')).toBe(false)

    node(3).focus()
    await userEvent.keyboard('{Delete}')
    expect(enabled()).toEqual([])
    const undo = page.getByRole('button', { name: 'Undo' }).element() as HTMLElement
    undo.focus()
    await userEvent.keyboard('{Enter}')
    expect(enabled()).toEqual([3])
  })
})

describe('the equalizer editor', () => {
  it('follows another effect when it is given one', async () => {
    await doubleClick(at(0.5, 0.3))
    const other = new LocalSource(eqDefinition)
    other.setMany({ 'band5.enabled': true, 'band5.gain': 6 })
    editor.effect = other
    await settled()
    expect(graph().shadowRoot?.querySelectorAll('twobus-eq-node')).toHaveLength(1)
    expect(node(5).getAttribute('aria-valuetext')).toContain('+6.0 dB')
  })

  it('works without an effect, as a picture of its defaults', async () => {
    editor.effect = undefined
    await settled()
    await doubleClick(at(0.5, 0.3))
    await settled()
    expect(node(1).getAttribute('aria-label')).toBe('Band 1, bell')
  })

  for (const theme of ['dark', 'light'] as const) {
    it(`gives axe nothing to complain about (${theme})`, async () => {
      editor.theme = theme
      await doubleClick(at(0.5, 0.3))
      await click(at(0.2, 0.9))
      await settled()
      const { violations } = await axe.run(editor, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
      })
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    })
  }
})
