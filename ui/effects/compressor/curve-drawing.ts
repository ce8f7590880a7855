import {
  type CompressionCurve,
  curveReductionDb
} from '../../../worklets/dsp/dynamics/compression-curve.ts'
import type { CanvasView } from '../../core/canvas.ts'
import { withAlpha } from '../../core/theme-colors.ts'
import {
  drawAxisText,
  drawHorizontal,
  drawVertical,
  figure,
  strokeResult
} from '../../graph/graph-drawing.ts'
import {
  BOTTOM_DB,
  LEVEL_LINES,
  levelToX,
  levelToY,
  RATIO_HANDLE_DB,
  TOP_DB
} from './graph-scale.ts'

/** Where the sound is on the curve: the detector's level, and what is taken away. */
export interface CurvePoint {
  readonly levelDb: number
  readonly reductionDb: number
}

export interface CurveScene {
  readonly curve: CompressionCurve
  readonly ratioText: string
  readonly point: CurvePoint
  readonly bypassed: boolean
}

export function drawCurveGrid(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  curve: CompressionCurve
): void {
  const { colors, width, height } = view
  for (const db of LEVEL_LINES) {
    drawHorizontal(context, view, levelToY(db, height), withAlpha(colors['grid-strong'], 0.7))
    drawVertical(context, view, levelToX(db, width), withAlpha(colors['grid-strong'], 0.7))
  }
  const kneeLeft = levelToX(curve.threshold - curve.knee / 2, width)
  const kneeRight = levelToX(curve.threshold + curve.knee / 2, width)
  context.fillStyle = withAlpha(colors.accent, 0.07)
  context.fillRect(kneeLeft, 0, kneeRight - kneeLeft, height)
  context.setLineDash([1.5, 3])
  context.strokeStyle = colors['line-strong']
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(levelToX(BOTTOM_DB, width), levelToY(BOTTOM_DB, height))
  context.lineTo(levelToX(TOP_DB, width), levelToY(TOP_DB, height))
  context.stroke()
  const x = levelToX(curve.threshold, width)
  context.setLineDash([3, 3])
  context.strokeStyle = withAlpha(colors.accent, 0.8)
  context.beginPath()
  context.moveTo(x, levelToY(curveLevel(curve, curve.threshold), height))
  context.lineTo(x, levelToY(BOTTOM_DB, height))
  context.stroke()
  context.setLineDash([])
  for (const db of LEVEL_LINES) {
    if (db % 12 === 0)
      drawAxisText(context, view, figure(db), levelToX(db, width), height - 9, 'center')
  }
}

/** The kernel's own curve: quiet beyond the level now, bright up to it, the reduction as a stem. */
export function drawCurve(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  { curve, ratioText, point, bypassed }: CurveScene
): void {
  const { colors, width, height } = view
  tracePath(context, view, curve, TOP_DB)
  context.lineTo(levelToX(TOP_DB, width), levelToY(BOTTOM_DB, height))
  context.closePath()
  context.fillStyle = withAlpha(colors.accent, 0.05)
  if (colors.fills) context.fill()
  tracePath(context, view, curve, TOP_DB)
  context.lineWidth = 2.25
  context.strokeStyle = colors['line-strong']
  context.stroke()
  drawRatio(context, view, curve, ratioText)
  const level = Math.min(TOP_DB, point.levelDb)
  if (level <= BOTTOM_DB || bypassed) return

  tracePath(context, view, curve, level)
  strokeResult(context, view, colors.output)
  const x = levelToX(level, width)
  const y = levelToY(level - point.reductionDb, height)
  if (point.reductionDb > 0.05) {
    context.strokeStyle = colors.reduction
    context.lineWidth = 2
    context.beginPath()
    context.moveTo(x, levelToY(level, height))
    context.lineTo(x, y)
    context.stroke()
  }
  context.fillStyle = colors.well
  context.beginPath()
  context.arc(x, y, 6, 0, 2 * Math.PI)
  context.fill()
  context.fillStyle = colors.output
  context.beginPath()
  context.arc(x, y, 4, 0, 2 * Math.PI)
  context.fill()
}

/** The ratio stands above its handle. */
function drawRatio(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  curve: CompressionCurve,
  ratioText: string
): void {
  const { width, height, colors } = view
  const y = levelToY(curveLevel(curve, RATIO_HANDLE_DB), height)
  // Near the top there is room below only.
  const at = y < 36 ? y + 18 : y - 18
  drawAxisText(context, view, ratioText, width - 8, at, 'right', colors.text)
}

/** Level after the static curve, in dB. */
export function curveLevel(curve: CompressionCurve, levelDb: number): number {
  return levelDb - curveReductionDb(curve, levelDb)
}

function tracePath(
  context: CanvasRenderingContext2D,
  { width, height }: CanvasView,
  curve: CompressionCurve,
  toDb: number
): void {
  const stepDb = 0.5
  context.beginPath()
  context.moveTo(levelToX(BOTTOM_DB, width), levelToY(curveLevel(curve, BOTTOM_DB), height))
  for (let db = BOTTOM_DB + stepDb; db < toDb; db += stepDb) {
    context.lineTo(levelToX(db, width), levelToY(curveLevel(curve, db), height))
  }
  context.lineTo(levelToX(toDb, width), levelToY(curveLevel(curve, toDb), height))
}
