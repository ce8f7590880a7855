import type { CanvasView } from '../core/canvas.ts'
import { canvasFont } from '../core/theme.ts'
import { withAlpha } from '../core/theme-colors.ts'
import type { MeterScale } from './meter-scale.ts'

/** `level` has the colors of loudness and a clip latch; the others stand beside a graph. */
export type MeterKind = 'level' | 'input' | 'output' | 'reduction'

export interface MeterLook {
  readonly kind: MeterKind
  readonly scale: MeterScale
  readonly bars: number
  readonly barPx: number
  readonly gapPx: number
  readonly figures: boolean
}

export interface MeterReading {
  readonly peaks: readonly number[]
  readonly averages: readonly number[]
  readonly holds: readonly number[]
  readonly clipped: readonly boolean[]
}

const LATCH_PX = 6
const LATCH_GAP_PX = 8
/** Above this level bars change color, and a notch marks the place for those who see no color. */
const LOUD_DB = -6

/** First y and height of the bars; level meters have their latches above. */
function barSpan(view: CanvasView, kind: MeterKind): readonly [top: number, height: number] {
  const top = kind === 'level' ? LATCH_PX + LATCH_GAP_PX : 0
  const bottom = kind === 'level' ? 1 : 0
  return [top, view.height - top - bottom]
}

function barX(look: MeterLook, bar: number): number {
  const inset = look.kind === 'reduction' && !look.figures ? 2 : 0
  return inset + bar * (look.barPx + look.gapPx)
}

/** Grounds, unlit latches and figures. */
export function drawMeterScale(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  look: MeterLook
): void {
  const { colors } = view
  const [top, height] = barSpan(view, look.kind)
  for (let bar = 0; bar < look.bars; bar++) {
    const x = barX(look, bar)
    context.fillStyle = withAlpha(colors['grid-strong'], 0.75)
    roundedRect(context, x, top, look.barPx, height, 1.5)
    if (look.kind === 'level') {
      context.fillStyle = colors['grid-strong']
      roundedRect(context, x, 0, look.barPx, LATCH_PX, 1.5)
    }
  }
  if (!look.figures) return
  context.fillStyle = colors.faint
  context.font = canvasFont(10)
  context.textBaseline = 'middle'
  const x = barX(look, look.bars) - look.gapPx + 6
  for (const db of look.scale.figures) {
    const y = top + (1 - look.scale.position(db)) * height
    context.fillText(String(Math.abs(db)), x, Math.min(Math.max(y, 5), view.height - 5))
  }
}

export function drawMeter(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  look: MeterLook,
  reading: MeterReading
): void {
  const [top, height] = barSpan(view, look.kind)
  for (let bar = 0; bar < look.bars; bar++) {
    const x = barX(look, bar)
    const peak = reading.peaks[bar] ?? Number.NEGATIVE_INFINITY
    const hold = reading.holds[bar] ?? Number.NEGATIVE_INFINITY
    const place = { x, top, height }
    if (look.kind === 'reduction') drawReduction(context, view, look, place, peak, hold)
    else {
      const average = reading.averages[bar] ?? Number.NaN
      drawLevel(context, view, look, place, peak, average)
      drawHold(context, view, look, place, hold)
    }
    if (look.kind === 'level' && reading.clipped[bar]) {
      context.fillStyle = view.colors.clip
      roundedRect(context, x, 0, look.barPx, LATCH_PX, 1.5)
    }
  }
}

interface Place {
  readonly x: number
  readonly top: number
  readonly height: number
}

function drawLevel(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  look: MeterLook,
  { x, top, height }: Place,
  peak: number,
  average: number
): void {
  const { colors } = view
  const bottom = top + height
  const yOf = (db: number) => top + (1 - look.scale.position(db)) * height
  if (look.kind !== 'level') {
    context.fillStyle = look.kind === 'output' ? withAlpha(colors.output, 0.74) : colors.input
    fillBar(context, x, look.barPx, yOf(peak), bottom)
    return
  }
  const loudY = yOf(LOUD_DB)
  const hasAverage = !Number.isNaN(average)
  context.fillStyle = hasAverage ? withAlpha(colors.level, 0.42) : colors.level
  fillBar(context, x, look.barPx, Math.max(yOf(peak), loudY), bottom)
  if (hasAverage) {
    context.fillStyle = colors.level
    fillBar(context, x, look.barPx, Math.max(yOf(average), loudY), bottom)
  }
  if (peak > LOUD_DB) {
    context.fillStyle = withAlpha(colors['warning-fill'], 0.85)
    fillBar(context, x, look.barPx, yOf(peak), loudY)
  }
  context.fillStyle = colors.surface
  context.fillRect(x - 1, loudY - 0.75, look.barPx + 2, 1.5)
}

function drawHold(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  look: MeterLook,
  { x, top, height }: Place,
  hold: number
): void {
  const position = look.scale.position(hold)
  if (position <= 0) return
  const loud = look.kind === 'level' && hold > LOUD_DB
  context.fillStyle = loud ? view.colors['warning-fill'] : view.colors.text
  context.fillRect(x, Math.max(top, top + (1 - position) * height - 1), look.barPx, 2)
}

/** Hangs from the top; the held maximum is a line 4 px wider. */
function drawReduction(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  look: MeterLook,
  { x, top, height }: Place,
  reduction: number,
  hold: number
): void {
  const yOf = (db: number) => top + (1 - look.scale.position(-db)) * height
  context.fillStyle = view.colors.reduction
  if (reduction > 0) fillBar(context, x, look.barPx, top, yOf(reduction))
  if (hold > 0) context.fillRect(x - 2, yOf(hold) - 1, look.barPx + 4, 2)
}

function fillBar(
  context: CanvasRenderingContext2D,
  x: number,
  width: number,
  from: number,
  to: number
): void {
  if (to > from) roundedRect(context, x, from, width, to - from, 1)
}

function roundedRect(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number
): void {
  context.beginPath()
  context.roundRect(x, y, width, height, radius)
  context.fill()
}
