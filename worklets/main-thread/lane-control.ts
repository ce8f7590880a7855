import { Automation } from '../core/automation.ts'
import type { AutomationLane } from '../core/automation-lane.ts'
import type { EffectDefinition } from '../core/definition.ts'
import type { LaneOrder } from '../core/message.ts'

/** Two times of one moment: that of the context, and that of the song. Both in seconds. */
export interface SongTime {
  readonly contextTime: number
  readonly songTime: number
}

interface LaneControlOwner {
  readonly definition: EffectDefinition
  readonly sampleRate: number
  /** Brings the script that plays lanes into the context. */
  load(): Promise<void>
  send(order: LaneOrder): void
}

/**
 * The page's half of lanes. What is ordered before the script that plays them has arrived is kept,
 * and then sent in its order.
 */
export class LaneControl {
  readonly #owner: LaneControlOwner
  #loading: Promise<void> | undefined
  /** Undefined once the script is there. */
  #waiting: LaneOrder[] | undefined = []
  #places = new Set<number>()

  constructor(owner: LaneControlOwner) {
    this.#owner = owner
  }

  /** Whether a lane moves the row at this place of the table. */
  moves(place: number): boolean {
    return this.#places.has(place)
  }

  get isEmpty(): boolean {
    return this.#places.size === 0
  }

  /** Resolves when all orders have been sent. @throws Error where the script was refused. */
  get sent(): Promise<void> {
    return this.#loading ?? Promise.resolve()
  }

  /** A sentence for each lane and point that cannot be used; the rest plays. */
  setLanes(lanes: readonly AutomationLane[]): readonly string[] {
    const { definition, sampleRate } = this.#owner
    const { rows, problems } = new Automation(definition, lanes, sampleRate)
    this.#places = new Set(rows)
    if (!this.isEmpty) this.#load()
    this.#send(lanes)
    return problems
  }

  follow({ contextTime, songTime }: SongTime): void {
    const { definition, sampleRate } = this.#owner
    const [frame, songFrame] = [contextTime, songTime].map((time) => Math.round(time * sampleRate))
    if (!Number.isFinite(frame) || !Number.isFinite(songFrame)) {
      throw new Error(
        `${definition.id}: follow must be given contextTime and songTime in seconds, got ${contextTime} and ${songTime}`
      )
    }
    this.#send({ frame, songFrame })
  }

  unfollow(): void {
    this.#send('stop')
  }

  #send(order: LaneOrder): void {
    if (this.#waiting) this.#waiting.push(order)
    else this.#owner.send(order)
  }

  #load(): void {
    this.#loading ??= this.#owner.load().then(() => {
      for (const order of this.#waiting ?? []) this.#owner.send(order)
      this.#waiting = undefined
    })
  }
}
