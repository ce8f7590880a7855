import { defaultValues, presetIds } from '../../worklets/core/definition.ts'
import type { Preset } from '../../worklets/core/state.ts'
import type { AnySource } from '../core/any-source.ts'
import type { Values } from './history.ts'
import { type PresetStore, presetStoreOf } from './preset-store.ts'

/** What was loaded last, and the values that it set: what an edit is measured against. */
export interface Loaded {
  readonly preset: Preset | undefined
  readonly values: Values
}

/** Which preset of an effect counts as loaded, how far the sound is from it, and one's own ones. */
export class PresetChoice {
  /** The person's own presets of this effect. */
  readonly store: PresetStore
  readonly #source: AnySource
  readonly #soundIds: ReadonlySet<string>
  #loaded: Loaded
  /** Ids that differ from what was loaded. */
  #edits: Set<string> = new Set()

  constructor(source: AnySource) {
    this.#source = source
    this.store = presetStoreOf(source.definition)
    this.#soundIds = presetIds(source.definition)
    this.#loaded = { preset: undefined, values: defaultValues(source.definition) }
  }

  get loaded(): Loaded {
    return this.#loaded
  }

  /** Undefined for the defaults. */
  get preset(): Preset | undefined {
    return this.#loaded.preset
  }

  /** Whether a value has moved since the preset was loaded. How one listens is no edit. */
  get edited(): boolean {
    return this.#edits.size > 0
  }

  /** Own presets first, then those that come with the effect. */
  get all(): readonly Preset[] {
    return [...this.store.presets, ...this.#source.presets]
  }

  /** Whether the loaded preset is one's own. */
  get isOwn(): boolean {
    return this.preset !== undefined && this.store.presets.includes(this.preset)
  }

  /** The values that a preset would hold. */
  get sound(): Values {
    return Object.fromEntries([...this.#soundIds].map((id) => [id, this.#source.get(id)]))
  }

  /** What loading a preset, or the defaults, sets: no way of listening, and nothing locked. */
  valuesOf(preset: Preset | undefined, locked: ReadonlySet<string>): Preset['values'] {
    const values = { ...defaultValues(this.#source.definition), ...preset?.values }
    const kept = Object.entries(values).filter(([id]) => this.#soundIds.has(id) && !locked.has(id))
    return Object.fromEntries(kept)
  }

  /** A preset counts as loaded, with the values as they are now. */
  take(preset: Preset | undefined): void {
    this.#loaded = { preset, values: this.sound }
    this.#edits = new Set()
  }

  /** What was loaded at another time counts again. */
  recall({ preset, values }: Loaded): void {
    this.#loaded = { preset: this.#known(preset), values }
    this.compare()
  }

  /** Finds anew what differs from what was loaded. */
  compare(): void {
    const { values } = this.#loaded
    this.#edits = new Set([...this.#soundIds].filter((id) => this.#source.get(id) !== values[id]))
  }

  /** A value has moved. */
  hear(id: string, value: unknown): void {
    if (!this.#soundIds.has(id)) return
    if (this.#loaded.values[id] === value) this.#edits.delete(id)
    else this.#edits.add(id)
  }

  /** The store has changed: another tab may have saved over the preset or taken it away. */
  storeChanged(): void {
    this.#loaded = { ...this.#loaded, preset: this.#known(this.preset) }
  }

  /** Saves the values as one's own preset, which then counts as loaded. */
  save(name: string): void {
    this.take(this.store.save(name, this.sound))
  }

  /** Gives the loaded preset of one's own another name; one that has that name is replaced. */
  rename(name: string): void {
    const { preset, values } = this.#loaded
    if (!preset || !this.isOwn) return
    this.#loaded = { preset: this.store.rename(preset.name, name), values }
  }

  /** Takes the loaded preset out of the store; the sound stays. Returns what puts it back. */
  remove(): () => void {
    const { preset, values } = this.#loaded
    if (!preset || !this.isOwn) return () => undefined
    this.store.remove(preset.name)
    return () => {
      const again = this.store.save(preset.name, preset.values as Values, preset.purpose)
      if (this.preset === undefined) this.#loaded = { preset: again, values }
      this.compare()
    }
  }

  /** The next (1) or previous (-1) of the list "Default, own ones, factory's"; wraps round. */
  neighbor(direction: 1 | -1): Preset | undefined {
    const list = [undefined, ...this.all]
    const at = list.indexOf(this.preset)
    return list[(at + direction + list.length) % list.length]
  }

  /** A preset may have been saved anew, in another tab too, since it was loaded: it is its name. */
  #known(preset: Preset | undefined): Preset | undefined {
    if (!preset || this.all.includes(preset)) return preset
    return this.store.presets.find(({ name }) => name === preset.name)
  }
}
