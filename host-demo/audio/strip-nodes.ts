import type { EffectModule } from '../../worklets/core/effect-module.ts'
import type { EffectState } from '../../worklets/core/state.ts'
import type { EffectKey, Insert, Strip } from '../session/session.ts'
import { alignment } from './alignment/index.ts'
import { applyState } from './apply-state.ts'
import type { AudioFamily, HostEffect } from './audio-family.ts'
import { waitUntil } from './wait-until.ts'

/** Long enough that no note clicks, short enough not to be heard as a gap. */
const FADE_SECONDS = 0.01

/** What strips need of the graph they stand in. */
export interface StripSetting {
  readonly context: BaseAudioContext
  readonly family: AudioFamily
  readonly modules: ReadonlyMap<string, EffectModule>
  readonly transport: 'auto' | 'shared' | 'message'
  readonly onLatencyChange: () => void
  readonly onProblem: (problem: string) => void
}

/**
 * The nodes of one strip: input -> inserts in order -> channel -> alignment -> output. Parameters
 * move at once; a change of the chain is made behind a short fade of the strip.
 */
export class StripNodes {
  /** Sources and other strips connect here. */
  readonly input: GainNode
  /** Behind everything; closed while the chain is changed. */
  readonly output: GainNode
  readonly channel: HostEffect
  #alignment: HostEffect | undefined
  readonly #setting: StripSetting
  #inserts: readonly { readonly id: string; readonly effect: HostEffect }[] = []
  /** What each effect was given last: the same state again is no work. */
  readonly #given = new Map<EffectKey, EffectState>()
  #mute: boolean
  #links: readonly (readonly [from: AudioNode, to: AudioNode])[] = []
  #disposed = false

  private constructor(setting: StripSetting, channel: HostEffect, mute: boolean) {
    this.#setting = setting
    this.channel = channel
    this.#mute = mute
    this.input = setting.context.createGain()
    this.output = setting.context.createGain()
    channel.addEventListener('latencychange', setting.onLatencyChange)
  }

  static async create(setting: StripSetting, strip: Strip, mute: boolean): Promise<StripNodes> {
    const { family, context, modules, transport } = setting
    const module = modules.get('channel')
    if (module === undefined) throw new Error('mix graph: the effect "channel" is missing')
    const channel = await family.createEffect(context, module, {
      state: strip.channel,
      values: { mute },
      transport
    })
    const nodes = new StripNodes(setting, channel, mute)
    nodes.#given.set('channel', strip.channel)
    await nodes.#addInserts(strip.inserts)
    nodes.#link()
    return nodes
  }

  /**
   * Adds the delay that `align` sets. It is made with its first value, since an offline render may
   * start before a message could bring it. Buses run one after the other and need none.
   */
  async addAlignment(frames: number): Promise<void> {
    const { family, context, transport } = this.#setting
    this.#alignment = await family.createEffect(context, alignment, {
      values: { frames },
      transport
    })
    this.#link()
  }

  /** Frames from input to output, without the alignment. */
  get latencyFrames(): number {
    return this.#inserts.reduce(
      (sum, insert) => sum + insert.effect.latencyFrames,
      this.channel.latencyFrames
    )
  }

  effect(key: EffectKey): HostEffect | undefined {
    if (key === 'channel') return this.channel
    return this.#inserts.find((insert) => insert.id === key)?.effect
  }

  /** Delays the strip so that it arrives together with the slowest. */
  align(frames: number): void {
    this.#alignment?.set('frames', frames)
  }

  /**
   * Takes over the values of the document; what exists already is set at once. Documents share what
   * has not changed, so only effects whose state is another object are compared value by value.
   */
  applyValues(strip: Strip, mute: boolean): void {
    if (mute !== this.#mute || strip.channel !== this.#given.get('channel')) {
      this.#mute = mute
      this.#given.set('channel', strip.channel)
      applyState(this.channel, strip.channel, { mute })
    }
    for (const { id, state } of strip.inserts) {
      const effect = this.effect(id)
      if (effect === undefined || state === this.#given.get(id)) continue
      this.#given.set(id, state)
      applyState(effect, state)
    }
  }

  /** Makes the chain that of the document: adds, removes and reorders behind a fade. */
  async rebuild(strip: Strip): Promise<void> {
    const before = this.#inserts
    await this.#addInserts(strip.inserts)
    if (this.#disposed) return
    const wanted = strip.inserts.map((insert) => insert.id).filter((id) => this.effect(id))
    if (sameIds(before, wanted) && this.#inserts.length === wanted.length) return
    await this.#fadeTo(0)
    const kept = wanted.map((id) => this.#inserts.find((insert) => insert.id === id))
    const gone = this.#inserts.filter((insert) => !wanted.includes(insert.id))
    this.#inserts = kept.filter((insert) => insert !== undefined)
    this.#link()
    for (const { id, effect } of gone) {
      this.#given.delete(id)
      this.#drop(effect)
    }
    this.#setting.onLatencyChange()
    await this.#fadeTo(1)
  }

  /** Fades out, then frees every node. */
  async dispose(): Promise<void> {
    if (this.#disposed) return
    this.#disposed = true
    await this.#fadeTo(0)
    this.#unlink()
    this.output.disconnect()
    this.input.disconnect()
    for (const { effect } of this.#inserts) this.#drop(effect)
    this.#inserts = []
    this.#drop(this.channel)
    this.#alignment?.dispose()
  }

  /** Makes the effects that are not there yet; they are linked in later. */
  async #addInserts(inserts: readonly Insert[]): Promise<void> {
    const { family, context, modules, transport, onProblem } = this.#setting
    const missing = inserts.filter((insert) => this.effect(insert.id) === undefined)
    const made = await Promise.all(
      missing.map(async ({ id, effect: name, state }) => {
        const module = modules.get(name)
        if (module === undefined) return onProblem(`There is no effect "${name}" on this page.`)
        try {
          const effect = await family.createEffect(context, module, { state, transport })
          return { id, effect, state }
        } catch (error) {
          onProblem(error instanceof Error ? error.message : String(error))
        }
      })
    )
    const usable = made.filter((insert) => insert !== undefined)
    for (const { id, effect, state } of usable) {
      this.#given.set(id, state)
      effect.addEventListener('latencychange', this.#setting.onLatencyChange)
    }
    this.#inserts = [...this.#inserts, ...usable]
  }

  #link(): void {
    this.#unlink()
    const chain = [
      this.input,
      ...this.#inserts.map((insert) => insert.effect.node),
      this.channel.node,
      ...(this.#alignment ? [this.#alignment.node] : []),
      this.output
    ]
    this.#links = chain.slice(1).map((to, i) => [chain[i] ?? this.input, to])
    for (const [from, to] of this.#links) from.connect(to)
  }

  #unlink(): void {
    for (const [from, to] of this.#links) from.disconnect(to)
    this.#links = []
  }

  #drop(effect: HostEffect): void {
    effect.removeEventListener('latencychange', this.#setting.onLatencyChange)
    effect.dispose()
  }

  async #fadeTo(level: 0 | 1): Promise<void> {
    const { context } = this.#setting
    const { gain } = this.output
    if (context.state !== 'running') {
      gain.value = level
      return
    }
    const end = context.currentTime + FADE_SECONDS
    gain.setValueAtTime(1 - level, context.currentTime)
    gain.linearRampToValueAtTime(level, end)
    await waitUntil(context, end)
  }
}

function sameIds(inserts: readonly { readonly id: string }[], ids: readonly string[]): boolean {
  return inserts.length === ids.length && inserts.every((insert, i) => insert.id === ids[i])
}
