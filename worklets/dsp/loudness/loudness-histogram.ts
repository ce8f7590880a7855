/** Loudness in LUFS of a mean K-weighted energy: -0.691 + 10 log10(energy), BS.1770-5 eq. 2. */
export function energyToLoudness(energy: number): number {
  return -0.691 + 10 * Math.log10(energy)
}

/** Mean K-weighted energy of a loudness in LUFS. */
export function loudnessToEnergy(lufs: number): number {
  return 10 ** ((lufs + 0.691) / 10)
}

/** Readings at or below this count for nothing (BS.1770-5, absolute gate). */
const ABSOLUTE_GATE_LUFS = -70
const HIGHEST_LUFS = 30
const BINS_PER_UNIT = 100
const BINS = (HIGHEST_LUFS - ABSOLUTE_GATE_LUFS) * BINS_PER_UNIT
const ABSOLUTE_GATE_ENERGY = loudnessToEnergy(ABSOLUTE_GATE_LUFS)

/**
 * All loudness readings of a programme, however long, in constant memory: how many fell into each
 * hundredth of a loudness unit between -70 and +30 LUFS, and their summed energy. Because energy is
 * kept beside the count, only a reading in the very bin of the relative gate can be gated wrongly.
 *
 * `add` costs a logarithm; a question costs one pass over the bins that are in use. Only the
 * constructor allocates.
 */
export class LoudnessHistogram {
  readonly #counts = new Float64Array(BINS)
  readonly #energies = new Float64Array(BINS)
  #lowest = BINS
  #highest = -1

  reset(): void {
    this.#counts.fill(0)
    this.#energies.fill(0)
    this.#lowest = BINS
    this.#highest = -1
  }

  /** Takes the mean energy of one reading; at -70 LUFS and below it is left out. */
  add(energy: number): void {
    if (!(energy > ABSOLUTE_GATE_ENERGY)) return
    const position = (energyToLoudness(energy) - ABSOLUTE_GATE_LUFS) * BINS_PER_UNIT
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(position)))
    this.#counts[bin]++
    this.#energies[bin] += energy
    if (bin < this.#lowest) this.#lowest = bin
    if (bin > this.#highest) this.#highest = bin
  }

  /** Mean loudness in LUFS of what lies more than `gateDb` (negative) above the mean of all. */
  gatedLoudness(gateDb: number): number {
    const first = this.#firstAbove(gateDb)
    let count = 0
    let energy = 0
    for (let bin = first; bin <= this.#highest; bin++) {
      count += this.#counts[bin]
      energy += this.#energies[bin]
    }
    return count > 0 ? energyToLoudness(energy / count) : -Infinity
  }

  /**
   * Distance in LU between two percentiles (0..1, by nearest rank) of what lies above the gate;
   * minus infinity when nothing does.
   */
  spread(gateDb: number, lowPercentile: number, highPercentile: number): number {
    const first = this.#firstAbove(gateDb)
    let count = 0
    for (let bin = first; bin <= this.#highest; bin++) count += this.#counts[bin]
    if (count === 0) return -Infinity
    const low = this.#binAtRank(first, Math.round((count - 1) * lowPercentile))
    const high = this.#binAtRank(first, Math.round((count - 1) * highPercentile))
    const lowEnergy = this.#energies[low] / this.#counts[low]
    const highEnergy = this.#energies[high] / this.#counts[high]
    return 10 * Math.log10(highEnergy / lowEnergy)
  }

  /** The first bin whose mean energy passes the relative gate. */
  #firstAbove(gateDb: number): number {
    let count = 0
    let energy = 0
    for (let bin = this.#lowest; bin <= this.#highest; bin++) {
      count += this.#counts[bin]
      energy += this.#energies[bin]
    }
    if (count === 0) return BINS
    const gate = (energy / count) * 10 ** (gateDb / 10)
    let bin = this.#lowest
    while (bin <= this.#highest && this.#energies[bin] <= gate * this.#counts[bin]) bin++
    return bin
  }

  /** The bin that holds the reading of this rank, counted from 0. */
  #binAtRank(first: number, rank: number): number {
    let bin = first
    let below = this.#counts[bin]
    while (below <= rank && bin < this.#highest) below += this.#counts[++bin]
    return bin
  }
}
