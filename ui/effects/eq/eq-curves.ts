import { eqBandMagnitudeDb } from '../../../worklets/dsp/filters/eq-curve.ts'
import type { CanvasView } from '../../core/canvas.ts'
import { withAlpha } from '../../core/theme-colors.ts'
import type { ColorToken } from '../../core/tokens.ts'
import { columnFrequencies, frequencyToTravel } from '../../graph/frequency-axis.ts'
import { drawAxisText, strokeResult } from '../../graph/graph-drawing.ts'
import { type BandView, bandFilter, nodeGain } from './bands.ts'
import { gainToTravel, RULER_PX } from './eq-scale.ts'

/** The letter of a part stands so far from its line, and from the sides. */
const LETTER_PX = 11
const AXIS_PX = 44

type Context = CanvasRenderingContext2D

/** What only a part of the sound hears has the letter and the color of that part. */
const PARTS = {
  left: ['L', 'band-5'],
  right: ['R', 'band-2'],
  mid: ['M', 'mid'],
  side: ['S', 'side']
} as const satisfies Readonly<Record<string, readonly [string, ColorToken]>>
type Part = keyof typeof PARTS
const partNames = Object.keys(PARTS) as readonly Part[] // the keys of the record above

/** A band's own line is drawn only where it is further from 0. */
const FLAT_DB = 0.04

/** Band curves and their sum at one point per px, computed by the kernel's own design functions. */
export class EqCurves {
  #frequencies = new Float64Array(0)
  #sum = new Float64Array(0)
  readonly #bands = new Map<number, Float64Array>()
  /** Of dynamic bands: the curve at rest, and fully driven. */
  readonly #rests = new Map<number, Float64Array>()
  readonly #reaches = new Map<number, Float64Array>()
  /** What left, right, mid or side hears, where bands are placed there. */
  readonly #parts = new Map<Part, Float64Array>()
  #dynamic: readonly BandView[] = []
  #drivenDb: Float64Array = new Float64Array(0)

  /** Points across the graph. */
  get columns(): number {
    return this.#sum.length
  }

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
      for (const curves of [this.#bands, this.#rests, this.#reaches, this.#parts]) curves.clear()
    }
    this.#dynamic = bands.filter((band) => band.enabled && band.dynamicRangeDb !== 0)
    this.#drivenDb = drivenDb
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
    this.#sumParts(bands)
  }

  #sumParts(bands: readonly BandView[]): void {
    const isOn = bands.filter((band) => band.enabled)
    for (const part of partNames) {
      if (!isOn.some((band) => band.placement === part)) {
        this.#parts.delete(part)
        continue
      }
      const sum = this.#parts.get(part) ?? new Float64Array(this.#sum.length)
      this.#parts.set(part, sum)
      sum.fill(0)
      for (const { n, placement } of isOn) {
        const curve = this.#bands.get(n)
        if (!curve || (placement !== 'stereo' && placement !== part)) continue
        for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (curve[i] ?? 0)
      }
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
      traceBand(context, curve, rangeDb, bottom)
      context.lineWidth = n === selected ? 1.5 : 1
      context.strokeStyle = withAlpha(color, n === selected ? 1 : 0.6)
      context.stroke()
      if (!colors.fills) continue
      trace(context, curve, rangeDb, bottom)
      context.lineTo(curve.length, zero)
      context.lineTo(0, zero)
      context.closePath()
      context.fillStyle = withAlpha(color, n === selected ? 0.26 : 0.09)
      context.fill()
    }
    if (!bypassed)
      for (const part of this.#parts.keys()) this.#drawPart(context, view, rangeDb, part)
    trace(context, this.#sum, rangeDb, bottom)
    if (bypassed) {
      context.strokeStyle = colors['line-strong']
      context.lineWidth = 2.25
      context.stroke()
    } else {
      strokeResult(context, view, colors.output)
    }
    for (const band of this.#dynamic) this.#drawDriven(context, view, rangeDb, band)
    context.restore()
  }

  /** A finer line, with its letter where it differs most from the sum. */
  #drawPart(context: Context, view: CanvasView, rangeDb: number, part: Part): void {
    const curve = this.#parts.get(part)
    if (!curve) return
    const bottom = view.height - RULER_PX
    const [letter, token] = PARTS[part]
    const color = view.colors[token]
    trace(context, curve, rangeDb, bottom)
    context.lineWidth = 1.25
    context.strokeStyle = color
    context.stroke()
    const x = farthestFrom(this.#sum, curve)
    const away = Math.sign((curve[x] ?? 0) - (this.#sum[x] ?? 0)) * LETTER_PX
    const y = gainToTravel(curve[x] ?? 0, rangeDb) * bottom - away
    drawAxisText(context, view, letter, x, y, 'center', color)
  }

  /** Where the sound has brought a dynamic band: a stem from its node, and a bar across its end. */
  #drawDriven(context: Context, view: CanvasView, rangeDb: number, band: BandView): void {
    const bottom = view.height - RULER_PX
    const x = frequencyToTravel(band.frequencyHz) * view.width
    const from = gainToTravel(nodeGain(band), rangeDb) * bottom
    const to = gainToTravel(nodeGain(band) + (this.#drivenDb[band.n] ?? 0), rangeDb) * bottom
    context.strokeStyle = view.colors[`band-${band.n}` as ColorToken] // bands 1 to 8 are tokens
    context.lineWidth = 2
    context.beginPath()
    context.moveTo(x, from)
    context.lineTo(x, to)
    context.moveTo(x - 5, to)
    context.lineTo(x + 5, to)
    context.stroke()
  }

  /** How far a dynamic band may go: the ground between rest and full range, its edge dashed. */
  #drawReach(context: Context, view: CanvasView, rangeDb: number, n: number): void {
    const rest = this.#rests.get(n)
    const reach = this.#reaches.get(n)
    if (!rest || !reach) return
    const bottom = view.height - RULER_PX
    const color = view.colors[`band-${n}` as ColorToken] // bands 1 to 8 are tokens
    traceBand(context, reach, rangeDb, bottom)
    context.setLineDash([4, 3])
    context.lineWidth = 1.25
    context.strokeStyle = withAlpha(color, 0.8)
    context.stroke()
    context.setLineDash([])
    if (!view.colors.fills) return
    trace(context, reach, rangeDb, bottom)
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

/** A band's line, lifted where the band does nothing. */
function traceBand(context: Context, curve: Float64Array, rangeDb: number, bottom: number): void {
  const lowest = bottom + 40
  let down = false
  context.beginPath()
  for (let x = 0; x < curve.length; x++) {
    const db = curve[x] ?? 0
    const draws = Math.abs(db) > FLAT_DB
    const y = Math.min(lowest, gainToTravel(db, rangeDb) * bottom)
    if (draws && down) context.lineTo(x + 0.5, y)
    else if (draws) context.moveTo(x + 0.5, y)
    down = draws
  }
}

/** The column where two curves lie farthest apart, clear of the axis figures. */
function farthestFrom(a: Float64Array, b: Float64Array): number {
  let farthest = AXIS_PX
  let most = 0
  for (let x = AXIS_PX; x < a.length - AXIS_PX; x++) {
    const apart = Math.abs((a[x] ?? 0) - (b[x] ?? 0))
    if (apart > most) {
      most = apart
      farthest = x
    }
  }
  return farthest
}
