import { gainToDecibels } from '../../../worklets/dsp/decibels.ts'
import type { CanvasView } from '../../core/canvas.ts'
import { withAlpha } from '../../core/theme-colors.ts'
import {
  drawAxisText,
  drawHorizontal,
  drawVertical,
  figure,
  strokeDotted,
  verticalFade
} from '../../graph/graph-drawing.ts'
import { markGreatest } from '../../graph/history-mark.ts'
import { closeTrace, secondToX, traceHistory } from '../../graph/history-trace.ts'
import type { ReductionHistory } from '../../graph/reduction-history.ts'
import {
  BOTTOM_DB,
  BOTTOM_PX,
  type LimiterSpan,
  levelLines,
  levelToY,
  TOP_DB,
  ZERO_DB
} from './limiter-scale.ts'

export interface LimiterScene {
  readonly columns: ReductionHistory
  /** The input is shown as it meets the ceiling: turned up by this. */
  readonly driveDb: number
  readonly ceilingDb: number
  readonly span: LimiterSpan
  readonly bypassed: boolean
}

export function drawLimiterGrid(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  span: LimiterSpan
): void {
  const { colors, width, height } = view
  for (const db of levelLines(span)) {
    const color = db === 0 ? colors['line-strong'] : withAlpha(colors['grid-strong'], 0.7)
    drawHorizontal(context, view, levelToY(db + ZERO_DB[span], height, BOTTOM_DB[span]), color)
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
  const { span, driveDb, bypassed } = scene
  const floor = height - BOTTOM_PX
  const fraction = input.fraction
  const yOf = (db: number) => levelToY(db, height, BOTTOM_DB[span])
  const inputAt = (age: number) => yOf(gainToDecibels(input.at(age)) + driveDb)
  const outputAt = (age: number) => yOf(gainToDecibels(output.at(age)))
  const reductionAt = (age: number) => yOf(TOP_DB - reduction.at(age))

  traceHistory(context, width, fraction, inputAt)
  closeTrace(context, width, floor)
  context.fillStyle = verticalFade(context, height, colors.input, 0.5, 0.1)
  if (colors.fills) context.fill()
  else strokeDotted(context, colors.input)

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
  context.fillStyle = bypassed ? colors['line-strong'] : colors.accent
  context.fillRect(0, yOf(scene.ceilingDb) - 0.75, width, 1.5)
  if (!bypassed) {
    markGreatest(context, view, {
      reduction,
      fraction,
      color: tint,
      yOf: (db) => yOf(TOP_DB - db)
    })
  }
}

/** Figures lie over the fills. */
export function drawLimiterFigures(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  span: LimiterSpan
): void {
  const { width, height, colors } = view
  for (const db of levelLines(span)) {
    const y = levelToY(db + ZERO_DB[span], height, BOTTOM_DB[span])
    const text = db > 0 ? `+${db}` : figure(db)
    if (y > 12) drawAxisText(context, view, text, 8, y, 'left', colors.muted)
  }
  for (let second = 1; secondToX(second, width) > 40; second++) {
    const x = secondToX(second, width)
    drawAxisText(context, view, `${figure(-second)} s`, x, height - 9, 'center')
  }
}
