import type { EffectModule } from '../../worklets/core/effect-module.ts'
import {
  type EffectKey,
  findStrip,
  isAudible,
  isBusId,
  type Session,
  type Strip,
  type StripId,
  stripIds
} from '../session/session.ts'
import { MAX_ALIGNMENT_FRAMES } from './alignment/definition.ts'
import { type AudioFamily, type HostEffect, nativeFamily } from './audio-family.ts'
import { effectModules } from './effect-modules.ts'
import { StripNodes, type StripSetting } from './strip-nodes.ts'

export interface MixGraphOptions {
  /** Where the master goes; the context's destination unless said. */
  readonly destination?: AudioNode
  readonly family?: AudioFamily
  readonly modules?: ReadonlyMap<string, EffectModule>
  readonly transport?: 'auto' | 'shared' | 'message'
}

/**
 * The audio graph of a session on any context, real time or offline, built once and then kept up
 * to date: tracks -> mix bus -> master bus -> destination. Every track arrives at the mix bus at
 * the same frame, whatever look-ahead its inserts have.
 *
 * Events: `latencychange`, `structure` (strips or inserts came, went or moved; after the sound has
 * followed), `problem` (CustomEvent with a sentence).
 */
export class MixGraph extends EventTarget {
  readonly context: BaseAudioContext
  readonly #setting: StripSetting
  readonly #destination: AudioNode
  readonly #strips = new Map<StripId, StripNodes>()
  #wanted: Session
  #built: Session | undefined
  #settling: Promise<void> | undefined
  #latencyFrames = 0
  readonly #problems: string[] = []
  #disposed = false

