import type { CanvasView } from '../core/canvas.ts'
import { drawAxisText, drawVertical } from './graph-drawing.ts'

/** The frequency axis that all graphs share: logarithmic, 20 Hz to 20 kHz. */
export const LOWEST_HZ = 20
export const HIGHEST_HZ = 20000

const OCTAVES = Math.log2(HIGHEST_HZ / LOWEST_HZ)

/** Graphs narrower than this name fewer frequencies, and the narrowest only decades. */
const NARROW_PX = 420
const TINY_PX = 200

const FIGURES: readonly (readonly [hertz: number, text: string, shownFromPx: number])[] = [
  [50, '50', TINY_PX],
  [100, '100', 0],
  [200, '200', NARROW_PX],
  [500, '500', TINY_PX],
  [1000, '1k', 0],
  [2000, '2k', NARROW_PX],
  [5000, '5k', TINY_PX],
  [10000, '10k', 0]
]

/** Hertz -> 0 at the left edge, 1 at the right; frequencies outside stay outside. */
export function frequencyToTravel(frequencyHz: number): number {
  return Math.log2(frequencyHz / LOWEST_HZ) / OCTAVES
}

export function travelToFrequency(travel: number): number {
  return LOWEST_HZ * 2 ** (travel * OCTAVES)
}

/** The frequency in the middle of each of so many columns. */
export function columnFrequencies(columns: number): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: columns }, (_, i) => travelToFrequency((i + 0.5) / columns))
}

/** Lines at every first to ninth of a decade. */
export function drawFrequencyLines(context: CanvasRenderingContext2D, view: CanvasView): void {
  const { colors, width } = view
  for (let decade = 10; decade < HIGHEST_HZ; decade *= 10) {
    for (let digit = 1; digit < 10; digit++) {
      const hz = decade * digit
      if (hz <= LOWEST_HZ || hz >= HIGHEST_HZ) continue
      const color = digit === 1 ? colors['grid-strong'] : colors.grid
      drawVertical(context, view, frequencyToTravel(hz) * width, color)
    }
  }
}

/** Figures along a line at `y`; they lie over fills and curves. */
export function drawFrequencyFigures(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  y: number
): void {
  for (const [hz, text, shownFromPx] of FIGURES) {
    if (view.width < shownFromPx) continue
    drawAxisText(context, view, text, frequencyToTravel(hz) * view.width, y, 'center')
  }
}
