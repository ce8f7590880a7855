import { defaultValues, presetIds } from '../../worklets/core/definition.ts'
import type { ParamChange } from '../../worklets/core/source.ts'
import type { Preset } from '../../worklets/core/state.ts'
import type { AnySource } from './any-source.ts'
import { History, type Values } from './history.ts'
import { type PresetStore, presetStoreOf } from './preset-store.ts'

export type Slot = 'A' | 'B'

/**
 * What an editor remembers about an effect beside its values: undo steps, the two slots, the
 * preset. Fires `change`.
 */
export class EditorModel extends EventTarget {
  readonly source: AnySource
  /** The person's own presets of this effect. */
  readonly store: PresetStore
  /** Ids that keep their value when a preset is loaded. */
  readonly locked: Set<string> = new Set()
  readonly #histories: Readonly<Record<Slot, History>> = { A: new History(), B: new History() }
  readonly #stored: Record<Slot, Values>
  readonly #presetIds: ReadonlySet<string>
  #slot: Slot = 'A'
  #preset: Preset | undefined
  #loaded: Values
  /** Ids that differ from what was loaded. */
  #edits: Set<string>

  constructor(source: AnySource) {
    super()
    this.source = source
    this.store = presetStoreOf(source.definition)
    this.#presetIds = presetIds(source.definition)
    const values = this.#values()
    this.#stored = { A: values, B: values }
    this.#loaded = defaultValues(source.definition)
    this.#edits = new Set()
    this.connect()
  }

  /** Listens to the source again after `dispose`; what has moved meanwhile counts as an edit. */
  connect(): void {
    const values = this.#values()
    const moved = [...this.#presetIds].filter((id) => values[id] !== this.#loaded[id])
    this.#edits = new Set(moved)
    this.source.addEventListener('change', this.#onSourceChange)
    this.source.addEventListener('latencychange', this.#notify)
    this.store.addEventListener('change', this.#onStoreChange)
  }

  /** Lets go of the source; steps and slots are kept. */
  dispose(): void {
    this.source.removeEventListener('change', this.#onSourceChange)
    this.source.removeEventListener('latencychange', this.#notify)
    this.store.removeEventListener('change', this.#onStoreChange)
  }

  get slot(): Slot {
    return this.#slot
  }

  get canUndo(): boolean {
    return this.#history.canUndo
  }

  get canRedo(): boolean {
    return this.#history.canRedo
  }

  /** Name of what was loaded last; "Default" at first. */
  get presetName(): string {
    return this.#preset?.name ?? 'Default'
  }

  get preset(): Preset | undefined {
    return this.#preset
  }

  /** Whether a value has moved since the preset was loaded. How one listens is no edit. */
  get edited(): boolean {
    return this.#edits.size > 0
  }

  beginGesture(): void {
    this.#history.begin(this.#values())
  }

  endGesture(): void {
    if (this.#history.commit(this.#values())) this.#notify()
  }

  /** Whatever `write` sets becomes one undo step. */
  edit(write: () => void): void {
    this.beginGesture()
    try {
      write()
    } finally {
      this.endGesture()
    }
  }

  undo(): void {
    this.#restore(this.#history.undo())
  }

  redo(): void {
    this.#restore(this.#history.redo())
  }

  /** Changes to the other slot: its values and its own undo steps. */
  switchSlot(slot: Slot): void {
    if (slot === this.#slot) return
    this.endGesture()
    this.#stored[this.#slot] = this.#values()
    this.#slot = slot
    this.source.setMany(this.#stored[slot])
    this.#notify()
  }

  /** The other slot becomes like the one that is heard. */
  copyToOther(): void {
    this.#stored[this.#slot === 'A' ? 'B' : 'A'] = this.#values()
    this.#notify()
  }

  /** Loads a preset, or the defaults. How one listens, and locked parameters, stay. */
  loadPreset(preset: Preset | undefined): void {
    const values = { ...defaultValues(this.source.definition), ...preset?.values }
    const kept = Object.entries(values).filter(
      ([id]) => this.#presetIds.has(id) && !this.locked.has(id)
    )
    this.edit(() => this.source.setMany(Object.fromEntries(kept)))
    this.#preset = preset
    this.#loaded = this.#values()
    this.#edits = new Set()
    this.#notify()
  }

  /** Own presets first, then those that come with the effect. */
  get presets(): readonly Preset[] {
    return [...this.store.presets, ...this.source.presets]
  }

  /** Whether the loaded preset is one's own. */
  get presetIsOwn(): boolean {
    return this.#preset !== undefined && this.store.presets.includes(this.#preset)
  }

  /** Saves the values as one's own preset, which then counts as loaded. */
  savePreset(name: string): void {
    const values = this.#values()
    this.#preset = this.store.save(name, values)
    this.#loaded = values
    this.#edits = new Set()
    this.#notify()
  }

  /** Takes the loaded preset out of the store; the sound stays. */
  removePreset(): void {
    if (this.#preset) this.store.remove(this.#preset.name)
  }

  /** The next (1) or previous (-1) of the list "Default, own ones, factory's"; wraps round. */
  stepPreset(direction: 1 | -1): void {
    const list = [undefined, ...this.presets]
    const at = list.indexOf(this.#preset)
    this.loadPreset(list[(at + direction + list.length) % list.length])
  }

  get #history(): History {
    return this.#histories[this.#slot]
  }

  #values(): Values {
    const { definition } = this.source
    return Object.fromEntries(definition.params.map(({ id }) => [id, this.source.get(id)]))
  }

  #restore(values: Values | undefined): void {
    if (!values) return
    this.source.setMany({ ...values })
    this.#notify()
  }

  readonly #onSourceChange = (event: Event) => {
    // Sources dispatch `change` as a CustomEvent of ParamChange.
    const { id, value } = (event as CustomEvent<ParamChange>).detail
    if (!this.#presetIds.has(id)) return
    const before = this.edited
    if (this.#loaded[id] === value) this.#edits.delete(id)
    else this.#edits.add(id)
    if (before !== this.edited) this.#notify()
  }

  /** Another tab may have saved over the preset or taken it away: follow it by its name. */
  readonly #onStoreChange = () => {
    const name = this.#preset?.name
    if (this.#preset && !this.presets.includes(this.#preset)) {
      this.#preset = this.store.presets.find((preset) => preset.name === name)
    }
    this.#notify()
  }

  readonly #notify = () => {
    this.dispatchEvent(new Event('change'))
  }
}
