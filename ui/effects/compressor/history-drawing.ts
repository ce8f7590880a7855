import { gainToDecibels } from '../../../worklets/dsp/decibels.ts'
import type { CanvasView } from '../../core/canvas.ts'
import {
  drawAxisText,
  drawHorizontal,
  drawVertical,
  figure,
  verticalFade
} from '../../core/graph-drawing.ts'
import type { FigureColumns, PeakColumns } from '../../core/level-history.ts'
import { withAlpha } from '../../core/theme-colors.ts'
import { BOTTOM_PX, LEVEL_LINES, levelToY } from './graph-scale.ts'

export const COLUMN_PX = 2
export const COLUMNS_PER_SECOND = 54

export interface HistoryColumns {
  readonly input: PeakColumns
  readonly output: PeakColumns
  readonly reduction: FigureColumns
}

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
  const { width, height } = view
  for (const db of LEVEL_LINES) {
    drawAxisText(context, view, figure(db), 8, levelToY(db, height))
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
  { input, output, reduction }: HistoryColumns,
  bypassed: boolean
): void {
  const { colors, width, height } = view
  const floor = height - BOTTOM_PX
  const offset = input.fraction
  const levelAt = (columns: PeakColumns) => (age: number) =>
    levelToY(gainToDecibels(columns.at(age)), height)

  trace(context, width, offset, levelAt(input))
  closeTo(context, width, floor)
  context.fillStyle = verticalFade(context, height, colors.input, 0.5, 0.1)
  if (colors.fills) context.fill()

  trace(context, width, offset, levelAt(output))
  closeTo(context, width, floor)
  context.fillStyle = verticalFade(context, height, colors.output, 0.34, 0.06)
  if (colors.fills) context.fill()
  trace(context, width, offset, levelAt(output))
  context.lineWidth = 1.1
  context.strokeStyle = bypassed ? colors['line-strong'] : withAlpha(colors.output, 0.85)
  context.stroke()

  const reductionAt = (age: number) => levelToY(-reduction.at(age), height)
  const tint = bypassed ? colors['line-strong'] : colors.reduction
  trace(context, width, offset, reductionAt)
  closeTo(context, width, levelToY(0, height))
  context.fillStyle = withAlpha(tint, 0.18)
  if (colors.fills) context.fill()
  trace(context, width, offset, reductionAt)
  context.lineWidth = 1.75
  context.lineJoin = 'round'
  context.strokeStyle = tint
  context.stroke()
}

/** A smooth line through the midpoints of the columns, newest at the right. */
function trace(
  context: CanvasRenderingContext2D,
  width: number,
  offset: number,
  yAt: (age: number) => number
): void {
  context.beginPath()
  let x = width
  let y = yAt(1)
  context.moveTo(x, y)
  const columns = Math.ceil(width / COLUMN_PX) + 1
  for (let age = 2; age <= columns; age++) {
    const nextX = width - (age - 2 + offset) * COLUMN_PX
    const nextY = yAt(age)
    context.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2)
    x = nextX
    y = nextY
  }
  context.lineTo(x, y)
}

function closeTo(context: CanvasRenderingContext2D, width: number, y: number): void {
  context.lineTo(0, y)
  context.lineTo(width, y)
  context.closePath()
}

function secondToX(second: number, width: number): number {
  return width - second * COLUMNS_PER_SECOND * COLUMN_PX
}
