import { BANK_BLOCK, type DelayBank } from './delay-bank.ts'
import { EARLY_TAPS, type EarlyPattern } from './early-pattern.ts'

/** Taps that are added in one pass over a block. */
const QUAD = 4

/**
 * The air takes the brilliance away on the way: first taps pass one low-pass, middle ones two,
 * late ones three. The first quad after which a further low-pass is passed, and its corner.
 */
const AIR = [
  { fromQuad: 4, cornerHz: 9000 },
  { fromQuad: 2, cornerHz: 12_000 },
  { fromQuad: 0, cornerHz: 16_000 }
] as const

const QUADS = EARLY_TAPS / QUAD

class TapSet {
  readonly delays = new Int32Array(2 * EARLY_TAPS)
  readonly gains = new Float64Array(2 * EARLY_TAPS)
  readonly sources = new Uint8Array(2 * EARLY_TAPS)
}

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
  #now = new TapSet()
  #next = new TapSet()
  readonly #group = new Float64Array(BANK_BLOCK)
  readonly #fading = new Float64Array(BANK_BLOCK)
  readonly #airSteps: Float64Array
  /** One low-pass state per side and stage. */
  readonly #air = new Float64Array(2 * AIR.length)

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate
    this.#airSteps = Float64Array.from(AIR, ({ cornerHz }) =>
      Math.min(1, 1 - Math.exp((-2 * Math.PI * cornerHz) / sampleRate))
    )
  }

  /** Sets the taps that follow: then `adopt` them, or fade to them. */
  setPattern(pattern: EarlyPattern, scale: number, extraDelay: number): void {
    const next = this.#next
    for (let k = 0; k < next.delays.length; k++) {
      const seconds = (scale * pattern.timesMs[k]) / 1000
      next.delays[k] = extraDelay + Math.round(seconds * this.#sampleRate)
    }
    next.gains.set(pattern.gains)
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
    this.#side(0, this.left, past, frames, weights)
    this.#side(1, this.right, past, frames, weights)
  }

  #side(
    side: number,
    output: Float64Array,
    past: DelayBank,
    frames: number,
    weights: Float64Array | undefined
  ): void {
    const group = this.#group
    const fading = this.#fading
    output.fill(0, 0, frames)
    let end = QUADS
    for (let stage = 0; stage < AIR.length; stage++) {
      const from = AIR[stage].fromQuad
      group.fill(0, 0, frames)
      for (let quad = from; quad < end; quad++) {
        addQuad(this.#now, side * EARLY_TAPS + quad * QUAD, past, group, frames)
      }
      if (weights !== undefined) {
        fading.fill(0, 0, frames)
        for (let quad = from; quad < end; quad++) {
          addQuad(this.#next, side * EARLY_TAPS + quad * QUAD, past, fading, frames)
        }
        for (let i = 0; i < frames; i++) group[i] += weights[i] * (fading[i] - group[i])
      }
      const step = this.#airSteps[stage]
      let state = this.#air[side * AIR.length + stage]
      for (let i = 0; i < frames; i++) {
        state += step * (output[i] + group[i] - state)
        output[i] = state
      }
      this.#air[side * AIR.length + stage] = state
      end = from
    }
  }
}

function addQuad(
  taps: TapSet,
  first: number,
  past: DelayBank,
  output: Float64Array,
  frames: number
): void {
  const { data } = past
  const { delays, gains, sources } = taps
  const a = past.start(sources[first], delays[first] + frames)
  const b = past.start(sources[first + 1], delays[first + 1] + frames)
  const c = past.start(sources[first + 2], delays[first + 2] + frames)
  const d = past.start(sources[first + 3], delays[first + 3] + frames)
  const gainA = gains[first]
  const gainB = gains[first + 1]
  const gainC = gains[first + 2]
  const gainD = gains[first + 3]
  for (let i = 0; i < frames; i++) {
    output[i] +=
      gainA * data[a + i] + gainB * data[b + i] + (gainC * data[c + i] + gainD * data[d + i])
  }
}
