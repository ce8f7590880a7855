import type { DeviceName } from './device-name.ts'
import { isGeneric } from './device-name.ts'
import type { MappingStore } from './mapping-store.ts'

/** "Use the mappings of `from` for `device`." */
export interface DeviceOffer {
  readonly device: string
  readonly from: string
  readonly count: number
}

/**
 * Devices that are here without any mappings, each with the mappings of one that is not here: names
 * that nothing tells to be the same may be. The one with the most mappings is offered.
 */
export function offersFor(
  store: MappingStore,
  present: ReadonlyMap<string, DeviceName>,
  deviceOf: (name: string) => string | undefined
): readonly DeviceOffer[] {
  const counts = new Map<string, number>()
  const used = new Set<string>()
  for (const { device } of store.mappings) {
    const here = deviceOf(device)
    if (here === undefined) counts.set(device, (counts.get(device) ?? 0) + 1)
    else used.add(here)
  }
  const away = [...counts].sort(([, a], [, b]) => b - a)
  return [...present].flatMap(([device, name]) => {
    if (used.has(device) || isGeneric(name)) return []
    const best = away.find(([from]) => !store.places.isRefused(offerKey({ device, from })))
    return best ? [{ device, from: best[0], count: best[1] }] : []
  })
}

export function offerKey({ device, from }: Pick<DeviceOffer, 'device' | 'from'>): string {
  return `${from} > ${device}`
}

/** Gives the device all mappings of the other name. */
export function takeOffer(store: MappingStore, { device, from, count }: DeviceOffer): void {
  const mappings = store.mappings.map((each) => (each.device === from ? { ...each, device } : each))
  const what = count === 1 ? '1 mapping' : `${count} mappings`
  store.set(mappings, `Took ${what} over from ${from}`)
}

/** Changes the places of two devices, as where equal ones were plugged in the other way round. */
export function exchangeDevices(store: MappingStore, a: string, b: string): void {
  const mappings = store.mappings.map((each) => {
    if (each.device === a) return { ...each, device: b }
    return each.device === b ? { ...each, device: a } : each
  })
  store.set(mappings, 'Changed the places of two devices')
}
