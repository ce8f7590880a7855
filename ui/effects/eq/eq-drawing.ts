import { noteName } from '../../../worklets/core/note.ts'
import { eqBandMagnitudeDb } from '../../../worklets/dsp/eq-curve.ts'
import type { CanvasView } from '../../core/canvas.ts'
import {
  columnFrequencies,
  drawFrequencyFigures,
  drawFrequencyLines,
  frequencyToTravel
} from '../../core/frequency-axis.ts'
import { drawAxisText, drawHorizontal, figure, strokeResult } from '../../core/graph-drawing.ts'
import { canvasFont } from '../../core/theme.ts'
import { withAlpha } from '../../core/theme-colors.ts'
import type { ColorToken } from '../../core/tokens.ts'
import { type BandView, bandFilter } from './bands.ts'
import { gainToTravel, RULER_PX, SPECTRUM_LINES_DB, spectrumToTravel } from './eq-scale.ts'

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

/** Band curves and their sum at one point per px, computed by the kernel's own design functions. */
export class EqCurves {
  #frequencies = new Float64Array(0)
  #sum = new Float64Array(0)
  readonly #bands = new Map<number, Float64Array>()
  /** Of dynamic bands: the curve at rest, and fully driven. */
  readonly #rests = new Map<number, Float64Array>()
  readonly #reaches = new Map<number, Float64Array>()

  /** `drivenDb`: what the sound adds to each band now, by its number. */
  update(
    bands: readonly BandView[],
    gainScale: number,
    columns: number,
    sampleRate: number,
    drivenDb: Float64Array
  ): void {
    if (columns !== this.#sum.length) {
      this.#sum = new Float64Array(columns)
      this.#frequencies = columnFrequencies(columns)
      this.#bands.clear()
      this.#rests.clear()
      this.#reaches.clear()
    }
    this.#sum.fill(0)
    for (const band of bands) {
      if (!band.enabled || band.dynamicRangeDb === 0) {
        this.#rests.delete(band.n)
        this.#reaches.delete(band.n)
      }
      if (!band.enabled) {
        this.#bands.delete(band.n)
        continue
      }
      const write = (into: Map<number, Float64Array>, db: number): Float64Array => {
        const curve = into.get(band.n) ?? new Float64Array(columns)
        into.set(band.n, curve)
        const filter = bandFilter(band, gainScale, db)
        eqBandMagnitudeDb(filter, this.#frequencies, sampleRate, curve)
        return curve
      }
      if (band.dynamicRangeDb !== 0) {
        write(this.#rests, 0)
        write(this.#reaches, band.dynamicRangeDb)
      }
      const curve = write(this.#bands, band.dynamicRangeDb === 0 ? 0 : (drivenDb[band.n] ?? 0))
      for (let i = 0; i < columns; i++) this.#sum[i] = (this.#sum[i] ?? 0) + (curve[i] ?? 0)
    }
  }

  draw(
    context: Context,
    view: CanvasView,
    rangeDb: number,
    selected: number | undefined,
    bypassed: boolean
  ): void {
    const { colors, height } = view
    const bottom = height - RULER_PX
    context.save()
    context.beginPath()
    context.rect(0, 0, view.width, bottom)
    context.clip()
    const zero = gainToTravel(0, rangeDb) * bottom
    for (const n of this.#reaches.keys()) this.#drawReach(context, view, rangeDb, n)
    for (const [n, curve] of this.#bands) {
      const color = colors[`band-${n}` as ColorToken] // bands 1 to 8 are tokens
      trace(context, curve, rangeDb, bottom)
      context.lineWidth = n === selected ? 1.5 : 1
      context.strokeStyle = withAlpha(color, n === selected ? 1 : 0.6)
      context.stroke()
      if (!colors.fills) continue
      context.lineTo(curve.length, zero)
      context.lineTo(0, zero)
      context.closePath()
      context.fillStyle = withAlpha(color, n === selected ? 0.26 : 0.09)
      context.fill()
    }
    trace(context, this.#sum, rangeDb, bottom)
    if (bypassed) {
      context.strokeStyle = colors['line-strong']
      context.lineWidth = 2.25
      context.stroke()
    } else {
      strokeResult(context, view, colors.output)
    }
    context.restore()
  }

  /** How far a dynamic band may go: the ground between rest and full range, its edge dashed. */
  #drawReach(context: Context, view: CanvasView, rangeDb: number, n: number): void {
    const rest = this.#rests.get(n)
    const reach = this.#reaches.get(n)
    if (!rest || !reach) return
    const bottom = view.height - RULER_PX
    const color = view.colors[`band-${n}` as ColorToken] // bands 1 to 8 are tokens
    trace(context, reach, rangeDb, bottom)
    context.setLineDash([4, 3])
    context.lineWidth = 1.25
    context.strokeStyle = withAlpha(color, 0.8)
    context.stroke()
    context.setLineDash([])
    if (!view.colors.fills) return
    for (let x = rest.length - 1; x >= 0; x--) {
      context.lineTo(x, gainToTravel(rest[x] ?? 0, rangeDb) * bottom)
    }
    context.closePath()
    context.fillStyle = withAlpha(color, 0.2)
    context.fill()
  }

  /** Level of the sum at a place across the graph, 0..1. */
  sumAt(travel: number): number {
    return this.#sum[Math.round(travel * (this.#sum.length - 1))] ?? 0
  }
}

function trace(context: Context, curve: Float64Array, rangeDb: number, bottom: number): void {
  const lowest = bottom + 40
  context.beginPath()
  for (let x = 0; x < curve.length; x++) {
    const y = Math.min(lowest, gainToTravel(curve[x] ?? 0, rangeDb) * bottom)
    if (x === 0) context.moveTo(0, y)
    else context.lineTo(x + 0.5, y)
  }
}
