import { afterEach } from 'vitest'
import { page } from 'vitest/browser'
import { LocalSource } from '../../ui/core/local-source.ts'
import type { EffectDefinition, MeterId } from '../../worklets/core/definition.ts'
import type { Preset } from '../../worklets/core/state.ts'
import { settled } from './settled.ts'

/** An effect without sound whose meters a test sets by hand. */
export class MeteredSource<D extends EffectDefinition> extends LocalSource<D> {
  readonly readings: Record<string, number> = {}

  override meter(id: MeterId<D>): number {
    return this.readings[id] ?? super.meter(id)
  }
}

export interface MountedEditor<Editor extends HTMLElement, D extends EffectDefinition> {
  readonly editor: Editor
  readonly source: MeteredSource<D>
  /** What the editor stands in: its width is the room that the editor has. */
  readonly box: HTMLElement
}

const mounted: HTMLElement[] = []

/** A room on the page, empty, which goes with all that is in it after the test. */
export function makeRoom(widthPx = 900): HTMLElement {
  const box = document.createElement('div')
  box.style.width = `${widthPx}px`
  document.body.style.margin = '0'
  document.body.append(box)
  mounted.push(box)
  return box
}

/** An editor on the page with an effect that plays no sound; taken off after the test. */
export async function mountEditor<
  Tag extends keyof HTMLElementTagNameMap,
  D extends EffectDefinition
>(
  tag: Tag,
  effect: { readonly definition: D; readonly presets: readonly Preset<D>[] },
  widthPx = 900
): Promise<MountedEditor<HTMLElementTagNameMap[Tag], D>> {
  await page.viewport(1000, 800)
  const source = new MeteredSource(effect.definition, effect.presets)
  const box = makeRoom(widthPx)
  const editor = document.createElement(tag)
  Object.assign(editor, { effect: source })
  box.append(editor)
  await settled()
  return { editor, source, box }
}

/** The first element in the shadow of another that a selector finds. */
export function inside<E extends Element = HTMLElement>(host: Element, selector: string): E {
  // Tests also ask for what is not there, and expect null.
  return host.shadowRoot?.querySelector<E>(selector) as E
}

/** What a hand takes: the handle within an element of a graph. */
export function handleOf(host: Element, selector: string): HTMLElement {
  return inside(inside(host, selector), '.handle')
}

afterEach(() => {
  for (const box of mounted.splice(0)) box.remove()
  localStorage.clear()
})
