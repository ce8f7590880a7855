import { rowOf } from '../../worklets/core/values.ts'
import { Binding } from './binding.ts'
import type { DeviceName } from './device-name.ts'
import { routeDevices } from './device-routes.ts'
import { controlKey } from './mapping.ts'
import type { MappingStore } from './mapping-store.ts'
import type { SourceNames } from './source-names.ts'

/** Mappings at work: those whose effects are there, by the devices that are here. */
export class BindingTable {
  readonly #store: MappingStore
  readonly #names: SourceNames
  readonly #moves: (binding: Binding) => void
  readonly #byDevice = new Map<string, Binding[]>()
  readonly #byControl = new Map<string, Binding[]>()
  #routes: ReadonlyMap<string, string> = new Map()
  #all: readonly Binding[] = []
  #speaking: readonly Binding[] = []

  /** `moves` is called before a binding writes. */
  constructor(store: MappingStore, names: SourceNames, moves: (binding: Binding) => void) {
    this.#store = store
    this.#names = names
    this.#moves = moves
  }

  get all(): readonly Binding[] {
    return this.#all
  }

  /** Of several bindings of one control only the first tells its motor where to go. */
  get speaking(): readonly Binding[] {
    return this.#speaking
  }

  /** The device that a name in a map means, by its name of now; undefined where it is not here. */
  deviceOf(name: string): string | undefined {
    return this.#routes.get(name)
  }

  /** Bindings of a device that is here. */
  of(device: string): readonly Binding[] {
    return this.#byDevice.get(device) ?? []
  }

  /** The bindings that share a binding's control, itself among them. */
  sharing(binding: Binding): readonly Binding[] {
    return this.#byControl.get(controlKey(binding.mapping)) ?? [binding]
  }

  /** Follows what the store, the effects and the devices are now. */
  follow(present: ReadonlyMap<string, DeviceName>): void {
    const old = new Map(this.#all.map((binding) => [this.#store.keyOf(binding.mapping), binding]))
    this.#all = this.#store.mappings.flatMap((mapping) => {
      const source = this.#names.source(mapping.target)
      const row = source && rowOf(source.definition, mapping.param)
      if (!source || !row) return []
      const before = old.get(this.#store.keyOf(mapping))
      if (before?.mapping === mapping && before.source === source) return [before]
      return [new Binding(mapping, source, row, this.#moves, before)]
    })
    const names = this.#store.mappings.map(({ device }) => device)
    this.#routes = routeDevices(names, present)
    this.#byDevice.clear()
    this.#byControl.clear()
    for (const binding of this.#all) {
      const device = this.#routes.get(binding.mapping.device)
      if (device !== undefined) put(this.#byDevice, device, binding)
      put(this.#byControl, controlKey(binding.mapping), binding)
    }
    this.#speaking = [...this.#byControl.values()].flatMap(([first]) => (first ? [first] : []))
  }
}

function put(lists: Map<string, Binding[]>, key: string, binding: Binding): void {
  const list = lists.get(key)
  if (list) list.push(binding)
  else lists.set(key, [binding])
}
