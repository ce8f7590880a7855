import type { EffectDefinition, MeterValues } from '../core/definition.ts'
import { MAX_FRAMES } from '../core/stereo-block.ts'
import type { StripId } from './document.ts'
import { type MixParts, makeParts, type RendererOptions } from './mix-parts.ts'
import type { MixPlan } from './plan.ts'
import { ScratchBlock } from './scratch-block.ts'
import { type Moment, StripPlayer } from './strip-player.ts'
import { stagesOf } from './timing.ts'
import { SumBlock } from './way.ts'

/** Sound by strip: one array for mono, two for stereo, each of at least as many frames as asked. */
export type MixBuffers = Readonly<Record<StripId, readonly Float32Array[]>>

/**
 * Plays a mix without Web Audio, in a worker or in Node, with the kernels that the worklets play it
 * with.
 *
 * Strips are played one after the other in the order of the sound, 128 frames at a time. Sums are
 * made in double precision and in a fixed order, so two renders are equal bit for bit. All memory is
 * taken in the constructor. Blocks of any length give the same sound: the 128 frames are counted
 * from the start and not from the block, and latencies that move are followed only between them.
 *
 * Automation lies in the time of the song. A move sits at the same sample of a strip's own sound
 * however late that comes by: each stage reads its lanes as late as its sound is.
 */
export class MixRenderer {
  /** Sentences about what could not be used: effects without a kernel, values, lanes. */
  readonly problems: readonly string[]
  readonly sampleRate: number
  readonly #parts: MixParts
  readonly #players: readonly StripPlayer[]
  /** Stages whose latency a lane moves, and their places in the timing. */
  readonly #movable: readonly number[]
  readonly #stages: readonly MixParts['strips'][number]['stages'][number][]
  readonly #sources: (readonly Float32Array[] | undefined)[]
  readonly #captures: (readonly Float32Array[] | undefined)[]
  readonly #moment: Moment = { frames: 0, position: 0, songFrame: 0, offset: 0 }
  #songStart = 0
  #position = 0

  /** Allocates and warms nothing up. @throws Error only where the plan is no plan. */
  constructor(plan: MixPlan, options: RendererOptions) {
    const workplace = { block: new ScratchBlock(), piece: new ScratchBlock(), sum: new SumBlock() }
    this.sampleRate = options.sampleRate
    this.#parts = makeParts(plan, options)
    this.problems = this.#parts.problems
    this.#players = this.#parts.strips.map(
      (strip, i) => new StripPlayer(strip, i, this.#parts.timing, workplace)
    )
    this.#stages = this.#parts.strips.flatMap(({ stages }) => stages)
    this.#movable = this.#stages.flatMap((stage, s) => {
      const [least, most] = stage?.latencyRange ?? [0, 0]
      return least < most ? [s] : []
    })
    this.#sources = this.#players.map(() => undefined)
    this.#captures = this.#players.map(() => undefined)
    this.reset()
  }

  /** How late the mix comes out, in frames: what to cut off the head of an export. */
  get latencyFrames(): number {
    return this.#parts.timing.total
  }

  /** How late a strip's sound is behind everything; nothing for a strip that does not exist. */
  latencyOf(id: StripId): number | undefined {
    const place = this.#parts.strips.findIndex(({ strip }) => strip.id === id)
    return place < 0 ? undefined : this.#parts.timing.postTaps[place]
  }

  /** The newest readings of a strip's `channel` or of an insert, by its id. */
  meters(id: StripId, key: string): MeterValues<EffectDefinition> | undefined {
    const parts = this.#parts.strips.find(({ strip }) => strip.id === id)
    if (parts === undefined) return undefined
    const place = stagesOf(parts.strip).findIndex(([own]) => own === key)
    return parts.stages[place]?.meters
  }

  /** Forgets all sound; the next frame that goes in is frame `songFrame` of the song. */
  reset(songFrame = 0): void {
    this.#songStart = songFrame
    this.#position = 0
    // Lanes say what latencies are, and latencies how late lanes are read: two looks.
    for (const stage of this.#stages) stage?.reset(songFrame)
    this.#takeLatencies()
    for (const player of this.#players) player.reset(songFrame)
    this.#retime()
    for (const player of this.#players) player.reset(songFrame)
  }

  /**
   * Renders the next `frames` frames. `inputs` has what plays into strips, by id; a strip that is
   * not there is silent. `outputs` takes what strips make (tap `post`), by id: the master, and any
   * other that is wanted, each as late as it is by itself.
   */
  render(inputs: MixBuffers, outputs: MixBuffers, frames: number): void {
    for (let i = 0; i < this.#players.length; i++) {
      const { id } = this.#players[i].parts.strip
      this.#sources[i] = inputs[id]
      this.#captures[i] = outputs[id]
    }
    const moment = this.#moment
    let done = 0
    while (done < frames) {
      const inQuantum = this.#position % MAX_FRAMES
      if (inQuantum === 0) this.#followLatencies()
      moment.frames = Math.min(frames - done, MAX_FRAMES - inQuantum)
      moment.position = this.#position
      moment.songFrame = this.#songStart + this.#position
      moment.offset = done
      for (let i = 0; i < this.#players.length; i++) {
        this.#players[i].play(moment, this.#sources[i], this.#captures[i])
      }
      done += moment.frames
      this.#position += moment.frames
    }
  }

  #followLatencies(): void {
    const { latencies } = this.#parts.timing
    for (let k = 0; k < this.#movable.length; k++) {
      const s = this.#movable[k]
      if (this.#stages[s]?.latencyFrames === latencies[s]) continue
      this.#takeLatencies()
      this.#retime()
      return
    }
  }

  #takeLatencies(): void {
    const { timing } = this.#parts
    for (let s = 0; s < this.#stages.length; s++) {
      timing.latencies[s] = this.#stages[s]?.latencyFrames ?? 0
    }
    timing.update()
  }

  /** Every way takes its new delay behind a crossfade. */
  #retime(): void {
    const { timing, ways } = this.#parts
    for (let r = 0; r < ways.length; r++) ways[r]?.reader.setDelay(timing.delays[r])
    for (let i = 0; i < this.#players.length; i++) this.#players[i].retime()
  }
}
