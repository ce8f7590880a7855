import { MackieControl, type SurfaceUnit } from '../mackie/mackie-control.ts'
import type { MidiControl } from '../midi-control.ts'
import { type BankMap, readBankMap } from './bank-map.ts'
import { BankSurface } from './bank-surface.ts'
import type { SurfacePage } from './surface-page.ts'

/**
 * The control surfaces of a page: which devices are Mackie Controls, and which have learned banks;
 * kept in the browser. Fires `change` when one comes, goes, or shows something else.
 */
export class Surfaces extends EventTarget {
  readonly midi: MidiControl
  readonly page: SurfacePage
  readonly #key: string
  #mackies: readonly MackieControl[] = []
  #banks: readonly BankSurface[] = []

  constructor(midi: MidiControl, page: SurfacePage, key = 'twobus.midi.surfaces') {
    super()
    this.midi = midi
    this.page = page
    this.#key = key
    const { mackies, banks } = this.#stored
    for (const units of mackies) this.#mackies = [...this.#mackies, this.#makeMackie(units)]
    for (const map of banks) this.#banks = [...this.#banks, this.#makeBank(map)]
  }

  get mackies(): readonly MackieControl[] {
    return this.#mackies
  }

  get banks(): readonly BankSurface[] {
    return this.#banks
  }

  /** Whether a device belongs to a surface. */
  has(device: string): boolean {
    const units = this.#mackies.flatMap((mackie) => mackie.units)
    return [...units, ...this.#banks].some((each) => each.device === device)
  }

  addMackie(units: readonly SurfaceUnit[]): MackieControl {
    const mackie = this.#makeMackie(units)
    this.#mackies = [...this.#mackies, mackie]
    this.#changed()
    return mackie
  }

  /** Changes the units of a surface, as when an extender comes to it. */
  replace(before: MackieControl, units: readonly SurfaceUnit[]): void {
    before.dispose()
    const next = this.#makeMackie(units)
    this.#mackies = this.#mackies.map((each) => (each === before ? next : each))
    this.#changed()
  }

  addBank(device: string): BankSurface {
    const bank = this.#makeBank({ device, rows: [], keys: [] })
    this.#banks = [...this.#banks, bank]
    this.#changed()
    return bank
  }

  remove(surface: MackieControl | BankSurface): void {
    surface.dispose()
    this.#mackies = this.#mackies.filter((each) => each !== surface)
    this.#banks = this.#banks.filter((each) => each !== surface)
    this.#changed()
  }

  /** Lets go of all of them; what they are stays stored. */
  dispose(): void {
    for (const each of [...this.#mackies, ...this.#banks]) each.dispose()
    this.#mackies = []
    this.#banks = []
  }

  #makeMackie(units: readonly SurfaceUnit[]): MackieControl {
    const mackie = new MackieControl(this.midi, this.page, units)
    mackie.addEventListener('change', () => this.dispatchEvent(new Event('change')))
    return mackie
  }

  #makeBank(map: BankMap): BankSurface {
    const bank = new BankSurface(this.midi, this.page, map)
    bank.addEventListener('change', () => this.#changed())
    return bank
  }

  get #stored(): {
    readonly mackies: readonly (readonly SurfaceUnit[])[]
    readonly banks: readonly BankMap[]
  } {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(this.#key) ?? '{}')
      const { mackies, banks } = (stored ?? {}) as Readonly<Record<string, unknown>>
      return {
        mackies: list(mackies)
          .map((units) => list(units).filter(isUnit))
          .filter(hasAny),
        banks: list(banks).flatMap((value) => readBankMap(value) ?? [])
      }
    } catch {
      return { mackies: [], banks: [] }
    }
  }

  #changed(): void {
    const mackies = this.#mackies.map(({ units }) => units)
    const banks = this.#banks.map(({ map }) => map)
    try {
      localStorage.setItem(this.#key, JSON.stringify({ mackies, banks }))
    } catch {
      // A page that may keep nothing has its surfaces for this visit.
    }
    this.dispatchEvent(new Event('change'))
  }
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isUnit(value: unknown): value is SurfaceUnit {
  if (typeof value !== 'object' || value === null) return false
  return 'device' in value && typeof value.device === 'string'
}

function hasAny(units: readonly SurfaceUnit[]): boolean {
  return units.length > 0
}
