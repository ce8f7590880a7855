import { DevicePlaces } from './device-places.ts'
import { isSamePlace, type Mapping, readMappings } from './mapping.ts'
import { TAKE_OVERS, type TakeOverMode } from './take-over.ts'

const FORMAT = 'twobus-midi-map'
/** Older steps are forgotten. */
const MOST_STEPS = 50
const FOLLOWS = 'follows'

interface Step {
  readonly mappings: readonly Mapping[]
  readonly takeOver: TakeOverMode
  /** What the step has done, in a sentence. */
  readonly what: string
}

/**
 * The page's mappings, kept in the browser, in step with other tabs; every change can be undone.
 * What is stored but cannot be read is kept under the key with ".backup". Fires `change`.
 */
export class MappingStore extends EventTarget {
  /** What could not be read of the stored map, a sentence for each. */
  readonly problems: readonly string[] = []
  /** Which of several equal devices is which. */
  readonly places: DevicePlaces
  readonly #key: string
  /** A mapping that is edited is another object; its key stays. */
  readonly #keys = new WeakMap<Mapping, number>()
  readonly #steps: Step[] = []
  readonly #undone: Step[] = []
  readonly #release = new AbortController()
  #nextKey = 1
  #mappings: readonly Mapping[] = []
  #takeOver: TakeOverMode = 'pickup'
  #followsClock = false
  #refused = false

