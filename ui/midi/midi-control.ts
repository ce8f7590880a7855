import type { AnySource } from '../core/any-source.ts'
import type { Binding } from './binding.ts'
import { BindingTable } from './binding-table.ts'
import {
  type DeviceOffer,
  exchangeDevices,
  offerKey,
  offersFor,
  takeOffer
} from './device-offers.ts'
import { Feedback, isTouched } from './feedback.ts'
import { type Learned, Learner } from './learner.ts'
import { type Mapping, makeMapping } from './mapping.ts'
import { refineMappings } from './mapping-refinement.ts'
import { MappingStore } from './mapping-store.ts'
import { MessageLog } from './message-log.ts'
import { browserRequest, isAllowed, NO_MIDI, REFUSED } from './midi-access.ts'
import type { MidiParser } from './midi-parser.ts'
import { type MidiDevice, MidiPorts } from './midi-ports.ts'
import type { Reading } from './reading.ts'
import { SourceNames } from './source-names.ts'

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

/** Motors and rings are told 50 times a second at most. */
const TICK_MS = 20
/** A hand that rests so long has ended its gesture. */
const GESTURE_PAUSE_MS = 500

/**
 * Controllers move parameters. Register effects under names that stay, connect in a click, learn.
 *
 * Events: `change` (devices, mappings, learning), `moved` (CustomEvent<MidiTarget>: a gesture
 * begins), `rested` (it has ended), `heard` (messages have come, told some 30 times a second at
 * most), `problem` (CustomEvent with a sentence). What comes in is in `log`.
 */
export class MidiControl extends EventTarget {
  readonly store: MappingStore
  readonly log: MessageLog = new MessageLog()
  readonly #request: (() => Promise<MIDIAccess>) | undefined
  readonly #names = new SourceNames()
  readonly #ports: MidiPorts
  readonly #table: BindingTable
  readonly #feedback = new Feedback()
  readonly #release = new AbortController()
  /** Bindings whose gesture is under way. */
  readonly #moving = new Set<Binding>()
  #learning: MidiTarget | undefined
  #learner: Learner | undefined
  #timer: ReturnType<typeof setInterval> | undefined
  /** Messages that `heard` has told. */
  #heard = 0

  constructor(options: MidiControlOptions = {}) {
    super()
    const { signal } = this.#release
    this.store = options.store ?? new MappingStore()
    if (!options.store) signal.addEventListener('abort', () => this.store.dispose())
    this.#request = options.request ?? browserRequest()
    this.#table = new BindingTable(this.store, this.#names, this.#begin)
    this.#ports = new MidiPorts(this.store.places, (device, parser, event) =>
      this.#receive(device, parser, event)
    )
    this.store.addEventListener('change', () => this.#rebind(), { signal })
    this.#names.addEventListener('change', () => this.#rebind(), { signal })
    this.#names.addEventListener('moved', (event) => this.#onMoved(event), { signal })
    this.#ports.addEventListener('change', () => this.#onPorts(), { signal })
    this.#ports.addEventListener('gone', (event) => this.#onGone(event), { signal })
  }

  /** False where the browser has no Web MIDI: hide what belongs to it. */
  get isSupported(): boolean {
    return this.#request !== undefined
  }

  get isConnected(): boolean {
    return this.#ports.isOpen
  }

  get devices(): readonly MidiDevice[] {
    return this.#ports.devices
  }

  get learning(): MidiTarget | undefined {
    return this.#learning
  }

  get bindings(): readonly Binding[] {
    return this.#table.all
  }

  /** The device that a name in a map means, by its name of now; undefined where it is not here. */
  deviceOf(name: string): string | undefined {
    return this.#table.deviceOf(name)
  }

