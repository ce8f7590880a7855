import { BANK_BLOCK, DelayBank } from '../lines/delay-bank.ts'
import { CoefficientRamp } from '../moves/coefficient-ramp.ts'
import type { Crossfade } from '../moves/crossfade.ts'
import { seededRandom, shuffled } from '../noise/seeded-random.ts'
import type { DecayCurve } from './decay-curve.ts'
import { HADAMARD_16_GAIN } from './walsh-hadamard.ts'
import { HADAMARD_8_GAIN, HADAMARD_8_INPUT, HadamardMatrix8 } from './walsh-hadamard-8.ts'

const STEPS = 3
/** Channels between the steps. */
const CHANNELS = 8
/** Delays of the first and third step; the second has one per channel. */
const TAPS = 16
const ALL = STEPS * TAPS

/** Of the third step: each channel feeds two lines; and the gain of the network's matrix. */
const LAST_GAIN = Math.SQRT1_2 * HADAMARD_16_GAIN

/** Chosen among 1 to 40 for the earliest dense response; see the conformance test of the reverb. */
const SEED = 22

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
  /** Lines 0 and 1, left and right: write the next block there, then call `process`. */
  readonly input: DelayBank
  /** Where the channels of the result are found: `output[starts[k] + i]`, times `gains[k]`. */
  output: Float32Array
  readonly starts = new Int32Array(TAPS)
  readonly gains = new Float64Array(TAPS)
  /** How much goes through the matrices, 0..1; `setGains` takes it over. */
  spread = 1
  /** Energy of the response to an impulse on one side, as `setGains` found it. */
  energy = 1

  readonly #first: DelayBank
  readonly #second: DelayBank
  /** Per step and channel: part of the step's time, 0..1, and sign. */
  readonly #places = new Float64Array(ALL)
  readonly #signs = new Float64Array(ALL)
  readonly #delays = new Int32Array(ALL)
  readonly #nextDelays = new Int32Array(ALL)
  /** Signed gain per step and channel, and last how much passes beside the matrices. */
  readonly #gainRamp = new CoefficientRamp(ALL + 1)
  readonly #matrices = [new HadamardMatrix8(), new HadamardMatrix8()] as const
  readonly #gathered = new Float32Array(TAPS * BANK_BLOCK)
  readonly #gatheredStarts = Int32Array.from({ length: TAPS }, (_, k) => k * BANK_BLOCK)
  #isMoving = false

  /** For steps of up to so many frames each. */
  constructor(maxFirst: number, maxSecond: number, maxThird: number) {
    this.input = new DelayBank(2, maxFirst + BANK_BLOCK)
    this.#first = new DelayBank(CHANNELS, maxSecond + BANK_BLOCK)
    this.#second = new DelayBank(CHANNELS, maxThird + BANK_BLOCK)
    this.output = this.#second.data
    const random = seededRandom(SEED)
    for (let step = 0; step < STEPS; step++) {
      const count = tapsOf(step)
      const order = shuffled(count, random)
      for (let k = 0; k < count; k++) {
        this.#places[step * TAPS + k] = (order[k] + random()) / count
        this.#signs[step * TAPS + k] = random() < 0.5 ? -1 : 1
      }
    }
  }

  /** Sets the times of the three steps in frames; then `adopt` them, or fade to them. */
  setSteps(first: number, second: number, third: number): void {
    for (let k = 0; k < ALL; k++) {
      const step = k < TAPS ? first : k < 2 * TAPS ? second : third
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
    gains[ALL] = spread === 1 ? 0 : Math.cos(angle) / through
    let energy = 1
    for (let step = 0; step < STEPS; step++) {
      // Each side's impulse takes eight delays, then each channel one, and two at last. `through` does
      // not count for the energy, as what goes beside the matrices makes up for it.
      const split = step === 0 ? Math.sqrt(1 / 8) : step === 1 ? 1 : LAST_GAIN
      const level = step < STEPS - 1 ? through * split : split
      let power = 0
      for (let k = step * TAPS; k < step * TAPS + tapsOf(step); k++) {
        const delay = this.#delays[k] + weight * (this.#nextDelays[k] - this.#delays[k])
        const gain = Math.exp(-nepersPerFrame * delay)
        gains[k] = this.#signs[k] * level * gain
        power += (gain * gain) / tapsOf(step)
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
    this.input.reset()
    this.#first.reset()
    this.#second.reset()
  }

  /** Takes the block written to `input`. `weights`: of the new times, where a fade runs. */
  process(frames: number, weights: Float64Array | undefined): void {
    this.input.advance(frames)
    const isPlain = weights === undefined && !this.#isMoving
    const isFull = isPlain && this.#gainRamp.current[ALL] === 0
    this.#mix(0, this.input, this.#first, frames, isFull, weights)
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
      this.#feed(step, from, frames)
      matrix.process(to.data, frames)
    } else {
      this.#gather(step, from, frames, weights)
      if (step === 0) this.#addPairs(frames)
      for (let i = 0; i < HADAMARD_8_INPUT.length; i++) {
        HADAMARD_8_INPUT[i] = HADAMARD_8_GAIN * this.#gathered[i]
      }
      matrix.process(to.data, frames)
      this.#passBeside(to.data, matrix.to, frames, step)
    }
    to.advance(frames)
  }

  /** Puts the delayed channels into the matrix, of the first step two each. */
  #feed(step: 0 | 1, from: DelayBank, frames: number): void {
    const { data } = from
    const input = HADAMARD_8_INPUT
    const end = Math.min(frames, BANK_BLOCK)
    const gains = this.#gainRamp.current
    for (let k = 0; k < CHANNELS; k++) {
      const tap = step * TAPS + k
      const at = k * BANK_BLOCK
      const start = from.start(lineOf(step, k), this.#delays[tap] + frames)
      const gain = HADAMARD_8_GAIN * gains[tap]
      if (step === 1) {
        for (let i = 0; i < end; i++) input[at + i] = data[start + i] * gain
      } else {
        const other = tap + CHANNELS
        const otherStart = from.start(lineOf(step, k + CHANNELS), this.#delays[other] + frames)
        const otherGain = HADAMARD_8_GAIN * gains[other]
        for (let i = 0; i < end; i++) {
          input[at + i] = data[start + i] * gain + data[otherStart + i] * otherGain
        }
      }
    }
  }

  /** The third step: where to find it, or, while anything moves, a gathered copy. */
  #present(frames: number, isPlain: boolean, weights: Float64Array | undefined): void {
    const step = 2
    if (!isPlain) {
      this.#gather(step, this.#second, frames, weights)
      this.output = this.#gathered
      this.starts.set(this.#gatheredStarts)
      this.gains.fill(1)
      return
    }
    this.output = this.#second.data
    for (let k = 0; k < TAPS; k++) {
      const delay = this.#delays[step * TAPS + k]
      this.starts[k] = this.#second.start(lineOf(step, k), delay + frames)
      this.gains[k] = this.#gainRamp.current[step * TAPS + k]
    }
  }

  /** The delayed channels with their gains, both moving if they must. */
  #gather(step: number, from: DelayBank, frames: number, weights: Float64Array | undefined): void {
    const { data } = from
    const { current, change } = this.#gainRamp
    const gathered = this.#gathered
    for (let k = 0; k < tapsOf(step); k++) {
      const channel = step * TAPS + k
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

  #addPairs(frames: number): void {
    const gathered = this.#gathered
    for (let at = 0; at < CHANNELS * BANK_BLOCK; at += BANK_BLOCK) {
      const upper = at + CHANNELS * BANK_BLOCK
      for (let i = 0; i < frames; i++) gathered[at + i] += gathered[upper + i]
    }
  }

  /** Adds what does not go through the matrix. */
  #passBeside(output: Float32Array, starts: Int32Array, frames: number, step: 0 | 1): void {
    const { current, change } = this.#gainRamp
    const gathered = this.#gathered
    const besideStep = change[ALL]
    const before = current[ALL]
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
    if (step === 1) current[ALL] = beside
  }
}

function tapsOf(step: number): number {
  return step === 1 ? CHANNELS : TAPS
}

/** What delay k of a step reads: a side (one of each in a pair), or a channel. */
function lineOf(step: number, k: number): number {
  return step === 0 ? (k + (k >> 3)) & 1 : k & 7
}
