import type { MatchedFilter } from './matched-filter.ts'

/**
 * How much a set of filters changes the loudness of ordinary music: the mean of |H|^2 over 40
 * bands of equal width on the ERB-rate scale (Glasberg and Moore, Derivation of auditory filter
 * shapes from notched-noise data, Hearing Research 47, 1990), each with the power that pink noise
 * has in it after K-weighting (ITU-R BS.1770-5). `gainDb` takes that change back.
 *
 * `begin`, then `add` for every filter of a chain, then read. About 0.5 us a section; nothing but
 * the constructor allocates.
 */
export class AutoGain {
  readonly #frequencyHz: Float64Array
  readonly #weight: Float64Array
  readonly #power: Float64Array

  constructor(sampleRate: number) {
    this.#frequencyHz = new Float64Array(BANDS)
    this.#weight = new Float64Array(BANDS)
    this.#power = new Float64Array(BANDS).fill(1)
    const top = erbRate(Math.min(20000, 0.45 * sampleRate))
    const width = (top - erbRate(20)) / BANDS
    let sum = 0
    for (let i = 0; i < BANDS; i++) {
      const low = erbRateToHertz(erbRate(20) + i * width)
      const high = erbRateToHertz(erbRate(20) + (i + 1) * width)
      this.#frequencyHz[i] = erbRateToHertz(erbRate(20) + (i + 0.5) * width)
      this.#weight[i] = Math.log(high / low) * kWeightingPower(this.#frequencyHz[i])
      sum += this.#weight[i]
    }
    for (let i = 0; i < BANDS; i++) this.#weight[i] /= sum
  }

  begin(): void {
    this.#power.fill(1)
  }

  /** `share`: part of the sound that the filter works on, 1/2 for one of two channels. */
  add(filter: MatchedFilter, share = 1): void {
    for (let i = 0; i < BANDS; i++) {
      this.#power[i] *= 1 - share + share * filter.power(this.#frequencyHz[i])
    }
  }

  get gainDb(): number {
    let mean = 0
    for (let i = 0; i < BANDS; i++) mean += this.#weight[i] * this.#power[i]
    return Math.max(-MOST_DB, Math.min(MOST_DB, -10 * Math.log10(mean)))
  }
}

const BANDS = 40

/** Filters that let nothing through cannot be made good. */
const MOST_DB = 40

/** Number of equivalent rectangular bandwidths below a frequency. */
function erbRate(frequencyHz: number): number {
  return 21.4 * Math.log10(1 + 0.00437 * frequencyHz)
}

function erbRateToHertz(erbs: number): number {
  return (10 ** (erbs / 21.4) - 1) / 0.00437
}

/**
 * |K|^2 of the analog filters behind the two stages of BS.1770 (constants of its coefficients at
 * 48 kHz, solved for frequency, gain and Q): a high shelf and a high pass.
 */
function kWeightingPower(frequencyHz: number): number {
  const shelf = (frequencyHz / 1681.974450955533) ** 2
  const gain = 10 ** (3.999843853973347 / 20)
  const middle = gain ** 0.4996667741545416
  const shelfQ = 0.7071752369554196
  const top = (1 - gain * shelf) ** 2 + (middle / shelfQ) ** 2 * shelf
  const bottom = (1 - shelf) ** 2 + shelf / shelfQ ** 2
  const pass = (frequencyHz / 38.13547087602444) ** 2
  const passQ = 0.5003270373238773
  return ((top / bottom) * pass * pass) / ((1 - pass) ** 2 + pass / passQ ** 2)
}
