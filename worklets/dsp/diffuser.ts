import { CoefficientRamp } from './coefficient-ramp.ts'
import type { Crossfade } from './crossfade.ts'
import type { DecayCurve } from './decay-curve.ts'
import { BANK_BLOCK, DelayBank } from './delay-bank.ts'
import { seededRandom, shuffled } from './seeded-random.ts'
import { HadamardMatrix } from './walsh-hadamard.ts'

const CHANNELS = 16
const STEPS = 3

/** Chosen among 1 to 40 for the earliest dense response; see the conformance test of the reverb. */
const SEED = 7

/**
 * Turns a click into thousands of echoes without coloring it: three steps, each of them 16 delays
 * within equal segments of the step's time, in random order and with random signs, followed by a
 * lossless Walsh-Hadamard matrix. The third matrix is not computed here: it is that of the
 * `FeedbackNetwork` the result flows into, which takes `output`, `starts` and `gains` as they are.
 * Sources: Gerzon, "Synthetic stereo reverberation", Studio Sound, 1971 (unitary networks);
 * Schlecht and Habets, "Scattering in feedback delay networks", IEEE/ACM TASLP 28, 2020.
 *
 * Left feeds the even channels and right the odd ones. `spread` 1 is the full matrix, 0 leaves 8
 * plain echoes per side; between, part of each channel passes beside the matrices, at equal power.
 * Every delay also attenuates as the decay demands, so a decay is straight from its first echo.
 * About 60 ns a frame; only the constructor allocates.
 */
export class Diffuser {
  /** Where the channels of the result are found: `output[starts[k] + i]`, times `gains[k]`. */
  output: Float32Array
  readonly starts = new Int32Array(CHANNELS)
  readonly gains = new Float64Array(CHANNELS)
  /** How much goes through the matrices, 0..1; `setGains` takes it over. */
  spread = 1
  /** Energy of the response to an impulse on one side, as `setGains` found it. */
  energy = 1

  readonly #input: DelayBank
  readonly #first: DelayBank
  readonly #second: DelayBank
  /** Per step and channel: part of the step's time, 0..1, and sign. */
  readonly #places = new Float64Array(STEPS * CHANNELS)
  readonly #signs = new Float64Array(STEPS * CHANNELS)
  readonly #delays = new Int32Array(STEPS * CHANNELS)
  readonly #nextDelays = new Int32Array(STEPS * CHANNELS)
  /** Signed gain per step and channel, and last how much passes beside the matrices. */
  readonly #gainRamp = new CoefficientRamp(STEPS * CHANNELS + 1)
  readonly #matrices = [new HadamardMatrix(), new HadamardMatrix()] as const
  readonly #gathered = new Float32Array(CHANNELS * BANK_BLOCK)
  readonly #gatheredStarts = Int32Array.from({ length: CHANNELS }, (_, k) => k * BANK_BLOCK)
  #isMoving = false

  /** For steps of up to so many frames each. */
  constructor(maxFirst: number, maxSecond: number, maxThird: number) {
    this.#input = new DelayBank(2, maxFirst + BANK_BLOCK)
    this.#first = new DelayBank(CHANNELS, maxSecond + BANK_BLOCK)
    this.#second = new DelayBank(CHANNELS, maxThird + BANK_BLOCK)
    this.output = this.#second.data
    const random = seededRandom(SEED)
    for (let step = 0; step < STEPS; step++) {
      const order = shuffled(CHANNELS, random)
      for (let k = 0; k < CHANNELS; k++) {
        this.#places[step * CHANNELS + k] = (order[k] + random()) / CHANNELS
        this.#signs[step * CHANNELS + k] = random() < 0.5 ? -1 : 1
      }
    }
  }

  /** Sets the times of the three steps in frames; then `adopt` them, or fade to them. */
  setSteps(first: number, second: number, third: number): void {
    for (let k = 0; k < STEPS * CHANNELS; k++) {
      const step = k < CHANNELS ? first : k < 2 * CHANNELS ? second : third
      this.#nextDelays[k] = Math.round(this.#places[k] * step)
    }
  }

  /** The fade to the new times is over (or none is wanted). */
  adopt(): void {
    this.#delays.set(this.#nextDelays)
  }

  /**
   * Computes the gains for `spread` and the loss that a decay has at 1 kHz, at the moment of a fade
   * of times that the fade looks ahead to. Follow it by `aimGains` or `landGains`.
   */
  setGains(curve: DecayCurve, fade: Crossfade): void {
    const nepersPerFrame = (curve.reference * Math.LN10) / (20 * curve.sampleRate)
    const weight = fade.ahead
    const spread = this.spread
    const gains = this.#gainRamp.target
    // Not quite down to 0, as the rest is kept relative to it.
    const angle = (0.05 + 0.95 * spread) * (Math.PI / 2)
    const through = Math.sin(angle)
    gains[STEPS * CHANNELS] = spread === 1 ? 0 : Math.cos(angle) / through
    let energy = 1
    for (let step = 0; step < STEPS; step++) {
      // A side's impulse is spread over eight channels; `through` does not count for the energy, as
      // what goes beside the matrices makes up for it.
      const level = step < STEPS - 1 ? through : 1
      const split = step === 0 ? Math.sqrt(1 / 8) : 1
      let power = 0
      for (let k = step * CHANNELS; k < (step + 1) * CHANNELS; k++) {
        const delay = this.#delays[k] + weight * (this.#nextDelays[k] - this.#delays[k])
        const gain = Math.exp(-nepersPerFrame * delay)
        gains[k] = this.#signs[k] * split * level * gain
        power += (gain * gain) / CHANNELS
      }
      energy *= power
    }
    this.energy = energy
  }

