import type { AnySource } from '../core/any-source.ts'
import { Binding } from './binding.ts'
import { type DeviceControl, type Mapping, makeMapping } from './mapping.ts'
import { MappingStore } from './mapping-store.ts'
import { MessageLog } from './message-log.ts'
import { MidiParser } from './midi-parser.ts'

export interface MidiDevice {
  /** Manufacturer and name: what mappings know it by. */
  readonly name: string
  readonly connected: boolean
}

/** A parameter that waits for a control. */
export interface MidiTarget {
  readonly source: AnySource
  readonly param: string
}

export interface MidiControlOptions {
  readonly store?: MappingStore
  /** Instead of `navigator.requestMIDIAccess`, for tests and other hosts. */
  readonly request?: () => Promise<MIDIAccess>
}

/** A coarse byte may be half of a pair: learning waits so long for the other half. */
const PAIR_WAIT_MS = 80
const FEEDBACK_MS = 33
/** A hand that rests so long has ended its gesture. */
const GESTURE_PAUSE_MS = 500

const NO_MIDI =
  'This browser has no Web MIDI. Use Chrome, Edge or Firefox to play parameters from a controller.'
const REFUSED = 'MIDI was refused. Allow it in the address bar and try again.'

/**
 * Controllers move parameters. Register effects under names that stay, connect in a click, learn.
 *
 * Events: `change` (devices, mappings, learning), `moved` (CustomEvent<MidiTarget>: a gesture
 * begins), `rested` (it has ended), `problem` (CustomEvent with a sentence). What comes in is in
 * `log`.
 */
export class MidiControl extends EventTarget {
  readonly store: MappingStore
  readonly log: MessageLog = new MessageLog()
  readonly #request: (() => Promise<MIDIAccess>) | undefined
  readonly #sources = new Map<string, AnySource>()
  readonly #names = new Map<AnySource, string>()
  readonly #labels = new Map<string, () => string>()
  readonly #parsers = new Map<string, MidiParser>()
  /** Bindings by the name of their device. */
  readonly #bindings = new Map<string, Binding[]>()
  #all: Binding[] = []
  #access: MIDIAccess | undefined
  #learning: MidiTarget | undefined
  #candidate: ReturnType<typeof setTimeout> | undefined
  #timer: ReturnType<typeof setInterval> | undefined
  /** Bindings whose gesture is under way. */
  readonly #moving = new Set<Binding>()
  readonly #bytes = new Uint8Array(3)

