import type { ParamValue } from './definition.ts'

/**
 * How a value goes from one point to the next.
 * - `hold`: it stays, and is at the next value when that is due.
 * - `line`: an even move of the control (in the row's own travel, as a hand would turn it).
 * - a number, -1 to 1: a bent move, which half way in time stands at (1 + number) / 2 of the way:
 *   0 is the line, 0.5 hurries at first, -0.5 waits.
 */
export type AutomationCurve = 'hold' | 'line' | number

export interface AutomationPoint {
  /** In seconds from the start of the song. */
  readonly time: number
  /** In the row's unit; minus infinity may be the text "-inf", as in a saved state. */
  readonly value: ParamValue
  /** To the next point; a choice or a toggle holds whatever is said here. */
  readonly curve: AutomationCurve
}

/**
 * The moves of one parameter in the time of the song: plain JSON. Before the first point the first
 * value holds, after the last the last. Two points at one time are a jump.
 */
export interface AutomationLane {
  /** The row's id: `threshold`, `band1.frequency`. */
  readonly row: string
  readonly points: readonly AutomationPoint[]
}