  /** The gains that were set are reached after `frames` frames, when `landGains` is due. */
  aimGains(frames: number): void {
    this.#gainRamp.aim(frames)
    this.#isMoving = true
  }

  landGains(): void {
    this.#gainRamp.land()
    this.#isMoving = false
  }

  reset(): void {
    this.#input.reset()
    this.#first.reset()
    this.#second.reset()
  }

  /** `weights`: of the new times against the present ones, where a fade runs. */
  process(
    left: Float64Array,
    right: Float64Array,
    frames: number,
    weights: Float64Array | undefined
  ): void {
    const { data } = this.#input
    const leftStart = this.#input.start(0, 0)
    const rightStart = this.#input.start(1, 0)
    for (let i = 0; i < frames; i++) {
      data[leftStart + i] = left[i]
      data[rightStart + i] = right[i]
    }
    this.#input.advance(frames)
    const isPlain = weights === undefined && !this.#isMoving
    const isFull = isPlain && this.#gainRamp.current[STEPS * CHANNELS] === 0
    this.#mix(0, this.#input, this.#first, frames, isFull, weights)
    this.#mix(1, this.#first, this.#second, frames, isFull, weights)
    this.#present(frames, isPlain, weights)
  }

  /** Delays of one step and its matrix, from bank to bank. */
  #mix(
    step: 0 | 1,
    from: DelayBank,
    to: DelayBank,
    frames: number,
    isFull: boolean,
    weights: Float64Array | undefined
  ): void {
    const matrix = this.#matrices[step]
    for (let k = 0; k < CHANNELS; k++) matrix.to[k] = to.start(k, 0)
    if (isFull) {
      for (let k = 0; k < CHANNELS; k++) {
        const delay = this.#delays[step * CHANNELS + k]
        matrix.from[k] = from.start(lineOf(step, k), delay + frames)
        matrix.gains[k] = 0.25 * this.#gainRamp.current[step * CHANNELS + k]
      }
      matrix.process(from.data, to.data, frames)
    } else {
      this.#gather(step, from, frames, weights)
      matrix.from.set(this.#gatheredStarts)
      matrix.gains.fill(0.25)
      matrix.process(this.#gathered, to.data, frames)
      this.#passBeside(to.data, matrix.to, frames, step === 1)
    }
    to.advance(frames)
  }

  /** The third step: where to find it, or, while anything moves, a gathered copy. */
  #present(frames: number, isPlain: boolean, weights: Float64Array | undefined): void {
    const step = STEPS - 1
    if (!isPlain) {
      this.#gather(step, this.#second, frames, weights)
      this.output = this.#gathered
      this.starts.set(this.#gatheredStarts)
      this.gains.fill(1)
      return
    }
    this.output = this.#second.data
    for (let k = 0; k < CHANNELS; k++) {
      const delay = this.#delays[step * CHANNELS + k]
      this.starts[k] = this.#second.start(k, delay + frames)
      this.gains[k] = this.#gainRamp.current[step * CHANNELS + k]
    }
  }

  /** The delayed channels with their gains, both moving if they must. */
  #gather(step: number, from: DelayBank, frames: number, weights: Float64Array | undefined): void {
    const { data } = from
    const { current, change } = this.#gainRamp
    const gathered = this.#gathered
    for (let k = 0; k < CHANNELS; k++) {
      const channel = step * CHANNELS + k
      const line = lineOf(step, k)
      const at = k * BANK_BLOCK
      const start = from.start(line, this.#delays[channel] + frames)
      const gainStep = change[channel]
      let gain = current[channel]
      if (weights === undefined) {
        for (let i = 0; i < frames; i++) {
          gathered[at + i] = gain * data[start + i]
          gain += gainStep
        }
      } else {
        const next = from.start(line, this.#nextDelays[channel] + frames)
        for (let i = 0; i < frames; i++) {
          const old = data[start + i]
          gathered[at + i] = gain * (old + weights[i] * (data[next + i] - old))
          gain += gainStep
        }
      }
      current[channel] = gain
    }
  }

  /** Adds what does not go through the matrix. */
  #passBeside(output: Float32Array, starts: Int32Array, frames: number, isLast: boolean): void {
    const { current, change } = this.#gainRamp
    const gathered = this.#gathered
    const besideStep = change[STEPS * CHANNELS]
    const before = current[STEPS * CHANNELS]
    let beside = before
    for (let k = 0; k < CHANNELS; k++) {
      const start = starts[k]
      const at = k * BANK_BLOCK
      beside = before
      for (let i = 0; i < frames; i++) {
        output[start + i] += beside * gathered[at + i]
        beside += besideStep
      }
    }
    if (isLast) current[STEPS * CHANNELS] = beside
  }
}

/** The first step reads left and right in turns, the others channel by channel. */
function lineOf(step: number, channel: number): number {
  return step === 0 ? channel & 1 : channel
}
