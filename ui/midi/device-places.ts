/**
 * Which of several equal devices is the first and which the second, as far as the browser's ids
 * tell, and which offers have been refused; kept in the browser.
 */
export class DevicePlaces {
  readonly #key: string
  /** Ids by the plain name of devices, in the order of their places. */
  readonly #ids = new Map<string, string[]>()
  readonly #refused = new Set<string>()

  constructor(key: string) {
    this.#key = key
    try {
      this.#read(JSON.parse(localStorage.getItem(key) ?? '{}'))
    } catch {
      // What cannot be read is learned anew as devices come.
    }
  }

  /** The place of a device, 1 and up; undefined where it has not been seen. */
  placeOf(name: string, id: string): number | undefined {
    const at = this.#ids.get(name)?.indexOf(id) ?? -1
    return at < 0 ? undefined : at + 1
  }

  remember(name: string, place: number, id: string): void {
    const ids = this.#ids.get(name) ?? []
    if (ids[place - 1] === id) return
    const others = ids.map((other) => (other === id ? '' : other))
    while (others.length < place) others.push('')
    others[place - 1] = id
    this.#ids.set(name, others)
    this.#write()
  }

  isRefused(offer: string): boolean {
    return this.#refused.has(offer)
  }

  refuse(offer: string): void {
    this.#refused.add(offer)
    this.#write()
  }

  #read(stored: unknown): void {
    if (typeof stored !== 'object' || stored === null) return
    const { ids, refused } = stored as Readonly<Record<string, unknown>>
    const isText = (value: unknown): value is string => typeof value === 'string'
    if (typeof ids === 'object' && ids !== null) {
      for (const [name, list] of Object.entries(ids)) {
        if (Array.isArray(list) && list.every(isText)) this.#ids.set(name, list)
      }
    }
    if (Array.isArray(refused)) for (const offer of refused.filter(isText)) this.#refused.add(offer)
  }

  #write(): void {
    const stored = { ids: Object.fromEntries(this.#ids), refused: [...this.#refused] }
    try {
      localStorage.setItem(this.#key, JSON.stringify(stored))
    } catch {
      // A page that may keep nothing knows devices for this visit.
    }
  }
}
