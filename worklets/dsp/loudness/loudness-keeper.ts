import { decibelsToGain } from '../decibels.ts'
import { HopClock } from '../levels/hop-clock.ts'
import type { Stereo } from '../stereo.ts'
import { KWeightedEnergy } from './k-weighted-energy.ts'

interface KeeperOptions {
  /** Loudness is compared over this time. */
  readonly seconds: number
  /** No more than this is made good, up or down. */
  readonly mostDb: number
  /** Begins at equal loudness and finds its gain in `seconds`, instead of at once. */
  readonly startsEqual?: boolean
}

/** For a comparison by ear: steadier than a phrase, and far enough for a crushed drum. */
export const BYPASS_MATCH: KeeperOptions = { seconds: 1.5, mostDb: 30 }

const USUAL: KeeperOptions = { seconds: 0.3, mostDb: 12 }
const HOP_SECONDS = 0.01

/** Energy of a hop at -90 LUFS: below it the gain stays where it is. */
const FLOOR_ENERGY = 1e-9 * 480

/**
 * Keeps the K-weighted loudness (ITU-R BS.1770-5) of what comes out at that of what went in: every
 * 10 ms the energies of both are averaged over some time, and the gain moves along a straight line to
 * the root of their ratio. About 25 ns a frame while it works.
 */
export class LoudnessKeeper {
  readonly #input: KWeightedEnergy
  readonly #output: KWeightedEnergy
  readonly #clock: HopClock
  readonly #follow: number
  readonly #hopFrames: number
  readonly #mostGain: number
  readonly #startsEqual: boolean
  readonly #inLeft: Float64Array
  readonly #inRight: Float64Array
  #inputEnergy = 0
  #outputEnergy = 0
  #gain = 1
  #target = 1
  #step = 0
  #stepsLeft = 0
  /** Until the averages hold something, the first hop counts alone. */
  #heard = false

  constructor(
    sampleRate: number,
    maxBlock: number,
    { seconds, mostDb, startsEqual = false } = USUAL
  ) {
    this.#startsEqual = startsEqual
    this.#follow = 1 - Math.exp(-HOP_SECONDS / seconds)
    this.#mostGain = decibelsToGain(mostDb)
    this.#inLeft = new Float64Array(maxBlock)
    this.#inRight = new Float64Array(maxBlock)
    this.#input = new KWeightedEnergy(sampleRate)
    this.#output = new KWeightedEnergy(sampleRate)
    this.#clock = new HopClock(sampleRate)
    this.#hopFrames = Math.round(HOP_SECONDS * sampleRate)
  }

  /** Whether the gain is 1 and stays so. */
  get isIdle(): boolean {
    return this.#gain === 1 && this.#stepsLeft === 0
  }

  reset(): void {
    this.#input.reset()
    this.#output.reset()
    this.#clock.reset()
    this.#inputEnergy = 0
    this.#outputEnergy = 0
    this.#gain = 1
    this.#target = 1
    this.#step = 0
    this.#stepsLeft = 0
    this.#heard = false
  }

  /** Remembers the input of the frames that `process` is about to hear the output of. */
  hearInput({ left, right }: Stereo, frames: number): void {
    for (let i = 0; i < frames; i++) {
      this.#inLeft[i] = left[i]
      this.#inRight[i] = right[i]
    }
  }

  /** Hears the output of the same frames and sets its level in place; back to 1 when off. */
  process(sound: Stereo, frames: number, on: boolean): void {
    let from = 0
    while (from < frames) {
      const to = Math.min(frames, from + this.#clock.framesLeft)
      this.#input.process(this.#inLeft, this.#inRight, from, to)
      this.#output.process(sound.left, sound.right, from, to)
      this.#turn(sound, from, to)
      if (this.#clock.advance(to - from)) this.#aim(on)
      from = to
    }
  }

  #turn({ left, right }: Stereo, from: number, to: number): void {
    let gain = this.#gain
    let stepsLeft = this.#stepsLeft
    const step = this.#step
    const target = this.#target
    for (let i = from; i < to; i++) {
      if (stepsLeft > 0) {
        stepsLeft--
        gain = stepsLeft === 0 ? target : gain + step
      }
      left[i] *= gain
      right[i] *= gain
    }
    this.#gain = gain
    this.#stepsLeft = stepsLeft
  }

  #aim(on: boolean): void {
    const input = this.#input.takeEnergy()
    const output = this.#output.takeEnergy()
    if (!this.#heard && this.#startsEqual && input > FLOOR_ENERGY) {
      this.#inputEnergy = input
      this.#outputEnergy = input
      this.#heard = true
    }
    const follow = this.#heard ? this.#follow : 1
    this.#inputEnergy += follow * (input - this.#inputEnergy)
    this.#outputEnergy += follow * (output - this.#outputEnergy)
    this.#heard ||= input > FLOOR_ENERGY
    let wanted = this.#gain
    if (!on) wanted = 1
    else if (this.#outputEnergy > FLOOR_ENERGY && this.#inputEnergy > FLOOR_ENERGY) {
      const gain = Math.sqrt(this.#inputEnergy / this.#outputEnergy)
      wanted = Math.max(1 / this.#mostGain, Math.min(this.#mostGain, gain))
    }
    // Off, the gain comes back to 1 in as many hops as it follows the sound in.
    const near = Math.abs(wanted - this.#gain) < 1e-6
    const target = on || near ? wanted : this.#gain + 0.1 * (wanted - this.#gain)
    this.#target = target
    this.#step = (target - this.#gain) / this.#hopFrames
    this.#stepsLeft = target === this.#gain ? 0 : this.#hopFrames
  }
}
