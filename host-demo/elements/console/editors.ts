import { defineElement } from '../../../ui/core/define-element.ts'
import type { EditHistory } from '../../../ui/editor/edit-history.ts'
import { genericEditorFor } from '../../../ui/editor/generic-editor.ts'
import type { EffectSource } from '../../../worklets/core/source.ts'

// Imported for their effect: every editor registers its element. Nothing here names one.
import.meta.glob('../../../ui/effects/*/*-editor.ts', { eager: true })

/**
 * The editor of an effect: its own where it has one, else one made from its table. What it does is
 * undone in the history given, else in one of its own.
 */
export function makeEditor(source: EffectSource, history?: EditHistory): HTMLElement {
  const tag = `twobus-${source.definition.id}`
  defineElement(tag, genericEditorFor(source.definition))
  return Object.assign(document.createElement(tag), { effect: source, history })
}
