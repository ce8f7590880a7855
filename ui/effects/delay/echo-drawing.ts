import { gainToDecibels } from '../../../worklets/dsp/decibels.ts'
import type { Echo } from '../../../worklets/effects/delay/echo-pattern.ts'
import type { CanvasView } from '../../core/canvas.ts'
import { canvasFont } from '../../core/theme.ts'
import { withAlpha } from '../../core/theme-colors.ts'
import { drawAxisText, drawHorizontal, drawVertical, figure } from '../../graph/graph-drawing.ts'
import { plotArea } from '../../graph/plot-area.ts'

/** Echoes fainter than this lie on the line. */
const FLOOR_DB = 48
const LINES_DB = [12, 24, 36] as const
/** Fine lines between two figures. */
const PARTS = 4
const LEFT_PX = 28
/** Levels stand here. */
const RIGHT_PX = 38
const TOP_PX = 26
const BOTTOM_PX = 42

export interface EchoScene {
  readonly echoes: readonly Echo[]
  readonly spanSeconds: number
  /** Length of a quarter note. */
  readonly beatSeconds: number
  readonly beatsPerBar: number
  /** The axis counts beats instead of seconds. */
  readonly inBeats: boolean
  readonly frozen: boolean
  readonly bypassed: boolean
}

export function secondsToX(seconds: number, span: number, width: number): number {
  return LEFT_PX + (seconds / span) * (width - LEFT_PX - RIGHT_PX)
}

export function secondsPerPx(span: number, width: number): number {
  return span / (width - LEFT_PX - RIGHT_PX)
}

/** Gain -> px from the line in the middle. */
export function gainToReach(gain: number, height: number): number {
  const half = (height - TOP_PX - BOTTOM_PX) / 2
  return half * Math.max(0, Math.min(1.1, 1 + gainToDecibels(gain) / FLOOR_DB))
}

export function middleOf(height: number): number {
  return TOP_PX + (height - TOP_PX - BOTTOM_PX) / 2
}

/** The same place for a handle, in CSS. */
export function echoPlace(
  seconds: number,
  span: number,
  gain: number,
  side: 'left' | 'right'
): { readonly left: string; readonly top: string } {
  const half = `(100% - ${TOP_PX + BOTTOM_PX}px) / 2`
  const reach = gainToReach(gain, 2 + TOP_PX + BOTTOM_PX)
  const share = side === 'left' ? 1 - reach : 1 + reach
  return {
    left: `calc(${LEFT_PX}px + (100% - ${LEFT_PX + RIGHT_PX}px) * ${seconds / span})`,
    top: `calc(${TOP_PX}px + ${half} * ${share})`
  }
}

export function drawEchoGrid(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  { spanSeconds, beatSeconds, beatsPerBar, inBeats }: EchoScene
): void {
  const { colors, width, height } = view
  const middle = middleOf(height)
  context.setLineDash([2, 3])
  for (const db of LINES_DB) {
    const reach = gainToReach(10 ** (-db / 20), height)
    context.strokeStyle = colors['grid-strong']
    for (const y of [middle - reach, middle + reach]) {
      context.beginPath()
      context.moveTo(LEFT_PX, y)
      context.lineTo(width - RIGHT_PX, y)
      context.stroke()
    }
  }
  context.setLineDash([])
  const step = inBeats ? beatStep(spanSeconds / beatSeconds) : secondStep(spanSeconds)
  const unit = inBeats ? beatSeconds : 1
  for (let i = 0; (i * step * unit) / PARTS <= spanSeconds; i++) {
    const at = (i * step) / PARTS
    const strong = inBeats ? at % beatsPerBar === 0 : i % PARTS === 0
    const color = strong ? colors['grid-strong'] : colors.grid
    drawVertical(context, view, secondsToX(at * unit, spanSeconds, width), color)
  }
  const plot = plotArea(view, { right: RIGHT_PX })
  drawHorizontal(context, plot, middle, colors['line-strong'])
}

/** The hit, its echoes above (left) and below (right) the line, duller each time, and their fall. */
export function drawEchoes(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  scene: EchoScene
): void {
  const { colors, width, height } = view
  const { echoes, spanSeconds, bypassed } = scene
  const middle = middleOf(height)
  const bodyPx = bodyWidth(scene, width)
  context.save()
  context.beginPath()
  context.rect(0, 0, width - RIGHT_PX + 4, height)
  context.clip()
  const x0 = secondsToX(0, spanSeconds, width)
  for (const sign of [-1, 1] as const) {
    const reach = gainToReach(1, height)
    fillBody(
      context,
      { x: x0, middle, sign, reach, width: bodyPx, round: 0 },
      colors.input,
      colors.fills
    )
  }
  drawFall(context, view, scene)
  for (const echo of echoes) {
    const x = secondsToX(echo.seconds, spanSeconds, width)
    const draw = (gain: number, sign: -1 | 1, color: string) => {
      const reach = gainToReach(gain, height)
      if (reach < 1) return
      const tint = bypassed ? colors['line-strong'] : color
      fillBody(
        context,
        { x, middle, sign, reach, width: bodyPx, round: echo.round },
        tint,
        colors.fills
      )
      stem(context, x, middle, middle + sign * reach, tint)
    }
    draw(echo.left, -1, colors['band-5'])
    draw(echo.right, 1, colors['band-2'])
  }
  context.restore()
}

interface Body {
  readonly x: number
  readonly middle: number
  readonly sign: -1 | 1
  readonly reach: number
  readonly width: number
  readonly round: number
}

