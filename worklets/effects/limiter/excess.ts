import { type Cell, cell } from '../../dsp/cell.ts'
import type { HistoryLine } from '../../dsp/lines/history-line.ts'
import type { GainRamp } from '../../dsp/moves/gain-ramp.ts'
import { TruePeakDetector } from '../../dsp/true-peak/true-peak-detector.ts'

/**
 * By how much each sample's peak stands over the ceiling, as a ratio: 1 where it does not. Peaks
 * are those between the samples (late by the detector's frames) or the samples themselves. Only
 * the constructor allocates.
 */
export class Excess {
  readonly left: Float64Array
  readonly right: Float64Array
  /** Whether anything in the last block stood over the ceiling; if not, all ratios are 1. */
  any = false
  /** The greatest peak of the last block that stood over the ceiling. */
  readonly peak: Cell = cell()
  /** What no true peak of the last block exceeds; infinite for sample peaks, which tell nothing. */
  readonly limit: Cell = cell(Infinity)
  readonly #lowest = cell()
  readonly #left: Side
  readonly #right: Side

  constructor(kind: 'truePeak' | 'samplePeak', maxBlock: number) {
    this.#left = makeSide(kind, maxBlock)
    this.#right = makeSide(kind, maxBlock)
    this.left = this.#left.ratios
    this.right = this.#right.ratios
  }

  reset(): void {
    this.#left.detector?.reset()
    this.#right.detector?.reset()
    if (this.#left.detector) this.limit[0] = Infinity
  }

  /** The ceiling is linear. */
  process(left: HistoryLine, right: HistoryLine, ceiling: GainRamp, frames: number): void {
    this.peak[0] = 0
    this.limit[0] = this.#left.detector ? 0 : Infinity
    // At rest all gains are the target.
    findLowest(ceiling.gains, ceiling.settled ? 1 : frames, this.#lowest)
    this.#channel(left, ceiling.gains, frames, this.#left)
    this.#channel(right, ceiling.gains, frames, this.#right)
    this.any = this.peak[0] > 0
  }

  #channel(line: HistoryLine, ceilings: Float64Array, frames: number, side: Side): void {
    const { detector, ratios } = side
    if (detector === undefined) {
      this.#compare(line.samples, line.end - frames, ceilings, frames, ratios)
      return
    }
    detector.threshold[0] = this.#lowest[0]
    detector.process(line.samples, line.end, frames)
    if (detector.limit[0] > this.limit[0]) this.limit[0] = detector.limit[0]
    if (!detector.asleep) {
      this.#compare(detector.peaks, 0, ceilings, frames, ratios)
      side.isOne = false
    } else if (!side.isOne) {
      ratios.fill(1)
      side.isOne = true
    }
  }

  #compare(
    peaks: Float64Array,
    start: number,
    ceilings: Float64Array,
    frames: number,
    out: Float64Array
  ): void {
    let greatest = 0
    for (let i = 0; i < frames; i++) {
      const peak = Math.abs(peaks[start + i])
      if (peak > ceilings[i]) {
        out[i] = peak / ceilings[i]
        if (peak > greatest) greatest = peak
      } else {
        out[i] = 1
      }
    }
    if (greatest > this.peak[0]) this.peak[0] = greatest
  }
}

/** One channel. */
interface Side {
  readonly ratios: Float64Array
  readonly detector: TruePeakDetector | undefined
  /** Whether all ratios are 1, those beyond the last block too. */
  isOne: boolean
}

function makeSide(kind: 'truePeak' | 'samplePeak', maxBlock: number): Side {
  const detector = kind === 'truePeak' ? new TruePeakDetector(maxBlock) : undefined
  return { ratios: new Float64Array(maxBlock).fill(1), detector, isOne: true }
}

function findLowest(values: Float64Array, count: number, lowest: Cell): void {
  let least = values[0]
  for (let i = 1; i < count; i++) if (values[i] < least) least = values[i]
  lowest[0] = least
}
