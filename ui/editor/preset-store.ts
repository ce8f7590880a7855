import { defaultValues, type EffectDefinition, presetIds } from '../../worklets/core/definition.ts'
import {
  assignValues,
  captureState,
  type EffectState,
  type Preset,
  readState
} from '../../worklets/core/state.ts'
import type { Values } from './history.ts'

/** What is stored and exported: a state with a name. */
interface StoredPreset extends EffectState {
  readonly name: string
  readonly purpose: string
}

interface PresetFile {
  readonly format: typeof FORMAT
  readonly presets: readonly StoredPreset[]
}

export interface ImportResult {
  readonly loaded: readonly Preset[]
  /** One sentence for everything that could not be used. */
  readonly problems: readonly string[]
}

const FORMAT = 'twobus-presets'

/** Longer names are cut: they come from files of anybody. */
const MAX_NAME = 80

/**
 * A person's own presets of one effect, kept in the browser. Fires `change`, also when another tab
 * of the page saves. Where storage is refused (a sandboxed frame) presets live as long as the page.
 */
export class PresetStore extends EventTarget {
  readonly definition: EffectDefinition
  readonly #key: string
  #presets: readonly Preset[]
  #refused = false
  #problems: readonly string[] = []

  constructor(definition: EffectDefinition) {
    super()
    this.definition = definition
    this.#key = `twobus.presets.${definition.id}`
    this.#presets = this.#read()
    globalThis.addEventListener?.('storage', (event: StorageEvent) => {
      if (event.key === this.#key || event.key === null) this.#take(this.#read())
    })
  }

  get presets(): readonly Preset[] {
    return this.#presets
  }

  /** True where the browser keeps nothing: say so, and offer the export. */
  get isTemporary(): boolean {
    return this.#refused
  }

  /** One sentence for everything in the browser's storage that could not be read. */
  get problems(): readonly string[] {
    return this.#problems
  }

  /** The stored text that could not be read in full, kept beside what is saved from now on. */
  get unreadText(): string | undefined {
    try {
      return localStorage.getItem(this.#unreadKey) ?? undefined
    } catch {
      return undefined
    }
  }

  has(name: string): boolean {
    return this.#presets.some((preset) => preset.name === name)
  }

  /** Adds a preset, or replaces the one of that name. Ways of listening are not saved. */
  save(name: string, values: Values, purpose = ''): Preset {
    const preset = { name: clean(name), purpose, values: soundOf(this.definition, values) }
    this.#put(preset, preset.name)
    return preset
  }

  /** Gives a preset another name; one that has that name already is replaced. */
  rename(from: string, to: string): Preset | undefined {
    const preset = this.#presets.find(({ name }) => name === from)
    if (!preset) return undefined
    const renamed = { ...preset, name: clean(to) }
    this.#put(renamed, from)
    return renamed
  }

  remove(name: string): void {
    this.#write(this.#presets.filter((preset) => preset.name !== name))
  }

  /** The text of a file that `importText` reads. */
  exportText(presets: readonly Preset[] = this.#presets): string {
    const file: PresetFile = {
      format: FORMAT,
      presets: presets.map((preset) => this.#pack(preset))
    }
    return `${JSON.stringify(file, undefined, 2)}\n`
  }

  /**
   * Reads a file of presets, or a single state. Never throws. A name that is taken by other values
   * gets a number, so that nothing of one's own is lost.
   */
  importText(text: string, nameOfState: string): ImportResult {
    const { presets, problems } = this.#parse(text, nameOfState)
    const loaded = presets.map((preset) =>
      // What was read has a value for every row.
      this.save(this.#freeName(preset), preset.values as Values, preset.purpose)
    )
    return { loaded, problems }
  }

  /** Puts a preset in the place of the one of a name, and of any that has its own. */
  #put(preset: Preset, instead: string): void {
    const others = this.#presets.filter(({ name }) => name !== instead && name !== preset.name)
    this.#write([...others, preset].sort((a, b) => a.name.localeCompare(b.name)))
  }

  #freeName(preset: Preset): string {
    const same = ({ name, values }: Preset, wanted: string) =>
      name === wanted && JSON.stringify(values) !== JSON.stringify(preset.values)
    let name = clean(preset.name)
    for (let n = 2; this.#presets.some((other) => same(other, name)); n++) {
      name = `${clean(preset.name)} ${n}`
    }
    return name
  }

  #pack({ name, purpose, values }: Preset): StoredPreset {
    const all = defaultValues(this.definition)
    assignValues(this.definition, all, values)
    return { name, purpose, ...captureState(this.definition, all) }
  }

  #parse(text: string, nameOfState: string): { presets: Preset[]; problems: string[] } {
    const { id } = this.definition
    const presets: Preset[] = []
    const problems: string[] = []
    const file = parseJson(text)
    const entries = isRecord(file) && Array.isArray(file.presets) ? file.presets : [file]
    for (const entry of entries) {
      if (!isRecord(entry) || !isRecord(entry.values)) {
        problems.push(`${id}: must be a JSON file of presets; choose one that Export has written`)
        continue
      }
      const name = typeof entry.name === 'string' && entry.name ? entry.name : nameOfState
      const purpose = typeof entry.purpose === 'string' ? entry.purpose : ''
      const read = readState(this.definition, entry)
      problems.push(...read.problems.map((problem) => `${name}: ${problem}`))
      if (!read.values) continue
      presets.push({ name, purpose, values: soundOf(this.definition, read.values) })
    }
    return { presets, problems }
  }

  get #unreadKey(): string {
    return `${this.#key}.unread`
  }

  #read(): readonly Preset[] {
    try {
      const text = localStorage.getItem(this.#key)
      const { presets, problems } =
        text === null ? { presets: [], problems: [] } : this.#parse(text, 'Preset')
      this.#problems = problems
      // The next save would write over what a newer version, or nobody, can read.
      if (text !== null && problems.length > 0) this.#keepUnread(text)
      return presets
    } catch {
      this.#refused = true
      return this.#presets ?? []
    }
  }

  #keepUnread(text: string): void {
    try {
      localStorage.setItem(this.#unreadKey, text)
    } catch {
      // No room for a copy: the original stays until the next save, and the problems tell.
    }
  }

  #write(presets: readonly Preset[]): void {
    try {
      localStorage.setItem(this.#key, this.exportText(presets))
      this.#refused = false
      this.#problems = []
    } catch {
      this.#refused = true
    }
    this.#take(presets)
  }

  #take(presets: readonly Preset[]): void {
    this.#presets = presets
    this.dispatchEvent(new Event('change'))
  }
}

const stores = new Map<string, PresetStore>()

/** The one store of an effect on this page, shared by all its editors. */
export function presetStoreOf(definition: EffectDefinition): PresetStore {
  const known = stores.get(definition.id)
  if (known) return known
  const store = new PresetStore(definition)
  stores.set(definition.id, store)
  return store
}

/** A preset says how it sounds, not whether and how one listens to it. */
function soundOf(definition: EffectDefinition, values: Values): Values {
  const ids = presetIds(definition)
  return Object.fromEntries(Object.entries(values).filter(([id]) => ids.has(id)))
}

function clean(name: string): string {
  return name.trim().slice(0, MAX_NAME) || 'Preset'
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
