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
  readonly #parsers = new Map<string, MidiParser>()
  readonly #inputNames = new Map<string, string>()
  readonly #outputNames = new Map<string, string>()
  readonly #outputs = new Map<string, MIDIOutput>()
  readonly #seen = new Set<string>()
  #access: MIDIAccess | undefined
  #release: AbortController | undefined
  #devices: readonly MidiDevice[] = []

  constructor(listener: MidiListener) {
    super()
    this.#listener = listener
  }

  get isOpen(): boolean {
    return this.#access !== undefined
  }

  /** Those that are here first, then those that have been. */
  get devices(): readonly MidiDevice[] {
    return this.#devices
  }

  /** Parsers of the devices that have been heard, by name. */
  get parsers(): ReadonlyMap<string, MidiParser> {
    return this.#parsers
  }

  /** Where a device can be spoken to. */
  output(name: string): MIDIOutput | undefined {
    return this.#outputs.get(name)
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
    this.#devices = []
  }

  #listen(): void {
    const access = this.#access
    if (!access) return
    const before = this.#devices.filter(({ connected }) => connected)
    const inputs = nameAll(access.inputs.values(), this.#inputNames)
    for (const [name, input] of inputs) {
      const parser = this.#parsers.get(name) ?? new MidiParser()
      this.#parsers.set(name, parser)
      this.#seen.add(name)
      input.onmidimessage = (event) => this.#listener(name, parser, event)
    }
    this.#outputs.clear()
    for (const [name, output] of nameAll(access.outputs.values(), this.#outputNames)) {
      this.#outputs.set(name, output)
    }
    const away = [...this.#seen].filter((name) => !inputs.has(name))
    this.#devices = [
      ...[...inputs.keys()].map((name) => ({ name, connected: true })),
      ...away.map((name) => ({ name, connected: false }))
    ]
    for (const { name } of before) if (!inputs.has(name)) this.#lose(name)
    this.dispatchEvent(new Event('change'))
  }

  #lose(name: string): void {
    this.#parsers.get(name)?.reset()
    this.dispatchEvent(new CustomEvent<string>('gone', { detail: name }))
  }
}

/** Connected ports by name. A port keeps the name it has; one that is new gets the first free. */
function nameAll<Port extends MIDIPort>(
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
    let name = plain
    for (let n = 2; named.has(name); n++) name = `${plain} ${n}`
    known.set(port.id, name)
    named.set(name, port)
  }
  return named
}

function plainName(port: MIDIPort): string {
  const name = port.name ?? 'Controller'
  const maker = port.manufacturer ?? ''
  return maker && !name.startsWith(maker) ? `${maker} ${name}` : name
}
