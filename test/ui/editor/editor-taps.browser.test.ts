import { html, type TemplateResult } from 'lit'
import { beforeEach, expect, test } from 'vitest'
import { LocalSource } from '../../../ui/core/local-source.ts'
import { EffectEditor } from '../../../ui/editor/effect-editor.ts'
import type { Tap, TapPoint } from '../../../worklets/core/source.ts'
import { demoDefinition } from '../core/demo-effect.ts'

/** A source with taps, and those of them that are open. */
function makeSource() {
  const open: TapPoint[] = []
  const openTap = (point: TapPoint): Tap => {
    open.push(point)
    return {
      sampleRate: 48000,
      position: 0,
      copyNewest: () => undefined,
      copySince: () => 0,
      close: () => void open.splice(open.indexOf(point), 1)
    }
  }
  return { open, effect: Object.assign(new LocalSource(demoDefinition), { openTap }) }
}

class ListeningEditor extends EffectEditor<typeof demoDefinition> {
  static override readonly definition = demoDefinition
  static override readonly taps = ['input', 'output'] as const

  get heard(): readonly boolean[] {
    return [this.tap('input') !== undefined, this.tap('output') !== undefined]
  }

  protected override renderBody(): TemplateResult {
    return html``
  }
}
customElements.define('test-listening-editor', ListeningEditor)

let source: ReturnType<typeof makeSource>
let editor: ListeningEditor

beforeEach(async () => {
  source = makeSource()
  editor = Object.assign(new ListeningEditor(), { effect: source.effect })
  document.body.append(editor)
  await editor.updateComplete
  return () => editor.remove()
})

test('an editor opens the taps of its class when it has a source', () => {
  expect(source.open).toEqual(['input', 'output'])
  expect(editor.heard).toEqual([true, true])
})

test('an editor closes its taps when it leaves the page', () => {
  editor.remove()
  expect(source.open).toEqual([])
  expect(editor.heard).toEqual([false, false])
})

test('an editor that is put back opens each tap once', async () => {
  editor.remove()
  document.body.append(editor)
  await editor.updateComplete
  expect(source.open).toEqual(['input', 'output'])
})

test('an editor listens to its new source only', async () => {
  const other = makeSource()
  editor.effect = other.effect
  await editor.updateComplete
  expect(source.open).toEqual([])
  expect(other.open).toEqual(['input', 'output'])
})