/** The envelope of a drum, rounder at its beginning the more often it has been through filters. */
function fillBody(
  context: CanvasRenderingContext2D,
  { x, middle, sign, reach, width, round }: Body,
  color: string,
  fills: boolean
): void {
  const points = Math.max(8, Math.round(width / 2))
  context.beginPath()
  context.moveTo(x, middle)
  for (let i = 0; i <= points; i++) {
    const t = i / points
    const attack = round === 0 ? 1 : 1 - Math.exp(-t * (40 / round))
    const ripple = 1 + (0.18 / (1 + 0.5 * round)) * Math.cos(2 * Math.PI * 4.5 * t)
    const level = attack * Math.exp(-3.4 * t) * ripple * (1 - t ** 6)
    context.lineTo(x + t * width, middle + sign * reach * Math.min(1, level))
  }
  context.closePath()
  const alpha = Math.max(0.14, 0.5 - 0.07 * round)
  context.fillStyle = withAlpha(color, alpha)
  if (fills) context.fill()
  context.lineWidth = 1
  context.strokeStyle = withAlpha(color, Math.max(0.3, 0.9 - 0.12 * round))
  context.stroke()
}

function stem(
  context: CanvasRenderingContext2D,
  x: number,
  from: number,
  to: number,
  color: string
): void {
  context.fillStyle = color
  context.fillRect(x - 0.75, Math.min(from, to), 1.5, Math.abs(to - from))
  context.beginPath()
  context.arc(x, to, 3.5, 0, 2 * Math.PI)
  context.fill()
}

/** Dashed lines through the echoes of either side. */
function drawFall(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  { echoes, spanSeconds }: EchoScene
): void {
  const { colors, width, height } = view
  const middle = middleOf(height)
  context.setLineDash([3, 3])
  context.strokeStyle = withAlpha(colors.output, 0.55)
  context.lineWidth = 1
  for (const side of ['left', 'right'] as const) {
    const sign = side === 'left' ? -1 : 1
    context.beginPath()
    echoes
      .filter((echo) => echo[side] > 0.004)
      .forEach((echo) => {
        const x = secondsToX(echo.seconds, spanSeconds, width)
        context.lineTo(x, middle + sign * gainToReach(echo[side], height))
      })
    context.stroke()
  }
  context.setLineDash([])
}

export function drawEchoFigures(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  scene: EchoScene
): void {
  const { colors, width, height } = view
  const { spanSeconds, beatSeconds, beatsPerBar, inBeats, echoes } = scene
  const middle = middleOf(height)
  context.font = canvasFont(11, 600)
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = colors['band-5']
  context.fillText('L', 12, TOP_PX)
  context.fillStyle = colors['band-2']
  context.fillText('R', 12, height - BOTTOM_PX)
  const levels = height < 220 ? [0, 24] : [0, ...LINES_DB.slice(0, 2)]
  for (const db of levels) {
    const reach = gainToReach(10 ** (-db / 20), height)
    const text = figure(0 - db)
    drawAxisText(context, view, text, width - 8, middle - reach, 'right')
    drawAxisText(context, view, text, width - 8, middle + reach, 'right')
  }
  const step = inBeats ? beatStep(spanSeconds / beatSeconds) : secondStep(spanSeconds)
  const unit = inBeats ? beatSeconds : 1
  for (let i = 0; i * step * unit <= spanSeconds; i++) {
    const at = i * step
    const x = secondsToX(at * unit, spanSeconds, width)
    if (x > width - RIGHT_PX + 1) break
    const text = inBeats ? beatText(at, beatsPerBar) : secondText(at)
    drawAxisText(context, view, text, x, height - 9, 'center')
  }
  context.textAlign = 'left'
  for (const [side, sign] of [
    ['left', -1],
    ['right', 1]
  ] as const) {
    const first = echoes.find((echo) => echo[side] > 0.01)
    if (!first) continue
    const x = secondsToX(first.seconds, spanSeconds, width) + 10
    const y = middle + sign * (gainToReach(first[side], height) + 11)
    context.font = canvasFont(11, 500)
    context.lineWidth = 5
    context.strokeStyle = withAlpha(colors.well, 0.6)
    const text = `${figure(Number(gainToDecibels(first[side]).toFixed(1)))} dB`
    context.strokeText(text, x, y)
    context.fillStyle = colors.text
    context.fillText(text, x, y)
  }
}

/** Echo bodies must not run into each other. */
function bodyWidth({ echoes, spanSeconds }: EchoScene, width: number): number {
  const first = echoes[0]?.seconds ?? spanSeconds
  const nearest = echoes.reduce((least, echo, i) => {
    const gap = echo.seconds - (i > 0 ? (echoes[i - 1]?.seconds ?? 0) : 0)
    return gap > 1e-4 ? Math.min(least, gap) : least
  }, first)
  return Math.max(6, Math.min(56, (0.8 * nearest) / secondsPerPx(spanSeconds, width)))
}

function beatStep(beats: number): number {
  return [0.25, 0.5, 1, 2, 4, 8, 16].find((step) => beats / step <= 8) ?? 32
}

function secondStep(seconds: number): number {
  return [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10].find((step) => seconds / step <= 8) ?? 20
}

/** "3/4" of the first bar, then bars. */
function beatText(beat: number, beatsPerBar: number): string {
  if (beat === 0) return '0'
  const bars = beat / beatsPerBar
  if (Number.isInteger(bars)) return bars === 1 ? '1 bar' : `${bars} bars`
  if (Number.isInteger(beat)) return `${beat}/4`
  return Number.isInteger(beat * 2) ? `${beat * 2}/8` : `${beat * 4}/16`
}

function secondText(seconds: number): string {
  if (seconds === 0) return '0'
  return seconds < 1 ? `${Math.round(1000 * seconds)} ms` : `${Number(seconds.toFixed(1))} s`
}