  /** Mappings of devices that are not here, for those here that have none. */
  get offers(): readonly DeviceOffer[] {
    return offersFor(this.store, this.#ports.present, (name) => this.deviceOf(name))
  }

  take(offer: DeviceOffer): void {
    takeOffer(this.store, offer)
  }

  /** The offer does not come again. */
  refuse(offer: DeviceOffer): void {
    this.store.places.refuse(offerKey(offer))
    this.#changed()
  }

  /** Each of two devices gets the mappings of the other. */
  exchange(a: string, b: string): void {
    exchangeDevices(this.store, a, b)
  }

  /** Asks for MIDI; to be called in a click or a key press. False with a `problem` where it fails. */
  async connect(): Promise<boolean> {
    if (this.isConnected) return true
    if (!this.#request) return this.#tell(NO_MIDI)
    try {
      this.use(await this.#request())
      return true
    } catch {
      return this.#tell(REFUSED)
    }
  }

  /** Connects without a gesture where that asks nothing: it has been allowed at an earlier visit. */
  async reconnect(): Promise<boolean> {
    if (this.isConnected) return true
    if (!this.#request || !(await isAllowed())) return false
    return this.connect()
  }

  /** Takes an access that is there. */
  use(access: MIDIAccess): void {
    if (this.#release.signal.aborted) return
    this.#ports.open(access)
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS)
  }

  /** Lets go of devices and effects for good; the mappings stay in their store. */
  dispose(): void {
    clearInterval(this.#timer)
    refineMappings(this.store, this.#table, this.#ports.parsers)
    this.#learner?.cancel()
    this.#learning = undefined
    this.#ports.close()
    this.#names.clear()
    this.#rebind()
    this.#endGestures(Number.POSITIVE_INFINITY)
    this.#release.abort()
  }

  /**
   * Makes an effect known under a name that is the same at the next visit; `label` says it to
   * people ("Vocals · EQ"). Returns the function that takes it out again.
   */
  register(name: string, source: AnySource, label?: () => string): () => void {
    this.#names.add(name, source, label)
    return () => this.#unregister(name, source)
  }

  #unregister(name: string, source: AnySource): void {
    if (this.#learning?.source === source) this.cancelLearning()
    this.#names.delete(name, source)
  }

  /** What people call a target; its bare name as long as it is not there. */
  labelOf(name: string): string {
    return this.#names.labelOf(name)
  }

  /** The name of a source; one that nobody has registered gets its effect's, with a number. */
  nameOf(source: AnySource): string {
    return this.#names.nameOf(source)
  }

  /** Whether somebody has registered a source. */
  knows(source: AnySource): boolean {
    return this.#names.has(source)
  }

  /** The next control that moves is mapped to this parameter. */
  learn(target: MidiTarget): void {
    const row = target.source.definition.params.find(({ id }) => id === target.param)
    if (!row) return
    this.#learner?.cancel()
    this.nameOf(target.source)
    this.#learning = target
    this.#learner = new Learner(row, this.log, (learned) => this.#finishLearning(learned))
    this.#changed()
  }

  cancelLearning(): void {
    if (!this.#learning) return
    this.#learner?.cancel()
    this.#learner = undefined
    this.#learning = undefined
    this.#changed()
  }

  /** Takes all controls off a parameter. */
  forget({ source, param }: MidiTarget): void {
    const name = this.nameOf(source)
    const isOther = (mapping: Mapping) => mapping.target !== name || mapping.param !== param
    this.store.set(this.store.mappings.filter(isOther), 'Forgot the controls of a parameter')
  }

  /** Moves what a mapping moves as if its control stood at 0..1: a test without the hardware. */
  tryOut(mapping: Mapping, travel: number): void {
    const binding = this.#table.all.find((each) => each.mapping === mapping)
    binding?.moveTo(travel, performance.now())
  }

  /** The bindings of a parameter. */
  bindingsOf({ source, param }: MidiTarget): readonly Binding[] {
    return this.#table.all.filter(
      (binding) => binding.source === source && binding.row.id === param
    )
  }

  #receive(device: string, parser: MidiParser, { data, timeStamp }: MIDIMessageEvent): void {
    if (!data) return
    this.#settle(device, parser, timeStamp)
    if (!parser.read(data, timeStamp)) return
    this.#dispatch(device, parser, timeStamp)
  }

  /** Numbers whose other halves have not come are taken as they stand. */
  #settle(device: string, parser: MidiParser, timeMs: number): void {
    while (parser.settle(timeMs)) {
      const { joined } = parser
      const learns = this.#learner !== undefined
      if (parser.spoken === joined) this.#hear(device, parser, timeMs)
      if (!learns) this.#apply(this.#table.of(device), joined, timeMs)
    }
  }

  #dispatch(device: string, parser: MidiParser, timeMs: number): void {
    const learns = this.#learner !== undefined
    this.#hear(device, parser, timeMs)
    const bindings = this.#table.of(device)
    if (learns || bindings.length === 0) return
    const { joined } = parser
    const isTaken = parser.isJoined && this.#apply(bindings, joined, timeMs)
    // Data entry belongs to the parameter that is chosen, unless nobody wants that one.
    if (!isTaken || joined.kind === 'cc14') this.#apply(bindings, parser.plain, timeMs)
  }

  #hear(device: string, parser: MidiParser, timeMs: number): void {
    const { spoken } = parser
    if (!parser.isPart) {
      this.log.write(device, spoken.kind, spoken.channel, spoken.number, spoken.raw)
    }
    this.#learner?.take(device, parser, timeMs)
  }

  /** Whether there are bindings of what has moved. */
  #apply(bindings: readonly Binding[], reading: Reading, timeMs: number): boolean {
    let any = false
    for (let i = 0; i < bindings.length; i++) {
      const binding = bindings[i]
      if (!binding?.matches(reading)) continue
      binding.apply(reading, timeMs)
      any = true
    }
    return any
  }

  #finishLearning({ control, mode, action, heard }: Learned): void {
    const target = this.#learning
    this.#learning = undefined
    this.#learner = undefined
    if (!target) return
    const place = { target: this.nameOf(target.source), param: target.param }
    const mapping = { ...makeMapping(control, place, this.store.takeOver), mode, action }
    this.store.add(mapping)
    this.#table.all.find((binding) => binding.mapping === mapping)?.recall(heard)
    this.#changed()
  }

