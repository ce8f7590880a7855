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
import { plotArea } from '../../graph/plot-area.ts'
import { HISTOGRAM_FLOOR, HISTOGRAM_STEP_LU, type LoudnessHistory } from './loudness-history.ts'

const BOTTOM_PX = 22
const TOP_PX = 8
/** Most of the width that the histogram takes at the right. */
const HISTOGRAM_PX = 64
const HISTOGRAM_SHARE = 0.2
/** Time figures are at least so far apart. */
const TIME_PX = 56
/** Shorter histories fill the graph to here. */
const LEAST_SECONDS = 30
/** LUFS stand at the left, LU against the target at the right. */
const HISTORY_MARGINS = { left: 40, right: 34 } as const

/** The two scales of EBU Tech 3341, in LU against the target, with the distance of their lines. */
export const EBU_SCALES = {
  '+9': { above: 9, below: 18, step: 3 },
  '+18': { above: 18, below: 36, step: 6 }
} as const
export type EbuScale = keyof typeof EBU_SCALES

export interface HistoryScene {
  readonly history: LoudnessHistory
  readonly integrated: number
  readonly target: number
  readonly scale: EbuScale
}

/** What a loudness is drawn against. */
type Axis = Pick<HistoryScene, 'target' | 'scale'>

function loudnessToY(lufs: number, { target, scale }: Axis, height: number): number {
  const { above, below } = EBU_SCALES[scale]
  const span = height - TOP_PX - BOTTOM_PX
  const clamped = Math.max(target - below - 1, Math.min(target + above, lufs))
  return TOP_PX + (span * (target + above - clamped)) / (above + below)
}

export function drawHistoryGrid(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  axis: Axis
): void {
  const plot = plotArea(view, HISTORY_MARGINS)
  context.translate(HISTORY_MARGINS.left, 0)
  for (const lu of loudnessLines(axis.scale)) {
    const y = loudnessToY(axis.target + lu, axis, view.height)
    drawHorizontal(context, plot, y, view.colors['grid-strong'])
  }
}

/** Momentary and short-term over time, the integrated loudness across, the target with its band. */
export function drawHistory(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  scene: HistoryScene
): void {
  const { history, integrated, target } = scene
  const plot = plotArea(view, HISTORY_MARGINS)
  const { colors, width, height } = plot
  const floor = height - BOTTOM_PX
  const right = width - histogramWidth(width)
  const seconds = Math.max(LEAST_SECONDS, history.seconds)
  const xOf = (at: number) => (at / seconds) * right
  const yOf = (lufs: number) => loudnessToY(lufs, scene, height)
  context.save()
  context.translate(HISTORY_MARGINS.left, 0)

  const step = timeStep(seconds, right)
  for (let at = step; at < seconds; at += step) {
    drawVertical(context, plot, xOf(at), colors['grid-strong'])
  }
  context.fillStyle = withAlpha(colors.accent, 0.14)
  const band = yOf(target - 1) - yOf(target + 1)
  if (colors.fills) context.fillRect(0, yOf(target + 1), right, band)

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
  if (history.length > 1) strokeResult(context, plot, colors.output)

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
  drawHistogram(context, plot, scene)
  context.restore()
  drawFigures(context, view, seconds, scene)
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
  { colors, width, height }: CanvasView,
  scene: HistoryScene
): void {
  const { history, target, scale } = scene
  const { histogram } = history
  const { above, below } = EBU_SCALES[scale]
  const left = width - histogramWidth(width)
  context.fillStyle = colors.line
  context.fillRect(left, 0, 1, height - BOTTOM_PX)
  const most = histogram.reduce((max, count) => Math.max(max, count), 1)
  context.fillStyle = withAlpha(colors.output, 0.55)
  histogram.forEach((count, i) => {
    if (count === 0) return
    const lufs = HISTOGRAM_FLOOR + i * HISTOGRAM_STEP_LU
    if (lufs < target - below || lufs > target + above) return
    const top = loudnessToY(lufs + HISTOGRAM_STEP_LU, scene, height)
    const bottom = loudnessToY(lufs, scene, height)
    const reach = Math.max(1, (width - left - 6) * (count / most))
    context.fillRect(left + 1, top, reach, Math.max(1, bottom - top - 0.5))
  })
}

function drawFigures(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  seconds: number,
  axis: Axis
): void {
  const { width, height } = view
  const { left, right } = HISTORY_MARGINS
  for (const lu of loudnessLines(axis.scale)) {
    const lufs = Math.round(10 * (axis.target + lu)) / 10
    const y = Math.max(7, loudnessToY(lufs, axis, height))
    drawAxisText(context, view, figure(lufs), left - 6, y, 'right')
    drawAxisText(context, view, lu > 0 ? `+${lu}` : figure(lu), width - 8, y, 'right')
  }
  const plotPx = width - left - right
  const span = plotPx - histogramWidth(plotPx)
  const step = timeStep(seconds, span)
  for (let at = 0; at < seconds; at += step) {
    const x = (at / seconds) * span
    if (x < span - 12) drawAxisText(context, view, clock(at), left + x, height - 9, 'center')
  }
}

/** LU against the target. */
function loudnessLines(scale: EbuScale): readonly number[] {
  const { above, below, step } = EBU_SCALES[scale]
  return Array.from({ length: (above + below) / step + 1 }, (_, i) => above - i * step)
}

function timeStep(seconds: number, px: number): number {
  const most = px / TIME_PX
  return [5, 10, 20, 60, 120, 300, 600, 1200].find((step) => seconds / step <= most) ?? 3600
}

function histogramWidth(px: number): number {
  return Math.round(Math.min(HISTOGRAM_PX, HISTOGRAM_SHARE * px))
}

function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return `${minutes}:${String(Math.round(seconds % 60)).padStart(2, '0')}`
}
