import type { CanvasView } from '../core/canvas.ts'
import { withAlpha } from '../core/theme-colors.ts'
import { verticalFade } from './graph-drawing.ts'

interface SpectrumLook {
  /** Before the effect: a fill. After it: a thin line. The highest so far: dots. Side chain: dashes. */
  readonly look: 'fill' | 'line' | 'dots' | 'dashes'
  /** The line that silence lies on, px. */
  readonly bottom: number
  /** Of lines; when missing, what the look stands for. */
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
  if (look === 'fill' && colors.fills) {
    context.lineTo(levels.length, bottom)
    context.lineTo(0, bottom)
    context.closePath()
    context.fillStyle = verticalFade(context, bottom, colors.input, 0.42, 0.04)
    context.fill()
    return
  }
  context.lineWidth = 1
  context.setLineDash(DASHES[look])
  context.strokeStyle = color ? withAlpha(color, 0.6) : usualColor(view, look)
  context.stroke()
  context.setLineDash([])
}

/** Where fills are off, what would be one is a line of long dashes. */
const DASHES = { line: [], dots: [1, 3], dashes: [5, 3], fill: [12, 2] }

function usualColor({ colors }: CanvasView, look: keyof typeof DASHES): string {
  if (look === 'dashes') return withAlpha(colors.sidechain, 0.8)
  return withAlpha(look === 'dots' ? colors.input : colors.output, look === 'dots' ? 0.7 : 0.34)
}