  #rebind(): void {
    this.#table.follow(this.#ports.present)
    this.#changed()
  }

  /** A parameter has moved, whoever moved it: those of its controls that have motors are told. */
  #onMoved(event: Event): void {
    // SourceNames dispatches `moved` with the source and the id.
    const { source, param } = (event as CustomEvent<MidiTarget>).detail
    const { speaking } = this.#table
    for (let i = 0; i < speaking.length; i++) {
      const binding = speaking[i]
      if (binding?.source === source && binding.row.id === param) binding.feedbackDue = true
    }
  }

  #onPorts(): void {
    for (const binding of this.#table.all) binding.forgetFeedback()
    this.#rebind()
  }

  #onGone(event: Event): void {
    // MidiPorts dispatches `gone` with the name of the device.
    const { detail } = event as CustomEvent<string>
    const now = performance.now()
    for (const binding of this.#table.of(detail)) binding.release(now)
  }

  readonly #begin = (binding: Binding) => {
    if (this.#moving.has(binding)) return
    this.#moving.add(binding)
    this.dispatchEvent(new CustomEvent('moved', { detail: targetOf(binding) }))
  }

  /** What need not happen within a message: numbers that stay halves, gestures, motors. */
  #tick(): void {
    const now = performance.now()
    for (const [device, parser] of this.#ports.parsers) this.#settle(device, parser, now)
    this.#endGestures(now - GESTURE_PAUSE_MS)
    for (const binding of this.#table.speaking) {
      if (binding.wantsFeedback(now)) this.#speak(binding, now)
    }
    refineMappings(this.store, this.#table, this.#ports.parsers)
    if (this.#heard === this.log.count) return
    this.#heard = this.log.count
    this.dispatchEvent(new Event('heard'))
  }

  #speak(binding: Binding, now: number): void {
    const device = this.deviceOf(binding.mapping.device)
    const output = device === undefined ? undefined : this.#ports.output(device)
    if (device === undefined || !output) return
    if (isTouched(binding, this.#ports.parsers.get(device))) return
    const { travel } = binding
    if (!binding.noteFeedback(travel, this.#feedback.rawOf(binding), now)) return
    // What else the control moves must not take its motor for a hand.
    for (const other of this.#table.sharing(binding)) other.noteMotor(travel, now)
    this.#feedback.send(output, binding)
  }

  #endGestures(restedSince: number): void {
    for (const binding of this.#moving) {
      if (binding.movedAt > restedSince) continue
      this.#moving.delete(binding)
      this.dispatchEvent(new CustomEvent('rested', { detail: targetOf(binding) }))
    }
  }

  #tell(problem: string): false {
    this.dispatchEvent(new CustomEvent<string>('problem', { detail: problem }))
    return false
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'))
  }
}

function targetOf({ source, row }: Binding): MidiTarget {
  return { source, param: row.id }
}
