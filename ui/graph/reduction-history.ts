import type { Tap } from '../../worklets/core/source.ts'
import { COLUMNS_PER_SECOND } from './history-trace.ts'
import { FigureColumns, PeakColumns } from './level-history.ts'

/** Enough for a history 2000 px wide. */
export const HISTORY_COLUMNS = 1024

/** What goes in, what comes out and what was taken off in between, in columns of equal time. */
export class ReductionHistory {
  readonly input: PeakColumns
  readonly output: PeakColumns
  /** dB */
  readonly reduction: FigureColumns = new FigureColumns(HISTORY_COLUMNS)

  constructor(sampleRate: number) {
    const seconds = HISTORY_COLUMNS / COLUMNS_PER_SECOND
    this.input = new PeakColumns(HISTORY_COLUMNS, seconds, sampleRate)
    this.output = new PeakColumns(HISTORY_COLUMNS, seconds, sampleRate)
  }

  /** Takes what was heard since the last call, and returns how many columns were finished. */
  follow(input: Tap, output: Tap, reductionDb: number): number {
    const finished = this.input.follow(input)
    this.output.follow(output)
    this.reduction.note(reductionDb, finished)
    return finished
  }
}
