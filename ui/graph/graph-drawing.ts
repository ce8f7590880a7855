import type { CanvasView } from '../core/canvas.ts'
import { canvasFont } from '../core/theme.ts'
import { withAlpha } from '../core/theme-colors.ts'

/** Strokes and texts that all graphs share, so that they look like one system. */

const AXIS_PX = 10
const HALO_PX = 2.5

/** An axis figure with a halo of the ground, readable over curves and fills. */
export function drawAxisText(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  text: string,
  x: number,
  y: number,
  align: CanvasTextAlign = 'left',
  color: string = view.colors.faint
): void {
  context.font = canvasFont(AXIS_PX, 400)
  context.textAlign = align
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = 2 * HALO_PX
  context.strokeStyle = withAlpha(view.colors.well, 0.6)
  context.strokeText(text, x, y)
  context.fillStyle = color
  context.fillText(text, x, y)
}

/** A horizontal hair line on whole device pixels. */
export function drawHorizontal(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  y: number,
  color: string
): void {
  context.fillStyle = color
  context.fillRect(0, snapped(y, view.dpr), view.width, 1)
}

export function drawVertical(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  x: number,
  color: string
): void {
  context.fillStyle = color
  context.fillRect(snapped(x, view.dpr), 0, 1, view.height)
}

/** The line that is the result: bright, over a halo of the ground. The path must be set. */
export function strokeResult(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  color: string,
  width = 2.25
): void {
  context.lineJoin = 'round'
  context.lineCap = 'round'
  context.strokeStyle = withAlpha(view.colors.well, 0.55)
  context.lineWidth = 6
  context.stroke()
  context.strokeStyle = color
  context.lineWidth = width
  context.stroke()
}

/** The outline of what is a fill elsewhere: for those who have fills turned off. */
export function strokeDotted(context: CanvasRenderingContext2D, color: string): void {
  context.setLineDash([1, 2])
  context.lineWidth = 1
  context.strokeStyle = color
  context.stroke()
  context.setLineDash([])
}

/** A fill under a curve: one hue, from top to bottom. */
export function verticalFade(
  context: CanvasRenderingContext2D,
  height: number,
  color: string,
  topAlpha: number,
  bottomAlpha: number
): CanvasGradient {
  const fade = context.createLinearGradient(0, 0, 0, height)
  fade.addColorStop(0, withAlpha(color, topAlpha))
  fade.addColorStop(1, withAlpha(color, bottomAlpha))
  return fade
}

/** A minus sign of the right width. */
export function figure(value: number): string {
  return String(value).replace('-', '\u2212')
}

function snapped(position: number, dpr: number): number {
  return Math.round(position * dpr) / dpr
}
