import type { AutomationLane } from '../core/automation-lane.ts'
import type { EffectDefinition, MeterId, ParamId, ParamValues } from '../core/definition.ts'
import { defaultValues } from '../core/definition.ts'
import type { EffectModule } from '../core/effect-module.ts'
import { ParamSet } from '../core/param-set.ts'
import type {
  EffectSource,
  Origin,
  ParamChange,
  ParamStream,
  Tap,
  TapPoint
} from '../core/source.ts'
import { type EffectState, findPreset, type Preset } from '../core/state.ts'
import { meterPlace } from '../core/values.ts'
import type { WorkletNodeLike } from './context-family.ts'
import { LaneControl, type SongTime } from './lane-control.ts'
import type { Transport } from './transport.ts'

/** Automation is looked at this often; a knob that follows needs no more. */
const AUTOMATION_POLL_MS = 33
/** Moves that come in streams are announced so often. */
const STREAM_MS = 16

/** What `createEffect` has made ready. */
export interface RunningEffect<D extends EffectDefinition, Node extends WorkletNodeLike> {
  readonly node: Node
  readonly sampleRate: number
  readonly transport: Transport
  readonly values: ParamValues<D>
  readonly problems: readonly string[]
  readonly automation: boolean
  /** Brings the script that plays lanes into the context. */
  loadLanes(): Promise<void>
}

/** What `on` listens to, and what the listener is given. */
export interface EffectEvents<D extends EffectDefinition> {
  readonly change: ParamChange<D>
  /** The latency in frames. */
  readonly latencychange: number
}

/**
 * A running effect: a node of the caller's own context family, and its parameters in plain units.
 * Made by `createEffect`.
 *
 * Events: `change` (CustomEvent with {id, value, origin}) whoever moved a parameter: a hand, code or
 * automation; `latencychange`.
 */
