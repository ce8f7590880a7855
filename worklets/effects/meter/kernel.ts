import type { MeterValues, ParamValues } from '../../core/definition.ts'
import { type Block, Kernel } from '../../core/kernel.ts'
import { MAX_FRAMES } from '../../core/stereo-block.ts'
import { StereoMeter } from '../../dsp/levels/stereo-meter.ts'
import { LoudnessMeter } from '../../dsp/loudness/loudness-meter.ts'
import { isSilent } from '../../dsp/silence.ts'
import { TruePeakMeter } from '../../dsp/true-peak/true-peak-meter.ts'
import { meterDefinition } from './definition.ts'

type Readings = MeterValues<typeof meterDefinition>

/** The highest code of 16 bits: a recording cannot go higher, so it may have been cut there. */
const CLIPPED = 32767 / 32768

/**
 * Loudness, true peak, levels and stereo image of what passes through, which it leaves as it is.
 *
 * Signal path: input -> output, bit for bit; beside it loudness (K-weighting -> 10 ms energies ->
 * windows -> gates), true peak (8 times interpolated), peak and RMS, correlation and balance.
 * Source: ITU-R BS.1770-5 (2023); EBU R 128 (2023), Tech 3341 and Tech 3342 (2023).
 * Latency: none. Departures: see `k-weighting-coefficients.ts`, `loudness-meter.ts` and
 * `true-peak-track.ts`; all are more exact than the standard asks.
 */
export class MeterKernel extends Kernel<typeof meterDefinition> {
  readonly #loudness: LoudnessMeter
  readonly #truePeak: TruePeakMeter
  readonly #levels: StereoMeter
  readonly #channels: Float64Array[] = []
  #integrating = true
  #resetWasOn = false
  #clippedSamples = 0

  constructor(sampleRate: number) {
    super(meterDefinition, sampleRate)
    this.#loudness = new LoudnessMeter(sampleRate)
    this.#truePeak = new TruePeakMeter(sampleRate, MAX_FRAMES)
    this.#levels = new StereoMeter(sampleRate)
    // A measurement goes on through silence.
    this.tailFrames = Infinity
  }

  protected configure(params: ParamValues<typeof meterDefinition>): void {
    this.#integrating = params.integrate
    this.#loudness.setIntegrating(params.integrate)
    this.#truePeak.setHold(!params.integrate)
    if (params.reset && !this.#resetWasOn) this.#restart()
    this.#resetWasOn = params.reset
  }

  protected clear(): void {
    this.#loudness.reset()
    this.#truePeak.reset()
    this.#levels.reset()
    this.#clippedSamples = 0
  }

  protected render(block: Block, meters: Readings): void {
    const { left, right, frames } = block
    this.#channels[0] = left
    this.#channels[1] = right
    this.#loudness.process(this.#channels, frames)
    this.#truePeak.process(left, right, frames)
    if (this.#levels.isAtRest && isSilent(left, right, 0, frames)) {
      this.#levels.rest(frames)
    } else {
      this.#levels.process(left, right, frames)
      if (this.#integrating) this.#clippedSamples += countClipped(left, right, frames)
    }

    this.#writeLoudness(meters)
    this.#writeTruePeaks(meters)
    this.#writeLevels(meters)
  }

  #restart(): void {
    this.#loudness.restartIntegration()
    this.#truePeak.restart()
    this.#clippedSamples = 0
  }

  #writeLoudness(meters: Readings): void {
    const loudness = this.#loudness
    meters.momentary = loudness.momentary
    meters.shortTerm = loudness.shortTerm
    meters.integrated = loudness.integrated
    meters.maxMomentary = loudness.maxMomentary
    meters.maxShortTerm = loudness.maxShortTerm
    meters.range = loudness.range
  }

  #writeTruePeaks(meters: Readings): void {
    meters.truePeakLeft = this.#truePeak.left
    meters.truePeakRight = this.#truePeak.right
    meters.maxTruePeak = this.#truePeak.highest
    const { integrated, shortTerm } = this.#loudness
    const { highest, highestRecent } = this.#truePeak
    const hasPlr = integrated > -Infinity && highest > -Infinity
    const hasPsr = shortTerm > -Infinity && highestRecent > -Infinity
    meters.plr = hasPlr ? highest - integrated : -Infinity
    meters.psr = hasPsr ? highestRecent - shortTerm : -Infinity
  }

  #writeLevels(meters: Readings): void {
    meters.peakLeft = this.#levels.peakLeft
    meters.peakRight = this.#levels.peakRight
    meters.rmsLeft = this.#levels.rmsLeft
    meters.rmsRight = this.#levels.rmsRight
    meters.correlation = this.#levels.correlation
    meters.balance = this.#levels.balance
    meters.clippedSamples = this.#clippedSamples
  }
}

function countClipped(left: Float64Array, right: Float64Array, frames: number): number {
  let count = 0
  for (let i = 0; i < frames; i++) {
    if (Math.abs(left[i]) >= CLIPPED) count++
    if (Math.abs(right[i]) >= CLIPPED) count++
  }
  return count
}
