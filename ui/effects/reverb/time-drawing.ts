import { seededRandom } from '../../../worklets/dsp/noise/seeded-random.ts'
import type { ReverbMode } from '../../../worklets/effects/reverb/reverb-modes.ts'
import type { CanvasView } from '../../core/canvas.ts'
import { withAlpha } from '../../core/theme-colors.ts'
import {
  drawAxisText,
  drawHorizontal,
  drawVertical,
  figure,
  strokeResult,
  verticalFade
} from '../../graph/graph-drawing.ts'
import { plotArea, plotLeft } from '../../graph/plot-area.ts'
import { makeTimeAxis, type TimeAxis, timeTicks, timeToTravel, travelToTime } from './time-axis.ts'

const TOP_DB = 4
const BOTTOM_DB = -68
const LEFT_PX = 10
/** Levels stand here. */
const RIGHT_PX = 36
const BOTTOM_PX = 22
const LINES_DB = [0, -12, -24, -36, -48, -60] as const
/** The line at which a decay is over. */
export const DECAYED_DB = -60
/** Where a tail begins in the picture, against the direct sound. */
const TAIL_DB = -6
/** Of a decay by 60 dB, the part that a tail needs from there. */
const TAIL_SHARE = (TAIL_DB - DECAYED_DB) / 60

export interface TimeScene {
  readonly mode: ReverbMode
  /** Of the whole, 1 as the mode is. */
  readonly size: number
  readonly predelaySeconds: number
  /** T60 at 1 kHz. */
  readonly decaySeconds: number
  /** Level of the early reflections, dB. */
  readonly earlyDb: number
  readonly axis: TimeAxis
  readonly frozen: boolean
  readonly bypassed: boolean
}

type Times = Pick<TimeScene, 'mode' | 'size' | 'predelaySeconds' | 'decaySeconds'>

/** When the tail begins, and when it has fallen to -60 dB. */
export function tailTimes({ mode, size, predelaySeconds, decaySeconds }: Times) {
  const start = predelaySeconds + (mode.onsetMs * size) / 1000
  return { start, end: start + decaySeconds * TAIL_SHARE }
}

/** The decay whose tail, begun at `start`, ends at `end`. */
export function decayOf(start: number, end: number): number {
  return (end - start) / TAIL_SHARE
}

/** An axis that shows all echoes and the whole tail. */
export function axisFor(times: Times): TimeAxis {
  const { mode, size, predelaySeconds, decaySeconds } = times
  const lastMs = mode.early.timesMs.reduce((last, ms) => Math.max(last, ms), 0)
  return makeTimeAxis(predelaySeconds + (lastMs * size) / 1000, predelaySeconds + decaySeconds)
}

/** How far along the axis a drag of so many px leads. */
export function travelOfDrag(dx: number, width: number): number {
  return dx / (width - LEFT_PX - RIGHT_PX)
}

function timeToX(seconds: number, axis: TimeAxis, width: number): number {
  return LEFT_PX + timeToTravel(seconds, axis) * (width - LEFT_PX - RIGHT_PX)
}

function levelToY(db: number, height: number): number {
  return ((TOP_DB - db) / (TOP_DB - BOTTOM_DB)) * (height - BOTTOM_PX)
}

/** The same places for handles, in CSS. */
export function timeLeft(seconds: number, axis: TimeAxis): string {
  return plotLeft(timeToTravel(seconds, axis), { left: LEFT_PX, right: RIGHT_PX })
}

export function levelTop(db: number): string {
  return `calc((100% - ${BOTTOM_PX}px) * ${(TOP_DB - db) / (TOP_DB - BOTTOM_DB)})`
}

export function drawTimeGrid(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  { axis }: TimeScene
): void {
  const { colors, width, height } = view
  const plot = plotArea(view, { right: RIGHT_PX })
  for (const db of LINES_DB) {
    const strong = db === DECAYED_DB || db === 0
    const color = strong ? colors['line-strong'] : colors['grid-strong']
    drawHorizontal(context, plot, levelToY(db, height), color)
  }
  for (const seconds of timeTicks(axis)) {
    drawVertical(context, view, timeToX(seconds, axis, width), colors['grid-strong'])
  }
  if (axis.breakTravel < 1) {
    drawVertical(context, view, timeToX(axis.breakSeconds, axis, width), colors['line-strong'])
  }
}

