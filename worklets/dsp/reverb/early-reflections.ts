import { BANK_BLOCK, type DelayBank } from '../lines/delay-bank.ts'
import { EARLY_TAPS, type EarlyPattern } from './early-pattern.ts'

/** Taps of a side that pass one low-pass, two and three: the air takes brilliance on the way. */
const NEAR_TAPS = 8
const MIDDLE_TAPS = 8
export const AIR_HZ = [16_000, 12_000, 9000]
const NEAR = 0
const MIDDLE = 1
const FAR = 2

/**
 * Near, middle and far taps of the left, then of the right side, BANK_BLOCK frames each; behind
 * them those of the taps that follow. They hold nothing from block to block, so one array serves
 * all, and the compiler knows where it is.
 */
const GROUPS = new Float64Array(16 * BANK_BLOCK)
const FADING = 8 * BANK_BLOCK

class TapSet {
  readonly delays = new Int32Array(2 * EARLY_TAPS)
  readonly gains = new Float64Array(2 * EARLY_TAPS)
  readonly sources = new Uint8Array(2 * EARLY_TAPS)
  /** Where the block of each tap begins; of the moment. */
  readonly starts = new Int32Array(2 * EARLY_TAPS)
}

/** Low-passes of the air, by how far the taps come from. */
const AIR = {
  nearLeft: 0,
  middleLeft: 1,
  farLeft: 2,
  nearRight: 3,
  middleRight: 4,
  farRight: 5
} as const

/**
 * The first echoes of a place: 20 taps per side into the past of a stereo signal, duller the later
 * they come. A new pattern or size is reached by a fade from tap set to tap set.
 * About 30 ns a frame, twice that during a fade; only the constructor allocates.
 */