  /** Pages that must not share their maps take keys of their own. */
  constructor(key = 'twobus.midi') {
    super()
    this.#key = key
    this.places = new DevicePlaces(`${key}.places`)
    try {
      this.#followsClock = localStorage.getItem(`${key}.clock`) === FOLLOWS
      const text = localStorage.getItem(key)
      if (text !== null) this.problems = this.#read(text)
      if (text !== null && this.problems.length > 0) localStorage.setItem(`${key}.backup`, text)
    } catch {
      this.#refused = true
    }
    const { signal } = this.#release
    globalThis.addEventListener?.('storage', (event) => this.#onStorage(event), { signal })
  }

  /** Lets go of the page; the mappings stay stored. */
  dispose(): void {
    this.#release.abort()
  }

  get mappings(): readonly Mapping[] {
    return this.#mappings
  }

  /** What learning gives to new mappings. */
  get takeOver(): TakeOverMode {
    return this.#takeOver
  }

  /** For all mappings, those to come as well. */
  setTakeOver(takeOver: TakeOverMode): void {
    const mappings = this.#mappings.map((mapping) => this.#edited(mapping, { takeOver }))
    this.#step('Changed the take-over', mappings, takeOver)
  }

  /** Whether people want the tempo of a MIDI clock; no part of the map, and no step to undo. */
  get followsClock(): boolean {
    return this.#followsClock
  }

  set followsClock(follows: boolean) {
    this.#followsClock = follows
    try {
      localStorage.setItem(`${this.#key}.clock`, follows ? FOLLOWS : '')
    } catch {
      // It holds for this visit, and the map that is stored next tells that nothing is kept.
    }
  }

  /** True where the browser keeps nothing: offer the export. */
  get isTemporary(): boolean {
    return this.#refused
  }

  /** What `undo` would take back, in a sentence; undefined where there is nothing. */
  get undoable(): string | undefined {
    return this.#steps.at(-1)?.what
  }

  /** What `redo` would do again. */
  get redoable(): string | undefined {
    return this.#undone.at(-1)?.what
  }

  /** Stays the same for a mapping that is edited: for lists that keep their rows. */
  keyOf(mapping: Mapping): number {
    const known = this.#keys.get(mapping)
    if (known !== undefined) return known
    const key = this.#nextKey++
    this.#keys.set(mapping, key)
    return key
  }

  /** Adds a mapping; the same control on the same parameter keeps what was set of it before. */
  add(mapping: Mapping): void {
    if (this.#mappings.some((other) => isSamePlace(other, mapping))) return
    this.set([...this.#mappings, mapping], 'Learned 1 mapping')
  }

  /** Changes a mapping; what becomes the same as another takes its place. */
  edit(mapping: Mapping, change: Partial<Mapping>): void {
    this.#step('Changed 1 mapping', this.#with(mapping, change), this.#takeOver)
  }

  /** As `edit`, for what was found out rather than done. */
  refine(mapping: Mapping, change: Partial<Mapping>): void {
    this.#take(this.#with(mapping, change), this.#takeOver)
  }

  remove(mapping: Mapping): void {
    this.set(
      this.#mappings.filter((other) => other !== mapping),
      'Removed 1 mapping'
    )
  }

  /** Takes all of them; `what` says so in the past tense. */
  set(mappings: readonly Mapping[], what = 'Changed the map'): void {
    this.#step(what, mappings, this.#takeOver)
  }

  undo(): void {
    this.#restore(this.#steps, this.#undone)
  }

  redo(): void {
    this.#restore(this.#undone, this.#steps)
  }

  exportText(): string {
    const takeOver = this.#takeOver
    const file = { format: FORMAT, version: 1, takeOver, mappings: this.#mappings }
    return `${JSON.stringify(file, undefined, 2)}\n`
  }

  /** Adds what a file has to what is there; returns a sentence for each entry it cannot use. */
  importText(text: string): { readonly count: number; readonly problems: readonly string[] } {
    const { mappings, problems } = parse(text)
    const isNew = (mapping: Mapping, i: number) =>
      mappings.findLastIndex((other) => isSamePlace(other, mapping)) === i
    const fresh = mappings.filter(isNew)
    const count = fresh.length
    if (count > 0) {
      const isKept = (old: Mapping) => !fresh.some((mapping) => isSamePlace(old, mapping))
      const what = count === 1 ? 'Imported 1 mapping' : `Imported ${count} mappings`
      this.set([...this.#mappings.filter(isKept), ...fresh], what)
    }
    return { count, problems }
  }

  #with(mapping: Mapping, change: Partial<Mapping>): readonly Mapping[] {
    const next = this.#edited(mapping, change)
    return this.#mappings.flatMap((other) => {
      if (other === mapping) return [next]
      return isSamePlace(other, next) ? [] : [other]
    })
  }

  #edited(mapping: Mapping, change: Partial<Mapping>): Mapping {
    const next = { ...mapping, ...change }
    this.#keys.set(next, this.keyOf(mapping))
    return next
  }

  #step(what: string, mappings: readonly Mapping[], takeOver: TakeOverMode): void {
    this.#steps.push({ mappings: this.#mappings, takeOver: this.#takeOver, what })
    if (this.#steps.length > MOST_STEPS) this.#steps.shift()
    this.#undone.length = 0
    this.#take(mappings, takeOver)
  }

  #restore(from: Step[], to: Step[]): void {
    const step = from.pop()
    if (!step) return
    to.push({ mappings: this.#mappings, takeOver: this.#takeOver, what: step.what })
    this.#take(step.mappings, step.takeOver)
  }

  #take(mappings: readonly Mapping[], takeOver: TakeOverMode): void {
    this.#mappings = mappings
    this.#takeOver = takeOver
    try {
      localStorage.setItem(this.#key, this.exportText())
      this.#refused = false
    } catch {
      this.#refused = true
    }
    this.dispatchEvent(new Event('change'))
  }

  #read(text: string): readonly string[] {
    const { mappings, problems, takeOver } = parse(text)
    this.#mappings = mappings
    if (takeOver) this.#takeOver = takeOver
    return problems
  }

  /** Another tab has learned: the newer map holds, and this tab's steps no longer lead to it. */
  #onStorage({ key, newValue }: StorageEvent): void {
    if (key !== this.#key || newValue === null || newValue === this.exportText()) return
    this.#steps.length = 0
    this.#undone.length = 0
    this.#read(newValue)
    this.dispatchEvent(new Event('change'))
  }
}

function parse(
  text: string
): ReturnType<typeof readMappings> & { readonly takeOver?: TakeOverMode | undefined } {
  try {
    const file: unknown = JSON.parse(text)
    const isFile = typeof file === 'object' && file !== null && 'mappings' in file
    if (!isFile) return readMappings(file)
    const takeOver = 'takeOver' in file ? file.takeOver : undefined
    return {
      ...readMappings(file.mappings),
      takeOver: TAKE_OVERS.find((known) => known === takeOver)
    }
  } catch {
    const problem = 'midi map: must be a JSON file; choose one that Export has written'
    return { mappings: [], problems: [problem] }
  }
}
