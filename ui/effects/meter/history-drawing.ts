import type { CanvasView } from '../../core/canvas.ts'
import {
  drawAxisText,
  drawHorizontal,
  drawVertical,
  figure,
  strokeResult,
  verticalFade
} from '../../core/graph-drawing.ts'
import { canvasFont } from '../../core/theme.ts'
import { withAlpha } from '../../core/theme-colors.ts'
import { HISTOGRAM_FLOOR, HISTOGRAM_STEP_LU, type LoudnessHistory } from './loudness-history.ts'

const BOTTOM_PX = 22
const TOP_PX = 8
/** Width of the histogram at the right. */
const HISTOGRAM_PX = 64
/** Shorter histories fill the graph to here. */
const LEAST_SECONDS = 30
/** From the target up and down. */
const ABOVE_LU = 9
const BELOW_LU = 21

export interface HistoryScene {
  readonly history: LoudnessHistory
  readonly integrated: number
  readonly target: number
}

function loudnessToY(lufs: number, target: number, height: number): number {
  const span = height - TOP_PX - BOTTOM_PX
  const clamped = Math.max(target - BELOW_LU - 1, Math.min(target + ABOVE_LU, lufs))
  return TOP_PX + (span * (target + ABOVE_LU - clamped)) / (ABOVE_LU + BELOW_LU)
}

export function drawHistoryGrid(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  target: number
): void {
  for (const lufs of loudnessLines(target)) {
    drawHorizontal(
      context,
      view,
      loudnessToY(lufs, target, view.height),
      view.colors['grid-strong']
    )
  }
}

/** Momentary and short-term over time, the integrated loudness across, the target with its band. */
export function drawHistory(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  { history, integrated, target }: HistoryScene
): void {
  const { colors, width, height } = view
  const floor = height - BOTTOM_PX
  const right = width - HISTOGRAM_PX
  const seconds = Math.max(LEAST_SECONDS, history.seconds)
  const xOf = (at: number) => (at / seconds) * right
  const yOf = (lufs: number) => loudnessToY(lufs, target, height)

  for (let at = timeStep(seconds); at < seconds; at += timeStep(seconds)) {
    drawVertical(context, view, xOf(at), colors['grid-strong'])
  }
  context.fillStyle = withAlpha(colors.accent, 0.14)
  context.fillRect(0, yOf(target + 1), right, yOf(target - 1) - yOf(target + 1))

  const trace = (levels: Float32Array) => {
    context.beginPath()
    let first: number | undefined
    let last = 0
    for (let i = 0; i < history.length; i++) {
      const lufs = levels[i] ?? -Infinity
      // Before three seconds there is no short-term loudness.
      if (lufs === -Infinity && first === undefined) continue
      last = xOf((i + 1) * history.secondsPerPoint)
      first ??= last
      context.lineTo(last, Math.min(floor, yOf(lufs)))
    }
    return { first: first ?? 0, last }
  }
  const { first, last } = trace(history.shortTerm)
  context.lineTo(last, floor)
  context.lineTo(first, floor)
  context.closePath()
  context.fillStyle = verticalFade(context, floor, colors.output, 0.2, 0.06)
  if (colors.fills && history.length > 1) context.fill()
  trace(history.momentary)
  context.lineWidth = 1
  context.lineJoin = 'round'
  context.strokeStyle = colors.input
  context.stroke()
  trace(history.shortTerm)
  if (history.length > 1) strokeResult(context, view, colors.output)

  context.setLineDash([5, 4])
  context.lineWidth = 1
  context.strokeStyle = colors.accent
  line(context, 0, right, yOf(target))
  context.setLineDash([])
  if (integrated > -Infinity) {
    context.lineWidth = 1.5
    context.strokeStyle = colors.level
    line(context, 0, right, yOf(integrated))
  }
  drawHistogram(context, view, history, target)
  drawFigures(context, view, seconds, target)
}

function line(context: CanvasRenderingContext2D, from: number, to: number, y: number): void {
  context.beginPath()
  context.moveTo(from, y)
  context.lineTo(to, y)
  context.stroke()
}

/** How often each short-term loudness was read, as bars from the right edge. */
function drawHistogram(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  { histogram }: LoudnessHistory,
  target: number
): void {
  const { colors, width, height } = view
  const left = width - HISTOGRAM_PX
  context.fillStyle = colors.line
  context.fillRect(left, 0, 1, height - BOTTOM_PX)
  const most = histogram.reduce((max, count) => Math.max(max, count), 1)
  context.fillStyle = withAlpha(colors.output, 0.55)
  histogram.forEach((count, i) => {
    if (count === 0) return
    const lufs = HISTOGRAM_FLOOR + i * HISTOGRAM_STEP_LU
    if (lufs < target - BELOW_LU || lufs > target + ABOVE_LU) return
    const top = loudnessToY(lufs + HISTOGRAM_STEP_LU, target, height)
    const bottom = loudnessToY(lufs, target, height)
    const reach = Math.max(1, (HISTOGRAM_PX - 8) * (count / most))
    context.fillRect(left + 1, top, reach, Math.max(1, bottom - top - 0.5))
  })
}

function drawFigures(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  seconds: number,
  target: number
): void {
  const { colors, width, height } = view
  for (const lufs of loudnessLines(target)) {
    drawAxisText(context, view, figure(lufs), 8, loudnessToY(lufs, target, height) - 7)
  }
  const targetText = figure(Math.round(10 * target) / 10)
  drawAxisText(context, view, targetText, 8, loudnessToY(target, target, height) - 7)
  const right = width - HISTOGRAM_PX
  const step = timeStep(seconds)
  for (let at = step; at < seconds; at += step) {
    const x = (at / seconds) * right
    if (x < right - 12) drawAxisText(context, view, clock(at), x, height - 9, 'center')
  }
  if (width < 420) return
  const legend = [
    ['Momentary', colors.input],
    ['Short-term', colors.output],
    ['Integrated', colors.level],
    ['Target', colors.accent]
  ] as const
  context.font = canvasFont(10, 400)
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  let x = right - legend.reduce((sum, [text]) => sum + context.measureText(text).width + 32, 0)
  const y = height - BOTTOM_PX - 12
  for (const [text, color] of legend) {
    context.fillStyle = color
    context.fillRect(x, y - 1, 14, 2)
    drawAxisText(context, view, text, x + 18, y)
    x += context.measureText(text).width + 32
  }
}

function loudnessLines(target: number): readonly number[] {
  return [6, 3, -3, -6, -9, -12, -15, -18].map((lu) => Math.round(10 * (target + lu)) / 10)
}

function timeStep(seconds: number): number {
  return [5, 10, 20, 60, 120, 300, 600, 1200].find((step) => seconds / step <= 7) ?? 3600
}

function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return `${minutes}:${String(Math.round(seconds % 60)).padStart(2, '0')}`
}
