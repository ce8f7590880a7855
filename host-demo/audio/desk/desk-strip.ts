import type { PlannedStrip, Tap } from '../../../worklets/mix.ts'
import type { EffectKey, Insert, Strip } from '../../session/v2/session.ts'
import { applyState } from '../apply-state.ts'
import type { HostEffect } from '../audio-family.ts'
import { type DeskSetting, makeDelay, makeEffect } from './desk-setting.ts'
import { filledAt, moveGain } from './move-gain.ts'

/** Where the waits of a strip lie: in front of everything its source plays, and of inserts. */
const SOURCE = 'source'

/**
 * The nodes of one strip: source -> (wait) -> input -> inserts, each behind its wait where its side
 * chain comes later -> pre -> channel -> post. Of the master: input -> pre -> channel -> inserts ->
 * post. Parameters move at once; a change of the chain is made behind a short fade of both taps.
 */
export class DeskStrip {
  /** What plays into the strip connects here; other strips arrive at `input`. */
  readonly source: GainNode
  readonly input: GainNode
  readonly channel: HostEffect
  readonly #pre: GainNode
  readonly #post: GainNode
  readonly #setting: DeskSetting
  readonly #channelFirst: boolean
  readonly #inserts = new Map<string, HostEffect>()
  /** By insert, and one for the source. */
  readonly #waits = new Map<string, HostEffect>()
  #order: readonly string[] = []
  #links: readonly (readonly [from: AudioNode, to: AudioNode])[] = []

  private constructor(setting: DeskSetting, strip: Strip, channel: HostEffect) {
    const { context } = setting
    this.#setting = setting
    this.#channelFirst = strip.kind === 'master'
    this.channel = channel
    this.source = context.createGain()
    this.input = context.createGain()
    this.#pre = context.createGain()
    this.#post = context.createGain()
    channel.addEventListener('latencychange', setting.onLatencyChange)
  }

  static async create(setting: DeskSetting, strip: Strip): Promise<DeskStrip> {
    const values = { mute: strip.mute }
    const channel = await makeEffect(setting, 'channel', { state: strip.channel, values })
    const made = new DeskStrip(setting, strip, channel)
    await made.#addInserts(strip.inserts)
    made.#order = strip.inserts.map(({ id }) => id)
    made.#link()
    return made
  }

  tap(tap: Tap): AudioNode {
    return tap === 'pre' ? this.#pre : this.#post
  }

  effect(key: EffectKey): HostEffect | undefined {
    return key === 'channel' ? this.channel : this.#inserts.get(key)
  }

  /** Takes over the values of the document; what does not exist yet is made by `rebuild`. */
  applyValues(strip: Strip): void {
    applyState(this.channel, strip.channel, { mute: strip.mute })
    for (const { id, state } of strip.inserts) {
      const effect = this.#inserts.get(id)
      if (effect) applyState(effect, state)
    }
  }

  /** Whether the delays that its waits need are there. */
  canWait(planned: PlannedStrip): boolean {
    return waitsOf(planned).every(([place, frames]) => frames === 0 || this.#waits.has(place))
  }

  setWaits(planned: PlannedStrip): void {
    for (const [place, frames] of waitsOf(planned)) this.#waits.get(place)?.set('frames', frames)
  }

  /** Makes the effects that the document has and the strip has not; they sound after `rebuild`. */
  prepare(strip: Strip): Promise<void> {
    return this.#addInserts(strip.inserts)
  }

  /** Makes the chain that of the document, with the waits that the plan wants, behind a fade. */
  async rebuild(strip: Strip, planned: PlannedStrip): Promise<void> {
    const order = strip.inserts.map(({ id }) => id)
    if (sameOrder(order, this.#order) && this.canWait(planned)) return
    for (const [place, frames] of waitsOf(planned)) {
      if (frames === 0 || this.#waits.has(place)) continue
      this.#waits.set(place, await makeDelay(this.#setting, frames))
    }
    await this.#fadeTo(0)
    this.#order = order
    this.#link()
    for (const id of this.#inserts.keys()) if (!order.includes(id)) this.#drop(id)
    // The seam runs through the new chain first: it would come out after the fade.
    const late =
      planned.postFrames - planned.entryFrames + Math.max(...waitsOf(planned).map(([, n]) => n))
    await this.#fadeTo(1, filledAt(this.#setting.context, late))
  }

  /** Fades out, then frees every node. */
  async dispose(): Promise<void> {
    await this.#fadeTo(0)
    this.#unlink()
    for (const id of this.#inserts.keys()) this.#drop(id)
    this.#waits.get(SOURCE)?.dispose()
    this.channel.removeEventListener('latencychange', this.#setting.onLatencyChange)
    this.channel.dispose()
    for (const node of [this.source, this.input, this.#pre, this.#post]) node.disconnect()
  }

  async #addInserts(inserts: readonly Insert[]): Promise<void> {
    const missing = inserts.filter(({ id }) => !this.#inserts.has(id))
    await Promise.all(
      missing.map(async ({ id, effect: name, state }) => {
        try {
          const effect = await makeEffect(this.#setting, name, { state })
          effect.addEventListener('latencychange', this.#setting.onLatencyChange)
          this.#inserts.set(id, effect)
        } catch (error) {
          this.#setting.onProblem(error instanceof Error ? error.message : String(error))
        }
      })
    )
  }

  #link(): void {
    this.#unlink()
    const wait = (place: string) => this.#waits.get(place)?.node
    const inserts = this.#order.flatMap((id) => {
      const effect = this.#inserts.get(id)
      return effect ? [wait(id), effect.node] : []
    })
    const fader = [this.#pre, this.channel.node]
    const body = this.#channelFirst ? [...fader, ...inserts] : [...inserts, ...fader]
    const nodes = [this.source, wait(SOURCE), this.input, ...body, this.#post]
    const chain = nodes.filter((node) => node !== undefined)
    this.#links = chain.slice(1).map((to, i) => [chain[i] ?? this.source, to])
    for (const [from, to] of this.#links) from.connect(to)
  }

  #unlink(): void {
    for (const [from, to] of this.#links) from.disconnect(to)
    this.#links = []
  }

  #drop(id: string): void {
    const effect = this.#inserts.get(id)
    effect?.removeEventListener('latencychange', this.#setting.onLatencyChange)
    effect?.dispose()
    this.#inserts.delete(id)
    this.#waits.get(id)?.dispose()
    this.#waits.delete(id)
  }

  async #fadeTo(level: 0 | 1, notBefore = 0): Promise<void> {
    await Promise.all([
      moveGain(this.#pre, level, notBefore),
      moveGain(this.#post, level, notBefore)
    ])
  }
}

function waitsOf({ strip, entryFrames, insertWaits }: PlannedStrip): readonly [string, number][] {
  const inserts = strip.inserts.map(({ id }, i): [string, number] => [id, insertWaits[i] ?? 0])
  return [[SOURCE, entryFrames], ...inserts]
}

function sameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i])
}