export class EarlyReflections {
  /** The output of the last `process`. */
  readonly left = new Float64Array(BANK_BLOCK)
  readonly right = new Float64Array(BANK_BLOCK)
  readonly #sampleRate: number
  readonly #now = new TapSet()
  readonly #next = new TapSet()
  readonly #airPoles: Float64Array
  /** States of the low-passes, in the same order. */
  readonly #air = new Float64Array(6)

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate
    this.#airPoles = Float64Array.from(AIR_HZ, (hz) => Math.exp((-2 * Math.PI * hz) / sampleRate))
  }

  /** Sets the taps that follow: then `adopt` them, or fade to them. */
  setPattern(pattern: EarlyPattern, scale: number, extraDelay: number): void {
    const next = this.#next
    for (let k = 0; k < next.delays.length; k++) {
      const seconds = (scale * pattern.timesMs[k]) / 1000
      next.delays[k] = extraDelay + Math.round(seconds * this.#sampleRate)
    }
    // The low-passes are the louder the lower they go: the taps make up for it.
    const poles = this.#airPoles
    for (let k = 0; k < next.gains.length; k++) {
      const place = k % EARLY_TAPS
      let gain = pattern.gains[k] * (1 - poles[NEAR])
      if (place >= NEAR_TAPS) gain *= 1 - poles[1]
      if (place >= NEAR_TAPS + MIDDLE_TAPS) gain *= 1 - poles[2]
      next.gains[k] = gain
    }
    next.sources.set(pattern.sources)
  }

  /** The fade to the new taps is over (or none is wanted). */
  adopt(): void {
    this.#now.delays.set(this.#next.delays)
    this.#now.gains.set(this.#next.gains)
    this.#now.sources.set(this.#next.sources)
  }

  reset(): void {
    this.#air.fill(0)
  }

  /**
   * Reads the block that was written last to `past` (lines 0 and 1, left and right) and what came
   * before. `weights`: of the new taps against the present ones, where a fade runs.
   */
  process(past: DelayBank, frames: number, weights: Float64Array | undefined): void {
    sumTaps(this.#now, past, 0, frames)
    if (weights !== undefined) {
      sumTaps(this.#next, past, FADING, frames)
      for (let at = 0; at < 6 * BANK_BLOCK; at += BANK_BLOCK) {
        for (let i = 0; i < frames; i++) {
          GROUPS[at + i] += weights[i] * (GROUPS[at + FADING + i] - GROUPS[at + i])
        }
      }
    }
    this.#passAir(frames)
  }

  /** Far taps -> low-pass -> plus middle taps -> low-pass -> plus near taps -> low-pass. */
  #passAir(frames: number): void {
    const { left, right } = this
    const groups = GROUPS
    const end = Math.min(frames, BANK_BLOCK)
    const state = this.#air
    const near = this.#airPoles[NEAR]
    const middle = this.#airPoles[MIDDLE]
    const far = this.#airPoles[FAR]
    let nearLeft = state[AIR.nearLeft]
    let middleLeft = state[AIR.middleLeft]
    let farLeft = state[AIR.farLeft]
    let nearRight = state[AIR.nearRight]
    let middleRight = state[AIR.middleRight]
    let farRight = state[AIR.farRight]
    for (let i = 0; i < end; i++) {
      farLeft = far * farLeft + groups[i + 2 * BANK_BLOCK]
      farRight = far * farRight + groups[i + 5 * BANK_BLOCK]
      middleLeft = middle * middleLeft + (farLeft + groups[i + BANK_BLOCK])
      middleRight = middle * middleRight + (farRight + groups[i + 4 * BANK_BLOCK])
      nearLeft = near * nearLeft + (middleLeft + groups[i])
      nearRight = near * nearRight + (middleRight + groups[i + 3 * BANK_BLOCK])
      left[i] = nearLeft
      right[i] = nearRight
    }
    state[AIR.nearLeft] = nearLeft
    state[AIR.middleLeft] = middleLeft
    state[AIR.farLeft] = farLeft
    state[AIR.nearRight] = nearRight
    state[AIR.middleRight] = middleRight
    state[AIR.farRight] = farRight
  }
}

function sumTaps(taps: TapSet, past: DelayBank, to: number, frames: number): void {
  for (let k = 0; k < taps.delays.length; k++) {
    taps.starts[k] = past.start(taps.sources[k], taps.delays[k] + frames)
  }
  for (let side = 0; side < 2; side++) {
    const tap = side * EARLY_TAPS
    const at = to + 3 * side * BANK_BLOCK
    sumEight(taps, tap, past.data, at, frames)
    sumEight(taps, tap + NEAR_TAPS, past.data, at + BANK_BLOCK, frames)
    sumFour(taps, tap + NEAR_TAPS + MIDDLE_TAPS, past.data, at + 2 * BANK_BLOCK, frames)
  }
}

/** Written out, as `sumFour`: 4 ns against 6 ns a frame as a loop over pairs of taps. */
function sumEight(taps: TapSet, tap: number, data: Float32Array, to: number, frames: number): void {
  const { starts, gains } = taps
  const output = GROUPS
  const at = to & (15 * BANK_BLOCK)
  const end = Math.min(frames, BANK_BLOCK)
  const a = starts[tap]
  const b = starts[tap + 1]
  const c = starts[tap + 2]
  const d = starts[tap + 3]
  const e = starts[tap + 4]
  const f = starts[tap + 5]
  const g = starts[tap + 6]
  const h = starts[tap + 7]
  const aGain = gains[tap]
  const bGain = gains[tap + 1]
  const cGain = gains[tap + 2]
  const dGain = gains[tap + 3]
  const eGain = gains[tap + 4]
  const fGain = gains[tap + 5]
  const gGain = gains[tap + 6]
  const hGain = gains[tap + 7]
  for (let i = 0; i < end; i++) {
    output[at + i] =
      aGain * data[(a + i) | 0] +
      bGain * data[(b + i) | 0] +
      (cGain * data[(c + i) | 0] + dGain * data[(d + i) | 0]) +
      (eGain * data[(e + i) | 0] + fGain * data[(f + i) | 0]) +
      (gGain * data[(g + i) | 0] + hGain * data[(h + i) | 0])
  }
}

function sumFour(taps: TapSet, tap: number, data: Float32Array, to: number, frames: number): void {
  const { starts, gains } = taps
  const output = GROUPS
  const at = to & (15 * BANK_BLOCK)
  const end = Math.min(frames, BANK_BLOCK)
  const a = starts[tap]
  const b = starts[tap + 1]
  const c = starts[tap + 2]
  const d = starts[tap + 3]
  const aGain = gains[tap]
  const bGain = gains[tap + 1]
  const cGain = gains[tap + 2]
  const dGain = gains[tap + 3]
  for (let i = 0; i < end; i++) {
    output[at + i] =
      aGain * data[(a + i) | 0] +
      bGain * data[(b + i) | 0] +
      (cGain * data[(c + i) | 0] + dGain * data[(d + i) | 0])
  }
}
