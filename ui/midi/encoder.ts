import type { ControlMode } from './mapping.ts'
import { RELATIVE_CODES, type RelativeCode, relativeSteps } from './relative-code.ts'
import { type Manner, RelativeRecognizer } from './relative-recognizer.ts'

/** Detents nearer in time than this speed an encoder up... */
const SLOW_DETENT_MS = 40
/** ...at most by this... */
const TOP_SPEED = 4
/** ...but no hand makes two in such a time: the device spreads one fast turn over messages. */
const SPREAD_DETENT_MS = 2
/** Turns before an encoder is known are made up for, no more than so many messages of them. */
const MOST_HELD = 16

const AT = { turned: 0 } as const

/** Whether a mode, or a manner, is that of an endless encoder. */
export function isRelative(mode: ControlMode | Manner): mode is RelativeCode {
  return (RELATIVE_CODES as readonly string[]).includes(mode)
}

/**
 * What turns of a control come to, as long as it may be an endless encoder: finds out whether it is
 * one, or is told. Only the constructor allocates.
 */
export class Encoder {
  readonly #recognizer: RelativeRecognizer | undefined
  readonly #given: RelativeCode | undefined
  readonly #held = new Uint8Array(MOST_HELD)
  readonly #times = new Float64Array(Object.keys(AT).length).fill(Number.NEGATIVE_INFINITY)
  #heldCount = 0
  #direction = 0

  /** Without a code the control shows by itself what it is. */
  constructor(code?: RelativeCode) {
    this.#given = code
    if (!code) this.#recognizer = new RelativeRecognizer()
  }

  get manner(): Manner {
    return this.#given ?? this.#recognizer?.manner ?? 'unknown'
  }

  /** The code by which it has made itself known, or `absolute`, once there is no doubt. */
  get found(): RelativeCode | 'absolute' | undefined {
    const { manner } = this
    if (this.#recognizer?.isSurelyAbsolute) return 'absolute'
    return this.#recognizer?.isSure && isRelative(manner) ? manner : undefined
  }

  /** Whether what has come may be steps as well as places: taken for places they might throw. */
  get isDoubtful(): boolean {
    const { manner } = this
    if (manner === 'switch') return !this.#recognizer?.hasZero
    return manner === 'unknown'
  }

  /** Takes a value and tells what the control is. */
  take(raw: number): Manner {
    this.#recognizer?.next(raw)
    return this.manner
  }

  /** Keeps a value back until it is known what it means. */
  hold(raw: number): void {
    if (this.#heldCount < MOST_HELD) this.#held[this.#heldCount++] = raw
  }

  /** Steps of a value, and of those that were held back once their code is sure. */
  steps(code: RelativeCode, raw: number): number {
    let steps = relativeSteps(code, raw)
    if (!this.found) this.#heldCount = 0
    for (let i = 0; i < this.#heldCount; i++) steps += relativeSteps(code, this.#held[i] ?? 0)
    this.#heldCount = 0
    return steps
  }

  /** How much further fast turns go. */
  speed(steps: number, timeMs: number): number {
    const since = timeMs - (this.#times[AT.turned] ?? 0)
    const goesOn = Math.sign(steps) === this.#direction
    this.#direction = Math.sign(steps)
    this.#times[AT.turned] = timeMs
    // Devices that count several steps in one message have made it faster themselves.
    if (Math.abs(steps) > 1 || !goesOn || since < SPREAD_DETENT_MS) return 1
    return Math.min(TOP_SPEED, Math.max(1, SLOW_DETENT_MS / since))
  }
}
