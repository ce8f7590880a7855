import { LocalSource } from '../../../ui/core/local-source.ts'
import type { EffectEditor } from '../../../ui/editor/effect-editor.ts'
import type { EffectDefinition } from '../../../worklets/core/definition.ts'
import { effects } from '../../support/effects.ts'

// Imported for their effect: every editor registers its element. Nothing here names one.
const found = import.meta.glob('../../../ui/effects/*/*-editor.ts', { eager: true })

/** The effects that have an editor of their own, found by their folders. */
export const editorIds: readonly string[] = Object.keys(found).map(
  (path) => path.split('/').at(-2) ?? ''
)

export type AnyEditor = EffectEditor<EffectDefinition> & { readonly renderRoot: ParentNode }

/** An editor that plays no sound, with the presets of its effect; not yet on the page. */
export function makeSilentEditor(id: string): AnyEditor {
  const effect = effects.find((candidate) => candidate.id === id)
  if (!effect) throw new Error(`${id}: must be an effect, got an editor without one`)
  const editor = document.createElement(`twobus-${id}`) as AnyEditor
  editor.effect = new LocalSource(effect.definition, effect.presets)
  return editor
}
