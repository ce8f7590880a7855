import type { AutomationCurve, AutomationPoint } from './automation-lane.ts'
import { fromNormalized, toNormalized } from './range.ts'
import type { ParamRow } from './rows.ts'
import { encodeValue } from './values.ts'

/** Frames of the song after which a lane is looked at again: 0.7 ms at 48 kHz. */
export const AUTOMATION_GRID = 32

/** What stands for no frame at all: the largest integer that V8 keeps out of the heap anywhere. */
export const NEVER = 2 ** 30 - 1

/** A point's time in frames may come out of its rounding just beyond the frame it is meant for. */
const ROUNDING_FRAMES = 1e-6

/** A bend of 1 would be a jump: at half time what is left of the way is at least a 100th. */
const STEEPEST_BEND = 0.98

/** The shape of a segment that does not move; the others lie above. */
const HOLD = 0

/**
 * One lane made ready to be read on the audio thread: points in frames of the song, and a cursor
 * that a song played forward moves by a step at most. About 10 ns for a look at rest, 60 ns on a
 * curve; only the constructor allocates.
 */
export class LaneTrack {
  readonly #row: ParamRow
  readonly #frames: Float64Array
  readonly #words: Float64Array
  readonly #travels: Float64Array
  readonly #shapes: Float64Array
  /** How many points lie at or before the last frame looked at. */
  #passed = 0

  /** Points in order of their times, at least one; values as the row has them. */
  constructor(row: ParamRow, points: readonly AutomationPoint[], sampleRate: number) {
    this.#row = row
    this.#frames = Float64Array.from(points, ({ time }) => time * sampleRate)
    this.#words = Float64Array.from(points, ({ value }) => encodeValue(row, value))
    this.#travels = this.#words.map((word) => (row.kind === 'number' ? toNormalized(row, word) : 0))
    this.#shapes = Float64Array.from(points, ({ curve }, i) => {
      const moves = row.kind === 'number' && this.#words[i + 1] !== this.#words[i]
      return moves && i + 1 < points.length ? biasOf(curve) : HOLD
    })
  }

  /** Writes the word of a frame of the song into `words[at]`. */
  write(frame: number, words: Float32Array, at: number): void {
    const passed = this.#pass(frame)
    const i = Math.max(0, passed - 1)
    const bias = this.#shapes[i]
    const row = this.#row
    if (passed === 0 || !(bias > HOLD) || row.kind !== 'number') {
      words[at] = this.#words[i]
      return
    }
    const start = this.#frames[i]
    const time = frame > start ? (frame - start) / (this.#frames[i + 1] - start) : 0
    const way = time / ((1 / bias - 2) * (1 - time) + 1)
    const from = this.#travels[i]
    words[at] = fromNormalized(row, from + way * (this.#travels[i + 1] - from))
  }

  /** The first frame of the grid after `frame`, itself on the grid, at which the word may differ. */
  nextMove(frame: number): number {
    const passed = this.#pass(frame)
    if (passed > 0 && this.#shapes[passed - 1] > HOLD) return frame + AUTOMATION_GRID
    if (passed >= this.#frames.length) return NEVER
    const due =
      Math.ceil((this.#frames[passed] - ROUNDING_FRAMES) / AUTOMATION_GRID) * AUTOMATION_GRID
    return due < NEVER ? due : NEVER
  }

  #pass(frame: number): number {
    const frames = this.#frames
    const latest = frame + ROUNDING_FRAMES
    let passed = this.#passed
    if (passed > 0 && frames[passed - 1] > latest) passed = 0
    while (passed < frames.length && frames[passed] <= latest) passed++
    this.#passed = passed
    return passed
  }
}

/** Schlick's bias (Graphics Gems IV, 1994): the height of the curve at half its time. */
function biasOf(curve: AutomationCurve): number {
  if (curve === 'hold') return HOLD
  if (curve === 'line') return 0.5
  return 0.5 + 0.5 * Math.min(STEEPEST_BEND, Math.max(-STEEPEST_BEND, curve))
}
