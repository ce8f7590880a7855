import { raisedCosine } from '../raised-cosine.ts'
import { BANK_BLOCK, type DelayBank } from './delay-bank.ts'
import type { LineMotion } from './line-motion.ts'

/**
 * How much shorter than where it is a moving line may be read, in frames: the allpass gives half a
 * frame or more itself, and keeps two steps in hand.
 */
export const ALLPASS_REACH = 8

/** The allpass gives at least so many frames of delay. */
const LEAST = 0.5

/** A guard for steps that no motion makes: the allpass stays stable. */
const SHORTEST = 0.25

/** Weights of what comes in a fade from one whole number of frames to the next. */
const FADE = Float64Array.from(
  { length: BANK_BLOCK },
  (_, i) => raisedCosine(2 * BANK_BLOCK)[2 * i + 1]
)

/** Numbers per line: coefficient at the start of a stretch and change per frame, twice. */
const COURSE_STRIDE = 4
const LAST_STRIDE = 4

/**
 * Reads delay lines that move slowly, between their samples: a first-order allpass per line,
 * y = a x + x' - a y' with a = (1 - d) / (1 + d), gives d frames to the lows and passes every
 * frequency as loud as it came, however often it goes round a loop (Laakso, Valimaki, Karjalainen,
 * Laine, "Splitting the unit delay", IEEE Signal Processing Magazine, 1996; Dattorro, "Effect
 * design, part 2", JAES 45(10), 1997, on allpasses that move).
 *
 * d stays between 0.5 and 1.5 while a line moves slowly. Where it would leave that, a second
 * allpass, one frame off, takes over in the course of BANK_BLOCK frames. Highs lag a little behind
 * the motion and catch up there: by 0.2 radians at 8 kHz, 0.02 at 4 kHz (48 kHz), which lies within
 * 1 kHz of a tone.
 * About 2 ns a frame and line; only the constructor allocates.
 */
export class AllpassReader {
  /** Whole frames of each line's motion: of the allpass that sounds, and of the one that comes. */
  readonly #wholes: Int32Array
  readonly #nextWholes: Int32Array
  readonly #courses: Float64Array
  /** y' of every line: at its present length, then at its next, of either allpass. */
  readonly #last: Float64Array

  constructor(lines: number) {
    this.#wholes = new Int32Array(lines)
    this.#nextWholes = new Int32Array(lines)
    this.#courses = new Float64Array(COURSE_STRIDE * lines)
    this.#last = new Float64Array(LAST_STRIDE * lines)
  }

  reset(): void {
    this.#last.fill(0)
  }

  /** What was read at the next lengths is from now on read at the present ones. */
  adopt(): void {
    const last = this.#last
    for (let at = 0; at < last.length; at += LAST_STRIDE) {
      last[at] = last[at + 2]
      last[at + 1] = last[at + 3]
    }
  }

  /** Every line is where the motion is. */
  start(motion: LineMotion): void {
    for (const k of motion.lines) {
      this.#wholes[k] = Math.floor(motion.to[k] - LEAST)
      this.#nextWholes[k] = this.#wholes[k]
    }
  }

  /** Takes over the way of the next BANK_BLOCK frames, on which the motion has gone ahead. */
  aim(motion: LineMotion): void {
    const courses = this.#courses
    const last = this.#last
    const wholes = this.#wholes
    const nextWholes = this.#nextWholes
    const { lines } = motion
    for (let n = 0; n < lines.length; n++) {
      const k = lines[n]
      const from = motion.from[k]
      const to = motion.to[k]
      if (nextWholes[k] !== wholes[k]) this.#takeOver(k)
      const c = k * COURSE_STRIDE
      setCourse(courses, c, from - wholes[k], to - wholes[k])
      // Where a line gets shorter it must not run short during the fade that follows.
      const whole = Math.floor(Math.min(to, to + to - from) - LEAST)
      if (whole === wholes[k]) continue
      nextWholes[k] = whole
      // The first guess is nearly right: the two differ by a frame only.
      last[k * LAST_STRIDE + 1] = last[k * LAST_STRIDE]
      last[k * LAST_STRIDE + 3] = last[k * LAST_STRIDE + 2]
      setCourse(courses, c + 2, from - whole, to - whole)
    }
  }

