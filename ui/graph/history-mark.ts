import { formatUnit } from '../../worklets/core/text.ts'
import type { CanvasView } from '../core/canvas.ts'
import { canvasFont } from '../core/theme.ts'
import { withAlpha } from '../core/theme-colors.ts'
import { COLUMN_PX } from './history-trace.ts'
import type { FigureColumns } from './level-history.ts'

interface Mark {
  readonly reduction: FigureColumns
  /** How much of the newest column is there, 0..1. */
  readonly fraction: number
  readonly color: string
  /** Reduction in dB -> px from the top. */
  yOf(reductionDb: number): number
}

/** Reductions smaller than this are not worth a mark. */
const MARKED_DB = 1

/** A dot and its figure where the reduction in sight is greatest. */
export function markGreatest(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  { reduction, fraction, color, yOf }: Mark
): void {
  const { width } = view
  const inSight = Math.floor(width / COLUMN_PX) - 1
  let age = 1
  for (let i = 2; i < inSight; i++) {
    if (reduction.at(i) > reduction.at(age)) age = i
  }
  const db = reduction.at(age)
  if (db < MARKED_DB) return
  const x = width - (age - 1 + fraction) * COLUMN_PX
  const y = yOf(db)
  context.fillStyle = color
  context.beginPath()
  context.arc(x, y, 3.5, 0, 2 * Math.PI)
  context.fill()
  const isOnRight = x < width - 80
  const beside = x + (isOnRight ? 8 : -8)
  context.font = canvasFont(11, 500)
  context.textAlign = isOnRight ? 'left' : 'right'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = 5
  context.strokeStyle = withAlpha(view.colors.well, 0.6)
  const text = `${formatUnit('dB', -db).figure} dB`
  context.strokeText(text, beside, y + 7)
  context.fillStyle = view.colors.text
  context.fillText(text, beside, y + 7)
}
