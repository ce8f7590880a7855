import { type Mapping, readMappings } from './mapping.ts'
import { TAKE_OVERS, type TakeOverMode } from './take-over.ts'

const FORMAT = 'twobus-midi-map'

/** The page's mappings, kept in the browser. Fires `change`. */
export class MappingStore extends EventTarget {
  readonly #key: string
  #mappings: readonly Mapping[] = []
  #takeOver: TakeOverMode = 'pickup'
  #refused = false

  /** Pages that must not share their maps take keys of their own. */
  constructor(key = 'twobus.midi') {
    super()
    this.#key = key
    try {
      const text = localStorage.getItem(key)
      if (text !== null) this.#read(text)
    } catch {
      this.#refused = true
    }
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
    this.#takeOver = takeOver
    this.set(this.#mappings.map((mapping) => ({ ...mapping, takeOver })))
  }

  /** True where the browser keeps nothing: offer the export. */
  get isTemporary(): boolean {
    return this.#refused
  }

  add(mapping: Mapping): void {
    this.set([...this.#mappings.filter((other) => !isSame(other, mapping)), mapping])
  }

  replace(old: Mapping, mapping: Mapping): void {
    this.set(this.#mappings.map((other) => (other === old ? mapping : other)))
  }

  remove(mapping: Mapping): void {
    this.set(this.#mappings.filter((other) => other !== mapping))
  }

  set(mappings: readonly Mapping[]): void {
    this.#mappings = mappings
    try {
      localStorage.setItem(this.#key, this.exportText())
      this.#refused = false
    } catch {
      this.#refused = true
    }
    this.dispatchEvent(new Event('change'))
  }

  exportText(): string {
    const takeOver = this.#takeOver
    const file = { format: FORMAT, version: 1, takeOver, mappings: this.#mappings }
    return `${JSON.stringify(file, undefined, 2)}\n`
  }

  #read(text: string): void {
    const { mappings, takeOver } = parse(text)
    this.#mappings = mappings
    if (takeOver) this.#takeOver = takeOver
  }

  /** Adds what a file has to what is there; returns a sentence for each entry it cannot use. */
  importText(text: string): readonly string[] {
    const { mappings, problems } = parse(text)
    if (mappings.length > 0) {
      const kept = this.#mappings.filter((old) => !mappings.some((mapping) => isSame(old, mapping)))
      this.set([...kept, ...mappings])
    }
    return problems
  }
}

/** The same control on the same parameter. */
function isSame(a: Mapping, b: Mapping): boolean {
  return (
    a.device === b.device &&
    a.channel === b.channel &&
    a.kind === b.kind &&
    a.number === b.number &&
    a.target === b.target &&
    a.param === b.param
  )
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
