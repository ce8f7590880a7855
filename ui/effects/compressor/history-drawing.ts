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
import type { FigureColumns, PeakColumns } from '../../graph/level-history.ts'
import type { ReductionHistory } from '../../graph/reduction-history.ts'
import { BOTTOM_PX, LEVEL_LINES, levelToY } from './graph-scale.ts'

export interface HistoryScene {
  readonly columns: ReductionHistory
  /** Gain of the level that the detector hears. */
  readonly detector: FigureColumns
  /** Whether something else than the sound itself is listened to. */
  readonly isKeyed: boolean
  readonly bypassed: boolean
}

/** A lower graph names every second line. */
const LOW_PX = 220

/** Grid, level figures at the left, seconds below. */
export function drawHistoryGrid(context: CanvasRenderingContext2D, view: CanvasView): void {
  const { colors, width, height } = view
  for (const db of LEVEL_LINES) {
    drawHorizontal(context, view, levelToY(db, height), withAlpha(colors['grid-strong'], 0.7))
  }
  drawHorizontal(context, view, levelToY(0, height), colors['line-strong'])
  for (let second = 1; secondToX(second, width) > 40; second++) {
    drawVertical(context, view, secondToX(second, width), colors['grid-strong'])
  }
}

/** Figures lie over the fills. */
export function drawHistoryFigures(context: CanvasRenderingContext2D, view: CanvasView): void {
  const { width, height, colors } = view
  for (const db of LEVEL_LINES) {
    if (height < LOW_PX && db % 12 !== 0) continue
    drawAxisText(context, view, figure(db), 8, levelToY(db, height), 'left', colors.muted)
  }
  for (let second = 1; secondToX(second, width) > 40; second++) {
    drawAxisText(
      context,
      view,
      `${figure(-second)} s`,
      secondToX(second, width),
      height - 9,
      'center'
    )
  }
}

export function drawHistory(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  { columns: { input, output, reduction }, detector, isKeyed, bypassed }: HistoryScene
): void {
  const { colors, width, height } = view
  const floor = height - BOTTOM_PX
  const offset = input.fraction
  const levelAt = (columns: PeakColumns | FigureColumns) => (age: number) =>
    levelToY(gainToDecibels(columns.at(age)), height)

  traceHistory(context, width, offset, levelAt(input))
  closeTrace(context, width, floor)
  context.fillStyle = verticalFade(context, height, colors.input, 0.5, 0.1)
  if (colors.fills) context.fill()
  else strokeDotted(context, colors.input)

  traceHistory(context, width, offset, levelAt(output))
  closeTrace(context, width, floor)
  context.fillStyle = verticalFade(context, height, colors.output, 0.34, 0.06)
  if (colors.fills) context.fill()
  traceHistory(context, width, offset, levelAt(output))
  context.lineWidth = 1.1
  context.strokeStyle = bypassed ? colors['line-strong'] : withAlpha(colors.output, 0.85)
  context.stroke()

  if (isKeyed && !bypassed) {
    traceHistory(context, width, offset, levelAt(detector))
    context.setLineDash([5, 3])
    context.strokeStyle = colors.sidechain
    context.stroke()
    context.setLineDash([])
  }

  const reductionAt = (age: number) => levelToY(-reduction.at(age), height)
  const tint = bypassed ? colors['line-strong'] : colors.reduction
  traceHistory(context, width, offset, reductionAt)
  closeTrace(context, width, levelToY(0, height))
  context.fillStyle = withAlpha(tint, 0.18)
  if (colors.fills) context.fill()
  traceHistory(context, width, offset, reductionAt)
  context.lineWidth = 1.75
  context.lineJoin = 'round'
  context.strokeStyle = tint
  context.stroke()
  if (bypassed) return
  markGreatest(context, view, {
    reduction,
    fraction: offset,
    color: tint,
    yOf: (db) => levelToY(-db, height)
  })
}
