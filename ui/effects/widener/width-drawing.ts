import { type WidthSettings, widthAt } from '../../../worklets/effects/widener/width-response.ts'
import type { CanvasView } from '../../core/canvas.ts'
import { canvasFont } from '../../core/theme.ts'
import { withAlpha } from '../../core/theme-colors.ts'
import {
  columnFrequencies,
  drawFrequencyFigures,
  drawFrequencyLines,
  frequencyToTravel
} from '../../graph/frequency-axis.ts'
import {
  drawAxisText,
  drawHorizontal,
  strokeResult,
  verticalFade
} from '../../graph/graph-drawing.ts'
import { plotArea } from '../../graph/plot-area.ts'
import { drawSpectrum } from '../../graph/spectrum-drawing.ts'

/** Widths stand here. */
export const WIDTH_MARGINS = { right: 44 } as const
/** Width, per cent, at the top of the graph. */
const TOP_PERCENT = 212
const BOTTOM_PX = 22
const LINES_PERCENT = [0, 50, 100, 150, 200] as const
const SPECTRUM_TOP_DB = -18
const SPECTRUM_BOTTOM_DB = -84

/** Points of a curve from 20 Hz to 20 kHz, whatever the width of the graph. */
const POINTS = 256

export interface WidthScene {
  readonly settings: WidthSettings
  /** Per cent at each point, as `widthCurve` computes it. */
  readonly curve: Float64Array
  readonly mid: Float32Array
  readonly side: Float32Array
  readonly bypassed: boolean
}

export function percentToY(percent: number, height: number): number {
  const clamped = Math.max(0, Math.min(TOP_PERCENT, percent))
  return (height - BOTTOM_PX) * (1 - clamped / TOP_PERCENT)
}

/** The same place for a handle, in CSS. */
export function percentTop(percent: number): string {
  const clamped = Math.max(0, Math.min(TOP_PERCENT - 6, percent))
  return `calc((100% - ${BOTTOM_PX}px) * ${1 - clamped / TOP_PERCENT})`
}

/** Per cent of width for each px of a drag. */
export function percentPerPx(height: number): number {
  return TOP_PERCENT / (height - BOTTOM_PX)
}

export function drawWidthGrid(context: CanvasRenderingContext2D, view: CanvasView): void {
  const plot = plotArea(view, WIDTH_MARGINS)
  drawFrequencyLines(context, plot)
  for (const percent of LINES_PERCENT) {
    const color = percent === 100 ? view.colors['line-strong'] : view.colors['grid-strong']
    drawHorizontal(context, plot, percentToY(percent, view.height), color)
  }
}

/** Width over frequency in per cent; worth keeping until the settings change. */
export function widthCurve(settings: WidthSettings, sampleRate: number): Float64Array {
  return columnFrequencies(POINTS).map((hz) => 100 * widthAt(hz, settings, sampleRate))
}

/** Spectra of mid and side behind, the width of the side over frequency before them. */
export function drawWidth(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  scene: WidthScene
): void {
  const plot = plotArea(view, WIDTH_MARGINS)
  const { colors, width, height } = plot
  const { settings, bypassed } = scene
  const floor = height - BOTTOM_PX
  const levelToY = (db: number) =>
    ((SPECTRUM_TOP_DB - db) / (SPECTRUM_TOP_DB - SPECTRUM_BOTTOM_DB)) * floor
  const spectrum = { look: 'line', bottom: floor, yOf: levelToY } as const
  drawSpectrum(context, plot, scene.mid, { ...spectrum, color: colors.mid })
  drawSpectrum(context, plot, scene.side, { ...spectrum, color: colors.side })

  const trace = () => {
    context.beginPath()
    context.moveTo(0, percentToY(scene.curve[0] ?? 0, height))
    scene.curve.forEach((percent, i) => {
      context.lineTo(((i + 0.5) / POINTS) * width, percentToY(percent, height))
    })
    context.lineTo(width, percentToY(scene.curve[POINTS - 1] ?? 0, height))
  }
  trace()
  context.lineTo(width, floor)
  context.lineTo(0, floor)
  context.closePath()
  const tint = bypassed ? colors['line-strong'] : colors.side
  context.fillStyle = verticalFade(context, floor, tint, 0.3, 0.14)
  if (colors.fills) context.fill()
  trace()
  strokeResult(context, plot, bypassed ? colors['line-strong'] : colors.output)
  if (settings.bands) drawCrossovers(context, plot, settings)
  if (settings.bassMonoHz > 0) drawMonoZone(context, plot, settings.bassMonoHz)
  for (const percent of LINES_PERCENT) {
    const y = percentToY(percent, height)
    drawAxisText(context, view, `${percent} %`, view.width - 8, y, 'right')
  }
  drawFrequencyFigures(context, plot, height - 9)
}

function drawCrossovers(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  { lowCrossoverHz, highCrossoverHz }: WidthSettings
): void {
  const { colors, width, height } = view
  context.setLineDash([3, 3])
  context.lineWidth = 1
  context.strokeStyle = withAlpha(colors.output, 0.7)
  for (const hz of [lowCrossoverHz, highCrossoverHz]) {
    const x = frequencyToTravel(hz) * width
    context.beginPath()
    context.moveTo(x, 0)
    context.lineTo(x, height - BOTTOM_PX)
    context.stroke()
  }
  context.setLineDash([])
}

/** What has become mono is dimmed; its edge is the color of the mid. */
function drawMonoZone(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  bassMonoHz: number
): void {
  const { colors, width, height } = view
  const x = frequencyToTravel(bassMonoHz) * width
  const floor = height - BOTTOM_PX
  context.fillStyle = withAlpha(colors.well, 0.5)
  context.fillRect(0, 0, x, floor)
  context.fillStyle = colors.mid
  context.fillRect(x - 1, floor - 90, 2, 90)
  context.font = canvasFont(11, 500)
  context.textAlign = 'right'
  context.textBaseline = 'middle'
  if (x > 50) context.fillText('Mono', x - 8, floor - 10)
}
