import type { EffectModule } from '../../../worklets/core/effect-module.ts'
import { decibelsToGain } from '../../../worklets/dsp/decibels.ts'
import { type MixEdge, type MixPlan, planMix } from '../../../worklets/mix.ts'
import { mixDocument } from '../../session/v2/routing.ts'
import { type EffectKey, findStrip, MASTER_ID, type Session } from '../../session/v2/session.ts'
import { type AudioFamily, type HostEffect, nativeFamily } from '../audio-family.ts'
import { effectModules } from '../effect-modules.ts'
import type { DeskSetting } from './desk-setting.ts'
import { DeskStrip } from './desk-strip.ts'
import { DeskWay } from './desk-way.ts'
import { sameSolos, sameStructure } from './same-structure.ts'

export interface DeskGraphOptions {
  /** Where the master goes; the context's destination unless said. */
  readonly destination?: AudioNode
  readonly family?: AudioFamily
  readonly modules?: ReadonlyMap<string, EffectModule>
  readonly transport?: 'auto' | 'shared' | 'message'
}

/**
 * The audio graph of a session, real time or offline, built once and then kept up to date. It obeys
 * the plan that `MixRenderer` renders by: the same strips, ways, delays and open or closed sends.
 *
 * Events: `latencychange`, `structure` (strips, inserts or ways came, went or moved; after the sound
 * has followed), `problem` (CustomEvent with a sentence).
 */
export class DeskGraph extends EventTarget {
  readonly context: BaseAudioContext
  readonly #setting: DeskSetting
  readonly #destination: AudioNode
  readonly #strips = new Map<string, DeskStrip>()
  readonly #ways = new Map<string, DeskWay>()
  readonly #problems: string[] = []
  #wanted: Session
  #built: Session | undefined
  #plan: MixPlan
  /** Set where a way or a strip needs a delay that it has not got yet. */
  #lacksDelay = false
  #settling: Promise<void> | undefined
  #disposed = false

