import { Automation } from './automation.ts'
import type { EffectDefinition, MeterValues, ParamValue, ParamValues } from './definition.ts'
import type { Kernel } from './kernel.ts'
import { NEVER } from './lane-track.ts'
import type { LaneOrder, LaneStart } from './message.ts'
import type { Channels } from './stereo-block.ts'
import { decodeValue } from './values.ts'

/** Whose values the lanes move, on which clock. */
export interface LaneOwner<D extends EffectDefinition> {
  readonly kernel: Kernel<D>
  readonly values: ParamValues<D>
  /** The words that `values` stand for, in the table's order. */
  readonly applied: Float32Array
  /** The context's frame that the block begins with. */
  now(): number
}

/** What `lane-script.ts` leaves in the audio thread's global scope. */
export type LanePlayerMaker<D extends EffectDefinition> = (
  kernel: LaneOwner<D>['kernel'],
  values: LaneOwner<D>['values'],
  applied: LaneOwner<D>['applied']
) => LanePlayer<D>

/** Where `#next` stands while no start is awaited. */
const NONE: LaneStart = { frame: NEVER, songFrame: 0 }

/**
 * Plays the lanes of one effect on the audio thread: knows where in the song the context stands,
 * and cuts blocks where a lane moves or the song starts elsewhere. While it follows, lanes win over
 * all else that moves their rows. `process` allocates nothing; orders do.
 */
export class LanePlayer<D extends EffectDefinition> {
  readonly #owner: LaneOwner<D>
  readonly #part = { start: 0, end: 0 }
  #automation: Automation
  /** Whether the kernel has values to take. */
  #updated = false
  /** Whether all words are to be applied, moved or not. */
  #renewed = false
  #following = false
  /** From a frame of the context to that of the song. */
  #offset = 0
  /** What comes, in order of its frames, and the first of it. */
  #starts: readonly LaneStart[] = []
  #next = NONE

  constructor(owner: LaneOwner<D>) {
    this.#owner = owner
    this.#automation = this.#read([])
  }

  take(order: LaneOrder): void {
    if (order === 'stop') {
      this.#following = false
      this.#await([])
    } else if ('frame' in order) {
      // What has been is over; what was to come at that time or after it is another course.
      const { frame: earliest } = this.#next
      const before = this.#starts.filter(({ frame }) => frame >= earliest && frame < order.frame)
      this.#await([...before, order])
    } else {
      this.#automation = this.#read(order)
      this.#renewed = true
    }
  }

  /** Something else has moved a value. */
  update(_values: ParamValues<D>): void {
    this.#updated = true
    this.#renewed = true
  }

  /** One block as the kernel's; whether lanes have moved a row. */
  process(inputs: Channels, outputs: Channels, meters: MeterValues<D>): boolean {
    const { kernel, values } = this.#owner
    const now = this.#owner.now()
    const length = outputs[0][0].length
    const part = this.#part
    let moved = false
    part.end = 0
    while (part.end < length) {
      part.start = part.end
      this.#moveTo(now + part.start)
      if (this.#takeWords(now + part.start)) moved = true
      if (this.#updated) kernel.update(values)
      this.#updated = false
      part.end = Math.min(length, this.#endOfRest(now + part.start) - now)
      kernel.process(inputs, outputs, meters, part)
    }
    return moved
  }

  #read(lanes: ConstructorParameters<typeof Automation>[1]): Automation {
    const { definition, sampleRate } = this.#owner.kernel
    return new Automation(definition, lanes, sampleRate)
  }

  #await(starts: readonly LaneStart[]): void {
    this.#starts = starts
    this.#next = starts[0] ?? NONE
  }

  /** Goes elsewhere in the song where that is due. */
  #moveTo(frame: number): void {
    while (this.#next.frame <= frame) {
      this.#following = true
      this.#renewed = true
      this.#offset = this.#next.songFrame - this.#next.frame
      this.#advance()
    }
  }

  #advance(): void {
    const starts = this.#starts
    for (let i = 0; i < starts.length; i++) {
      if (starts[i].frame <= this.#next.frame) continue
      this.#next = starts[i]
      return
    }
    this.#next = NONE
  }

  #takeWords(frame: number): boolean {
    const automation = this.#automation
    if (!this.#following || automation.isEmpty) return false
    if (!automation.moveTo(frame + this.#offset) && !this.#renewed) return false
    this.#renewed = false
    const { rows, words } = automation
    let moved = false
    for (let i = 0; i < rows.length; i++) {
      if (this.#apply(rows[i], words, i)) moved = true
    }
    if (moved) this.#updated = true
    return moved
  }

  #apply(index: number, words: Float32Array, at: number): boolean {
    const { kernel, values, applied } = this.#owner
    const row = kernel.definition.params[index]
    const byId = values as Record<string, ParamValue> // written by the table's own ids
    const value = decodeValue(row, words[at])
    applied[index] = words[at]
    if (byId[row.id] === value) return false
    byId[row.id] = value
    return true
  }

  /** The frame of the context up to which nothing moves after `frame`. */
  #endOfRest(frame: number): number {
    const next = this.#next.frame
    if (!this.#following || this.#automation.isEmpty) return next
    return Math.min(next, frame + this.#automation.framesToMove(frame + this.#offset))
  }
}
