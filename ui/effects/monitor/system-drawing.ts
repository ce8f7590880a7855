import { eqMagnitudeDb } from '../../../worklets/dsp/filters/eq-curve.ts'
import type { PlaybackSystem } from '../../../worklets/effects/monitor/playback-systems.ts'
import type { CanvasView } from '../../core/canvas.ts'
import { canvasFont } from '../../core/theme.ts'
import { withAlpha } from '../../core/theme-colors.ts'
import {
  columnFrequencies,
  drawFrequencyFigures,
  drawFrequencyLines,
  frequencyToTravel,
  HIGHEST_HZ,
  LOWEST_HZ
} from '../../graph/frequency-axis.ts'
import { drawAxisText, drawHorizontal, figure, strokeResult } from '../../graph/graph-drawing.ts'
import { plotArea } from '../../graph/plot-area.ts'
import { drawSpectrum } from '../../graph/spectrum-drawing.ts'

/** Gains stand here. */
export const SYSTEM_MARGINS = { right: 34 } as const
const TOP_DB = 11
const BOTTOM_DB = -27
const BOTTOM_PX = 22
const LINES_DB = [9, 6, 3, 0, -6, -12, -18, -24] as const
const SPECTRUM_TOP_DB = -12
const SPECTRUM_BOTTOM_DB = -84
/** What lies so far below the middle is as good as not there. */
const UNHEARD_DB = -18
const HATCH_PX = 7
const TEXT_PX = 12

/** Points of a curve from 20 Hz to 20 kHz, whatever the width of the graph. */
const POINTS = 256

/** What a system does, worth keeping as long as it is chosen. */
export interface SystemCurve {
  /** dB at each point. */
  readonly levels: Float64Array
  /** Where it is heard: between the outermost frequencies above -18 dB. */
  readonly fromHz: number
  readonly toHz: number
}

export interface SystemScene {
  readonly curve: SystemCurve
  readonly before: Float32Array
  readonly after: Float32Array
  readonly bypassed: boolean
}

/** Levels of a system's filters at so many columns of the frequency axis, in dB. */
function systemLevels(
  { filters }: PlaybackSystem,
  columns: number,
  sampleRate: number
): Float64Array {
  const levels = new Float64Array(columns)
  eqMagnitudeDb(filters, columnFrequencies(columns), sampleRate, levels)
  return levels
}

export function systemCurve(system: PlaybackSystem, sampleRate: number): SystemCurve {
  const frequencies = columnFrequencies(POINTS)
  const levels = systemLevels(system, POINTS, sampleRate)
  const first = levels.findIndex((level) => level > UNHEARD_DB)
  const last = levels.findLastIndex((level) => level > UNHEARD_DB)
  return {
    levels,
    fromHz: first <= 0 ? LOWEST_HZ : (frequencies[first] ?? LOWEST_HZ),
    toHz: last >= levels.length - 1 ? HIGHEST_HZ : (frequencies[last] ?? HIGHEST_HZ)
  }
}

function levelToY(db: number, height: number): number {
  return ((TOP_DB - db) / (TOP_DB - BOTTOM_DB)) * (height - BOTTOM_PX)
}

export function drawSystemGrid(context: CanvasRenderingContext2D, view: CanvasView): void {
  const plot = plotArea(view, SYSTEM_MARGINS)
  drawFrequencyLines(context, plot)
  for (const db of LINES_DB) {
    const color = db === 0 ? view.colors['line-strong'] : view.colors['grid-strong']
    drawHorizontal(context, plot, levelToY(db, view.height), color)
  }
}

/** The sound before and after, what the system leaves of it, and hatched what it leaves out. */
export function drawSystem(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  scene: SystemScene
): void {
  const plot = plotArea(view, SYSTEM_MARGINS)
  const { colors, width, height } = plot
  const { curve, bypassed } = scene
  const { levels, fromHz, toHz } = curve
  const floor = height - BOTTOM_PX
  const spectrumToY = (db: number) =>
    ((SPECTRUM_TOP_DB - db) / (SPECTRUM_TOP_DB - SPECTRUM_BOTTOM_DB)) * floor
  drawSpectrum(context, plot, scene.after, { look: 'fill', bottom: floor, yOf: spectrumToY })
  drawSpectrum(context, plot, scene.before, { look: 'line', bottom: floor, yOf: spectrumToY })

  const trace = () => {
    context.beginPath()
    context.moveTo(0, levelToY(levels[0] ?? 0, height))
    levels.forEach((level, i) => {
      context.lineTo(((i + 0.5) / POINTS) * width, levelToY(level, height))
    })
    context.lineTo(width, levelToY(levels[POINTS - 1] ?? 0, height))
  }
  const tint = bypassed ? colors['line-strong'] : colors.accent
  const zero = levelToY(0, height)
  context.save()
  context.beginPath()
  context.rect(0, 0, width, floor)
  context.clip()
  trace()
  context.lineTo(width, zero)
  context.lineTo(0, zero)
  context.closePath()
  context.fillStyle = withAlpha(tint, 0.1)
  if (colors.fills) context.fill()
  drawUnheard(context, plot, 0, frequencyToTravel(fromHz) * width)
  drawUnheard(context, plot, frequencyToTravel(toHz) * width, width)
  trace()
  strokeResult(context, plot, bypassed ? colors['line-strong'] : colors.output)
  context.restore()
  const shown = height < 200 ? LINES_DB.filter((db) => db % 6 === 0) : LINES_DB
  for (const db of shown) {
    const text = db > 0 ? `+${db}` : figure(db)
    drawAxisText(context, view, text, view.width - 8, levelToY(db, height), 'right')
  }
  if (fromHz > 2 * LOWEST_HZ) tellUnheard(context, plot, fromHz)
  drawFrequencyFigures(context, plot, height - 9)
}

function drawUnheard(
  context: CanvasRenderingContext2D,
  { colors, height }: CanvasView,
  from: number,
  to: number
): void {
  if (to - from < 2) return
  const floor = height - BOTTOM_PX
  context.save()
  context.beginPath()
  context.rect(from, 0, to - from, floor)
  context.clip()
  context.strokeStyle = withAlpha(colors.faint, 0.28)
  context.lineWidth = 1
  context.beginPath()
  for (let x = from - floor; x < to; x += HATCH_PX) {
    context.moveTo(x, floor)
    context.lineTo(x + floor, 0)
  }
  context.stroke()
  context.restore()
}

/** In the hatched part, where it has room for the words. */
function tellUnheard(
  context: CanvasRenderingContext2D,
  { colors, width, height }: CanvasView,
  fromHz: number
): void {
  const text = `Hardly anything below ${Number(fromHz.toPrecision(1))} Hz`
  context.font = canvasFont(11, 400)
  if (context.measureText(text).width + 2 * TEXT_PX > frequencyToTravel(fromHz) * width) return
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  context.lineWidth = 5
  context.strokeStyle = withAlpha(colors.well, 0.7)
  context.strokeText(text, TEXT_PX, height - BOTTOM_PX - 14)
  context.fillStyle = colors.muted
  context.fillText(text, TEXT_PX, height - BOTTOM_PX - 14)
}

/** The curve of a system as an SVG path in a box of 64 x 30. */
export function systemPath(system: PlaybackSystem, sampleRate: number): string {
  const columns = 48
  const levels = systemLevels(system, columns, sampleRate)
  const points = Array.from(levels, (level, i) => {
    const y = Math.max(0, Math.min(90, 12 - level * 0.9))
    return `${((i / (columns - 1)) * 64).toFixed(1)} ${y.toFixed(1)}`
  })
  return `M${points.join('L')}`
}
