import type { SurfacePort } from '../surface/surface-port.ts'
import { COMMAND, exclusive, needsReply, readExclusive, replyTo, UNIT } from './mackie-bytes.ts'

/** Units that do not answer are taken to be there after so long. */
const SILENCE_MS = 500

/**
 * Finds a unit on its port: asks whether one is there, answers the question of those that want an
 * answer, and of those only, and tells when one has begun anew.
 */
export class MackieLink {
  readonly #port: SurfacePort
  #unit: number
  #isOnline = false
  #isChallenged = false
  #askedAt = Number.NaN

  /** `unit` is what the unit is taken for until it has said itself. */
  constructor(port: SurfacePort, unit: number) {
    this.#port = port
    this.#unit = unit
  }

  /** The number of its kind, for exclusive messages. */
  get unit(): number {
    return this.#unit
  }

  /** Asks all kinds of units whether they are there. */
  open(timeMs: number): void {
    this.#isOnline = false
    this.#isChallenged = false
    this.#askedAt = timeMs
    if (!this.#port.hasExclusive) return
    for (const unit of [UNIT.mackie, UNIT.extender, UNIT.logic, UNIT.logicExtender]) {
      this.#port.send(exclusive(unit, COMMAND.query))
    }
  }

  /** Whether the unit may be told things; one that has asked a question waits for its answer. */
  isOnline(timeMs: number): boolean {
    if (this.#isOnline) return true
    this.#isOnline = !this.#isChallenged && timeMs - this.#askedAt >= SILENCE_MS
    return this.#isOnline
  }

  /** The unit has said something that is no question: it is there. */
  hear(): void {
    if (!this.#isChallenged) this.#isOnline = true
  }

  /** Takes an exclusive message; true where the unit has begun anew and knows nothing. */
  take(data: Uint8Array): boolean {
    const message = readExclusive(data)
    if (!message) return false
    const { unit, command, rest } = message
    this.#unit = unit
    if (command === COMMAND.hello && needsReply(unit)) {
      this.#isOnline = false
      this.#isChallenged = true
      const reply = replyTo(unit, rest)
      if (reply && this.#port.hasExclusive) this.#port.send(reply)
      return false
    }
    if (command === COMMAND.refused) return false
    this.#isChallenged = false
    this.#isOnline = true
    return command === COMMAND.hello || command === COMMAND.confirmed
  }
}
