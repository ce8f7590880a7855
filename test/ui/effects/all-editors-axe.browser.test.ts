import axe from 'axe-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { makeRoom } from '../../support/mount-editor.ts'
import { everyElement, settled } from '../../support/settled.ts'
import { click, middleOf } from '../core/pointer.ts'
import { type AnyEditor, editorIds, makeSilentEditor } from './every-editor.ts'

/** The page under an editor, as the tokens have it. */
const GROUNDS = { dark: '#0c0e11', light: '#e4e7eb' } as const

let editor: AnyEditor

async function show(id: string, theme: 'dark' | 'light', widthPx: number): Promise<void> {
  document.body.style.cssText = `margin: 0; background: ${GROUNDS[theme]}`
  editor = makeSilentEditor(id)
  editor.theme = theme
  makeRoom(widthPx).append(editor)
  await settled()
}

async function faults(): Promise<readonly string[]> {
  const { violations } = await axe.run(document.body, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // What belongs to a whole page is not an editor's to have.
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } }
  })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}

function named(label: string): Element | undefined {
  return [...everyElement(editor.renderRoot)].find(
    (element) =>
      element.localName === 'button' &&
      element.ariaLabel?.startsWith(label) &&
      element.checkVisibility()
  )
}

async function press(label: string): Promise<void> {
  const button = named(label)
  if (!button) throw new Error(`no button ${label}`)
  await click(middleOf(button))
  await settled()
}

beforeEach(() => page.viewport(1000, 1000))

describe.each(editorIds)('%s', (id) => {
  describe.each(['dark', 'light'] as const)('in %s', (theme) => {
    test.each([900, 560, 340, 320])('at %i px has nothing that axe finds', async (widthPx) => {
      await show(id, theme, widthPx)
      expect(await faults()).toEqual([])
    })

    test('with its presets open', async () => {
      await show(id, theme, 340)
      await press('Preset')
      expect(await faults()).toEqual([])
    })

    test('with the menu of the bar, and the help that it opens', async () => {
      await show(id, theme, 340)
      await press('More')
      expect(await faults()).toEqual([])
      const items = [...everyElement(editor.renderRoot)].filter(({ className }) =>
        String(className).startsWith('item')
      )
      await click(middleOf(items.find(({ textContent }) => textContent?.trim() === 'Help')!))
      await settled()
      expect(await faults()).toEqual([])
    })
  })
})
