import type { HistoryLine } from '../../dsp/history-line.ts'
import { TruePeakDetector } from '../../dsp/true-peak-detector.ts'

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
  /** The greatest peak of the last block that stood over the ceiling; in an array: no garbage. */
  readonly peak = new Float64Array(1)
  /** What no true peak of the last block exceeds; infinite for sample peaks, which tell nothing. */
  readonly limit = new Float64Array(1).fill(Infinity)
  readonly #lowest = new Float64Array(1)
  readonly #detectLeft: TruePeakDetector | undefined
  readonly #detectRight: TruePeakDetector | undefined

  constructor(kind: 'truePeak' | 'samplePeak', maxBlock: number) {
    this.left = new Float64Array(maxBlock).fill(1)
    this.right = new Float64Array(maxBlock).fill(1)
    if (kind === 'truePeak') {
      this.#detectLeft = new TruePeakDetector(maxBlock)
      this.#detectRight = new TruePeakDetector(maxBlock)
    }
  }

  reset(): void {
    this.#detectLeft?.reset()
    this.#detectRight?.reset()
    if (this.#detectLeft) this.limit[0] = Infinity
  }

  /** `ceilings` are linear, one for each frame. */
  process(left: HistoryLine, right: HistoryLine, ceilings: Float64Array, frames: number): void {
    this.peak[0] = 0
    this.limit[0] = this.#detectLeft ? 0 : Infinity
    this.#lowest[0] = lowestOf(ceilings, frames)
    this.#channel(this.#detectLeft, left, ceilings, frames, this.left)
    this.#channel(this.#detectRight, right, ceilings, frames, this.right)
    this.any = this.peak[0] > 0
  }

  #channel(
    detector: TruePeakDetector | undefined,
    line: HistoryLine,
    ceilings: Float64Array,
    frames: number,
    out: Float64Array
  ): void {
    if (detector === undefined) {
      this.#compare(line.samples, line.end - frames, ceilings, frames, out)
      return
    }
    detector.process(line.samples, line.end, frames, this.#lowest[0])
    if (detector.limit[0] > this.limit[0]) this.limit[0] = detector.limit[0]
    if (!detector.asleep) this.#compare(detector.peaks, 0, ceilings, frames, out)
    else out.fill(1, 0, frames)
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

function lowestOf(values: Float64Array, count: number): number {
  let lowest = values[0]
  for (let i = 1; i < count; i++) if (values[i] < lowest) lowest = values[i]
  return lowest
}
