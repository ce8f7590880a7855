/** The halves of one number leave a device together; a hand's next move comes later. */
const TOGETHER_MS = 2.5
/** A control that rests so long begins anew with its next half. */
const REST_MS = 50
/** The other half of a number is waited for so long. */
const PATIENCE_MS = 10

const NOTHING = 0
const FINE = 1
const COARSE = 2

/**
 * Puts 14-bit numbers together from two bytes, for many controls at once, in whatever order a
 * device sends them. A device that has shown fine halves is waited for, so that a number is never
 * seen half new and half old; a coarse byte whose fine one stays out has it as zero (MIDI 1.0), but
 * at the top of its range is the top. One that has never shown any is taken at its coarse byte,
 * which stands for the same share of the range in 14 bits. Only the constructor allocates.
 */
export class HalfJoiner {
  readonly #coarse: Int16Array
  readonly #fine: Int16Array
  readonly #at: Float64Array
  /** Which half is waited for. */
  readonly #awaited: Uint8Array
  /** Which half a burst has begun with, as long as nothing has followed it. */
  readonly #first: Uint8Array
  readonly #hasFine: Uint8Array
  readonly #isFineFirst: Uint8Array

  constructor(count: number) {
    this.#coarse = new Int16Array(count).fill(-1)
    this.#fine = new Int16Array(count).fill(-1)
    this.#at = new Float64Array(count).fill(-1e9)
    this.#awaited = new Uint8Array(count)
    this.#first = new Uint8Array(count)
    this.#hasFine = new Uint8Array(count)
    this.#isFineFirst = new Uint8Array(count)
  }

  /** Whether the control has shown both halves, and so is waited for. */
  isWaiting(slot: number): boolean {
    return this.#awaited[slot] !== NOTHING
  }

  /** The number as it stands, 0 to 16383. */
  value(slot: number): number {
    const coarse = Math.max(0, this.#coarse[slot] ?? 0)
    const fine = this.#fine[slot] ?? -1
    if (fine >= 0) return (coarse << 7) | fine
    return this.#hasFine[slot] === 0 || coarse === 127 ? coarse * 129 : coarse << 7
  }

  /** Takes a coarse byte; true when the number is whole. */
  takeCoarse(slot: number, byte: number, timeMs: number): boolean {
    const since = timeMs - (this.#at[slot] ?? 0)
    const follows = this.#first[slot] === FINE && since < TOGETHER_MS
    if (follows) this.#isFineFirst[slot] = 1
    this.#begin(slot, COARSE, timeMs)
    this.#coarse[slot] = byte
    if (this.#hasFine[slot] === 0) {
      this.#fine[slot] = -1
      return true
    }
    if (this.#isFineFirst[slot] === 1) {
      this.#awaited[slot] = NOTHING
      return true
    }
    this.#awaited[slot] = FINE
    return false
  }

  /** Takes a fine byte; true when the number is whole. */
  takeFine(slot: number, byte: number, timeMs: number): boolean {
    const since = timeMs - (this.#at[slot] ?? 0)
    if (this.#first[slot] === COARSE && since < REST_MS) this.#isFineFirst[slot] = 0
    this.#begin(slot, FINE, timeMs)
    this.#fine[slot] = byte
    // A fine byte means nothing before its control has shown a coarse one.
    if ((this.#coarse[slot] ?? -1) < 0) return false
    this.#hasFine[slot] = 1
    if (this.#isFineFirst[slot] === 1) {
      this.#awaited[slot] = COARSE
      return false
    }
    this.#awaited[slot] = NOTHING
    return true
  }

  /** Whether a number is to be taken as it stands, because its other half does not come. */
  settle(slot: number, timeMs: number): boolean {
    const awaited = this.#awaited[slot]
    if (awaited === NOTHING || timeMs - (this.#at[slot] ?? 0) < PATIENCE_MS) return false
    this.#awaited[slot] = NOTHING
    if (awaited === FINE) this.#fine[slot] = -1
    return true
  }

  /** Forgets the number but not the habits of the device. */
  clear(slot: number): void {
    this.#coarse[slot] = -1
    this.#fine[slot] = -1
    this.#awaited[slot] = NOTHING
  }

  /** Forgets everything. */
  reset(): void {
    this.#coarse.fill(-1)
    this.#fine.fill(-1)
    this.#at.fill(-1e9)
    for (const list of [this.#awaited, this.#first, this.#hasFine, this.#isFineFirst]) list.fill(0)
  }

  #begin(slot: number, half: number, timeMs: number): void {
    const rested = timeMs - (this.#at[slot] ?? 0) > REST_MS
    this.#first[slot] = rested ? half : NOTHING
    this.#at[slot] = timeMs
  }
}