  constructor(options: MidiControlOptions = {}) {
    super()
    this.store = options.store ?? new MappingStore()
    this.#request = options.request ?? browserRequest()
    this.store.addEventListener('change', () => this.#rebind())
  }

  /** False where the browser has no Web MIDI: hide what belongs to it. */
  get isSupported(): boolean {
    return this.#request !== undefined
  }

  get isConnected(): boolean {
    return this.#access !== undefined
  }

  get devices(): readonly MidiDevice[] {
    const inputs = [...(this.#access?.inputs.values() ?? [])]
    return inputs.map((input) => ({ name: nameOf(input), connected: input.state === 'connected' }))
  }

  get learning(): MidiTarget | undefined {
    return this.#learning
  }

  get bindings(): readonly Binding[] {
    return this.#all
  }

  /** Asks for MIDI; to be called in a click or a key press. False with a `problem` where it fails. */
  async connect(): Promise<boolean> {
    if (this.#access) return true
    if (!this.#request) return this.#tell(NO_MIDI)
    try {
      this.use(await this.#request())
      return true
    } catch {
      return this.#tell(REFUSED)
    }
  }

  /** Takes an access that is there. */
  use(access: MIDIAccess): void {
    this.#access = access
    access.addEventListener('statechange', () => this.#listen())
    this.#listen()
    this.#timer ??= setInterval(() => this.#tick(), FEEDBACK_MS)
  }

  /** Lets go of devices and effects; the mappings stay. */
  dispose(): void {
    clearInterval(this.#timer)
    clearTimeout(this.#candidate)
    this.#timer = undefined
    for (const input of this.#access?.inputs.values() ?? []) input.onmidimessage = null
    for (const source of this.#names.keys()) source.removeEventListener('change', this.#onChange)
    this.#sources.clear()
    this.#names.clear()
    this.#access = undefined
    this.#rebind()
  }

  /**
   * Makes an effect known under a name that is the same at the next visit; `label` says it to
   * people ("Vocals · EQ"). Returns the function that takes it out again.
   */
  register(name: string, source: AnySource, label?: () => string): () => void {
    const before = this.#sources.get(name)
    this.#labels.set(name, label ?? (() => source.definition.title))
    if (before === source) return () => this.#unregister(name, source)
    if (before) this.#unregister(name, before)
    this.#sources.set(name, source)
    this.#names.set(source, name)
    source.addEventListener('change', this.#onChange)
    this.#rebind()
    return () => this.#unregister(name, source)
  }

  #unregister(name: string, source: AnySource): void {
    if (this.#sources.get(name) !== source) return
    this.#sources.delete(name)
    this.#names.delete(source)
    source.removeEventListener('change', this.#onChange)
    this.#rebind()
  }

  /** What people call a target; its bare name as long as it is not there. */
  labelOf(name: string): string {
    return this.#labels.get(name)?.() ?? name
  }

  /** The name of a source; one that nobody has registered gets its effect's, with a number. */
  nameOf(source: AnySource): string {
    const known = this.#names.get(source)
    if (known !== undefined) return known
    let name = source.definition.id
    for (let n = 2; this.#sources.has(name); n++) name = `${source.definition.id} ${n}`
    this.register(name, source)
    return name
  }

  /** The next control that moves is mapped to this parameter. */
  learn(target: MidiTarget): void {
    clearTimeout(this.#candidate)
    this.nameOf(target.source)
    this.#learning = target
    this.#changed()
  }

  cancelLearning(): void {
    clearTimeout(this.#candidate)
    this.#learning = undefined
    this.#changed()
  }

  /** Takes all controls off a parameter. */
  forget({ source, param }: MidiTarget): void {
    const name = this.#names.get(source)
    const { store } = this
    store.set(
      store.mappings.filter((mapping) => mapping.target !== name || mapping.param !== param)
    )
  }

  /** Moves what a mapping moves as if its control stood at 0..1: a test without the hardware. */
  tryOut(mapping: Mapping, travel: number): void {
    const binding = this.#all.find((each) => each.mapping === mapping)
    binding?.moveTo(travel, performance.now())
  }

  /** The bindings of a parameter. */
  bindingsOf({ source, param }: MidiTarget): readonly Binding[] {
    return this.#all.filter((binding) => binding.source === source && binding.row.id === param)
  }

  #listen(): void {
    for (const input of this.#access?.inputs.values() ?? []) {
      const name = nameOf(input)
      const parser = this.#parsers.get(input.id) ?? new MidiParser()
      this.#parsers.set(input.id, parser)
      if (input.state !== 'connected') parser.reset()
      input.onmidimessage = (event) => this.#receive(name, parser, event)
    }
    for (const binding of this.#all) binding.feedbackDue = true
    this.#changed()
  }

  #receive(device: string, parser: MidiParser, { data, timeStamp }: MIDIMessageEvent): void {
    if (!data || !parser.read(data, timeStamp)) return
    this.log.write(device, parser.kind, parser.channel, parser.number, parser.raw)
    if (this.#learning) {
      this.#learnFrom(device, parser)
      return
    }
    const bindings = this.#bindings.get(device)
    if (!bindings) return
    for (let i = 0; i < bindings.length; i++) {
      const binding = bindings[i]
      if (!binding?.matches(parser)) continue
      binding.apply(parser, timeStamp)
    }
  }

  #learnFrom(device: string, parser: MidiParser): void {
    const { kind, number, raw } = parser
    // A key that is let go was pressed for something else.
    if (kind === 'note' && raw === 0) return
    clearTimeout(this.#candidate)
    const channel = parser.channel + 1
    const finish = () => this.#finishLearning({ device, channel, kind, number })
    if (kind === 'cc' && number < 32) this.#candidate = setTimeout(finish, PAIR_WAIT_MS)
    else finish()
  }

  #finishLearning(control: DeviceControl): void {
    const target = this.#learning
    if (!target) return
    this.#learning = undefined
    const { param } = target
    const place = { target: this.nameOf(target.source), param }
    this.store.add(makeMapping(control, place, this.store.takeOver))
  }

  #rebind(): void {
    const kept = new Map(this.#all.map((binding) => [binding.mapping, binding]))
    this.#all = this.store.mappings.flatMap((mapping) => {
      const source = this.#sources.get(mapping.target)
      const row = source?.definition.params.find(({ id }) => id === mapping.param)
      if (!source || !row) return []
      const old = kept.get(mapping)
      return [old?.source === source ? old : new Binding(mapping, source, row, this.#begin)]
    })
    this.#bindings.clear()
    for (const binding of this.#all) {
      const { device } = binding.mapping
      this.#bindings.set(device, [...(this.#bindings.get(device) ?? []), binding])
    }
    this.#changed()
  }

  readonly #onChange = (event: Event) => {
    // Sources dispatch `change` as a CustomEvent with the id that moved.
    const { id } = (event as CustomEvent<{ readonly id: string }>).detail
    const now = performance.now()
    for (let i = 0; i < this.#all.length; i++) {
      const binding = this.#all[i]
      if (binding?.source === event.target && binding?.row.id === id) binding.noteChange(now)
    }
  }

  readonly #begin = (binding: Binding) => {
    if (this.#moving.has(binding)) return
    this.#moving.add(binding)
    const detail: MidiTarget = { source: binding.source, param: binding.row.id }
    this.dispatchEvent(new CustomEvent('moved', { detail }))
  }

  /** Ends gestures that rest, and tells motors and LED rings where their parameters stand. */
  #tick(): void {
    const now = performance.now()
    for (const binding of this.#moving) {
      if (now - binding.movedAt < GESTURE_PAUSE_MS) continue
      this.#moving.delete(binding)
      const detail: MidiTarget = { source: binding.source, param: binding.row.id }
      this.dispatchEvent(new CustomEvent('rested', { detail }))
    }
    for (const binding of this.#all) if (binding.wantsFeedback(now)) this.#send(binding)
  }

  #send(binding: Binding): void {
    binding.feedbackDue = false
    const { device, kind, number, channel } = binding.mapping
    const outputs = this.#access?.outputs.values() ?? []
    const output = [...outputs].find(
      (each) => nameOf(each) === device && each.state === 'connected'
    )
    if (!output) return
    const port = channel === 'any' ? 0 : channel - 1
    const fine = Math.round(binding.travel * 16383)
    const coarse = Math.round(binding.travel * 127)
    try {
      if (kind === 'cc') this.#write(output, 0xb0 | port, number, coarse)
      if (kind === 'cc14') {
        this.#write(output, 0xb0 | port, number, fine >> 7)
        this.#write(output, 0xb0 | port, number + 32, fine & 127)
      }
      if (kind === 'bend') this.#write(output, 0xe0 | port, fine & 127, fine >> 7)
      if (kind === 'note') this.#write(output, 0x90 | port, number, coarse > 63 ? 127 : 0)
    } catch {
      // The device has just gone: the state change that follows says so.
    }
  }

  #write(output: MIDIOutput, status: number, first: number, second: number): void {
    const bytes = this.#bytes
    bytes[0] = status
    bytes[1] = first
    bytes[2] = second
    output.send(bytes)
  }

  #tell(problem: string): false {
    this.dispatchEvent(new CustomEvent<string>('problem', { detail: problem }))
    return false
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'))
  }
}

/** Devices are known by manufacturer and name; ids differ per browser. */
function nameOf(port: MIDIPort): string {
  const name = port.name ?? 'Controller'
  const maker = port.manufacturer ?? ''
  return maker && !name.startsWith(maker) ? `${maker} ${name}` : name
}

function browserRequest(): (() => Promise<MIDIAccess>) | undefined {
  const browser = globalThis.navigator
  if (typeof browser?.requestMIDIAccess !== 'function') return undefined
  return () => browser.requestMIDIAccess({ sysex: false })
}
