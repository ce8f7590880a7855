import type { MeterValues } from '../../core/definition.ts'
import { MAX_FRAMES } from '../../core/stereo-block.ts'
import { gainToDecibels } from '../../dsp/decibels.ts'
import { PEAK_FALL_DB_PER_SECOND } from '../../dsp/levels/peak-fall.ts'
import { HistoryLine } from '../../dsp/lines/history-line.ts'
import { StereoTruePeak, TRUE_PEAK_HISTORY } from '../../dsp/true-peak/stereo-true-peak.ts'
import type { limiterDefinition } from './definition.ts'
import type { LaneInput, LanePair } from './lane-pair.ts'

/** The reduction falls this fast, so that a screen does not miss a short dip. */
const REDUCTION_FALL_DECIBELS_PER_SECOND = 100

/** Peaks below -120 dBFS read as minus infinity. */
const FLOOR = 1e-6

/** Places of the readings: linear peaks, and the reduction in dB. */
const AT = { input: 0, output: 1, samples: 2, reduction: 3, count: 4 } as const

/**
 * What the limiter shows: true peak before and after, sample peak after, reduction. The output is
 * measured before the listening switches.
 * About 5 ns a frame in music below the ceiling, 60 ns in noise. Only the constructor allocates.
 */
export class LimiterMeters {
  readonly #sampleRate: number
  readonly #truePeak = new StereoTruePeak()
  readonly #left = new HistoryLine(TRUE_PEAK_HISTORY, MAX_FRAMES)
  readonly #right = new HistoryLine(TRUE_PEAK_HISTORY, MAX_FRAMES)
  readonly #readings = new Float64Array(AT.count)
  readonly #past = new Float64Array(TRUE_PEAK_HISTORY)
  /** Whether the lines lack the blocks that were not looked at. */
  #isBehind = false

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate
  }

  reset(): void {
    this.#left.reset()
    this.#right.reset()
    this.#readings.fill(0)
  }

  /** Reads the newest block of the driven input, and what `lanes` made of it; writes `meters`. */
  process(
    input: LaneInput,
    lanes: LanePair,
    outLeft: Float64Array,
    outRight: Float64Array,
    frames: number,
    meters: MeterValues<typeof limiterDefinition>
  ): void {
    const readings = this.#readings
    const peak = this.#truePeak.peak
    this.#fall(frames)

    const { left, right, ceilings } = input
    const excess = input.truePeakExcess
    const floor = lanes.untouched
      ? Math.min(readings[AT.input], readings[AT.output])
      : readings[AT.input]
    // Over the ceiling the detector has looked already, and it knows what can be seen at all.
    if (excess.any) peak[0] = excess.peak[0]
    else if (excess.limit[0] > Math.min(floor, readings[AT.samples])) {
      this.#truePeak.process(left.samples, right.samples, left.end, frames, floor)
    } else this.#truePeak.reset()
    readings[AT.input] = Math.max(readings[AT.input], peak[0])

    // An exact copy of what stayed below the ceiling has the same peak: one look serves both.
    if (!lanes.untouched || peak[0] >= ceilings[0]) {
      if (this.#isBehind) this.#catchUp(input, lanes.latency, frames)
      this.#left.push(outLeft, frames)
      this.#right.push(outRight, frames)
      const { samples, end } = this.#left
      this.#truePeak.process(samples, this.#right.samples, end, frames, readings[AT.output])
    } else {
      this.#isBehind = true
    }
    readings[AT.output] = Math.max(readings[AT.output], peak[0])
    readings[AT.samples] = Math.max(readings[AT.samples], this.#truePeak.samplePeak[0])
    readings[AT.reduction] = Math.max(readings[AT.reduction], lanes.reduction)

    meters.reduction = readings[AT.reduction]
    meters.inputTruePeak =
      readings[AT.input] >= FLOOR ? gainToDecibels(readings[AT.input]) : -Infinity
    meters.outputTruePeak =
      readings[AT.output] >= FLOOR ? gainToDecibels(readings[AT.output]) : -Infinity
    meters.outputPeak =
      readings[AT.samples] >= FLOOR ? gainToDecibels(readings[AT.samples]) : -Infinity
  }

  /** What came out before this block was an exact copy of the input, and is found there. */
  #catchUp({ left, right }: LaneInput, latency: number, frames: number): void {
    this.#isBehind = false
    const from = left.end - frames - latency - TRUE_PEAK_HISTORY
    const past = this.#past
    for (let i = 0; i < TRUE_PEAK_HISTORY; i++) past[i] = left.samples[from + i]
    this.#left.push(past, TRUE_PEAK_HISTORY)
    for (let i = 0; i < TRUE_PEAK_HISTORY; i++) past[i] = right.samples[from + i]
    this.#right.push(past, TRUE_PEAK_HISTORY)
  }

  #fall(frames: number): void {
    const readings = this.#readings
    const seconds = frames / this.#sampleRate
    const gain = Math.exp((-PEAK_FALL_DB_PER_SECOND * seconds * Math.LN10) / 20)
    readings[AT.input] *= gain
    readings[AT.output] *= gain
    readings[AT.samples] *= gain
    const reduction = readings[AT.reduction] - REDUCTION_FALL_DECIBELS_PER_SECOND * seconds
    readings[AT.reduction] = Math.max(0, reduction)
  }
}
