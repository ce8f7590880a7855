import type { AnySource } from '../core/any-source.ts'

interface Entry {
  readonly source: AnySource
  readonly label: () => string
}

/**
 * Effects by the names that mappings know them by. Fires `change` when one comes or goes, and
 * `moved` (CustomEvent with `source` and `param`) when one of their parameters moves.
 */
export class SourceNames extends EventTarget {
  readonly #entries = new Map<string, Entry>()
  readonly #names = new Map<AnySource, string>()

  source(name: string): AnySource | undefined {
    return this.#entries.get(name)?.source
  }

  has(source: AnySource): boolean {
    return this.#names.has(source)
  }

  /** What people call it; its bare name as long as it is not there. */
  labelOf(name: string): string {
    return this.#entries.get(name)?.label() ?? name
  }

  /** Takes a source under a name, in place of what has had that name, and of its own other name. */
  add(name: string, source: AnySource, label = () => source.definition.title): void {
    const before = this.#entries.get(name)
    this.#entries.set(name, { source, label })
    if (before?.source === source) return
    if (before) this.#letGo(before.source)
    const other = this.#names.get(source)
    if (other === undefined) source.addEventListener('change', this.#onChange)
    else this.#entries.delete(other)
    this.#names.set(source, name)
    this.#changed()
  }

  /** Takes a source out, unless another one has its name by now. */
  delete(name: string, source: AnySource): void {
    if (this.#entries.get(name)?.source !== source) return
    this.#entries.delete(name)
    this.#letGo(source)
    this.#changed()
  }

  /** The name of a source; one that has none gets its effect's, with a number. */
  nameOf(source: AnySource): string {
    const known = this.#names.get(source)
    if (known !== undefined) return known
    let name = source.definition.id
    for (let n = 2; this.#entries.has(name); n++) name = `${source.definition.id} ${n}`
    this.add(name, source)
    return name
  }

  clear(): void {
    for (const source of this.#names.keys()) this.#letGo(source)
    this.#entries.clear()
  }

  #letGo(source: AnySource): void {
    this.#names.delete(source)
    source.removeEventListener('change', this.#onChange)
  }

  readonly #onChange = (event: Event) => {
    // Sources dispatch `change` as a CustomEvent with the id that moved.
    const { id } = (event as CustomEvent<{ readonly id: string }>).detail
    const detail = { source: event.target, param: id }
    this.dispatchEvent(new CustomEvent('moved', { detail }))
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'))
  }
}
