import { isAudible, type Session } from '../session/session.ts'
import { MAX_ALIGNMENT_FRAMES } from './alignment/definition.ts'
import { alignment } from './alignment/index.ts'
import { type AudioFamily, type HostEffect, nativeFamily } from './audio-family.ts'
import { kWeighting } from './k-weighting.ts'
import { LevelWatch } from './level-watch.ts'
import type { MixGraph } from './mix-graph.ts'

/** `off`: the mix as it is. `mix` and `raw`: the mix or the bare clips, equally loud. */
export type CompareMode = 'off' | 'mix' | 'raw'

export interface RawCompareOptions {
  readonly family?: AudioFamily
  readonly destination?: AudioNode
  readonly transport?: 'auto' | 'shared' | 'message'
}

/** Time constant of the switch, short of a click. */
const SWITCH_SECONDS = 0.01

/** Five readings a second. */
const MEASURE_MS = 200

/** A reading is forgotten to 37 % after this many: about ten seconds at five a second. */
const MEMORY_READINGS = 50

/** Below -60 dB, where both sides are as good as silent, there is nothing to match. */
const GATE_POWER = 1e-6

/**
 * Lets one hear what the mix does: the same tracks at the same time without any effect, faders at
 * 0, mutes and solos as they are. The louder side is turned down to the quieter, by the K-weighted
 * level of what has played of late, so that louder does not pass for better and nothing clips.
 *
 * Signal path: clips -> sum -> delay as long as the mix takes -> switch; mix -> switch.
 * Event: `change` when the mode moved.
 */
export class RawCompare extends EventTarget {
  /** The mix goes in here: the graph's destination. */
  readonly mixInput: GainNode
  readonly #context: BaseAudioContext
  readonly #delay: HostEffect
  readonly #rawSum: GainNode
  readonly #mixGain: GainNode
  readonly #rawGain: GainNode
  readonly #mixWatch: LevelWatch
  readonly #rawWatch: LevelWatch
  readonly #sends = new Map<string, { readonly from: AudioNode; readonly gain: GainNode }>()
  readonly #targets = new WeakMap<GainNode, number>()
  #timer: ReturnType<typeof setInterval> | undefined
  #mode: CompareMode = 'off'
  #mixPower = 0
  #rawPower = 0

  private constructor(context: BaseAudioContext, delay: HostEffect, destination: AudioNode) {
    super()
    this.#context = context
    this.#delay = delay
    this.mixInput = context.createGain()
    this.#mixGain = context.createGain()
    this.#rawSum = context.createGain()
    this.#rawGain = context.createGain()
    this.#rawGain.gain.value = 0
    this.mixInput.connect(this.#mixGain)
    this.#mixGain.connect(destination)
    this.#rawSum.connect(delay.node)
    delay.node.connect(this.#rawGain)
    this.#rawGain.connect(destination)
    this.#mixWatch = new LevelWatch(context, kWeighting(context, this.mixInput))
    this.#rawWatch = new LevelWatch(context, kWeighting(context, delay.node))
  }

  static async create(
    context: BaseAudioContext,
    { family = nativeFamily, destination, transport }: RawCompareOptions = {}
  ): Promise<RawCompare> {
    const delay = await family.createEffect(context, alignment, { transport })
    return new RawCompare(context, delay, destination ?? context.destination)
  }

  get mode(): CompareMode {
    return this.#mode
  }

  set mode(mode: CompareMode) {
    if (mode === this.#mode) return
    this.#mode = mode
    this.#switch()
    this.dispatchEvent(new Event('change'))
  }

  /** How much louder the mix is than the raw clips, in dB; 0 before anything has played. */
  get matchDb(): number {
    return this.#rawPower > 0 ? 10 * Math.log10(this.#mixPower / this.#rawPower) : 0
  }

  /** Takes the graph's tracks, mutes and latency as they are now. */
  follow(graph: MixGraph, session: Session): void {
    const ids = new Set(session.tracks.map((track) => track.id))
    for (const [id, { from, gain }] of this.#sends) {
      if (ids.has(id) && graph.input(id) === from) continue
      gain.disconnect()
      this.#sends.delete(id)
    }
    for (const id of ids) {
      const from = graph.input(id)
      if (from === undefined) continue
      const gain = this.#sends.get(id)?.gain ?? this.#addSend(id, from)
      this.#glide(gain, isAudible(session, id) ? 1 : 0)
    }
    this.#delay.set('frames', Math.min(MAX_ALIGNMENT_FRAMES, graph.latencyFrames))
  }

  /** Takes readings of its own while there is something to hear. */
  measureWhile(isPlaying: () => boolean): void {
    clearInterval(this.#timer)
    this.#timer = setInterval(() => {
      if (isPlaying()) this.measure()
    }, MEASURE_MS)
  }

  /** Takes one reading of both levels. */
  measure(): void {
    const mix = this.#mixWatch.power()
    const raw = this.#rawWatch.power()
    if (mix < GATE_POWER || raw < GATE_POWER) return
    const kept = 1 - 1 / MEMORY_READINGS
    this.#mixPower = this.#mixPower * kept + mix
    this.#rawPower = this.#rawPower * kept + raw
    if (this.#mode !== 'off') this.#switch()
  }

  dispose(): void {
    clearInterval(this.#timer)
    for (const { gain } of this.#sends.values()) gain.disconnect()
    this.#sends.clear()
    this.#delay.dispose()
    for (const node of [this.mixInput, this.#mixGain, this.#rawSum, this.#rawGain]) {
      node.disconnect()
    }
  }

  #addSend(id: string, from: AudioNode): GainNode {
    const gain = this.#context.createGain()
    gain.gain.value = 0
    from.connect(gain)
    gain.connect(this.#rawSum)
    this.#sends.set(id, { from, gain })
    return gain
  }

  #switch(): void {
    const match = 10 ** (this.matchDb / 20)
    const raw = Math.min(1, match)
    const mix = Math.min(1, 1 / match)
    this.#glide(this.#rawGain, this.#mode === 'raw' ? raw : 0)
    if (this.#mode === 'off') this.#glide(this.#mixGain, 1)
    else this.#glide(this.#mixGain, this.#mode === 'mix' ? mix : 0)
  }

  #glide(node: GainNode, target: number): void {
    // Within 0.02 dB of where it is going already: another event would only cost.
    if (Math.abs((this.#targets.get(node) ?? -1) - target) < 0.002) return
    this.#targets.set(node, target)
    node.gain.setTargetAtTime(target, this.#context.currentTime, SWITCH_SECONDS)
  }
}
