import { HOPS_PER_SECOND, HopClock } from '../levels/hop-clock.ts'
import { isSilent } from '../silence.ts'
import { KWeightedEnergy } from './k-weighted-energy.ts'
import { energyToLoudness, LoudnessHistogram } from './loudness-histogram.ts'

const MOMENTARY_HOPS = 0.4 * HOPS_PER_SECOND
const SHORT_TERM_HOPS = 3 * HOPS_PER_SECOND
/** Gating blocks overlap by 75 %; short-term readings for the range come as often. */
const GATING_STEP_HOPS = 0.1 * HOPS_PER_SECOND

const INTEGRATED_GATE_DB = -10
const RANGE_GATE_DB = -20
const RANGE_LOW_PERCENTILE = 0.1
const RANGE_HIGH_PERCENTILE = 0.95

/** Below this a reading is minus infinity: no recording is so quiet. */
const FLOOR_LUFS = -120

/**
 * Loudness of a programme: momentary (400 ms), short-term (3 s), integrated with both gates, their
 * maxima and the loudness range. Signal path: K-weighting -> energy of 10 ms hops -> sliding
 * windows -> gated histograms. A reading whose window is not yet full is minus infinity.
 * Source: ITU-R BS.1770-5 (2023), annex 1; EBU Tech 3341 (2023); EBU Tech 3342 (2023).
 *
 * Maxima are taken on a grid of 10 ms rather than the usual 100 ms, which misses up to 0.08 LU.
 * Windows are summed anew at each hop, so that nothing drifts, and memory does not grow.
 * About 15 ns a stereo frame; less than 1 ns in silence. Only the constructor allocates.
 */
export class LoudnessMeter {
  readonly #pairs: readonly KWeightedEnergy[]
  readonly #clock: HopClock
  readonly #hopEnergies = new Float64Array(SHORT_TERM_HOPS)
  readonly #blocks = new LoudnessHistogram()
  readonly #shortTerms = new LoudnessHistogram()
  readonly #momentaryFrames: number
  readonly #shortTermFrames: number
  #hopAt = 0
  /** Full hops since `reset`, up to a full short-term window. */
  #hopsHeard = 0
  /** Hops until the last sound has left the short-term window. */
  #hopsSounding = 0
  /** Full hops since integration began or went on: windows that lie within it count. */
  #hopsIntegrated = 0
  #integrating = true
  /** Integration starts at a hop, never within one. */
  #startsAtNextHop = false
  /** Mean energies of both windows. */
  #momentaryEnergy = 0
  #shortTermEnergy = 0
  #momentary = -Infinity
  #shortTerm = -Infinity
  #integrated = -Infinity
  #maxMomentary = -Infinity
  #maxShortTerm = -Infinity
  #range = -Infinity

