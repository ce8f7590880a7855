import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { makeRoom } from '../../support/mount-editor.ts'
import { everyElement, settled } from '../../support/settled.ts'
import { useFingers } from '../core/touch.ts'
import { type AnyEditor, editorIds, makeSilentEditor } from './every-editor.ts'
import { spilled } from './spilled.ts'

/** What a finger hits, px in each direction. */
const FINGER_PX = 44
/** Rounding of boxes at fractional places. */
const SLACK_PX = 1

let editor: AnyEditor

async function show(id: string, widthPx: number, size = 100): Promise<void> {
  editor = makeSilentEditor(id)
  editor.size = size
  makeRoom(widthPx).append(editor)
  await settled()
}

function hostOf(element: Element): Element | undefined {
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? root.host : undefined
}

function describeElement(element: Element): string {
  const host = hostOf(element)
  const name = element.ariaLabel ?? host?.getAttribute('param') ?? element.textContent?.trim()
  return `${host?.localName ?? ''} ${element.localName}.${element.getAttribute('class')} “${name}”`
}

/** Texts that are wider than the box that shows them, and boxes that stick out of the editor. */
function clipped(): readonly string[] {
  const frame = editor.getBoundingClientRect()
  return [...everyElement(editor.renderRoot)].flatMap((element) => {
    if (!(element instanceof HTMLElement) || !element.checkVisibility()) return []
    const style = getComputedStyle(element)
    // Only for screen readers, or the ground that a finger hits around a handle.
    if (style.clipPath !== 'none' || element.matches('.handle, .node')) return []
    const hasText = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== ''
    )
    const cuts = style.overflowX !== 'visible' || style.textOverflow === 'ellipsis'
    if (hasText && cuts && element.scrollWidth > element.clientWidth + SLACK_PX) {
      return [`cut: ${describeElement(element)}`]
    }
    const box = element.getBoundingClientRect()
    const outside = box.left < frame.left - SLACK_PX || box.right > frame.right + SLACK_PX
    return outside && box.width > 0 && (hasText || element.tabIndex >= 0)
      ? [`outside: ${describeElement(element)}`]
      : []
  })
}

function frameOf(): HTMLElement {
  const frame = editor.renderRoot.querySelector<HTMLElement>('.editor')
  if (!frame) throw new Error('no frame')
  return frame
}

/** What a finger is to hit: everything that keys reach, and the options of a choice. */
function targets(): readonly Element[] {
  return [...everyElement(editor.renderRoot)].filter(
    (element) =>
      element.matches('button, input, [role=slider], [role=radio], [role=tab]') &&
      element.checkVisibility({ visibilityProperty: true }) &&
      !ancestors(element).some((ancestor) => ancestor.hasAttribute('disabled'))
  )
}

/** The element and what it stands in, out of every shadow root. */
function ancestors(element: Element): readonly Element[] {
  const found: Element[] = []
  let next: Node | null = element
  while (next) {
    if (next instanceof Element) found.push(next)
    next = next instanceof ShadowRoot ? next.host : next.parentNode
  }
  return found
}

/** The element under a point, inside however many shadow roots. */
function deepestAt(x: number, y: number): Element | null {
  let found = document.elementFromPoint(x, y)
  while (found?.shadowRoot) {
    const inner = found.shadowRoot.elementFromPoint(x, y)
    if (!inner || inner === found) break
    found = inner
  }
  return found
}

/** A handle on the very edge of its graph: what lies outside is not the graph's to take. */
function isAtEdge(target: Element): boolean {
  const graph = ancestors(target).find((ancestor) => ancestor.matches('.graph'))
  if (!graph || !target.matches('.handle, .node')) return false
  const [box, frame] = [target.getBoundingClientRect(), graph.getBoundingClientRect()]
  return (
    box.left < frame.left ||
    box.right > frame.right ||
    box.top < frame.top ||
    box.bottom > frame.bottom
  )
}

/** How far from its middle a target is hit, in px: across and down. */
function reach(target: Element): { readonly across: number; readonly down: number } {
  target.scrollIntoView({ block: 'center' })
  const box = target.getBoundingClientRect()
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
  const hits = (dx: number, dy: number) => {
    const found = deepestAt(x + dx, y + dy)
    if (found === null) return false
    // The words on a button are its element's own: they stand in its slot.
    return ancestors(found).includes(target) || found === hostOf(target)
  }
  const run = (dx: number, dy: number) => {
    let px = 0
    while (px < FINGER_PX && hits(dx * (px + 1), dy * (px + 1))) px++
    return px
  }
  return { across: run(-1, 0) + run(1, 0) + 1, down: run(0, -1) + run(0, 1) + 1 }
}

beforeEach(() => page.viewport(1000, 900))

describe.each(editorIds)('%s', (id) => {
  test.each([320, 340, 480, 560, 760, 900])(
    'fits in %i px with nothing cut off',
    async (widthPx) => {
      await show(id, widthPx)
      expect(frameOf().scrollWidth).toBeLessThanOrEqual(widthPx)
      expect(clipped()).toEqual([])
      expect(spilled(editor)).toEqual([])
    }
  )

  test('fits a window of 640 px at twice its size', async () => {
    await show(id, 640, 200)
    expect(editor.getBoundingClientRect().width).toBeLessThanOrEqual(640)
    expect(frameOf().scrollWidth).toBeLessThanOrEqual(320)
    expect(clipped()).toEqual([])
  })
})

describe.each(editorIds)('%s under fingers', (id) => {
  beforeEach(() => useFingers(true))
  afterEach(() => useFingers(false))

  test.each([320, 560, 900])('at %i px fits, and every target is 44 px', async (widthPx) => {
    await show(id, widthPx)
    expect(frameOf().scrollWidth).toBeLessThanOrEqual(widthPx)
    expect(clipped()).toEqual([])
    const small = targets().flatMap((target) => {
      const { across, down } = reach(target)
      const least = isAtEdge(target) ? FINGER_PX / 2 : FINGER_PX - SLACK_PX
      const fits = across >= least && down >= least
      return fits ? [] : [`${across} x ${down}: ${describeElement(target)}`]
    })
    expect(small).toEqual([])
  })
})
