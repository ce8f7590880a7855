import type { Preset } from '../../worklets/core/state.ts'
import type { EditorModel } from '../core/editor-model.ts'
import { pickFiles } from '../core/pick-files.ts'
import type { PresetStore } from '../core/preset-store.ts'
import { saveFile } from '../core/save-file.ts'
import { type MenuItem, openMenu } from './menu.ts'
import { openPrompt } from './prompt.ts'

/** Fewer presets than this need no search field. */
const SEARCH_FROM = 6

/**
 * The searchable list of an effect's presets, one's own and the factory's, opened under a button of
 * `root`, with all that can be done with them. The button fires `preset-change` when one is loaded
 * and `notice` with a sentence when there is something to tell.
 */
export function openPresetList(
  root: ParentNode & Node,
  anchor: HTMLElement,
  model: EditorModel
): void {
  const tell = (name: string, detail: unknown) =>
    anchor.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
  const load = (preset: Preset | undefined) => {
    model.loadPreset(preset)
    tell('preset-change', { name: model.presetName })
  }
  const item = (section: string) => (preset: Preset) => ({
    section,
    label: preset.name,
    hint: preset.purpose,
    checked: model.preset === preset,
    run: () => load(preset)
  })
  const { presets } = model.source
  const items: MenuItem[] = [
    { label: 'Default', checked: model.preset === undefined, run: () => load(undefined) },
    ...model.store.presets.map(item('Own')),
    ...presets.map(item('Factory')),
    ...actions(root, anchor, model, (text) => tell('notice', text))
  ]
  const searchable = presets.length + model.store.presets.length >= SEARCH_FROM
  openMenu(root, anchor, items, { searchable, label: 'Presets' })
}

function actions(
  root: ParentNode & Node,
  anchor: HTMLElement,
  model: EditorModel,
  notice: (text: string) => void
): MenuItem[] {
  const { store, presetIsOwn, presetName } = model
  const pinned = true
  const save = (name: string) => {
    model.savePreset(name)
    if (store.isTemporary) {
      notice('This page may not store anything: export your presets before you close it.')
    }
  }
  const items: (MenuItem | false)[] = [
    presetIsOwn &&
      model.edited && {
        label: `Save “${presetName}”`,
        pinned,
        run: () => save(presetName)
      },
    {
      label: 'Save as…',
      pinned,
      run: () =>
        openPrompt(root, anchor, {
          label: 'Name of the preset',
          text: presetIsOwn ? presetName : '',
          action: 'Save',
          note: (text) => (store.has(text) ? `Replaces your “${text}”.` : undefined),
          answer: save
        })
    },
    presetIsOwn && {
      label: `Delete “${presetName}”`,
      pinned,
      run: () => deletePreset(model, notice)
    },
    { label: 'Import…', pinned, run: () => void importFiles(model, notice) },
    {
      label: 'Export own presets…',
      pinned,
      disabled: store.presets.length === 0,
      run: () => exportPresets(store)
    }
  ]
  return items.filter((entry) => entry !== false)
}

function exportPresets(store: PresetStore): void {
  const file = new Blob([store.exportText()], { type: 'application/json' })
  saveFile(file, `twobus-${store.definition.id}-presets.json`)
}

function deletePreset(model: EditorModel, notice: (text: string) => void): void {
  const name = model.presetName
  model.removePreset()
  notice(`“${name}” is deleted; its sound is still set: save it again to have it back.`)
}

async function importFiles(model: EditorModel, notice: (text: string) => void): Promise<void> {
  const files = await pickFiles({ accept: 'application/json,.json', multiple: true })
  if (files.length === 0) return
  const problems: string[] = []
  let last: Preset | undefined
  let count = 0
  for (const file of files) {
    const result = model.store.importText(await file.text(), file.name.replace(/\.json$/i, ''))
    problems.push(...result.problems)
    count += result.loaded.length
    last = result.loaded.at(-1) ?? last
  }
  // One alone is what the person wants to hear.
  if (count === 1 && last) model.loadPreset(last)
  const loaded = count === 1 ? '1 preset imported.' : `${count} presets imported.`
  notice([loaded, ...problems].join(' '))
}
