import type { BindingTable } from './binding-table.ts'
import type { Mapping } from './mapping.ts'
import type { MappingStore } from './mapping-store.ts'
import { FINE_OFFSET, type MidiParser } from './midi-parser.ts'

/**
 * Keeps what controls have shown themselves to be since they were mapped: the codes of encoders,
 * and two controllers that are the halves of one number.
 */
export function refineMappings(
  store: MappingStore,
  table: BindingTable,
  parsers: ReadonlyMap<string, MidiParser>
): void {
  for (const { mapping, found, channel } of table.all) {
    if (found && mapping.mode === 'auto') store.refine(mapping, { mode: found })
    else if (mapping.kind === 'cc' && mapping.number < 2 * FINE_OFFSET) {
      const parser = parsers.get(table.deviceOf(mapping.device) ?? '')
      const number = mapping.number % FINE_OFFSET
      if (!parser?.isPair(channel, number) || hasOtherHalf(store, mapping)) continue
      store.refine(mapping, { kind: 'cc14', number, mode: 'auto' })
    }
  }
}

/** Whether both controllers of a pair have been mapped: somebody means them as two. */
function hasOtherHalf(store: MappingStore, { device, channel, number }: Mapping): boolean {
  const other = number < FINE_OFFSET ? number + FINE_OFFSET : number - FINE_OFFSET
  return store.mappings.some(
    (each) =>
      each.kind === 'cc' &&
      each.device === device &&
      each.channel === channel &&
      each.number === other
  )
}
