import { noteName } from '../../../worklets/core/note.ts'
import { formatUnit } from '../../../worklets/core/text.ts'
import type { CanvasView } from '../../core/canvas.ts'
import { canvasFont } from '../../core/theme.ts'
import { withAlpha } from '../../core/theme-colors.ts'
import {
  drawFrequencyFigures,
  drawFrequencyLines,
  frequencyToTravel,
  travelToFrequency
} from '../../graph/frequency-axis.ts'
import { drawAxisText, drawHorizontal, drawVertical, figure } from '../../graph/graph-drawing.ts'
import {
  gainToTravel,
  RULER_PX,
  SPECTRUM_LINES_DB,
  spectrumToTravel,
  travelToGain
} from './eq-scale.ts'
import { type Marquee, TAKE_PX } from './graph-hands.ts'

type Context = CanvasRenderingContext2D

const WHITE_KEYS = [0, 2, 4, 5, 7, 9, 11]
const C1_HZ = 440 * 2 ** ((24 - 69) / 12)

export function drawGrid(context: Context, view: CanvasView, rangeDb: number): void {
  const { colors, width, height } = view
  const bottom = height - RULER_PX
  drawFrequencyLines(context, view)
  for (const db of gainLines(rangeDb)) {
    const color = db === 0 ? colors['line-strong'] : withAlpha(colors['grid-strong'], 0.7)
    drawHorizontal(context, view, gainToTravel(db, rangeDb) * bottom, color)
  }
  context.fillStyle = colors.well
  context.fillRect(0, bottom, width, RULER_PX)
  drawRuler(context, view)
}

/** Ticks at the white keys, each C by its name. */
function drawRuler(context: Context, view: CanvasView): void {
  const { colors, width, height } = view
  const top = height - RULER_PX
  drawHorizontal(context, view, top, colors.line)
  for (let octave = 0; octave < 9; octave++) {
    for (const key of WHITE_KEYS) {
      const hz = C1_HZ * 2 ** (octave + key / 12)
      const x = frequencyToTravel(hz) * width
      if (x < 0 || x > width) continue
      context.fillStyle = key === 0 ? colors.faint : colors['line-strong']
      context.fillRect(x, top, 1, key === 0 ? 8 : 4)
      if (key !== 0 || width < 420) continue
      context.font = canvasFont(9, 400)
      context.textAlign = 'left'
      context.textBaseline = 'middle'
      context.fillText(noteName(hz), x + 4, top + 9)
    }
  }
}

/** Axis figures lie over fills and curves. */
export function drawFigures(
  context: Context,
  view: CanvasView,
  rangeDb: number,
  spectrum: boolean
): void {
  const { width, height } = view
  const bottom = height - RULER_PX
  drawFrequencyFigures(context, view, bottom - 9)
  for (const db of gainLines(rangeDb)) {
    if (db === 0) continue
    const y = gainToTravel(db, rangeDb) * bottom
    // The lowest would stand on the frequencies.
    if (y > bottom - 18) continue
    const text = `${db > 0 ? '+' : ''}${figure(db)}`
    drawAxisText(context, view, text, width - 8, y, 'right')
  }
  if (!spectrum || width < 420) return
  for (const db of SPECTRUM_LINES_DB) {
    const y = spectrumToTravel(db) * bottom
    if (y < bottom - 18) drawAxisText(context, view, figure(db), 8, y)
  }
}

function gainLines(rangeDb: number): readonly number[] {
  const step = rangeDb / (rangeDb === 30 ? 5 : 4)
  const count = Math.round((2 * rangeDb) / step)
  return Array.from({ length: count + 1 }, (_, i) => rangeDb - i * step)
}

/** Cross-hair of a mouse with both its figures; near the curve, the place where a band is taken. */
export function drawCursor(
  context: Context,
  view: CanvasView,
  rangeDb: number,
  { x, y }: { readonly x: number; readonly y: number },
  curveY: (x: number) => number
): void {
  const { colors, width, height } = view
  const bottom = height - RULER_PX
  drawVertical(context, view, x, withAlpha(colors.faint, 0.5))
  drawHorizontal(context, view, y, withAlpha(colors.faint, 0.5))
  const hz = travelToFrequency(x / width)
  const frequency = formatUnit('Hz', hz)
  const right = x > width / 2
  const beside = right ? x - 8 : x + 8
  const align = right ? 'right' : 'left'
  const text = `${frequency.figure} ${frequency.unit}  ${noteName(hz)}`
  drawAxisText(context, view, text, beside, bottom - 24, align, colors.text)
  const gain = formatUnit('dB', travelToGain(y / bottom, rangeDb), true)
  const level = `${gain.figure} ${gain.unit}`
  drawAxisText(context, view, level, width - 8, y - 9, 'right', colors.text)
  const taken = curveY(x)
  if (Math.abs(taken - y) > TAKE_PX) return
  context.beginPath()
  context.arc(x, taken, 6, 0, 2 * Math.PI)
  context.fillStyle = colors.well
  context.fill()
  context.lineWidth = 2
  context.strokeStyle = colors.output
  context.stroke()
}

export function drawMarquee(context: Context, { colors }: CanvasView, area: Marquee): void {
  const { left, top, right, bottom } = area
  context.fillStyle = colors['accent-soft']
  if (colors.fills) context.fillRect(left, top, right - left, bottom - top)
  context.strokeStyle = colors.accent
  context.lineWidth = 1
  context.setLineDash([4, 3])
  context.strokeRect(left + 0.5, top + 0.5, right - left - 1, bottom - top - 1)
  context.setLineDash([])
}