  private constructor(context: BaseAudioContext, session: Session, options: DeskGraphOptions) {
    super()
    this.context = context
    this.#wanted = session
    this.#plan = planMix(mixDocument(session))
    this.#destination = options.destination ?? context.destination
    this.#setting = {
      context,
      family: options.family ?? nativeFamily,
      modules: options.modules ?? effectModules(),
      transport: options.transport ?? 'auto',
      onLatencyChange: () => this.#followLatency(),
      onProblem: (problem) => {
        this.#problems.push(problem)
        this.dispatchEvent(new CustomEvent<string>('problem', { detail: problem }))
      }
    }
  }

  /** @throws Error that says what to do where effects cannot run at all, or names a circle. */
  static async create(
    context: BaseAudioContext,
    session: Session,
    options: DeskGraphOptions = {}
  ): Promise<DeskGraph> {
    const graph = new DeskGraph(context, session, options)
    await graph.update(session)
    return graph
  }

  /** Delay of the whole path in frames. */
  get latencyFrames(): number {
    return this.#plan.totalFrames
  }

  get plan(): MixPlan {
    return this.#plan
  }

  /** Sentences about inserts that could not be made; their strips sound without them. */
  get problems(): readonly string[] {
    return this.#problems
  }

  /** Where a track's source connects; the same node as long as the track exists. */
  input(id: string): AudioNode | undefined {
    return this.#strips.get(id)?.source
  }

  /** The channel (`channel`) or an insert (its id) of a strip: parameters, meters, taps. */
  effect(id: string, key: EffectKey): HostEffect | undefined {
    return this.#strips.get(id)?.effect(key)
  }

  /**
   * Makes the graph that of another document. Values, sends, mutes and solos move before it
   * returns; it resolves when strips, inserts and ways have followed too. Calls may overlap: the
   * last document wins.
   */
  update(session: Session): Promise<void> {
    if (this.#disposed) return Promise.resolve()
    const before = this.#wanted
    this.#wanted = session
    for (const [id, nodes] of this.#strips) {
      const strip = findStrip(session, id)
      if (strip && strip !== findStrip(before, id)) nodes.applyValues(strip)
    }
    if (this.#settling === undefined && this.#built && sameStructure(this.#built, session)) {
      if (sameSolos(this.#built, session)) this.#setLevels()
      else this.#retime()
      this.#built = session
    } else this.#retime()
    return this.#follow()
  }

  /** Fades out and frees everything. */
  async dispose(): Promise<void> {
    this.#disposed = true
    await this.#settling
    await Promise.all(Array.from(this.#ways.values(), (way) => way.dispose()))
    await Promise.all(Array.from(this.#strips.values(), (strip) => strip.dispose()))
    this.#ways.clear()
    this.#strips.clear()
  }

  /** Whether the nodes differ from what the document and its plan want. */
  get #isBehind(): boolean {
    return !this.#disposed && (this.#built !== this.#wanted || this.#lacksDelay)
  }

  #follow(): Promise<void> {
    if (this.#settling === undefined && this.#isBehind) this.#settling = this.#settle()
    return this.#settling ?? Promise.resolve()
  }

  async #settle(): Promise<void> {
    try {
      while (this.#isBehind) await this.#makeAsWanted()
    } finally {
      this.#settling = undefined
    }
  }

  async #makeAsWanted(): Promise<void> {
    const target = this.#wanted
    // For a delay alone nothing is taken from the document, which a hand may be ahead of.
    if (this.#built !== target) await this.#addStrips(target)
    this.#retime()
    const plan = this.#plan
    await Promise.all(
      plan.strips.map((planned) => {
        const strip = findStrip(target, planned.strip.id)
        return strip && this.#strips.get(strip.id)?.rebuild(strip, planned)
      })
    )
    await this.#changeWays(plan)
    await this.#removeStrips(target)
    this.#built = target
    this.#retime()
    this.dispatchEvent(new Event('structure'))
  }

  async #addStrips(session: Session): Promise<void> {
    await Promise.all(
      session.strips.map(async (strip) => {
        const known = this.#strips.get(strip.id)
        if (known) return known.prepare(strip)
        const made = await DeskStrip.create(this.#setting, strip)
        this.#strips.set(strip.id, made)
        if (strip.id === MASTER_ID) made.tap('post').connect(this.#destination)
      })
    )
    // A value may have moved while the effects that carry it were being made.
    for (const strip of this.#wanted.strips) this.#strips.get(strip.id)?.applyValues(strip)
  }

  async #removeStrips(session: Session): Promise<void> {
    const gone = Array.from(this.#strips).filter(([id]) => findStrip(session, id) === undefined)
    for (const [id] of gone) this.#strips.delete(id)
    await Promise.all(gone.map(([, strip]) => strip.dispose()))
  }

  /** New ways come in while those that went go out. */
  async #changeWays({ edges }: MixPlan): Promise<void> {
    const wanted = new Map(edges.map((edge) => [wayName(edge), edge]))
    const gone = Array.from(this.#ways).filter(([name]) => !wanted.has(name))
    for (const [name] of gone) this.#ways.delete(name)
    const coming = Array.from(wanted, async ([name, edge]) => {
      const way = this.#ways.get(name)
      if (way === undefined) return this.#addWay(name, edge)
      if (!way.canDelay(edge.delayFrames)) await way.addDelay(edge.delayFrames)
    })
    await Promise.all([...coming, ...gone.map(([, way]) => way.dispose())])
  }

  async #addWay(name: string, edge: MixEdge): Promise<void> {
    const [from, to] = [this.#strips.get(edge.from), this.#strips.get(edge.to)]
    const goal = edge.insert === undefined ? to?.input : to?.effect(edge.insert)?.node
    if (from === undefined || goal === undefined) return
    const ends = { from: from.tap(edge.tap), to: goal, input: edge.kind === 'key' ? 1 : 0 }
    this.#ways.set(name, await DeskWay.create(this.#setting, ends, edge.delayFrames))
  }

  #followLatency(): void {
    if (this.#disposed) return
    this.#retime()
    if (this.#lacksDelay) void this.#follow()
  }

  /** Plans anew with the latencies that the effects have now; sets delays and levels. */
  #retime(): void {
    const before = this.#plan.totalFrames
    this.#plan = planMix(this.#document())
    this.#lacksDelay = false
    for (const planned of this.#plan.strips) {
      const nodes = this.#strips.get(planned.strip.id)
      nodes?.setWaits(planned)
      if (nodes?.canWait(planned) === false) this.#lacksDelay = true
    }
    for (const edge of this.#plan.edges) {
      const way = this.#ways.get(wayName(edge))
      way?.setDelay(edge.delayFrames)
      if (way?.canDelay(edge.delayFrames) === false) this.#lacksDelay = true
    }
    this.#setLevels()
    if (this.#plan.totalFrames !== before) this.dispatchEvent(new Event('latencychange'))
  }

  #setLevels(): void {
    for (const edge of this.#plan.edges) {
      this.#ways.get(wayName(edge))?.setLevel(this.#levelOf(edge))
    }
  }

  #document(): ReturnType<typeof mixDocument> {
    const { strips } = mixDocument(this.#wanted)
    const late = (id: string, key: EffectKey) => this.effect(id, key)?.latencyFrames ?? 0
    return {
      strips: strips.map((strip) => ({
        ...strip,
        channel: { ...strip.channel, latencyFrames: late(strip.id, 'channel') },
        inserts: strip.inserts.map((insert) => ({
          ...insert,
          latencyFrames: late(strip.id, insert.id)
        }))
      }))
    }
  }

  #levelOf({ kind, from, to, open }: MixEdge): number {
    if (!open) return 0
    if (kind !== 'send') return 1
    const send = findStrip(this.#wanted, from)?.sends.find((candidate) => candidate.to === to)
    if (send === undefined || !send.on || send.level === '-inf') return 0
    return decibelsToGain(send.level)
  }
}

function wayName({ kind, from, tap, to, insert = '' }: MixEdge): string {
  return [kind, from, tap, to, insert].join(' ')
}
