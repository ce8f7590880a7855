import type { EqEditor } from '../../../ui/effects/eq/eq-editor.ts'
import '../../../ui/effects/eq/eq-editor.ts'
import { eq } from '../../../worklets/effects/eq/index.ts'
import { type MeteredSource, mountEditor } from '../../support/mount-editor.ts'

/** The equalizer that a test has before it, 900 px wide. */
export let editor: EqEditor
export let source: MeteredSource<typeof eq.definition>
export let box: HTMLElement

export async function openEditor(): Promise<void> {
  ;({ editor, source, box } = await mountEditor('twobus-eq', eq))
}

export function graph(): HTMLElement {
  return find(editor, 'twobus-eq-graph')
}

export function find(host: Element, selector: string): HTMLElement {
  const found = host.shadowRoot?.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`no ${selector}`)
  return found
}

export function node(n: number): HTMLElement {
  return find(find(graph(), `twobus-eq-node[data-band="${n}"]`), '.node')
}

/** A place on the graph: parts of its width, and of its height above the note ruler. */
export function at(x: number, y: number) {
  const box = graph().getBoundingClientRect()
  return { x: box.left + x * box.width, y: box.top + y * (box.height - 16) }
}

export function figures(n: 1 | 3 | 5) {
  const of = (row: 'frequency' | 'gain' | 'q') => source.get(`band${n}.${row}`)
  return { frequency: of('frequency'), gain: of('gain'), q: of('q') }
}

export function enabled(): readonly number[] {
  return [1, 2, 3, 4, 5, 6, 7, 8].filter((n) => source.get(`band${n as 1}.enabled`))
}
