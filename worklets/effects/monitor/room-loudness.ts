import { KWeightedEnergy } from '../../dsp/loudness/k-weighted-energy.ts'
import { SmallRoom } from '../../dsp/reverb/small-room.ts'

/** The level is set by listening to a room for so long. */
const SECONDS = 0.25

/** Three poles that fall by 3 dB an octave on the whole. */
const POLES = [0.99765, 0.963, 0.57] as const
const WEIGHTS = [0.099, 0.2965, 1.0527] as const
const FIRST = 0.1848

/**
 * Finds how loud a room answers: sends a click with the spectrum of pink noise through a room of
 * the same build, one block at a time, and compares the K-weighted energies of what went in and
 * what came back. That is a quarter of a second of sound, too much for one quantum. About 80 ns a
 * frame; only the constructor allocates.
 */
export class RoomLoudness {
  readonly #trial: SmallRoom
  readonly #direct: KWeightedEnergy
  readonly #reflected: KWeightedEnergy
  readonly #left: Float64Array
  readonly #right: Float64Array
  readonly #states = Float64Array.of(1, 1, 1)
  readonly #blocks: number
  readonly #seconds: number
  #block = 0

  /** `seconds`: the room's time to -60 dB. */
  constructor(sampleRate: number, blockFrames: number, seconds: number) {
    this.#trial = new SmallRoom(sampleRate, blockFrames, seconds)
    this.#direct = new KWeightedEnergy(sampleRate)
    this.#reflected = new KWeightedEnergy(sampleRate)
    this.#left = new Float64Array(blockFrames)
    this.#right = new Float64Array(blockFrames)
    this.#blocks = Math.ceil((SECONDS * sampleRate) / blockFrames)
    this.#seconds = seconds
  }

  /** Whether all has been heard. */
  get isKnown(): boolean {
    return this.#block === this.#blocks
  }

  /** Hears the next block. */
  step(): void {
    const left = this.#left
    const right = this.#right
    const states = this.#states
    for (let i = 0; i < left.length; i++) {
      left[i] = this.#block === 0 && i === 0 ? FIRST : 0
      for (let k = 0; k < states.length; k++) {
        left[i] += WEIGHTS[k] * states[k]
        states[k] *= POLES[k]
      }
      right[i] = left[i]
    }
    this.#direct.process(left, right, 0, left.length)
    this.#trial.process(left, right, left.length)
    this.#reflected.process(this.#trial.left, this.#trial.right, 0, left.length)
    this.#block++
  }

  /** The gain at which the reflections have this level against the direct sound; read it once. */
  takeGain(levelDb: number): number {
    const heard = 1 - 10 ** ((-6 * SECONDS) / this.#seconds)
    const ratio = this.#reflected.takeEnergy() / this.#direct.takeEnergy() / heard
    return 10 ** (levelDb / 20) / Math.sqrt(ratio)
  }
}
