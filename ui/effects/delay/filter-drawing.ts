import { gainToDecibels } from '../../../worklets/dsp/decibels.ts'
import { bandLimitGain } from '../../../worklets/dsp/filters/band-limit.ts'
import type { CanvasView } from '../../core/canvas.ts'
import { withAlpha } from '../../core/theme-colors.ts'
import {
  columnFrequencies,
  drawFrequencyFigures,
  drawFrequencyLines
} from '../../graph/frequency-axis.ts'
import { drawAxisText, drawHorizontal, figure, strokeResult } from '../../graph/graph-drawing.ts'
import { plotArea } from '../../graph/plot-area.ts'

/** Levels stand here. */
export const FILTER_MARGINS = { right: 34 } as const
const TOP_DB = 6
const BOTTOM_DB = -30
const BOTTOM_PX = 22
const LINES_DB = [0, -6, -12, -18, -24] as const
const PASSES = 5

export interface FilterScene {
  readonly lowCutHz: number
  readonly highCutHz: number
  readonly sampleRate: number
  readonly bypassed: boolean
}

function filterLevelToY(db: number, height: number): number {
  return ((TOP_DB - db) / (TOP_DB - BOTTOM_DB)) * (height - BOTTOM_PX)
}

/** The same place for a handle, in CSS. */
export function filterLevelTop(db: number): string {
  return `calc((100% - ${BOTTOM_PX}px) * ${(TOP_DB - db) / (TOP_DB - BOTTOM_DB)})`
}

export function drawFilterGrid(context: CanvasRenderingContext2D, view: CanvasView): void {
  const plot = plotArea(view, FILTER_MARGINS)
  drawFrequencyLines(context, plot)
  for (const db of LINES_DB) {
    const color = db === 0 ? view.colors['line-strong'] : view.colors['grid-strong']
    drawHorizontal(context, plot, filterLevelToY(db, view.height), color)
  }
}

/** What one pass lets through, and behind it what is left after two to five. */
export function drawFilter(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  { lowCutHz, highCutHz, sampleRate, bypassed }: FilterScene
): void {
  const plot = plotArea(view, FILTER_MARGINS)
  const { colors, width, height } = plot
  const columns = Math.max(2, Math.round(width / 2))
  const frequencies = columnFrequencies(columns)
  const levels = frequencies.map((hz) =>
    gainToDecibels(bandLimitGain(hz, { lowCutHz, highCutHz }, sampleRate))
  )
  const floor = height - BOTTOM_PX
  const trace = (passes: number) => {
    context.beginPath()
    levels.forEach((level, i) => {
      const x = ((i + 0.5) / columns) * width
      context.lineTo(x, Math.min(2 * floor, filterLevelToY(passes * level, height)))
    })
  }
  const tint = bypassed ? colors['line-strong'] : colors.accent
  context.save()
  context.beginPath()
  context.rect(0, 0, width, floor)
  context.clip()
  for (let passes = PASSES; passes > 1; passes--) {
    trace(passes)
    context.lineWidth = 1
    context.strokeStyle = withAlpha(tint, 0.65 - 0.1 * passes)
    context.stroke()
  }
  trace(1)
  context.lineTo(width, floor)
  context.lineTo(0, floor)
  context.closePath()
  context.fillStyle = withAlpha(tint, 0.14)
  if (colors.fills) context.fill()
  trace(1)
  strokeResult(context, plot, bypassed ? colors['line-strong'] : colors.output)
  context.restore()
  for (const db of LINES_DB) {
    drawAxisText(context, view, figure(db), view.width - 8, filterLevelToY(db, height), 'right')
  }
  drawFrequencyFigures(context, plot, height - 9)
}
