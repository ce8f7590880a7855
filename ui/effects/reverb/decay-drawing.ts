import { type DecayCurve, decaySeconds } from '../../../worklets/dsp/reverb/decay-curve.ts'
import type { CanvasView } from '../../core/canvas.ts'
import { withAlpha } from '../../core/theme-colors.ts'
import {
  columnFrequencies,
  drawFrequencyFigures,
  drawFrequencyLines,
  frequencyToTravel
} from '../../graph/frequency-axis.ts'
import { drawAxisText, drawHorizontal, strokeResult } from '../../graph/graph-drawing.ts'
import { plotArea } from '../../graph/plot-area.ts'

/** Times stand here. */
export const DECAY_MARGINS = { right: 46 } as const
const BOTTOM_PX = 22
/** The graph shows so many octaves of time. */
const OCTAVES = 5
/** A decay falls in a straight line in dB: after a third of its time it is at -20 dB. */
const CONTOURS = [
  [1, '−60 dB'],
  [2 / 3, '−40 dB'],
  [1 / 3, '−20 dB']
] as const

export interface DecayScene {
  readonly curve: DecayCurve
  /** Seconds at the upper edge. */
  readonly topSeconds: number
  readonly lowCutHz: number
  readonly highCutHz: number
  readonly bypassed: boolean
}

/** Above the longest decay, in steps, so that the axis stands still while a decay is turned. */
export function topFor(longestSeconds: number): number {
  return [0.3, 0.6, 1.2, 3, 6, 12, 30, 60, 120].find((top) => longestSeconds < 0.55 * top) ?? 300
}

function secondsToY(seconds: number, top: number, height: number): number {
  const floor = height - BOTTOM_PX
  return Math.max(-8, Math.min(floor, (Math.log2(top / seconds) / OCTAVES) * floor))
}

/** The same place for a handle, in CSS. */
export function secondsTop(seconds: number, top: number): string {
  const share = Math.max(0, Math.min(1, Math.log2(top / seconds) / OCTAVES))
  return `calc((100% - ${BOTTOM_PX}px) * ${share})`
}

/** Octaves of time for a drag of so many px. */
export function octavesPerPx(height: number): number {
  return OCTAVES / (height - BOTTOM_PX)
}

export function drawDecayGrid(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  topSeconds: number
): void {
  const plot = plotArea(view, DECAY_MARGINS)
  drawFrequencyLines(context, plot)
  for (const seconds of timeLines(topSeconds)) {
    const y = secondsToY(seconds, topSeconds, view.height)
    drawHorizontal(context, plot, y, view.colors['grid-strong'])
  }
}

/** How long each frequency takes to fall by 60, 40 and 20 dB; what the cuts leave out is dimmed. */
export function drawDecay(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  scene: DecayScene
): void {
  const plot = plotArea(view, DECAY_MARGINS)
  const { colors, width, height } = plot
  const { curve, topSeconds, bypassed } = scene
  const floor = height - BOTTOM_PX
  const columns = Math.max(2, Math.round(width / 2))
  const seconds = Array.from(columnFrequencies(columns), (hz) => decaySeconds(curve, hz))
  const tint = bypassed ? colors['line-strong'] : colors.accent
  const trace = (share: number) => {
    context.beginPath()
    for (let i = 0; i < columns; i++) {
      const y = secondsToY(share * (seconds[i] ?? 1), topSeconds, height)
      context.lineTo(((i + 0.5) / columns) * width, y)
    }
  }
  for (const [share] of CONTOURS) {
    trace(share)
    context.lineTo(width, floor)
    context.lineTo(0, floor)
    context.closePath()
    context.fillStyle = withAlpha(tint, 0.15)
    if (colors.fills) context.fill()
    if (share === 1) continue
    trace(share)
    context.lineWidth = 1
    context.strokeStyle = withAlpha(tint, 0.7)
    context.stroke()
  }
  const fromX = frequencyToTravel(scene.lowCutHz) * width
  const toX = frequencyToTravel(scene.highCutHz) * width
  context.fillStyle = withAlpha(colors.well, 0.5)
  context.fillRect(0, 0, fromX, floor)
  context.fillRect(toX, 0, width - toX, floor)
  trace(1)
  strokeResult(context, plot, bypassed ? colors['line-strong'] : colors.output)
  drawCuts(context, plot, [fromX, toX])
  for (const [share, text] of CONTOURS) {
    const y = secondsToY(share * (seconds[0] ?? 1), topSeconds, height) - 8
    if (y > 8) drawAxisText(context, view, text, 8, y)
  }
  for (const line of timeLines(topSeconds)) {
    const y = secondsToY(line, topSeconds, height)
    const text = line < 0.1 ? `${Math.round(1000 * line)} ms` : `${line} s`
    if (y > 6) drawAxisText(context, view, text, view.width - 8, y, 'right')
  }
  drawFrequencyFigures(context, plot, height - 9)
}

function drawCuts(
  context: CanvasRenderingContext2D,
  { colors, width, height }: CanvasView,
  places: readonly number[]
): void {
  context.setLineDash([3, 3])
  context.lineWidth = 1
  context.strokeStyle = withAlpha(colors.output, 0.7)
  for (const x of places) {
    if (x < 1 || x > width - 1) continue
    context.beginPath()
    context.moveTo(x, 0)
    context.lineTo(x, height - BOTTOM_PX)
    context.stroke()
  }
  context.setLineDash([])
}

function timeLines(topSeconds: number): readonly number[] {
  const all = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100]
  return all.filter((seconds) => seconds < topSeconds && seconds > topSeconds / 2 ** OCTAVES)
}