/** Direct sound, early reflections, and the tail on its way to -60 dB. */
export function drawTime(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  scene: TimeScene
): void {
  const { colors, width, height } = view
  const { axis, bypassed, frozen } = scene
  const floor = height - BOTTOM_PX
  const right = width - RIGHT_PX
  const { start, end } = tailTimes(scene)
  const tint = bypassed ? colors['line-strong'] : colors.accent
  const x = (seconds: number) => timeToX(seconds, axis, width)
  const tailDb = (seconds: number) =>
    frozen ? TAIL_DB : TAIL_DB + ((seconds - start) / (end - start)) * (DECAYED_DB - TAIL_DB)

  context.save()
  context.beginPath()
  context.rect(0, 0, right, floor)
  context.clip()
  // A tail is noise; its picture is the same for the same settings.
  const random = seededRandom(7)
  context.beginPath()
  context.moveTo(x(start), floor)
  for (let px = x(start); px <= right; px += 1.5) {
    const seconds = travelToTime((px - LEFT_PX) / (right - LEFT_PX), axis)
    const ragged = 1.5 + 3 * Math.log10(0.02 + random())
    context.lineTo(px, Math.min(floor + 2, levelToY(tailDb(seconds) + ragged, height)))
  }
  context.lineTo(right, floor + 2)
  context.closePath()
  context.fillStyle = verticalFade(context, floor, tint, 0.55, 0.12)
  if (colors.fills) context.fill()
  context.lineWidth = 0.75
  context.strokeStyle = withAlpha(tint, 0.55)
  context.stroke()

  drawEarly(context, view, scene)
  context.fillStyle = bypassed ? colors['line-strong'] : colors.output
  context.fillRect(x(0) - 1, levelToY(0, height), 2, floor - levelToY(0, height))
  context.beginPath()
  context.moveTo(x(start), levelToY(TAIL_DB, height))
  const { breakSeconds, spanSeconds } = axis
  const last = frozen ? spanSeconds : end
  if (start < breakSeconds && breakSeconds < last) {
    context.lineTo(x(breakSeconds), levelToY(tailDb(breakSeconds), height))
  }
  context.lineTo(x(last), levelToY(tailDb(last), height))
  strokeResult(context, view, bypassed ? colors['line-strong'] : colors.output)
  context.restore()

  for (const db of LINES_DB) {
    drawAxisText(context, view, figure(db), width - 8, levelToY(db, height), 'right')
  }
  // The break comes first: without its figure neither scale can be read.
  const taken: [from: number, to: number][] = []
  for (const seconds of [axis.breakSeconds, ...timeTicks(axis)]) {
    const at = x(seconds)
    const half = context.measureText(secondText(seconds)).width / 2 + 3
    const isFree = taken.every(([from, to]) => at - half > to || at + half < from)
    if (!isFree || at - half < 0 || at + half > width) continue
    taken.push([at - half, at + half])
    drawAxisText(context, view, secondText(seconds), at, height - 9, 'center')
  }
}

/** The very echoes that the effect makes, as stems as high as they are loud. */
function drawEarly(
  context: CanvasRenderingContext2D,
  { colors, width, height }: CanvasView,
  { mode, size, predelaySeconds, earlyDb, axis, bypassed }: TimeScene
): void {
  if (earlyDb === -Infinity) return
  const floor = height - BOTTOM_PX
  const { timesMs, gains } = mode.early
  context.fillStyle = withAlpha(bypassed ? colors['line-strong'] : colors['band-2'], 0.85)
  timesMs.forEach((ms, i) => {
    const at = timeToX(predelaySeconds + (ms * size) / 1000, axis, width)
    const db = 20 * Math.log10(Math.abs(gains[i] ?? 0)) + earlyDb + mode.earlyDb
    const top = levelToY(db, height)
    if (top < floor) context.fillRect(at - 0.5, top, 1.25, floor - top)
  })
}

function secondText(seconds: number): string {
  return seconds < 0.995 ? `${Math.round(1000 * seconds)} ms` : `${Number(seconds.toFixed(1))} s`
}
