import type { ParamRow } from '../../worklets/core/rows.ts'
import { rowOf } from '../../worklets/core/values.ts'
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
import { Gestures } from './gestures.ts'
import type { Learned } from './learner.ts'
import { Learning } from './learning.ts'
import { type Mapping, makeMapping } from './mapping.ts'
import { refineMappings } from './mapping-refinement.ts'
import { MappingStore } from './mapping-store.ts'
import { MessageLog } from './message-log.ts'
import { MessageRouter } from './message-router.ts'
import { isAllowed, NO_MIDI, REFUSED } from './midi-access.ts'
import { MidiClock } from './midi-clock.ts'
import type { MidiParser } from './midi-parser.ts'
import { type MidiDevice, MidiPorts } from './midi-ports.ts'
import { type DeviceReceiver, type MidiControlOptions, MidiRequests } from './midi-requests.ts'
import type { MidiTarget } from './midi-target.ts'
import { Motors } from './motors.ts'
import { SourceNames } from './source-names.ts'
import { SurfaceDevices } from './surface-devices.ts'

/** Motors and rings are told 50 times a second at most. */
const TICK_MS = 20
/** The status of a tick of the MIDI clock. */
const CLOCK = 0xf8

/**
 * Controllers move parameters. Register effects under names that stay, connect in a click, learn.
 *
 * Events: `change` (devices, mappings, learning), `moved` (CustomEvent<MidiTarget>: a gesture
 * begins), `rested` (it has ended), `tempo` (of a MIDI clock), `program` (CustomEvent with a number
 * from 0: a program that nothing is mapped to), `heard` (messages have come, told some 30 times a
 * second at most), `problem` (CustomEvent with a sentence). What comes in is in `log`.
 */
