import type { RelativeCode } from './relative-code.ts'

/** A hand that turns fast makes so many steps in one message; more are no turn. */
const MOST_STEPS = 20
/** A hand that begins slowly makes so many at most. */
const SLOW_STEPS = 2
/** A control that goes on from there step by step, and repeats little, is a pot. */
const POT_STEPS = 4
/** So many values that no encoder sends unmake one that was found. */
const ENOUGH_ODD = 3
/** So many of them leave no doubt that the control is no encoder. */
const SURE_PLACES = 8
/** One that follows its neighbor so closely does so by itself. */
const NEXT_PLACE = 8

/** Where the values of encoders lie: just above 0, below and above 64, just below 128. */
const ABOVE_ZERO = 0
const BELOW_MIDDLE = 1
const ABOVE_MIDDLE = 2
const BELOW_TOP = 3
const NOWHERE = 4

/**
 * Each code by the zones of its steps up and down. The reversed sign bit looks like the plain one.
 */
const CODES: readonly (readonly [RelativeCode, number, number])[] = [
  ['twosComplement', ABOVE_ZERO, BELOW_TOP],
  ['signBit', ABOVE_ZERO, ABOVE_MIDDLE],
  ['binaryOffset', ABOVE_MIDDLE, BELOW_MIDDLE]
]

/** What a control has shown itself to be: `switch` has sent nothing but its two ends. */
export type Manner = 'unknown' | 'absolute' | 'switch' | RelativeCode

/**
 * Tells endless encoders from absolute controls by what they send, and their codes from each other.
 * An encoder is known by small steps to both sides of its code's center, a place that a pot cannot
 * pass without showing what lies between. One that is turned to one side only is not known yet, and
 * a pot at rest that repeats its value never is. Only single steps up, told by nothing but 1, have
 * no other reading. Whole numbers in fields, small ones: `next` makes no garbage.
 */
export class RelativeRecognizer {
  #code: RelativeCode | undefined
  #isAbsolute = false
  /** Values in each zone since the last that no encoder sends, and how many of them are small. */
  readonly #count = new Uint16Array(4)
  readonly #small = new Uint16Array(4)
  #first = -1
  #last = -1
  #repeats = 0
  /** Values that no encoder sends: in a row, and all of them. */
  #odd = 0
  #places = 0
  #hasZero = false
  #hasTop = false
  #hasOther = false

  /** What the control is, by all that has come. */
  get manner(): Manner {
    if (this.#code) return this.#code
    if (this.#isAbsolute) return 'absolute'
    if (!this.#hasOther && (this.#hasTop || this.#hasZero)) return 'switch'
    return this.#oneSided ?? 'unknown'
  }

  /** Whether a code has been found beyond doubt. */
  get isSure(): boolean {
    return this.#code !== undefined
  }

  /** Whether so much has come that no encoder sends that nothing else is to be expected. */
  get isSurelyAbsolute(): boolean {
    return this.#isAbsolute && this.#places >= SURE_PLACES
  }

  /** Whether it has sent 0, as an encoder hardly does. */
  get hasZero(): boolean {
    return this.#hasZero
  }

  /** Takes a value and returns the code, or undefined as long as the control may be absolute. */
  next(value: number): RelativeCode | undefined {
    const last = this.#last
    this.#last = value
    if (this.#first < 0) this.#first = value
    if (value === 0) this.#hasZero = true
    else if (value === 127) this.#hasTop = true
    else this.#hasOther = true
    const zone = zoneOf(value)
    if (zone === NOWHERE) this.#takeOdd(value, last)
    else this.#takeStep(value, last, zone)
    return this.#code ?? this.#oneSided
  }

  #takeOdd(value: number, last: number): void {
    // Some encoders mix zeros in; only what has come down to it step by step stands at its end.
    if (value === 0) {
      const isEnd = last > 0 && last <= SLOW_STEPS && this.#repeats < 2
      if (isEnd && !this.#code) this.#isAbsolute = true
      return
    }
    this.#odd++
    const goesOn = value !== last && last >= 0 && Math.abs(value - last) <= NEXT_PLACE
    if (goesOn && !this.#code) this.#places = SURE_PLACES
    else if (this.#places < SURE_PLACES) this.#places++
    if (this.#code && this.#odd < ENOUGH_ODD) return
    this.#code = undefined
    this.#isAbsolute = true
    this.#repeats = 0
    this.#count.fill(0)
    this.#small.fill(0)
  }

  #takeStep(value: number, last: number, zone: number): void {
    const steps = stepsIn(zone, value)
    this.#odd = 0
    // Counters stay small integers however long an encoder is turned.
    if ((this.#count[zone] ?? 0) < 60_000) {
      this.#count[zone] = (this.#count[zone] ?? 0) + 1
      if (steps <= SLOW_STEPS) this.#small[zone] = (this.#small[zone] ?? 0) + 1
    }
    if (value === last && this.#repeats < 1e6) this.#repeats++
    const found = this.#find()
    if (found) {
      this.#code = found
      this.#isAbsolute = false
    } else if (!this.#code && steps >= POT_STEPS && this.#repeats * 3 < this.#total) {
      this.#isAbsolute = true
    }
  }

  #find(): RelativeCode | undefined {
    for (let i = 0; i < CODES.length; i++) {
      const entry = CODES[i]
      if (!entry) continue
      const [code, up, down] = entry
      const ups = this.#count[up] ?? 0
      const downs = this.#count[down] ?? 0
      const few = Math.min(ups, downs)
      if (ups + downs !== this.#total || few === 0) continue
      if (2 * (this.#small[up] ?? 0) < ups || 2 * (this.#small[down] ?? 0) < downs) continue
      // A fast pot may pass its middle without showing it, but does not repeat its values.
      const isPlain = code !== 'binaryOffset'
      const enough = isPlain ? few >= 2 || ups + downs >= 4 : few >= 2 && ups + downs >= 5
      if (enough && (isPlain || this.#repeats >= 2)) return code
    }
    return undefined
  }

  /**
   * Single steps up of the two codes that tell them by 1, as the first and only thing that came.
   */
  get #oneSided(): RelativeCode | undefined {
    const total = this.#total
    const isUp = this.#first === 1 && this.#small[ABOVE_ZERO] === total
    if (this.#isAbsolute || !isUp || total < 4 || this.#repeats < 3) return undefined
    return 'twosComplement'
  }

  get #total(): number {
    let total = 0
    for (let i = 0; i < NOWHERE; i++) total += this.#count[i] ?? 0
    return total
  }
}

function zoneOf(value: number): number {
  if (value >= 1 && value <= MOST_STEPS) return ABOVE_ZERO
  if (value >= 64 - MOST_STEPS && value < 64) return BELOW_MIDDLE
  if (value > 64 && value <= 64 + MOST_STEPS) return ABOVE_MIDDLE
  return value >= 128 - MOST_STEPS ? BELOW_TOP : NOWHERE
}

function stepsIn(zone: number, value: number): number {
  if (zone === ABOVE_ZERO) return value
  return zone === BELOW_TOP ? 128 - value : Math.abs(value - 64)
}

/** Whether a value may come from an encoder. */
export function mayBeStep(value: number): boolean {
  return zoneOf(value) !== NOWHERE
}
