import type { ReverbMode } from '../../../worklets/dsp/reverb-modes.ts'
import { seededRandom } from '../../../worklets/dsp/seeded-random.ts'
import type { CanvasView } from '../../core/canvas.ts'
import {
  drawAxisText,
  drawHorizontal,
  drawVertical,
  figure,
  strokeResult,
  verticalFade
} from '../../core/graph-drawing.ts'
import { plotArea } from '../../core/plot-area.ts'
import { withAlpha } from '../../core/theme-colors.ts'

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

export interface TimeScene {
  readonly mode: ReverbMode
  /** Of the whole, 1 as the mode is. */
  readonly size: number
  readonly predelaySeconds: number
  /** T60 at 1 kHz. */
  readonly decaySeconds: number
  /** Level of the early reflections, dB. */
  readonly earlyDb: number
  readonly spanSeconds: number
  readonly frozen: boolean
  readonly bypassed: boolean
}

/** When the tail begins, and when it has fallen to -60 dB. */
export function tailTimes({ mode, size, predelaySeconds, decaySeconds }: TimeScene) {
  const start = predelaySeconds + (mode.onsetMs * size) / 1000
  return { start, end: start + decaySeconds * ((TAIL_DB - DECAYED_DB) / 60) }
}

export function timeToX(seconds: number, span: number, width: number): number {
  return LEFT_PX + (seconds / span) * (width - LEFT_PX - RIGHT_PX)
}

export function secondsPerPx(span: number, width: number): number {
  return span / (width - LEFT_PX - RIGHT_PX)
}

function levelToY(db: number, height: number): number {
  return ((TOP_DB - db) / (TOP_DB - BOTTOM_DB)) * (height - BOTTOM_PX)
}

/** The same places for handles, in CSS. */
export function timeLeft(seconds: number, span: number): string {
  return `calc(${LEFT_PX}px + (100% - ${LEFT_PX + RIGHT_PX}px) * ${seconds / span})`
}

export function levelTop(db: number): string {
  return `calc((100% - ${BOTTOM_PX}px) * ${(TOP_DB - db) / (TOP_DB - BOTTOM_DB)})`
}

export function drawTimeGrid(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  { spanSeconds }: TimeScene
): void {
  const { colors, width, height } = view
  const plot = plotArea(view, { right: RIGHT_PX })
  for (const db of LINES_DB) {
    const strong = db === DECAYED_DB || db === 0
    const color = strong ? colors['line-strong'] : colors['grid-strong']
    drawHorizontal(context, plot, levelToY(db, height), color)
  }
  const step = timeStep(spanSeconds)
  for (let i = 1; i * step < spanSeconds; i++) {
    drawVertical(context, view, timeToX(i * step, spanSeconds, width), colors['grid-strong'])
  }
}

/** Direct sound, early reflections, and the tail on its way to -60 dB. */
export function drawTime(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  scene: TimeScene
): void {
  const { colors, width, height } = view
  const { spanSeconds, bypassed, frozen } = scene
  const floor = height - BOTTOM_PX
  const { start, end } = tailTimes(scene)
  const tint = bypassed ? colors['line-strong'] : colors.accent
  const x = (seconds: number) => timeToX(seconds, spanSeconds, width)
  const tailDb = (seconds: number) =>
    frozen ? TAIL_DB : TAIL_DB + ((seconds - start) / (end - start)) * (DECAYED_DB - TAIL_DB)

  // A tail is noise; its picture is the same for the same settings.
  const random = seededRandom(7)
  context.beginPath()
  context.moveTo(x(start), floor)
  const right = width - RIGHT_PX
  for (let px = x(start); px <= right; px += 1.5) {
    const seconds = start + (px - x(start)) * secondsPerPx(spanSeconds, width)
    const ragged = 1.5 + 3 * Math.log10(0.02 + random())
    context.lineTo(px, Math.min(floor, levelToY(tailDb(seconds) + ragged, height)))
  }
  context.lineTo(right, floor)
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
  context.lineTo(x(frozen ? spanSeconds : end), levelToY(frozen ? TAIL_DB : DECAYED_DB, height))
  strokeResult(context, view, bypassed ? colors['line-strong'] : colors.output)

  for (const db of LINES_DB) {
    drawAxisText(context, view, figure(db), width - 8, levelToY(db, height), 'right')
  }
  const step = timeStep(spanSeconds)
  for (let i = 1; i * step < spanSeconds; i++) {
    const at = timeToX(i * step, spanSeconds, width)
    if (at < right - 8) drawAxisText(context, view, secondText(i * step), at, height - 9, 'center')
  }
}

function drawEarly(
  context: CanvasRenderingContext2D,
  { colors, width, height }: CanvasView,
  { mode, size, predelaySeconds, earlyDb, spanSeconds, bypassed }: TimeScene
): void {
  if (earlyDb === -Infinity) return
  const floor = height - BOTTOM_PX
  const { timesMs, gains } = mode.early
  context.fillStyle = withAlpha(bypassed ? colors['line-strong'] : colors['band-2'], 0.85)
  timesMs.forEach((ms, i) => {
    const at = timeToX(predelaySeconds + (ms * size) / 1000, spanSeconds, width)
    const db = 20 * Math.log10(Math.abs(gains[i] ?? 0)) + earlyDb + mode.earlyDb
    const top = levelToY(db, height)
    if (top < floor) context.fillRect(at - 0.5, top, 1.25, floor - top)
  })
}

function timeStep(seconds: number): number {
  return [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20].find((step) => seconds / step <= 6) ?? 40
}

function secondText(seconds: number): string {
  return seconds < 0.1 ? `${Math.round(1000 * seconds)} ms` : `${Number(seconds.toFixed(1))} s`
}