  private constructor(context: BaseAudioContext, session: Session, options: MixGraphOptions) {
    super()
    this.context = context
    this.#wanted = session
    this.#destination = options.destination ?? context.destination
    this.#setting = {
      context,
      family: options.family ?? nativeFamily,
      modules: options.modules ?? effectModules(),
      transport: options.transport ?? 'auto',
      onLatencyChange: () => this.#alignStrips(),
      onProblem: (problem) => {
        this.#problems.push(problem)
        this.dispatchEvent(new CustomEvent<string>('problem', { detail: problem }))
      }
    }
  }

  /** @throws Error that says what to do where effects cannot run at all. */
  static async create(
    context: BaseAudioContext,
    session: Session,
    options: MixGraphOptions = {}
  ): Promise<MixGraph> {
    const graph = new MixGraph(context, session, options)
    await graph.update(session)
    return graph
  }

  /** Delay of the whole path in frames: slowest track, mix bus, master bus. */
  get latencyFrames(): number {
    return this.#latencyFrames
  }

  /** Sentences about inserts that could not be made; their strips sound without them. */
  get problems(): readonly string[] {
    return this.#problems
  }

  /** Where a track's source connects; the same node as long as the track exists. */
  input(id: StripId): AudioNode | undefined {
    return this.#strips.get(id)?.input
  }

  /** The channel (`channel`) or an insert (its id) of a strip: parameters, meters, taps. */
  effect(id: StripId, key: EffectKey): HostEffect | undefined {
    return this.#strips.get(id)?.effect(key)
  }

  /**
   * Makes the graph that of another document. Values and mutes move before it returns; it resolves
   * when strips and inserts have followed too. Calls may overlap: the last document wins.
   */
  update(session: Session): Promise<void> {
    if (this.#disposed) return Promise.resolve()
    const before = this.#wanted
    this.#wanted = session
    this.#applyValues(session, before)
    if (this.#settling) return this.#settling
    if (this.#built && sameStructure(this.#built, session)) {
      this.#built = session
      return Promise.resolve()
    }
    this.#settling = this.#settle().finally(() => {
      this.#settling = undefined
    })
    return this.#settling
  }

  /** Fades out and frees everything. */
  async dispose(): Promise<void> {
    this.#disposed = true
    await this.#settling
    await Promise.all(Array.from(this.#strips.values(), (strip) => strip.dispose()))
    this.#strips.clear()
  }

  #applyValues(session: Session, before: Session): void {
    for (const [id, nodes] of this.#strips) {
      const strip = findStrip(session, id)
      if (strip === undefined) continue
      const audible = isAudible(session, id)
      if (strip === findStrip(before, id) && audible === isAudible(before, id)) continue
      nodes.applyValues(strip, !audible)
    }
  }

  async #settle(): Promise<void> {
    while (this.#built !== this.#wanted && !this.#disposed) {
      const target = this.#wanted
      await this.#addStrips(target)
      const stays = new Set(stripIds(target))
      await Promise.all(
        Array.from(this.#strips, ([id, nodes]) => {
          const strip = findStrip(target, id)
          return stays.has(id) && strip ? nodes.rebuild(strip) : this.#removeStrip(id, nodes)
        })
      )
      this.#built = target
      // A value may have moved while the effects that carry it were being made.
      for (const [id, nodes] of this.#strips) {
        const strip = findStrip(this.#wanted, id)
        if (strip) nodes.applyValues(strip, !isAudible(this.#wanted, id))
      }
      this.#alignStrips()
      this.dispatchEvent(new Event('structure'))
    }
  }

  /** Buses first, so that tracks have somewhere to go. */
  async #addStrips(session: Session): Promise<void> {
    const missing = stripIds(session).filter((id) => !this.#strips.has(id))
    const made = await Promise.all(
      missing.map(async (id) => {
        const strip = stripOf(session, id)
        return { id, nodes: await StripNodes.create(this.#setting, strip, !isAudible(session, id)) }
      })
    )
    for (const { id, nodes } of made) this.#strips.set(id, nodes)
    const slowest = this.#slowestTrack()
    await Promise.all(
      made
        .filter(({ id }) => !isBusId(id))
        .map(({ nodes }) => nodes.addAlignment(slowest - nodes.latencyFrames))
    )
    for (const { id, nodes } of made) nodes.output.connect(this.#outputOf(id))
  }

  #outputOf(id: StripId): AudioNode {
    if (id === 'masterBus') return this.#destination
    return this.input(isBusId(id) ? 'masterBus' : 'mixBus') ?? this.#destination
  }

  async #removeStrip(id: StripId, nodes: StripNodes): Promise<void> {
    await nodes.dispose()
    this.#strips.delete(id)
  }

  #slowestTrack(): number {
    const tracks = Array.from(this.#strips).filter(([id]) => !isBusId(id))
    const slowest = Math.max(0, ...tracks.map(([, nodes]) => nodes.latencyFrames))
    return Math.min(MAX_ALIGNMENT_FRAMES, slowest)
  }

  /** Lines all tracks up with the slowest, and adds up the whole path. */
  #alignStrips(): void {
    const slowest = this.#slowestTrack()
    for (const [id, nodes] of this.#strips) {
      if (!isBusId(id)) nodes.align(Math.max(0, slowest - nodes.latencyFrames))
    }
    const total =
      slowest +
      (this.#strips.get('mixBus')?.latencyFrames ?? 0) +
      (this.#strips.get('masterBus')?.latencyFrames ?? 0)
    if (total === this.#latencyFrames) return
    this.#latencyFrames = total
    this.dispatchEvent(new Event('latencychange'))
  }
}

function stripOf(session: Session, id: StripId): Strip {
  const strip = findStrip(session, id)
  if (strip === undefined) throw new Error(`mix graph: no strip "${id}" in the session`)
  return strip
}

/** Whether two documents have the same strips with the same inserts in the same order. */
function sameStructure(a: Session, b: Session): boolean {
  if (a === b) return true
  const ids = stripIds(a)
  const others = stripIds(b)
  return (
    ids.length === others.length &&
    ids.every((id) => {
      if (!others.includes(id)) return false
      const left = findStrip(a, id)?.inserts ?? []
      const right = findStrip(b, id)?.inserts ?? []
      if (left === right) return true
      return left.length === right.length && left.every((insert, k) => insert.id === right[k]?.id)
    })
  )
}