  /**
   * Reads the next `frames` frames of two lines in a row, at their present or their next `lengths`,
   * to `output` from `at` and from `at` + BANK_BLOCK on, at their place in the present stretch of
   * BANK_BLOCK frames. Two at a time, as an allpass alone waits for itself. A delay must reach back
   * ALLPASS_REACH frames more than the block and the motion.
   */
  read(
    bank: DelayBank,
    line: number,
    lengths: Int32Array,
    which: 'present' | 'next',
    output: Float32Array,
    at: number,
    frames: number
  ): void {
    const { data, head } = bank
    const courses = this.#courses
    const wholes = this.#wholes
    const last = this.#last
    const inBlock = head & (BANK_BLOCK - 1)
    const c = line * COURSE_STRIDE
    const startA = courses[c]
    const stepA = courses[c + 1]
    const startB = courses[c + COURSE_STRIDE]
    const stepB = courses[c + COURSE_STRIDE + 1]
    const fromA = bank.start(line, lengths[line] + wholes[line])
    const fromB = bank.start(line + 1, lengths[line + 1] + wholes[line + 1])
    const to = at + inBlock
    const memory = line * LAST_STRIDE + (which === 'present' ? 0 : 2)
    let beforeA = data[bank.start(line, lengths[line] + wholes[line] + 1)]
    let beforeB = data[bank.start(line + 1, lengths[line + 1] + wholes[line + 1] + 1)]
    let a = last[memory]
    let b = last[memory + LAST_STRIDE]
    for (let i = 0; i < frames; i++) {
      const gainA = startA + (inBlock + i) * stepA
      const gainB = startB + (inBlock + i) * stepB
      const nowA = data[(fromA + i) | 0]
      const nowB = data[(fromB + i) | 0]
      a = beforeA + gainA * nowA - gainA * a
      b = beforeB + gainB * nowB - gainB * b
      output[(to + i) | 0] = a
      output[(to + BANK_BLOCK + i) | 0] = b
      beforeA = nowA
      beforeB = nowB
    }
    last[memory] = a
    last[memory + LAST_STRIDE] = b
    this.#fade(bank, line, lengths[line], memory + 1, output, to, frames)
    this.#fade(
      bank,
      line + 1,
      lengths[line + 1],
      memory + LAST_STRIDE + 1,
      output,
      to + BANK_BLOCK,
      frames
    )
  }

  /** If an allpass comes, it takes over from what `output` holds. */
  #fade(
    bank: DelayBank,
    line: number,
    length: number,
    memory: number,
    output: Float32Array,
    to: number,
    frames: number
  ): void {
    if (this.#nextWholes[line] === this.#wholes[line]) return
    const c = line * COURSE_STRIDE + 2
    const { data, head } = bank
    const inBlock = head & (BANK_BLOCK - 1)
    const start = this.#courses[c]
    const step = this.#courses[c + 1]
    const first = bank.start(line, length + this.#nextWholes[line] + 1)
    let y = this.#last[memory]
    for (let i = 0; i < frames; i++) {
      const a = start + (inBlock + i) * step
      y = data[first + i] + a * data[first + 1 + i] - a * y
      output[to + i] += FADE[inBlock + i] * (y - output[to + i])
    }
    this.#last[memory] = y
  }

  /** A fade is over. */
  #takeOver(line: number): void {
    const last = this.#last
    const at = line * LAST_STRIDE
    last[at] = last[at + 1]
    last[at + 2] = last[at + 3]
    this.#wholes[line] = this.#nextWholes[line]
  }
}

/** The coefficients for delays of `from` and, BANK_BLOCK frames later, `to` frames. */
function setCourse(courses: Float64Array, at: number, from: number, to: number): void {
  courses[at] = coefficient(from)
  courses[at + 1] = (coefficient(to) - courses[at]) / BANK_BLOCK
}

function coefficient(delay: number): number {
  const d = Math.max(delay, SHORTEST)
  return (1 - d) / (1 + d)
}
