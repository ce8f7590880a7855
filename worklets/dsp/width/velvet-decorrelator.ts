import { HistoryLine } from '../lines/history-line.ts'
import { seededRandom } from '../noise/seeded-random.ts'

/** Length and density of the noise: no echo after 30 ms, smooth enough for drums. */
const SECONDS = 0.024
const TAPS = 40
/** Level of the last impulse against the first. */
const FALL_DB = 20
/** The first impulse comes this late, so that nothing of the input itself is added. */
const FIRST_SECONDS = 0.0009

/** Chosen among 1 to 1500 for the least difference of level between the sides, octave by octave. */
const SEED = 733

/**
 * Makes a sound unlike itself: velvet noise, impulses of random sign at random places of an even
 * grid, fading by 20 dB over 24 ms, of unit energy (Alary, Politis, Valimaki, "Velvet-noise
 * decorrelator", DAFx 2017). About 14 ns a frame; only the constructor allocates.
 */
export class VelvetDecorrelator {
  readonly #past: HistoryLine
  readonly #delays: Int32Array
  readonly #gains: Float64Array

  constructor(sampleRate: number, maxBlock: number, seed = SEED) {
    const random = seededRandom(seed)
    const places = Array.from({ length: TAPS }, (_, k) => (k + random()) / TAPS)
    const gains = places.map((place) => {
      const sign = random() < 0.5 ? -1 : 1
      return sign * 10 ** ((-FALL_DB * place) / 20)
    })
    const energy = gains.reduce((sum, gain) => sum + gain * gain, 0)
    this.#gains = Float64Array.from(gains, (gain) => gain / Math.sqrt(energy))
    this.#delays = Int32Array.from(places, (place) =>
      Math.round((FIRST_SECONDS + place * (SECONDS - FIRST_SECONDS)) * sampleRate)
    )
    this.#past = new HistoryLine(Math.ceil(SECONDS * sampleRate) + 1, maxBlock)
  }

  reset(): void {
    this.#past.reset()
  }

  /** From `input` to `output`, which must differ. */
  process(input: Float64Array, output: Float64Array, frames: number): void {
    this.#past.push(input, frames)
    const { samples, end } = this.#past
    for (let i = 0; i < frames; i++) output[i] = 0
    for (let tap = 0; tap < TAPS; tap++) {
      const gain = this.#gains[tap]
      const from = end - frames - this.#delays[tap]
      for (let i = 0; i < frames; i++) output[i] += gain * samples[from + i]
    }
  }
}
