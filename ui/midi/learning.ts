import type { ParamRow } from '../../worklets/core/rows.ts'
import { type Learned, Learner } from './learner.ts'
import type { MessageLog } from './message-log.ts'
import type { MidiParser } from './midi-parser.ts'
import type { MidiTarget } from './midi-target.ts'

/** One search for a control at a time: for a parameter, or for a surface. */
export class Learning {
  readonly #log: MessageLog
  readonly #learned: (target: MidiTarget, learned: Learned) => void
  #target: MidiTarget | undefined
  #learner: Learner | undefined

  /** `learned` is called with what has been found for a parameter, when the search is over. */
  constructor(log: MessageLog, learned: (target: MidiTarget, learned: Learned) => void) {
    this.#log = log
    this.#learned = learned
  }

  /** The parameter that waits for a control. */
  get target(): MidiTarget | undefined {
    return this.#target
  }

  get isOn(): boolean {
    return this.#learner !== undefined
  }

  /** Whether a control of a surface is wanted: messages of surfaces teach nothing otherwise. */
  get isForSurface(): boolean {
    return this.isOn && this.#target === undefined
  }

  start(target: MidiTarget, row: ParamRow): void {
    this.#begin(row, (learned) => this.#learned(target, learned))
    this.#target = target
  }

  /** Finds a control for something else than a parameter; `row` tells of what kind it is to be. */
  startControl(row: ParamRow, found: (learned: Learned) => void): void {
    this.#begin(row, found)
  }

  take(device: string, parser: MidiParser, timeMs: number): void {
    this.#learner?.take(device, parser, timeMs)
  }

  cancel(): void {
    this.#learner?.cancel()
    this.#learner = undefined
    this.#target = undefined
  }

  #begin(row: ParamRow, found: (learned: Learned) => void): void {
    this.cancel()
    this.#learner = new Learner(row, this.#log, (learned) => {
      this.#learner = undefined
      this.#target = undefined
      found(learned)
    })
  }
}
