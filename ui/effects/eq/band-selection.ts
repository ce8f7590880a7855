import type { BandNumber } from './bands.ts'

interface SelectionOptions {
  /** The band that the deck shows. */
  selected(): BandNumber | undefined
  /** Asks for another one, or for none. */
  select(band: BandNumber | undefined): void
  /** Other bands go with the selected one. */
  changed(): void
}

/** Which bands are chosen: the one that the deck shows, and those that move along with it. */
export class BandSelection {
  readonly #options: SelectionOptions
  #others: ReadonlySet<BandNumber> = new Set()

  constructor(options: SelectionOptions) {
    this.#options = options
  }

  /** The selected band first, then those that go with it. */
  get group(): readonly BandNumber[] {
    const selected = this.#options.selected()
    return selected === undefined ? [] : [...new Set([selected, ...this.#others])]
  }

  /** A band, and those that go with it. */
  groupOf(n: BandNumber): readonly [BandNumber, ...BandNumber[]] {
    return this.#others.has(n) ? [n, ...[...this.#others].filter((other) => other !== n)] : [n]
  }

  /** Selects a band; bands that are taken together stay so if it is one of them. */
  select(n: BandNumber): void {
    if (!this.#others.has(n)) this.#goWith([])
    this.#options.select(n)
  }

  /** Selects a band and lets all others go. */
  only(n: BandNumber): void {
    this.#goWith([])
    this.#options.select(n)
  }

  none(): void {
    if (this.#options.selected() === undefined) return
    this.#goWith([])
    this.#options.select(undefined)
  }

  /** Takes these bands together; the first is selected unless one of them is already. */
  take(bands: readonly BandNumber[]): void {
    this.#goWith(bands)
    const selected = this.#options.selected()
    const [first] = bands
    if (first === undefined) this.none()
    else if (selected === undefined || !bands.includes(selected)) this.select(first)
  }

  /** A band goes with the others from now on, or no more. */
  toggle(n: BandNumber): void {
    const { group } = this
    if (!group.includes(n)) this.take([...group, n])
    else if (group.length > 1) this.take(group.filter((other) => other !== n))
  }

  #goWith(bands: readonly BandNumber[]): void {
    this.#others = new Set(bands)
    this.#options.changed()
  }
}
