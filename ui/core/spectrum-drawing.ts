import type { CanvasView } from './canvas.ts'
import { verticalFade } from './graph-drawing.ts'
import { withAlpha } from './theme-colors.ts'

interface SpectrumLook {
  /** Before the effect: a fill. After it: a thin line. The highest so far: dots. */
  readonly look: 'fill' | 'line' | 'dots'
  /** The line that silence lies on, px. */
  readonly bottom: number
  /** Of lines; `output` when missing. */
  readonly color?: string
  /** dB -> px. */
  yOf(levelDb: number): number
}

/** Draws levels of one column each, as `Spectrum` has them. */
export function drawSpectrum(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  levels: Float32Array,
  { look, bottom, color, yOf }: SpectrumLook
): void {
  if (levels.length === 0) return
  const { colors } = view
  const y = (x: number) => Math.min(bottom, yOf(levels[x] ?? Number.NEGATIVE_INFINITY))
  context.beginPath()
  context.moveTo(0, y(0))
  for (let x = 1; x < levels.length; x++) context.lineTo(x + 0.5, y(x))
  if (look === 'fill') {
    context.lineTo(levels.length, bottom)
    context.lineTo(0, bottom)
    context.closePath()
    context.fillStyle = verticalFade(context, bottom, colors.input, 0.42, 0.04)
    context.fill()
    return
  }
  context.lineWidth = 1
  context.setLineDash(look === 'dots' ? [1, 3] : [])
  context.strokeStyle = withAlpha(
    color ?? (look === 'dots' ? colors.input : colors.output),
    color ? 0.6 : 0.4
  )
  context.stroke()
  context.setLineDash([])
}
