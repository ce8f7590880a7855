/** How endless encoders tell a step: the three codes in use. */
export const RELATIVE_CODES = ['twosComplement', 'binaryOffset', 'signBit'] as const
export type RelativeCode = (typeof RELATIVE_CODES)[number]

/** Faster turns than this in one message are no turns. */
const MOST_STEPS = 15

/** Steps up (positive) or down of a 7-bit value; 0 for a value that is none. */
export function relativeSteps(code: RelativeCode, value: number): number {
  switch (code) {
    case 'twosComplement':
      return value < 64 ? value : value - 128
    case 'binaryOffset':
      return value - 64
    case 'signBit':
      return value < 64 ? value : 64 - value
  }
}

/** What an encoder of each code sends when it is turned by hand. */
function isStepOf(code: RelativeCode, value: number): boolean {
  const steps = relativeSteps(code, value)
  return steps !== 0 && Math.abs(steps) <= MOST_STEPS
}

/** Whether a value may come from an encoder. */
export function mayBeStep(value: number): boolean {
  return RELATIVE_CODES.some((code) => isStepOf(code, value))
}

/** An absolute control that repeats a value would be broken: so many mean an encoder. */
const ENOUGH_REPEATS = 3
const ENOUGH_VALUES = 4

/**
 * Tells endless encoders from absolute controls by what they send, and their codes from each other.
 * An absolute control hardly sends the same value twice in a row; an encoder sends few values near
 * its rest again and again. As long as only one direction has been seen two codes may fit; the
 * commoner is taken, and set right with the first turn back.
 */
export class RelativeRecognizer {
  #last = -1
  #repeats = 0
  #count = 0
  /** A bit for each code that explains all values so far. */
  #fits = 0b111
  #onlyDoubtful = true

  /** No code explains what has come: the control is absolute. */
  get isAbsolute(): boolean {
    return this.#fits === 0
  }

  /** Just one code explains it. */
  get isUnambiguous(): boolean {
    return (this.#fits & (this.#fits - 1)) === 0
  }

  /**
   * Whether nothing but single steps of some code has come: taken for places they might throw the
   * parameter to an end of its range where an encoder has only made its first steps.
   */
  get isDoubtful(): boolean {
    return this.#fits !== 0 && this.#onlyDoubtful
  }

  /** Takes a value and returns the code, or undefined as long as the control may be absolute. */
  next(value: number): RelativeCode | undefined {
    this.#repeats += value === this.#last ? 1 : 0
    this.#last = value
    this.#onlyDoubtful &&= value === 1 || value === 127 || value === 63 || value === 65
    // Counters must stay small integers however long an encoder is turned.
    if (this.#count < 1e6) this.#count++
    let first: RelativeCode | undefined
    for (let i = RELATIVE_CODES.length - 1; i >= 0; i--) {
      const code = RELATIVE_CODES[i]
      if (!code || !isStepOf(code, value)) this.#fits &= ~(1 << i)
      if ((this.#fits >> i) & 1) first = code
    }
    const sure = this.#repeats >= ENOUGH_REPEATS && this.#count >= ENOUGH_VALUES
    return sure ? first : undefined
  }
}
