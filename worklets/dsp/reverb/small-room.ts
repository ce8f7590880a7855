import { BUTTERWORTH_2, setCrossoverSection } from '../filters/linkwitz-riley.ts'
import { StereoSvf } from '../filters/stereo-svf.ts'
import { SVF_STRIDE } from '../filters/svf-coefficients.ts'
import { seededRandom } from '../noise/seeded-random.ts'

const LINES = 8
/** Lengths of the lines: small rooms have short ones. */
const SHORTEST_SECONDS = 0.011
const LONGEST_SECONDS = 0.047

/** Bass is the loudspeaker's own matter: below, reflections would only make it uneven. */
export const ROOM_FROM_HZ = 350

/** Walls take highs first: one pole in each line. */
export const ROOM_WALL_HZ = 9000

const HADAMARD_GAIN = 1 / Math.sqrt(LINES)

/**
 * The reflections of a room about a listener, for a simulation and not for beauty: a feedback delay
 * network of eight lines (Jot and Chaigne, AES 1991), mixed by a Hadamard matrix, both sides in and
 * out with signs that keep them apart. About 45 ns a frame; only the constructor allocates.
 */
export class SmallRoom {
  readonly left: Float64Array
  readonly right: Float64Array
  /** Gain of the reflections; see `room-loudness.ts`. */
  gain = 1
  readonly #rings: readonly Float64Array[]
  readonly #at = new Int32Array(LINES)
  readonly #gains = new Float64Array(LINES)
  readonly #walls = new Float64Array(LINES)
  readonly #outs = new Float64Array(LINES)
  readonly #wall: number
  readonly #highPass = [new StereoSvf(), new StereoSvf()]

  /** `seconds`: time to -60 dB. */
  constructor(sampleRate: number, maxBlock: number, seconds: number) {
    const random = seededRandom(Math.round(seconds * 1000))
    const ratio = LONGEST_SECONDS / SHORTEST_SECONDS
    const scale = Math.min(1, Math.max(0.35, seconds / 0.5))
    this.#rings = Array.from({ length: LINES }, (_, k) => {
      const place = (k + 0.7 * random()) / LINES
      return new Float64Array(Math.round(SHORTEST_SECONDS * ratio ** place * scale * sampleRate))
    })
    for (let k = 0; k < LINES; k++) {
      this.#gains[k] = 10 ** ((-3 * this.#rings[k].length) / sampleRate / seconds)
    }
    this.#wall = 1 - Math.exp((-2 * Math.PI * ROOM_WALL_HZ) / sampleRate)
    this.left = new Float64Array(maxBlock)
    this.right = new Float64Array(maxBlock)
    const coefficients = new Float64Array(SVF_STRIDE)
    setCrossoverSection(coefficients, 0, 'high', ROOM_FROM_HZ, BUTTERWORTH_2[0], sampleRate)
    for (const filter of this.#highPass) filter.jump(coefficients, 0)
  }

  reset(): void {
    for (let k = 0; k < LINES; k++) this.#rings[k].fill(0)
    this.#walls.fill(0)
    for (let k = 0; k < this.#highPass.length; k++) this.#highPass[k].reset()
  }

  /** Writes the reflections of a sound to `left` and `right`. */
  process(inLeft: Float64Array, inRight: Float64Array, frames: number): void {
    const { left, right } = this
    for (let i = 0; i < frames; i++) {
      left[i] = inLeft[i]
      right[i] = inRight[i]
    }
    this.#highPass[0].process(left, right, 0, frames)
    this.#highPass[1].process(left, right, 0, frames)
    for (let i = 0; i < frames; i++) this.#step(i)
  }

  #step(i: number): void {
    const outs = this.#outs
    const wall = this.#wall
    let toLeft = 0
    let toRight = 0
    for (let k = 0; k < LINES; k++) {
      const ring = this.#rings[k]
      this.#walls[k] += wall * (ring[this.#at[k]] - this.#walls[k])
      const out = this.#gains[k] * this.#walls[k]
      outs[k] = out
      toLeft += k & 1 ? -out : out
      toRight += k & 2 ? -out : out
    }
    mixByHadamard(outs)
    const inLeft = this.left[i]
    const inRight = this.right[i]
    for (let k = 0; k < LINES; k++) {
      const sound = k & 4 ? inRight : inLeft
      this.#rings[k][this.#at[k]] = HADAMARD_GAIN * outs[k] + sound + 1e-18 - 1e-18
      this.#at[k] = this.#at[k] + 1 === this.#rings[k].length ? 0 : this.#at[k] + 1
    }
    this.left[i] = this.gain * toLeft
    this.right[i] = this.gain * toRight
  }
}

/** Fast Walsh-Hadamard transform of eight values in place, not scaled. */
function mixByHadamard(values: Float64Array): void {
  for (let span = 1; span < LINES; span *= 2) {
    for (let k = 0; k < LINES; k++) {
      if (k & span) continue
      const a = values[k]
      const b = values[k + span]
      values[k] = a + b
      values[k + span] = a - b
    }
  }
}
