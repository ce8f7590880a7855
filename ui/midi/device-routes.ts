import { type DeviceName, isGeneric, isSameDevice, readDeviceName } from './device-name.ts'

/**
 * Which of the devices that are here each name in a map means. A name is that of the very port, or
 * of the same port of the same device on another system; where several equal devices have had maps
 * and only one is here that nobody else means, it is that one.
 */
export function routeDevices(
  wanted: Iterable<string>,
  present: ReadonlyMap<string, DeviceName>
): ReadonlyMap<string, string> {
  const routes = new Map<string, string>()
  const left: string[] = []
  for (const name of new Set(wanted)) {
    const device = present.has(name) ? name : equalOf(name, present)
    if (device === undefined) left.push(name)
    else routes.set(name, device)
  }
  for (const name of left) {
    const taken = new Set(routes.values())
    const free = [...present.keys()].filter((device) => !taken.has(device))
    const device = free.find((candidate) => isOfKind(name, present.get(candidate)))
    if (device !== undefined) routes.set(name, device)
  }
  return routes
}

/** The device of the same kind, port and unit. */
function equalOf(name: string, present: ReadonlyMap<string, DeviceName>): string | undefined {
  for (const meaning of meaningsOf(name)) {
    for (const [device, other] of present) {
      if (other.unit === meaning.unit && isSameDevice(other, meaning)) return device
    }
  }
  return undefined
}

function isOfKind(name: string, device: DeviceName | undefined): boolean {
  return device !== undefined && meaningsOf(name).some((each) => isSameDevice(each, device))
}

/**
 * A number at the end of a name may be that of a model, or ours for the second of equal devices.
 */
function meaningsOf(name: string): readonly DeviceName[] {
  const plain = readDeviceName(name)
  const [, base, unit] = /^(.+) (\d+)$/.exec(name) ?? []
  const numbered = base === undefined ? [] : [{ ...readDeviceName(base), unit: Number(unit) }]
  return [plain, ...numbered].filter((each) => !isGeneric(each))
}
