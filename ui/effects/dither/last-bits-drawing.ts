import type { CanvasView } from '../../core/canvas.ts'
import { withAlpha } from '../../core/theme-colors.ts'
import { drawAxisText, drawHorizontal, figure, strokeResult } from '../../graph/graph-drawing.ts'

/** Steps stand here. */
const LEFT_PX = 26
const PAD_PX = 6
/** Nearest reach that is whole and even, so that lines fall on steps. */
const REACHES = [2, 4, 8, 16, 32] as const

export interface LastBitsScene {
  /** In steps of the word length. */
  readonly tone: Float64Array
  readonly rounded: Float64Array
  readonly bypassed: boolean
}

function stepToY(steps: number, reach: number, height: number): number {
  return PAD_PX + (height - 2 * PAD_PX) * (0.5 - steps / (2 * reach))
}

/** A soft tone, and the staircase that is written of it. */
export function drawLastBits(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  { tone, rounded, bypassed }: LastBitsScene
): void {
  const { colors, width, height } = view
  const peak = rounded.reduce((most, step) => Math.max(most, Math.abs(step)), 1)
  const reach = REACHES.find((steps) => steps >= peak) ?? 64
  const yOf = (steps: number) => stepToY(steps, reach, height)
  const stepPx = (width - LEFT_PX) / tone.length
  for (const steps of [reach, reach / 2, 0, -reach / 2, -reach]) {
    const color = steps === 0 ? colors['line-strong'] : colors['grid-strong']
    context.save()
    context.translate(LEFT_PX, 0)
    drawHorizontal(context, { ...view, width: width - LEFT_PX }, yOf(steps), color)
    context.restore()
    const text = steps > 0 ? `+${steps}` : figure(steps)
    drawAxisText(context, view, text, LEFT_PX - 6, yOf(steps), 'right')
  }
  context.beginPath()
  rounded.forEach((steps, i) => {
    context.lineTo(LEFT_PX + i * stepPx, yOf(steps))
    context.lineTo(LEFT_PX + (i + 1) * stepPx, yOf(steps))
  })
  const tint = bypassed ? colors['line-strong'] : colors.accent
  context.lineWidth = 1.25
  context.lineJoin = 'miter'
  context.strokeStyle = withAlpha(tint, 0.95)
  context.stroke()
  context.lineTo(width, yOf(0))
  context.lineTo(LEFT_PX, yOf(0))
  context.closePath()
  context.fillStyle = withAlpha(tint, 0.16)
  if (colors.fills) context.fill()
  context.beginPath()
  tone.forEach((steps, i) => {
    context.lineTo(LEFT_PX + (i + 0.5) * stepPx, yOf(steps))
  })
  strokeResult(context, view, colors.output, 1.75)
}
