import type { EditorModel } from '../core/editor-model.ts'
import { type MenuItem, openMenu } from './menu.ts'

/** Fewer presets than this need no search field. */
const SEARCH_FROM = 6

/** The searchable list of an effect's presets, opened under a button of `root`. */
export function openPresetList(
  root: ParentNode & Node,
  anchor: HTMLElement,
  model: EditorModel
): void {
  const load = (preset: EditorModel['preset']) => {
    model.loadPreset(preset)
    const detail = { name: model.presetName }
    anchor.dispatchEvent(
      new CustomEvent('preset-change', { detail, bubbles: true, composed: true })
    )
  }
  const { presets } = model.source
  const items: MenuItem[] = [
    { label: 'Default', checked: model.preset === undefined, run: () => load(undefined) },
    ...presets.map((preset) => ({
      label: preset.name,
      hint: preset.purpose,
      checked: model.preset === preset,
      run: () => load(preset)
    }))
  ]
  openMenu(root, anchor, items, { searchable: presets.length >= SEARCH_FROM, label: 'Presets' })
}
