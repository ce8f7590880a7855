import type { AutomationLane, AutomationPoint } from './automation-lane.ts'
import type { EffectDefinition, ParamValue } from './definition.ts'
import { AUTOMATION_GRID, LaneTrack, NEVER } from './lane-track.ts'
import type { ParamRow } from './rows.ts'
import { valueProblem } from './values.ts'

/** What lanes can move: an effect, or anything else that has a table of rows. */
export type Automatable = Pick<EffectDefinition, 'id' | 'params'>

/**
 * The lanes of one effect, read on a grid of 32 frames of the song. Whoever plays asks after every
 * jump and at every frame that `framesToMove` leads to, cuts its blocks there, and applies the
 * words that `moveTo` says have moved:
 *
 *     for each stretch of the block
 *       if (automation.moveTo(songFrame)) apply words[i] to row rows[i], for every i
 *       render min(rest of the block, automation.framesToMove(songFrame)) frames
 *
 * The grid is the song's and not the block's, so a move sits at the same sample wherever playing
 * began. Words are those of shared memory (`values.ts`). Only the constructor allocates.
 */
export class Automation {
  /** Sentences about what could not be used; the rest plays. */
  readonly problems: readonly string[]
  /** For each lane the place of its row in the table. */
  readonly rows: Int32Array
  /** For each lane where it stands. */
  readonly words: Float32Array
  readonly #tracks: readonly LaneTrack[]
  readonly #before: Float32Array

  constructor(target: Automatable, lanes: readonly AutomationLane[], sampleRate: number) {
    const { usable, problems } = checkLanes(target, lanes)
    this.problems = problems
    this.rows = Int32Array.from(usable, ({ index }) => index)
    this.words = new Float32Array(usable.length).fill(Number.NaN)
    this.#before = this.words.slice()
    this.#tracks = usable.map(
      ({ index, points }) => new LaneTrack(target.params[index], points, sampleRate)
    )
  }

  /** Nothing to play: no lane with a point. */
  get isEmpty(): boolean {
    return this.#tracks.length === 0
  }

  /** Brings `words` to a frame of the song (whole, may be negative); whether one of them moved. */
  moveTo(songFrame: number): boolean {
    const { words } = this
    const before = this.#before
    const frame = Math.floor(songFrame / AUTOMATION_GRID) * AUTOMATION_GRID
    let moved = false
    for (let i = 0; i < this.#tracks.length; i++) {
      this.#tracks[i].write(frame, words, i)
      // NaN, which no lane gives, differs from itself: the first look is a move.
      if (words[i] !== before[i]) moved = true
      before[i] = words[i]
    }
    return moved
  }

  /** How many frames from `songFrame` on nothing moves: 1 or more, `NEVER` after the last point. */
  framesToMove(songFrame: number): number {
    const frame = Math.floor(songFrame / AUTOMATION_GRID) * AUTOMATION_GRID
    let next = NEVER
    for (let i = 0; i < this.#tracks.length; i++) {
      const due = this.#tracks[i].nextMove(frame)
      if (due < next) next = due
    }
    return next === NEVER ? NEVER : next - songFrame
  }
}

interface UsableLane {
  readonly index: number
  readonly points: readonly AutomationPoint[]
}

function checkLanes(
  target: Automatable,
  lanes: readonly AutomationLane[]
): { readonly usable: readonly UsableLane[]; readonly problems: readonly string[] } {
  const problems: string[] = []
  const usable = new Map<number, UsableLane>()
  for (const lane of lanes) {
    const index = target.params.findIndex((row) => row.id === lane.row)
    const where = `${target.id}.${lane.row}`
    const row = target.params[index]
    if (row === undefined) problems.push(`${where}: no such parameter`)
    else if (row.automatable === false) problems.push(`${where}: cannot be automated`)
    else if (usable.has(index)) problems.push(`${where}: must have one lane, got another`)
    else {
      const points = lane.points.flatMap((point) => checkPoint(target, row, point, problems))
      if (points.length > 0) usable.set(index, { index, points: inOrder(points) })
    }
  }
  return { usable: [...usable.values()], problems }
}

function checkPoint(
  target: Automatable,
  row: ParamRow,
  point: AutomationPoint,
  problems: string[]
): readonly AutomationPoint[] {
  const where = `${target.id}.${row.id}`
  const value: ParamValue =
    point.value === '-inf' && row.kind === 'number' ? -Infinity : point.value
  const problem = valueProblem(target, row, value)
  if (problem !== undefined) problems.push(`${problem} at ${point.time} s`)
  else if (!Number.isFinite(point.time)) {
    problems.push(`${where}: a point's time must be a number of seconds, got ${point.time}`)
  } else return [{ ...point, value }]
  return []
}

/** Points of one time keep the order they have in the lane: the last is where the jump goes. */
function inOrder(points: readonly AutomationPoint[]): readonly AutomationPoint[] {
  return points.toSorted((a, b) => a.time - b.time)
}
