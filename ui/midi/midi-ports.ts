import { type DeviceName, isSameDevice, readDeviceName } from './device-name.ts'
import type { DevicePlaces } from './device-places.ts'
import { MidiParser } from './midi-parser.ts'

export interface MidiDevice {
  /** Manufacturer and name, with a number from the second of the same name on. */
  readonly name: string
  readonly connected: boolean
}

/** What hears a device: its name, its parser, the message. */
export type MidiListener = (device: string, parser: MidiParser, event: MIDIMessageEvent) => void

/**
 * The ports of a MIDIAccess by names that stay: ids differ from browser to browser, and a device
 * that is plugged in again may have another one. Fires `change` when devices come or go, and `gone`
 * (CustomEvent with a name) for one that goes.
 */
export class MidiPorts extends EventTarget {
  readonly #listener: MidiListener
  readonly #places: DevicePlaces
  readonly #parsers = new Map<string, MidiParser>()
  readonly #inputNames = new Map<string, string>()
  readonly #outputNames = new Map<string, string>()
  readonly #present = new Map<string, DeviceName>()
  readonly #outputs = new Map<string, MIDIOutput>()
  readonly #seen = new Set<string>()
  #access: MIDIAccess | undefined
  #release: AbortController | undefined
  #devices: readonly MidiDevice[] = []

  /** `places` remembers which of equal devices is which. */
  constructor(places: DevicePlaces, listener: MidiListener) {
    super()
    this.#places = places
    this.#listener = listener
  }

  get isOpen(): boolean {
    return this.#access !== undefined
  }

  /** Whether devices may be sent system exclusive messages. */
  get hasExclusive(): boolean {
    return this.#access?.sysexEnabled ?? false
  }

  /** Those that are here first, then those that have been. */
  get devices(): readonly MidiDevice[] {
    return this.#devices
  }

  /** Those that are here, by name, with what the name says. */
  get present(): ReadonlyMap<string, DeviceName> {
    return this.#present
  }

  /** Parsers of the devices that have been heard, by name. */
  get parsers(): ReadonlyMap<string, MidiParser> {
    return this.#parsers
  }

  /** Where a device can be spoken to: its outputs may be called otherwise than its inputs. */
  output(name: string): MIDIOutput | undefined {
    return this.#outputs.get(name)
  }

  send(name: string, bytes: Uint8Array, afterMs?: number): void {
    const at = afterMs === undefined ? undefined : performance.now() + afterMs
    try {
      this.#outputs.get(name)?.send(bytes, at)
    } catch {
      // The device has just gone: the state change that follows says so.
    }
  }

  open(access: MIDIAccess): void {
    if (access === this.#access) return
    this.close()
    this.#access = access
    this.#release = new AbortController()
    access.addEventListener('statechange', () => this.#listen(), { signal: this.#release.signal })
    this.#listen()
  }

  close(): void {
    this.#release?.abort()
    for (const input of this.#access?.inputs.values() ?? []) input.onmidimessage = null
    this.#access = undefined
    this.#outputs.clear()
    this.#present.clear()
    this.#devices = []
  }

  #listen(): void {
    const access = this.#access
    if (!access) return
    const before = this.#devices.filter(({ connected }) => connected)
    const inputs = this.#nameAll(access.inputs.values(), this.#inputNames)
    this.#present.clear()
    for (const [name, input] of inputs) {
      const parser = this.#parsers.get(name) ?? new MidiParser()
      this.#parsers.set(name, parser)
      this.#seen.add(name)
      this.#present.set(name, identityOf(name, input))
      input.onmidimessage = (event) => this.#listener(name, parser, event)
    }
    this.#pairOutputs(this.#nameAll(access.outputs.values(), this.#outputNames))
    const away = [...this.#seen].filter((name) => !inputs.has(name))
    this.#devices = [
      ...[...inputs.keys()].map((name) => ({ name, connected: true })),
      ...away.map((name) => ({ name, connected: false }))
    ]
    for (const { name } of before) if (!inputs.has(name)) this.#lose(name)
    this.dispatchEvent(new Event('change'))
  }

  #pairOutputs(outputs: ReadonlyMap<string, MIDIOutput>): void {
    this.#outputs.clear()
    for (const [name, device] of this.#present) {
      const output = outputs.get(name) ?? equalOutput(device, outputs)
      if (output) this.#outputs.set(name, output)
    }
  }

  #lose(name: string): void {
    this.#parsers.get(name)?.reset()
    this.dispatchEvent(new CustomEvent<string>('gone', { detail: name }))
  }

  /** Connected ports by name. A port keeps the name it has; a new one has that of its place. */
  #nameAll<Port extends MIDIPort>(
    ports: Iterable<Port>,
    known: Map<string, string>
  ): Map<string, Port> {
    const named = new Map<string, Port>()
    const present = [...ports].filter(({ state }) => state === 'connected')
    const fresh: Port[] = []
    for (const port of present) {
      const name = known.get(port.id)
      if (name === undefined || named.has(name)) fresh.push(port)
      else named.set(name, port)
    }
    for (const port of fresh) {
      const plain = plainName(port)
      const isFree = (place: number) => !named.has(placedName(plain, place))
      let place = this.#places.placeOf(plain, port.id) ?? 1
      for (let n = 1; !isFree(place); n++) place = n
      this.#places.remember(plain, place, port.id)
      const name = placedName(plain, place)
      known.set(port.id, name)
      named.set(name, port)
    }
    return named
  }
}

function plainName(port: MIDIPort): string {
  const name = port.name ?? 'Controller'
  const maker = port.manufacturer ?? ''
  return maker && !name.startsWith(maker) ? `${maker} ${name}` : name
}

function placedName(plain: string, place: number): string {
  return place === 1 ? plain : `${plain} ${place}`
}

/** What the name of a port says, with the place that it has got among equal ones. */
function identityOf(name: string, port: MIDIPort): DeviceName {
  const identity = readDeviceName(port.name ?? '', port.manufacturer ?? '')
  const plain = plainName(port)
  const place = name === plain ? 1 : Number(name.slice(plain.length + 1))
  return place > 1 ? { ...identity, unit: place } : identity
}

function equalOutput(
  device: DeviceName,
  outputs: ReadonlyMap<string, MIDIOutput>
): MIDIOutput | undefined {
  for (const [name, output] of outputs) {
    const other = identityOf(name, output)
    if (other.unit === device.unit && isSameDevice(other, device)) return output
  }
  return undefined
}
