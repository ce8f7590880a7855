import axe from 'axe-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { LocalSource } from '../../../ui/core/local-source.ts'
import { eqDefinition } from '../../../worklets/effects/eq/definition.ts'
import { settled } from '../../support/settled.ts'
import { click, doubleClick, middleOf } from '../core/pointer.ts'
import { at, box, editor, enabled, find, graph, node, openEditor, source } from './eq-page.ts'
import { spilled } from './spilled.ts'

beforeEach(openEditor)

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

describe('the spectrum', () => {
  it('is shown before, after, from the side chain and at its highest, as is chosen', async () => {
    const button = (name: string) => page.getByRole('button', { name, exact: true })
    await button('Side').click()
    await expect.element(button('Side')).toHaveAttribute('aria-pressed', 'true')
    await button('Pre').click()
    await expect.element(button('Pre')).toHaveAttribute('aria-pressed', 'false')
    await expect.element(button('Post')).toHaveAttribute('aria-pressed', 'true')
  })
})

describe('the equalizer editor', () => {
  it.each([900, 560, 340, 320])('keeps everything within %i px', async (width) => {
    source.setMany({ 'band1.enabled': true, 'band1.frequency': 25, 'band8.enabled': true })
    source.setMany({ 'band5.enabled': true, 'band5.dynamic': true, 'band5.range': -6 })
    box.style.width = `${width}px`
    for (const n of [1, 5, 8]) {
      await click(middleOf(find(editor, `.chip:nth-child(${n})`)))
      await settled()
      expect(spilled(editor)).toEqual([])
    }
  })

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