  /** One weight per channel: 1 for left, right and center, 1.41 for the surrounds. */
  constructor(sampleRate: number, channelWeights: readonly number[] = [1, 1]) {
    this.#pairs = Array.from(
      { length: Math.ceil(channelWeights.length / 2) },
      (_, k) =>
        new KWeightedEnergy(sampleRate, channelWeights[2 * k], channelWeights[2 * k + 1] ?? 0)
    )
    this.#clock = new HopClock(sampleRate)
    this.#momentaryFrames = (sampleRate * MOMENTARY_HOPS) / HOPS_PER_SECOND
    this.#shortTermFrames = (sampleRate * SHORT_TERM_HOPS) / HOPS_PER_SECOND
  }

  /** Loudness of the last 400 ms, in LUFS. */
  get momentary(): number {
    return this.#momentary
  }

  /** Loudness of the last 3 s, in LUFS. */
  get shortTerm(): number {
    return this.#shortTerm
  }

  /** Gated loudness since integration began, in LUFS. */
  get integrated(): number {
    return this.#integrated
  }

  get maxMomentary(): number {
    return this.#maxMomentary
  }

  get maxShortTerm(): number {
    return this.#maxShortTerm
  }

  /** Loudness range in LU. */
  get range(): number {
    return this.#range
  }

  /** Off holds integrated loudness, range and maxima; momentary and short-term go on. */
  setIntegrating(on: boolean): void {
    if (on && !this.#integrating) this.#beginIntegration()
    this.#integrating = on
  }

  /** Begins integrated loudness, range and maxima anew; momentary and short-term go on. */
  restartIntegration(): void {
    this.#blocks.reset()
    this.#shortTerms.reset()
    this.#integrated = -Infinity
    this.#maxMomentary = -Infinity
    this.#maxShortTerm = -Infinity
    this.#range = -Infinity
    this.#beginIntegration()
  }

  reset(): void {
    for (let k = 0; k < this.#pairs.length; k++) this.#pairs[k].reset()
    this.#clock.reset()
    this.restartIntegration()
    this.#hopEnergies.fill(0)
    this.#hopAt = 0
    this.#hopsHeard = 0
    this.#hopsSounding = 0
    this.#momentaryEnergy = 0
    this.#shortTermEnergy = 0
    this.#momentary = -Infinity
    this.#shortTerm = -Infinity
  }

  /** Hears the first `frames` frames of as many channels as there are weights. */
  process(channels: readonly Float64Array[], frames: number): void {
    let from = 0
    while (from < frames) {
      const to = Math.min(frames, from + this.#clock.framesLeft)
      for (let k = 0; k < this.#pairs.length; k++) {
        const left = channels[2 * k]
        const right = channels[2 * k + 1] ?? left
        const pair = this.#pairs[k]
        if (!pair.isAtRest || !isSilent(left, right, from, to)) {
          pair.process(left, right, from, to)
        }
      }
      if (this.#clock.advance(to - from)) this.#closeHop()
      from = to
    }
  }

  #beginIntegration(): void {
    this.#hopsIntegrated = 0
    this.#startsAtNextHop = !this.#clock.isAtStart
  }

  #closeHop(): void {
    let energy = 0
    for (let k = 0; k < this.#pairs.length; k++) energy += this.#pairs[k].takeEnergy()
    this.#hopEnergies[this.#hopAt] = energy
    this.#hopAt = (this.#hopAt + 1) % SHORT_TERM_HOPS
    if (this.#hopsHeard < SHORT_TERM_HOPS) this.#hopsHeard++
    if (energy > 0) this.#hopsSounding = SHORT_TERM_HOPS + 1
    if (this.#hopsSounding > 0) {
      this.#hopsSounding--
      this.#sumWindows()
    }
    if (this.#hopsHeard >= MOMENTARY_HOPS) this.#momentary = reading(this.#momentaryEnergy)
    if (this.#hopsHeard >= SHORT_TERM_HOPS) this.#shortTerm = reading(this.#shortTermEnergy)
    if (this.#startsAtNextHop) {
      this.#startsAtNextHop = false
    } else if (this.#integrating) {
      this.#hopsIntegrated++
      this.#integrate()
    }
  }

  #integrate(): void {
    const hops = this.#hopsIntegrated
    if (hops < MOMENTARY_HOPS) return
    const hasShortTerm = hops >= SHORT_TERM_HOPS
    this.#maxMomentary = Math.max(this.#maxMomentary, this.#momentary)
    if (hasShortTerm) this.#maxShortTerm = Math.max(this.#maxShortTerm, this.#shortTerm)
    if (hops % GATING_STEP_HOPS !== 0) return
    this.#blocks.add(this.#momentaryEnergy)
    this.#integrated = this.#blocks.gatedLoudness(INTEGRATED_GATE_DB)
    if (!hasShortTerm) return
    this.#shortTerms.add(this.#shortTermEnergy)
    this.#range = this.#shortTerms.spread(
      RANGE_GATE_DB,
      RANGE_LOW_PERCENTILE,
      RANGE_HIGH_PERCENTILE
    )
  }

  /** Sums the newest hops for both windows, back from the last one. */
  #sumWindows(): void {
    const energies = this.#hopEnergies
    let at = this.#hopAt
    let sum = 0
    for (let k = 0; k < MOMENTARY_HOPS; k++) {
      at = at === 0 ? SHORT_TERM_HOPS - 1 : at - 1
      sum += energies[at]
    }
    this.#momentaryEnergy = sum / this.#momentaryFrames
    for (let k = MOMENTARY_HOPS; k < SHORT_TERM_HOPS; k++) {
      at = at === 0 ? SHORT_TERM_HOPS - 1 : at - 1
      sum += energies[at]
    }
    this.#shortTermEnergy = sum / this.#shortTermFrames
  }
}

function reading(energy: number): number {
  const lufs = energyToLoudness(energy)
  return lufs >= FLOOR_LUFS ? lufs : -Infinity
}