export class Effect<
    D extends EffectDefinition = EffectDefinition,
    Node extends WorkletNodeLike = AudioWorkletNode
  >
  extends EventTarget
  implements EffectSource<D>
{
  readonly definition: D
  readonly presets: readonly Preset<D>[]
  /** Connect it like any node. Input 1 is the side chain where the effect has one. */
  readonly node: Node
  readonly sampleRate: number
  /** A sentence for each part of the state it was made with that could not be used. */
  readonly problems: readonly string[]
  readonly #transport: Transport
  readonly #params: ParamSet<D>
  readonly #effective: Float32Array
  readonly #lanes: LaneControl
  readonly #hasAudioParams: boolean
  readonly #tapUsers = new Map<TapPoint, number>()
  #automationTimer: ReturnType<typeof setInterval> | undefined
  #streamTimer: ReturnType<typeof setTimeout> | undefined
  #disposed = false

  constructor(module: EffectModule<D>, running: RunningEffect<D, Node>) {
    super()
    const { node, sampleRate, transport, values, problems, automation } = running
    this.definition = module.definition
    this.presets = module.presets
    this.node = node
    this.sampleRate = sampleRate
    this.problems = problems
    this.#transport = transport
    this.#params = new ParamSet(module.definition, values, {
      target: this,
      sampleRate,
      send: (words) => transport.write(words),
      defer: (announce) => {
        this.#streamTimer = setTimeout(announce, STREAM_MS)
      }
    })
    this.#effective = new Float32Array(module.definition.params.length)
    transport.attach(node.port)
    this.#lanes = new LaneControl({
      definition: module.definition,
      sampleRate,
      load: running.loadLanes,
      send: (order) => transport.sendLanes(order)
    })
    this.#hasAudioParams = automation
    if (automation) this.#watchAutomation()
  }

  /** Delay of the sound through the effect in whole frames; `latencychange` announces a new one. */
  get latencyFrames(): number {
    return this.#params.latencyFrames
  }

  /** The value now, automation included. @throws Error for an unknown id. */
  get<Id extends ParamId<D>>(id: Id): ParamValues<D>[Id] {
    this.#followAutomation()
    return this.#params.get(id)
  }

  /** A move of code, unless said otherwise. @throws Error that names the row, its range, the value. */
  set<Id extends ParamId<D>>(id: Id, value: ParamValues<D>[Id], origin: Origin = 'code'): void {
    this.#followAutomation()
    this.#params.assign({ [id]: value }, origin)
  }

  /** Several at once; they land in one quantum. @throws Error, and then sets none. */
  setMany(values: Partial<ParamValues<D>>, origin: Origin = 'code'): void {
    this.#followAutomation()
    this.#params.assign(values, origin)
  }

  /**
   * The defaults, and on top of them a preset: what it does not name is not left over.
   *
   * @throws Error with the names there are, for one that is not among them.
   */
  loadPreset(name: string, origin: Origin = 'code'): void {
    const { values } = findPreset(this.definition, this.presets, name)
    this.setMany({ ...defaultValues(this.definition), ...values }, origin)
  }

  /** `addEventListener` with types; what it gives ends it. */
  on<Name extends keyof EffectEvents<D>>(
    name: Name,
    listener: (heard: EffectEvents<D>[Name]) => void
  ): () => void {
    const hear = (event: Event) => {
      const heard = event instanceof CustomEvent ? event.detail : this.latencyFrames
      listener(heard as EffectEvents<D>[Name]) // `change` alone comes with a detail, a ParamChange
    }
    this.addEventListener(name, hear)
    return () => this.removeEventListener(name, hear)
  }

  /**
   * What moves parameters in the time of the song from now on, in place of all lanes there were.
   * Nothing moves before `follow`. Returns a sentence for each entry it cannot use.
   */
  setAutomation(lanes: readonly AutomationLane[]): readonly string[] {
    this.#followAutomation()
    const problems = this.#lanes.setLanes(lanes)
    if (!this.#lanes.isEmpty && !this.#disposed) this.#watchAutomation()
    return problems
  }

  /**
   * From `contextTime` on the song plays, there at `songTime`; a later one makes it go on elsewhere,
   * as a loop does. Meanwhile lanes win over all else that moves their parameters.
   */
  follow(time: SongTime): void {
    this.#lanes.follow(time)
  }

  /** The song has stopped: all stays where it is, and is moved by hand and code again. */
  unfollow(): void {
    this.#lanes.unfollow()
  }

  /**
   * Resolves when the audio thread has everything that was set, and `meter` is up to date.
   *
   * @throws Error where the browser refused the script that plays lanes.
   */
  async settled(): Promise<void> {
    await this.#lanes.sent
    await this.#transport.settled()
    this.#followAutomation()
  }

  /** A parameter for one who moves it many times a second. @throws Error for an unknown id. */
  stream(id: ParamId<D>): ParamStream {
    return this.#params.stream(id)
  }

  /** The newest reading. @throws Error for an unknown id. */
  meter(id: MeterId<D>): number {
    return this.#transport.readMeter(meterPlace(this.definition, id))
  }

  /** What reads a meter, for one who does so in every frame. @throws Error for an unknown id. */
  meterReader(id: MeterId<D>): () => number {
    const place = meterPlace(this.definition, id)
    return () => this.#transport.readMeter(place)
  }

  /** Starts listening to samples; close the tap when done. */
  openTap(point: TapPoint): Tap | undefined {
    if (this.#disposed || (point === 'sidechain' && !this.definition.sidechain)) return undefined
    const ring = this.#transport.openTap(point)
    this.#tapUsers.set(point, (this.#tapUsers.get(point) ?? 0) + 1)
    let open = true
    return {
      sampleRate: this.sampleRate,
      get position() {
        return ring.position
      },
      copyNewest: (left, right) => ring.copyNewest(left, right),
      copySince: (position, left, right) => ring.copySince(position, left, right),
      close: () => {
        if (open) this.#closeTap(point)
        open = false
      }
    }
  }

  getState(): EffectState {
    this.#followAutomation()
    return this.#params.getState()
  }

  /**
   * Loads what it can and returns a sentence for each entry it cannot use. What is no state of this
   * effect at all changes nothing.
   */
  setState(state: unknown): readonly string[] {
    return this.#params.setState(state)
  }

  /** Disconnects the node, ends the processor and everything that listens. */
  dispose(): void {
    if (this.#disposed) return
    this.#disposed = true
    clearInterval(this.#automationTimer)
    clearTimeout(this.#streamTimer)
    this.#automationTimer = undefined
    this.#params.close()
    this.node.disconnect()
    this.#transport.dispose()
  }

  #watchAutomation(): void {
    this.#automationTimer ??= setInterval(() => this.#followAutomation(), AUTOMATION_POLL_MS)
  }

  #followAutomation(): void {
    if (this.#automationTimer === undefined) return
    if (!this.#transport.readEffective(this.#effective)) return
    this.#params.follow(this.#effective, this.#mayMove)
  }

  readonly #mayMove = (place: number): boolean =>
    this.#lanes.moves(place) ||
    (this.#hasAudioParams && this.definition.params[place].automatable !== false)

  #closeTap(point: TapPoint): void {
    const users = (this.#tapUsers.get(point) ?? 1) - 1
    this.#tapUsers.set(point, users)
    if (users === 0) this.#transport.closeTap(point)
  }
}
