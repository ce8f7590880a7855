/**
 * Reads one object of a document of unknown origin field by field. A field that cannot be used
 * becomes its default and a sentence that says where and why; a missing one its default alone.
 */
export class Reader {
  readonly #value: unknown
  readonly #where: string
  readonly #problems: string[]

  constructor(value: unknown, where: string, problems: string[]) {
    this.#value = value
    this.#where = where
    this.#problems = problems
  }

  get isObject(): boolean {
    return typeof this.#value === 'object' && this.#value !== null && !Array.isArray(this.#value)
  }

  get(field: string): unknown {
    return this.isObject ? (this.#value as Record<string, unknown>)[field] : undefined // checked
  }

  report(problem: string): void {
    this.#problems.push(`${this.#where}: ${problem}`)
  }

  child(field: string): Reader {
    return new Reader(this.get(field), `${this.#where}.${field}`, this.#problems)
  }

  text(field: string, fallback: string): string {
    const value = this.get(field)
    if (typeof value === 'string') return value
    return this.#fallback(field, 'a text', value, fallback)
  }

  number(field: string, [min, max]: readonly [number, number], fallback: number): number {
    const value = this.get(field)
    if (typeof value === 'number' && value >= min && value <= max) return value
    return this.#fallback(field, `a number from ${min} to ${max}`, value, fallback)
  }

  flag(field: string): boolean {
    const value = this.get(field)
    if (typeof value === 'boolean') return value
    return this.#fallback(field, 'true or false', value, false)
  }

  /** The entries that `read` could use. */
  list<T>(field: string, read: (entry: Reader) => T | undefined): readonly T[] {
    const value = this.get(field)
    if (!Array.isArray(value)) return this.#fallback<readonly T[]>(field, 'a list', value, [])
    const entries = value.map((entry, i) => {
      return read(new Reader(entry, `${this.#where}.${field}[${i + 1}]`, this.#problems))
    })
    return entries.filter((entry) => entry !== undefined)
  }

  #fallback<T>(field: string, wanted: string, value: unknown, fallback: T): T {
    if (value !== undefined) {
      this.report(`${field} must be ${wanted}, got ${JSON.stringify(value)}`)
    }
    return fallback
  }
}
