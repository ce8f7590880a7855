import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { deepestFocus } from '../../../ui/editor/deepest-focus.ts'
import { makeRoom } from '../../support/mount-editor.ts'
import { everyElement, settled } from '../../support/settled.ts'
import { type AnyEditor, editorIds, makeSilentEditor } from './every-editor.ts'

/** More stops than any editor has. */
const MOST_STOPS = 200

let editor: AnyEditor
let after: HTMLButtonElement

beforeEach(async () => {
  await page.viewport(1000, 900)
  after = document.createElement('button')
  after.textContent = 'After the editor'
})

/** Whether a ring or an outline tells where the focus is: on the element or on what it holds. */
function showsFocus(element: HTMLElement): boolean {
  return [element, ...everyElement(element)].some((part) => {
    const style = getComputedStyle(part)
    const isRing = part.matches('.ring') && style.visibility === 'visible'
    return isRing || (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1.5)
  })
}

/** What is missing from what a screen reader and eyes are told of the focus. */
function missing(element: HTMLElement): readonly string[] {
  const isSlider = element.role === 'slider'
  const root = element.getRootNode()
  // The words on a button stand in the slot of its element.
  const slotted = root instanceof ShadowRoot ? root.host.textContent : ''
  const words = element.textContent?.trim() || slotted?.trim()
  const name = element.ariaLabel || element.title || words
  const native = ['button', 'input', 'a'].includes(element.localName)
  return [
    !element.role && !native && 'a role',
    !name && 'a name',
    isSlider && !element.ariaValueText && 'the text of its value',
    isSlider && (element.ariaValueMin === null || element.ariaValueMax === null) && 'its range',
    !showsFocus(element) && 'a sign of the focus'
  ].filter((what) => what !== false)
}

test.each(editorIds)(
  '%s: Tab comes through all of it, and each stop says what it is',
  async (id) => {
    editor = makeSilentEditor(id)
    makeRoom().append(editor, after)
    await settled()
    const faults: string[] = []
    let stops = 0
    for (; stops < MOST_STOPS; stops++) {
      await userEvent.keyboard('{Tab}')
      const focused = deepestFocus()
      if (!focused || focused === after) break
      for (const what of missing(focused)) {
        faults.push(`${focused.outerHTML.slice(0, 120)} misses ${what}`)
      }
    }
    expect(faults).toEqual([])
    expect(deepestFocus()).toBe(after)
    expect(stops).toBeGreaterThan(5)
  }
)
