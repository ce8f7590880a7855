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
  /** Whether anything in the last block stood over the ceiling. */
  any = false
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
  }

  /** `ceilings` are linear; `lowest` is the least of them. */
  process(
    left: HistoryLine,
    right: HistoryLine,
    ceilings: Float64Array,
    lowest: number,
    frames: number
  ): void {
    const overLeft = detect(this.#detectLeft, left, ceilings, lowest, frames, this.left)
    const overRight = detect(this.#detectRight, right, ceilings, lowest, frames, this.right)
    this.any = overLeft || overRight
  }
}

function detect(
  detector: TruePeakDetector | undefined,
  line: HistoryLine,
  ceilings: Float64Array,
  lowest: number,
  frames: number,
  out: Float64Array
): boolean {
  if (detector === undefined) {
    return ratios(line.samples, line.end - frames, ceilings, frames, out)
  }
  detector.process(line.samples, line.end, frames, lowest)
  return ratios(detector.peaks, 0, ceilings, frames, out)
}

function ratios(
  peaks: Float64Array,
  start: number,
  ceilings: Float64Array,
  frames: number,
  out: Float64Array
): boolean {
  let any = false
  for (let i = 0; i < frames; i++) {
    const peak = Math.abs(peaks[start + i])
    const over = peak > ceilings[i]
    out[i] = over ? peak / ceilings[i] : 1
    any = any || over
  }
  return any
}
