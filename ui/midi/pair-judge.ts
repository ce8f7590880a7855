/** The halves of one number leave a device within so long of each other. */
const TOGETHER_MS = 3
const LEAST_EVENTS = 12
/** Of all halves so many come with their other one. */
const TOGETHER_SHARE = 0.9
/** Fine halves take many values; a button has two. */
const LEAST_FINE_VALUES = 6
const LEAST_INNER_VALUES = 4
const LEAST_TRAVEL = 4
/** A hand moves one way most of the time: more turns than that are those of two knobs. */
const MOST_TURNS = 0.35
/** What happened longer ago counts half. */
const WINDOW = 128

const CHANNELS = 16
const COARSE = 32
const ENDS = 127

/** Counters of each pair. */
const AT = { coarse: 0, fine: 1, together: 2, fineFirst: 3, changes: 4, turns: 5 } as const
const COUNTERS = Object.keys(AT).length

/**
 * Tells whether controllers n and n + 32 are the two halves of one 14-bit number or two controls of
 * their own, as on most devices: halves come together, again and again, in the same order, and
 * hardly ever alone; the fine one takes many values, and both together go one way. What does not
 * yet show all of that is two controls. Costs the same for every message; only the constructor
 * allocates.
 */
export class PairJudge {
  readonly #counts = new Uint16Array(CHANNELS * COARSE * COUNTERS)
  readonly #low = new Uint8Array(CHANNELS * COARSE).fill(ENDS)
  readonly #high = new Uint8Array(CHANNELS * COARSE)
  /** A bit for each value that a fine half has taken. */
  readonly #fineValues = new Uint32Array(CHANNELS * COARSE * 4)
  readonly #coarse = new Int16Array(CHANNELS * COARSE).fill(-1)
  readonly #fine = new Int16Array(CHANNELS * COARSE).fill(-1)
  readonly #whole = new Int16Array(CHANNELS * COARSE).fill(-1)
  readonly #direction = new Int8Array(CHANNELS * COARSE)
  /** Per channel: the newest controller, -1 when it has found its other half already, and when. */
  readonly #newest = new Int16Array(CHANNELS).fill(-1)
  readonly #newestAt = new Float64Array(CHANNELS)

  /** Whether controllers `number` and `number + 32` of a channel (0 to 15) are one control. */
  isPair(channel: number, number: number): boolean {
    const slot = channel * COARSE + number
    const at = slot * COUNTERS
    const coarse = this.#counts[at + AT.coarse] ?? 0
    const fine = this.#counts[at + AT.fine] ?? 0
    const together = this.#counts[at + AT.together] ?? 0
    if (coarse < LEAST_EVENTS || fine < LEAST_EVENTS) return false
    if (together < TOGETHER_SHARE * Math.max(coarse, fine)) return false
    const fineFirst = (this.#counts[at + AT.fineFirst] ?? 0) / together
    if (fineFirst > 1 - TOGETHER_SHARE && fineFirst < TOGETHER_SHARE) return false
    const turns = this.#counts[at + AT.turns] ?? 0
    if (turns > MOST_TURNS * (this.#counts[at + AT.changes] ?? 0)) return false
    if ((this.#high[slot] ?? 0) - (this.#low[slot] ?? 0) < LEAST_TRAVEL) return false
    return this.#hasFineValues(slot)
  }

  /**
   * Takes a controller message of a number below 64; `clock[0]` is its time, which would be made
   * anew.
   */
  take(channel: number, number: number, value: number, clock: Float64Array): void {
    const timeMs = clock[0] ?? 0
    const isFine = number >= COARSE
    const slot = channel * COARSE + (number % COARSE)
    const other = isFine ? number - COARSE : number + COARSE
    const isTogether =
      this.#newest[channel] === other && timeMs - (this.#newestAt[channel] ?? 0) <= TOGETHER_MS
    this.#newest[channel] = isTogether ? -1 : number
    this.#newestAt[channel] = timeMs
    if (isFine) this.#takeFine(slot, value)
    else this.#takeCoarse(slot, value)
    if (!isTogether) return
    this.#count(slot, AT.together)
    if (!isFine) this.#count(slot, AT.fineFirst)
    this.#takeWhole(slot)
  }

  /** Anything else on the channel has come between two halves. */
  interrupt(channel: number): void {
    this.#newest[channel] = -1
  }

  reset(): void {
    this.#counts.fill(0)
    this.#low.fill(ENDS)
    this.#high.fill(0)
    this.#fineValues.fill(0)
    for (const list of [this.#coarse, this.#fine, this.#whole, this.#newest]) list.fill(-1)
    this.#direction.fill(0)
  }

  #takeCoarse(slot: number, value: number): void {
    this.#coarse[slot] = value
    if (value < (this.#low[slot] ?? ENDS)) this.#low[slot] = value
    if (value > (this.#high[slot] ?? 0)) this.#high[slot] = value
    this.#count(slot, AT.coarse)
  }

  #takeFine(slot: number, value: number): void {
    this.#fine[slot] = value
    const at = slot * 4 + (value >> 5)
    this.#fineValues[at] = (this.#fineValues[at] ?? 0) | (1 << (value & 31))
    this.#count(slot, AT.fine)
  }

  #takeWhole(slot: number): void {
    const whole = ((this.#coarse[slot] ?? 0) << 7) | (this.#fine[slot] ?? 0)
    const before = this.#whole[slot] ?? -1
    this.#whole[slot] = whole
    if (before < 0 || whole === before) return
    const direction = whole > before ? 1 : -1
    this.#count(slot, AT.changes)
    if (this.#direction[slot] === -direction) this.#count(slot, AT.turns)
    this.#direction[slot] = direction
  }

  #count(slot: number, place: number): void {
    const at = slot * COUNTERS
    const next = (this.#counts[at + place] ?? 0) + 1
    this.#counts[at + place] = next
    if (next < WINDOW) return
    for (let i = at; i < at + COUNTERS; i++) this.#counts[i] = (this.#counts[i] ?? 0) >> 1
  }

  #hasFineValues(slot: number): boolean {
    let count = 0
    for (let i = 0; i < 4; i++) count += bits(this.#fineValues[slot * 4 + i] ?? 0)
    const hasZero = ((this.#fineValues[slot * 4] ?? 0) & 1) !== 0
    const hasTop = (this.#fineValues[slot * 4 + 3] ?? 0) >>> 31 !== 0
    const inner = count - (hasZero ? 1 : 0) - (hasTop ? 1 : 0)
    return count >= LEAST_FINE_VALUES && inner >= LEAST_INNER_VALUES
  }
}

/** How many bits are set. */
function bits(word: number): number {
  let count = 0
  for (let rest = word; rest !== 0; rest &= rest - 1) count++
  return count
}
