import type { CanvasView } from '../core/canvas.ts'

/** Room beside a graph for the figures of its axis, in px, so that no curve runs through them. */
export interface PlotMargins {
  readonly left?: number
  readonly right?: number
}

/** The part of a canvas between its margins, as a view of its own; translate by `left` to draw. */
export function plotArea(view: CanvasView, { left = 0, right = 0 }: PlotMargins): CanvasView {
  return { ...view, width: Math.max(1, view.width - left - right) }
}

/** The same part in CSS: where a handle lies, 0 at its left edge, 1 at its right. */
export function plotLeft(travel: number, { left = 0, right = 0 }: PlotMargins): string {
  return `calc(${left}px + (100% - ${left + right}px) * ${travel})`
}
