import { gainToDecibels } from '../../../worklets/dsp/decibels.ts'
import type { CanvasView } from '../../core/canvas.ts'
import {
  drawAxisText,
  drawHorizontal,
  drawVertical,
  figure,
  verticalFade
} from '../../core/graph-drawing.ts'
import { COLUMN_PX, closeTrace, secondToX, traceHistory } from '../../core/history-trace.ts'
import type { FigureColumns, PeakColumns } from '../../core/level-history.ts'
import { canvasFont } from '../../core/theme.ts'
import { withAlpha } from '../../core/theme-colors.ts'
import { BOTTOM_PX, levelLines, levelToY, TOP_DB } from './limiter-scale.ts'

export interface LimiterColumns {
  readonly input: PeakColumns
  readonly output: PeakColumns
  readonly reduction: FigureColumns
}

export interface LimiterScene {
  readonly columns: LimiterColumns
  /** The input is shown as it meets the ceiling: turned up by this. */
  readonly driveDb: number
  readonly ceilingDb: number
  readonly bottomDb: number
  readonly bypassed: boolean
}

/** Reductions smaller than this are not worth a mark. */
const MARKED_DB = 1

export function drawLimiterGrid(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  bottomDb: number
): void {
  const { colors, width, height } = view
  for (const db of levelLines(bottomDb)) {
    const color = db === 0 ? colors['line-strong'] : withAlpha(colors['grid-strong'], 0.7)
    drawHorizontal(context, view, levelToY(db, height, bottomDb), color)
  }
  for (let second = 1; secondToX(second, width) > 40; second++) {
    drawVertical(context, view, secondToX(second, width), colors['grid-strong'])
  }
}

/** Input as a fill, output as a line, reduction hanging from the top, the ceiling across. */
export function drawLimiterHistory(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  scene: LimiterScene
): void {
  const { colors, width, height } = view
  const { input, output, reduction } = scene.columns
  const { bottomDb, driveDb, bypassed } = scene
  const floor = height - BOTTOM_PX
  const fraction = input.fraction
  const yOf = (db: number) => levelToY(db, height, bottomDb)
  const inputAt = (age: number) => yOf(gainToDecibels(input.at(age)) + driveDb)
  const outputAt = (age: number) => yOf(gainToDecibels(output.at(age)))
  const reductionAt = (age: number) => yOf(TOP_DB - reduction.at(age))

  traceHistory(context, width, fraction, inputAt)
  closeTrace(context, width, floor)
  context.fillStyle = verticalFade(context, height, colors.input, 0.5, 0.1)
  if (colors.fills) context.fill()

  traceHistory(context, width, fraction, outputAt)
  closeTrace(context, width, floor)
  context.fillStyle = verticalFade(context, height, colors.output, 0.34, 0.06)
  if (colors.fills) context.fill()
  traceHistory(context, width, fraction, outputAt)
  context.lineWidth = 1.1
  context.strokeStyle = bypassed ? colors['line-strong'] : withAlpha(colors.output, 0.85)
  context.stroke()

  const tint = bypassed ? colors['line-strong'] : colors.reduction
  traceHistory(context, width, fraction, reductionAt)
  closeTrace(context, width, yOf(TOP_DB))
  context.fillStyle = withAlpha(tint, 0.2)
  if (colors.fills) context.fill()
  traceHistory(context, width, fraction, reductionAt)
  context.lineWidth = 1.75
  context.lineJoin = 'round'
  context.strokeStyle = tint
  context.stroke()
  if (!bypassed) markGreatest(context, view, scene, tint)

  context.fillStyle = bypassed ? colors['line-strong'] : colors.accent
  context.fillRect(0, yOf(scene.ceilingDb) - 0.75, width, 1.5)
}

/** Figures lie over the fills. */
export function drawLimiterFigures(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  bottomDb: number
): void {
  const { width, height } = view
  for (const db of levelLines(bottomDb)) {
    const y = levelToY(db, height, bottomDb)
    if (y > 12) drawAxisText(context, view, db > 0 ? `+${db}` : figure(db), 8, y)
  }
  for (let second = 1; secondToX(second, width) > 40; second++) {
    const x = secondToX(second, width)
    drawAxisText(context, view, `${figure(-second)} s`, x, height - 9, 'center')
  }
}

/** A dot and its figure where the reduction in sight is greatest. */
function markGreatest(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  { columns, bottomDb }: LimiterScene,
  tint: string
): void {
  const { width, height } = view
  const inSight = Math.floor(width / COLUMN_PX) - 1
  let age = 1
  for (let i = 2; i < inSight; i++) {
    if (columns.reduction.at(i) > columns.reduction.at(age)) age = i
  }
  const db = columns.reduction.at(age)
  if (db < MARKED_DB) return
  const x = width - (age - 1 + columns.input.fraction) * COLUMN_PX
  const y = levelToY(TOP_DB - db, height, bottomDb)
  context.fillStyle = tint
  context.beginPath()
  context.arc(x, y, 3.5, 0, 2 * Math.PI)
  context.fill()
  const onRight = x < width - 80
  context.font = canvasFont(11, 500)
  context.textAlign = onRight ? 'left' : 'right'
  context.textBaseline = 'middle'
  context.lineWidth = 5
  context.strokeStyle = withAlpha(view.colors.well, 0.6)
  const text = `${figure(Number((-db).toFixed(1)))} dB`
  context.strokeText(text, x + (onRight ? 8 : -8), y + 7)
  context.fillStyle = view.colors.text
  context.fillText(text, x + (onRight ? 8 : -8), y + 7)
}