export class MidiControl extends EventTarget {
  readonly store: MappingStore
  readonly log: MessageLog = new MessageLog()
  readonly #requests: MidiRequests
  readonly #names = new SourceNames()
  readonly #ports: MidiPorts
  readonly #table: BindingTable
  readonly #motors: Motors
  readonly #release = new AbortController()
  readonly #gestures = new Gestures((binding, isMoving) => {
    this.tellGesture({ source: binding.source, param: binding.row.id }, isMoving)
  })
  readonly #learning: Learning
  readonly #clock = new MidiClock()
  #tempo: number | undefined
  readonly #surfaces = new SurfaceDevices()
  readonly #router: MessageRouter
  #timer: ReturnType<typeof setInterval> | undefined
  /** Messages that `heard` has told. */
  #heard = 0

  constructor(options: MidiControlOptions = {}) {
    super()
    const { signal } = this.#release
    this.store = options.store ?? new MappingStore()
    if (!options.store) signal.addEventListener('abort', () => this.store.dispose())
    this.#requests = new MidiRequests(options)
    this.#table = new BindingTable(this.store, this.#names, this.#gestures.begin)
    this.#ports = new MidiPorts(this.store.places, (device, parser, event) =>
      this.#receive(device, parser, event)
    )
    this.#learning = new Learning(this.log, (target, learned) =>
      this.#finishLearning(target, learned)
    )
    this.#router = new MessageRouter({
      log: this.log,
      learning: this.#learning,
      table: this.#table,
      surfaces: this.#surfaces,
      program: (detail) => this.dispatchEvent(new CustomEvent<number>('program', { detail }))
    })
    this.#motors = new Motors(this.#table, this.#ports)
    this.store.addEventListener('change', () => this.#rebind(), { signal })
    this.#names.addEventListener('change', () => this.#rebind(), { signal })
    // SourceNames dispatches `moved` with the source and the id.
    const onMoved = (event: Event) =>
      this.#motors.noteMoved((event as CustomEvent<MidiTarget>).detail)
    this.#names.addEventListener('moved', onMoved, { signal })
    this.#ports.addEventListener('change', () => this.#onPorts(), { signal })
    this.#ports.addEventListener('gone', (event) => this.#onGone(event), { signal })
  }

  /** False where the browser has no Web MIDI: hide what belongs to it. */
  get isSupported(): boolean {
    return this.#requests.isSupported
  }

  get isConnected(): boolean {
    return this.#ports.isOpen
  }

  get devices(): readonly MidiDevice[] {
    return this.#ports.devices
  }

  /** Beats per minute of the MIDI clock that some device sends; undefined where none does. */
  get tempo(): number | undefined {
    return this.#tempo
  }

  /** Whether people want the tempo of the clock, also at their next visit; the page does it. */
  get followsClock(): boolean {
    return this.store.followsClock
  }

  set followsClock(follows: boolean) {
    this.store.followsClock = follows
  }

  get learning(): MidiTarget | undefined {
    return this.#learning.target
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

  /** Whether devices may be sent exclusive messages. */
  get hasExclusive(): boolean {
    return this.#ports.hasExclusive
  }

  /**
   * Hands the messages of a device to a surface: as long as it is attached, those that it takes
   * neither move mapped parameters nor teach any. Returns the function that ends it.
   */
  attach(device: string, receiver: DeviceReceiver): () => void {
    this.#surfaces.add(device, receiver)
    return () => this.#surfaces.delete(device, receiver)
  }

  /** Whether a device is here and can be spoken to. */
  canSend(device: string): boolean {
    return this.#ports.output(this.#surfaces.deviceOf(device)) !== undefined
  }

  /** Sends a device bytes, now or in so many milliseconds. */
  send(device: string, bytes: Uint8Array, afterMs?: number): void {
    this.#ports.send(this.#surfaces.deviceOf(device), bytes, afterMs)
  }

  /** A hand takes hold of a parameter, or lets go of it: one gesture, and one step to undo. */
  tellGesture(target: MidiTarget, isMoving: boolean): void {
    this.dispatchEvent(new CustomEvent(isMoving ? 'moved' : 'rested', { detail: target }))
  }

  /**
   * Asks for MIDI; to be called in a click or a key press. False with a `problem` where it fails.
   */
  async connect(): Promise<boolean> {
    if (this.isConnected) return true
    if (!this.isSupported) return this.#tell(NO_MIDI)
    const access = await this.#requests.plain()
    if (!access) return this.#tell(REFUSED)
    this.use(access)
    return true
  }

  /**
   * Asks for exclusive messages as well, which the displays of control surfaces need; to be called
   * in a click or a key press. False where they are refused: everything else goes on.
   */
  async connectExclusive(): Promise<boolean> {
    if (this.hasExclusive) return true
    const access = await this.#requests.exclusive()
    if (access) this.use(access)
    else await this.connect()
    return this.hasExclusive
  }

  /**
   * Connects without a gesture where that asks nothing: it has been allowed at an earlier visit;
   * `exclusive` where displays are to be written on, and that has been allowed as well.
   */
  async reconnect({ exclusive = false } = {}): Promise<boolean> {
    if (exclusive && (await isAllowed({ sysex: true }))) await this.connectExclusive()
    if (this.isConnected) return true
    if (!this.isSupported || !(await isAllowed())) return false
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
    this.#learning.cancel()
    this.#ports.close()
    this.#names.clear()
    this.#rebind()
    this.#gestures.end(Number.POSITIVE_INFINITY)
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
    if (this.learning?.source === source) this.cancelLearning()
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
    const row = rowOf(target.source.definition, target.param)
    if (!row) return
    this.nameOf(target.source)
    this.#learning.start(target, row)
    this.#changed()
  }

  /** Finds the next control that moves, for something else than a mapping: `row` tells its kind. */
  learnControl(row: ParamRow, found: (learned: Learned) => void): void {
    this.#learning.startControl(row, found)
    this.#changed()
  }

  cancelLearning(): void {
    if (!this.#learning.isOn) return
    this.#learning.cancel()
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
    if (data[0] === CLOCK) {
      this.#clock.tick(timeStamp)
      return
    }
    this.#router.take(device, parser, data, timeStamp)
  }

  #finishLearning(target: MidiTarget, { control, mode, action, heard }: Learned): void {
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

  #onPorts(): void {
    this.#surfaces.follow(this.#ports.present)
    this.#motors.forget()
    this.#rebind()
  }

  #onGone(event: Event): void {
    // MidiPorts dispatches `gone` with the name of the device.
    const { detail } = event as CustomEvent<string>
    const now = performance.now()
    for (const binding of this.#table.of(detail)) binding.release(now)
  }

  /** What need not happen within a message: numbers that stay halves, gestures, motors. */
  #tick(): void {
    const now = performance.now()
    for (const [device, parser] of this.#ports.parsers) this.#router.settle(device, parser, now)
    this.#gestures.end(now)
    this.#motors.tick(now)
    refineMappings(this.store, this.#table, this.#ports.parsers)
    this.#tellTempo(now)
    if (this.#heard === this.log.count) return
    this.#heard = this.log.count
    this.dispatchEvent(new Event('heard'))
  }

  #tellTempo(now: number): void {
    const tempo = this.#clock.tempo(now)
    if (tempo === this.#tempo) return
    this.#tempo = tempo
    this.dispatchEvent(new Event('tempo'))
  }

  #tell(problem: string): false {
    this.dispatchEvent(new CustomEvent<string>('problem', { detail: problem }))
    return false
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'))
  }
}
