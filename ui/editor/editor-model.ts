import { defaultValues, presetIds } from '../../worklets/core/definition.ts'
import type { ParamChange } from '../../worklets/core/source.ts'
import type { Preset } from '../../worklets/core/state.ts'
import type { AnySource } from '../core/any-source.ts'
import { History, type Values } from './history.ts'
import { type PresetStore, presetStoreOf } from './preset-store.ts'

export type Slot = 'A' | 'B'

/** What was loaded last, and the values that it set: what an edit is measured against. */
interface Loaded {
  readonly preset: Preset | undefined
  readonly values: Values
}

interface StoredSlot {
  readonly values: Values
  readonly loaded: Loaded
}

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
  readonly #histories: Readonly<Record<Slot, History<Loaded>>> = {
    A: new History(),
    B: new History()
  }
  readonly #stored: Record<Slot, StoredSlot>
  readonly #presetIds: ReadonlySet<string>
  #slot: Slot = 'A'
  #loaded: Loaded
  /** Ids that differ from what was loaded. */
  #edits: Set<string> = new Set()

  constructor(source: AnySource) {
    super()
    this.source = source
    this.store = presetStoreOf(source.definition)
    this.#presetIds = presetIds(source.definition)
    this.#loaded = { preset: undefined, values: defaultValues(source.definition) }
    const slot = { values: this.#sound(), loaded: this.#loaded }
    this.#stored = { A: slot, B: slot }
    this.connect()
  }

  /** Listens to the source again after `dispose`; what has moved meanwhile counts as an edit. */
  connect(): void {
    this.#findEdits()
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
    return this.preset?.name ?? 'Default'
  }

  get preset(): Preset | undefined {
    return this.#loaded.preset
  }

  /** Whether a value has moved since the preset was loaded. How one listens is no edit. */
  get edited(): boolean {
    return this.#edits.size > 0
  }

  beginGesture(): void {
    this.#history.begin(this.#values(), this.#loaded)
  }

  endGesture(): void {
    if (this.#history.commit(this.#values(), this.#loaded)) this.#notify()
  }

  /** Ends every gesture that is still open: the hand has no control to move any more. */
  finishGestures(): void {
    if (this.#history.finish(this.#values(), this.#loaded)) this.#notify()
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
    this.finishGestures()
    const moment = this.#history.undo()
    if (moment) this.#restore(moment.values, moment.mark)
  }

  redo(): void {
    this.finishGestures()
    const moment = this.#history.redo()
    if (moment) this.#restore(moment.values, moment.mark)
  }

  /**
   * Changes to the other slot: its sound, its preset and its own undo steps. Bypass and ways of
   * listening stay, so that both slots are heard alike.
   */
  switchSlot(slot: Slot): void {
    if (slot === this.#slot) return
    this.finishGestures()
    this.#stored[this.#slot] = { values: this.#sound(), loaded: this.#loaded }
    this.#slot = slot
    const { values, loaded } = this.#stored[slot]
    this.#restore(values, loaded)
  }

  /** The other slot becomes like the one that is heard. */
  copyToOther(): void {
    const other = this.#slot === 'A' ? 'B' : 'A'
    this.#stored[other] = { values: this.#sound(), loaded: this.#loaded }
    this.#notify()
  }

  /** Loads a preset, or the defaults. How one listens, and locked parameters, stay. */
  loadPreset(preset: Preset | undefined): void {
    const values = { ...defaultValues(this.source.definition), ...preset?.values }
    const kept = Object.entries(values).filter(
      ([id]) => this.#presetIds.has(id) && !this.locked.has(id)
    )
    this.edit(() => {
      this.source.setMany(Object.fromEntries(kept))
      this.#load(preset)
    })
    this.#notify()
  }

  /** Own presets first, then those that come with the effect. */
  get presets(): readonly Preset[] {
    return [...this.store.presets, ...this.source.presets]
  }

  /** Whether the loaded preset is one's own. */
  get presetIsOwn(): boolean {
    return this.preset !== undefined && this.store.presets.includes(this.preset)
  }

  /** Saves the values as one's own preset, which then counts as loaded. */
  savePreset(name: string): void {
    this.#load(this.store.save(name, this.#values()))
    this.#notify()
  }

  /** Gives the loaded preset of one's own another name; one that has that name is replaced. */
  renamePreset(name: string): void {
    const { preset, values } = this.#loaded
    if (!preset || !this.presetIsOwn) return
    this.#loaded = { preset: this.store.rename(preset.name, name), values }
    this.#notify()
  }

  /** Takes the loaded preset out of the store; the sound stays. Returns what puts it back. */
  removePreset(): () => void {
    const { preset, values } = this.#loaded
    if (!preset || !this.presetIsOwn) return () => undefined
    this.store.remove(preset.name)
    return () => {
      const again = this.store.save(preset.name, preset.values as Values, preset.purpose)
      if (this.preset === undefined) this.#loaded = { preset: again, values }
      this.#findEdits()
      this.#notify()
    }
  }

  /** The next (1) or previous (-1) of the list "Default, own ones, factory's"; wraps round. */
  stepPreset(direction: 1 | -1): void {
    const list = [undefined, ...this.presets]
    const at = list.indexOf(this.preset)
    this.loadPreset(list[(at + direction + list.length) % list.length])
  }

  get #history(): History<Loaded> {
    return this.#histories[this.#slot]
  }

  #values(): Values {
    const { definition } = this.source
    return Object.fromEntries(definition.params.map(({ id }) => [id, this.source.get(id)]))
  }

  /** The values that a preset would hold. */
  #sound(): Values {
    return Object.fromEntries([...this.#presetIds].map((id) => [id, this.source.get(id)]))
  }

  #load(preset: Preset | undefined): void {
    this.#loaded = { preset, values: this.#values() }
    this.#edits = new Set()
  }

  #restore(values: Values, { preset, values: loaded }: Loaded): void {
    this.source.setMany({ ...values })
    this.#loaded = { preset: this.#known(preset), values: loaded }
    this.#findEdits()
    this.#notify()
  }

  /** A preset may have been saved anew, in another tab too, since it was loaded: it is its name. */
  #known(preset: Preset | undefined): Preset | undefined {
    if (!preset || this.presets.includes(preset)) return preset
    return this.store.presets.find(({ name }) => name === preset.name)
  }

  #findEdits(): void {
    const { values } = this.#loaded
    this.#edits = new Set([...this.#presetIds].filter((id) => this.source.get(id) !== values[id]))
  }

  readonly #onSourceChange = (event: Event) => {
    // Sources dispatch `change` as a CustomEvent of ParamChange.
    const { id, value } = (event as CustomEvent<ParamChange>).detail
    if (!this.#presetIds.has(id)) return
    const before = this.edited
    if (this.#loaded.values[id] === value) this.#edits.delete(id)
    else this.#edits.add(id)
    if (before !== this.edited) this.#notify()
  }

  /** Another tab may have saved over the preset or taken it away. */
  readonly #onStoreChange = () => {
    this.#loaded = { ...this.#loaded, preset: this.#known(this.preset) }
    this.#notify()
  }

  readonly #notify = () => {
    this.dispatchEvent(new Event('change'))
  }
}
