import type { Preset } from '../../worklets/core/state.ts'
import { type MenuItem, openMenu } from '../controls/menu.ts'
import { openPrompt } from '../controls/prompt.ts'
import { pickFiles } from '../core/pick-files.ts'
import { saveFile } from '../core/save-file.ts'
import type { EditorModel } from './editor-model.ts'
import type { Notice } from './notice.ts'
import type { PresetStore } from './preset-store.ts'

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
  const [problem] = model.store.problems
  if (problem !== undefined) {
    tell('notice', `Some of your own presets could not be read; the old text is kept. ${problem}`)
  }
}

function actions(
  root: ParentNode & Node,
  anchor: HTMLElement,
  model: EditorModel,
  notice: (text: string | Notice) => void
): MenuItem[] {
  const { store, presetIsOwn, presetName } = model
  const pinned = true
  const save = (name: string) => {
    model.savePreset(name)
    if (store.isTemporary) {
      notice('This page may not store anything: export your presets before you close it.')
    }
  }
  const askName = (action: 'Save' | 'Rename', answer: (name: string) => void) => {
    const own = presetIsOwn ? presetName : ''
    const replaces = (name: string) => store.has(name) && !(action === 'Rename' && name === own)
    openPrompt(root, anchor, {
      label: 'Name of the preset',
      text: own,
      action,
      note: (name) => (replaces(name) ? `Replaces your “${name}”.` : undefined),
      answer
    })
  }
  const { unreadText } = store
  const items: (MenuItem | false)[] = [
    presetIsOwn && model.edited && { label: `Save “${presetName}”`, run: () => save(presetName) },
    { label: 'Save as…', run: () => askName('Save', save) },
    presetIsOwn && {
      label: `Rename “${presetName}”…`,
      run: () => askName('Rename', (name) => model.renamePreset(name))
    },
    presetIsOwn && { label: `Delete “${presetName}”`, run: () => deletePreset(model, notice) },
    { label: 'Import…', run: () => void importFiles(model, notice) },
    {
      label: 'Export own presets…',
      disabled: store.presets.length === 0,
      run: () => exportText(store, store.exportText(), 'presets')
    },
    unreadText !== undefined && {
      label: 'Export what could not be read…',
      run: () => exportText(store, unreadText, 'unread')
    }
  ]
  return items.filter((entry) => entry !== false).map((entry) => ({ ...entry, pinned }))
}

function exportText({ definition }: PresetStore, text: string, what: string): void {
  saveFile(new Blob([text], { type: 'application/json' }), `twobus-${definition.id}-${what}.json`)
}

function deletePreset(model: EditorModel, notice: (notice: Notice) => void): void {
  const name = model.presetName
  const putBack = model.removePreset()
  notice({
    text: `“${name}” is deleted; its sound is still set.`,
    action: { label: 'Undo delete', run: putBack }
  })
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
