import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult
} from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { noteName } from '../../../worklets/core/note.ts'
import { nudgeValue } from '../../../worklets/core/range.ts'
import type { Tap } from '../../../worklets/core/source.ts'
import { formatUnit } from '../../../worklets/core/text.ts'
import { findRow } from '../../../worklets/core/values.ts'
import { hasGain } from '../../../worklets/dsp/eq-filter.ts'
import { CanvasController, type CanvasView } from '../../core/canvas.ts'
import { cssProperties } from '../../core/css-properties.ts'
import { defineElement } from '../../core/define-element.ts'
import { TwobusElement } from '../../core/element.ts'
import { FrameTask } from '../../core/frame.ts'
import { attachDrag } from '../../core/gestures.ts'
import { BandEditing } from './band-editing.ts'
import {
  type BandNumber,
  type BandView,
  bandId,
  type EqSource,
  nodeGain,
  readBand,
  readBands
} from './bands.ts'
import { drawFigures, drawGrid, EqCurves } from './eq-drawing.ts'
import { eqGraphStyles } from './eq-graph-styles.ts'
import './eq-node.ts'
import { RealFft } from '../../../worklets/dsp/real-fft.ts'
import { BANDS } from '../../../worklets/effects/eq/definition.ts'
import { frequencyToTravel, travelToFrequency } from '../../core/frequency-axis.ts'
import { Spectrum, type SpectrumSpeed } from '../../core/spectrum.ts'
import { drawSpectrum } from '../../core/spectrum-drawing.ts'
import type { NodeIntent } from './eq-node.ts'
import { fittingRange, gainToTravel, RULER_PX, spectrumToTravel, travelToGain } from './eq-scale.ts'

/** Length of the stretch that the spectrum analyses. */
const FFT_SIZE = 8192

/** A smaller change of a curve is not seen. */
const SEEN_DB = 0.03

/** Half the width of a node and of the longest read-out. */
const NODE_PX = 10
const TIP_PX = 88

export type AnalyzerView = 'off' | 'pre' | 'post' | 'both'

/**
 * The equalizer's graph: spectrum, band curves and their sum, and a handle per band. Double-click
 * or drag on an empty place makes a band. Events: `bandselect` (CustomEvent<BandNumber>),
 * `bandmenu` and `bandtype` ask the editor for a menu or a text entry.
 */
export class TwobusEqGraph extends TwobusElement {
  static override properties: PropertyDeclarations = {
    source: { attribute: false },
    selected: { attribute: false },
    bypassed: { type: Boolean },
    analyzer: {},
    speed: {},
    frozen: { type: Boolean },
    tiltDb: { attribute: false },
    others: { state: true },
    rangeDb: { attribute: false }
  }

  static override styles = [TwobusElement.styles, eqGraphStyles]

  declare source: EqSource
  declare selected: BandNumber | undefined
  declare bypassed: boolean
  declare analyzer: AnalyzerView
  declare speed: SpectrumSpeed
  /** The spectra stand still. */
  declare frozen: boolean
  declare tiltDb: number
  /** Bands that move along with the selected one. */
  declare protected others: ReadonlySet<BandNumber>
  /** The scale of the graph; undefined fits the bands. */
  declare rangeDb: number | undefined

  readonly #curves = new EqCurves()
  readonly #editing = new BandEditing(() => this.source)
  readonly #before = new Spectrum(new RealFft(FFT_SIZE))
  readonly #after = new Spectrum(new RealFft(FFT_SIZE))
  #inputTap: Tap | undefined
  #outputTap: Tap | undefined
  #bound: EqSource | undefined
  #task: FrameTask | undefined
  #release: (() => void) | undefined
  #dynamic: readonly BandView[] = []
  #curvesDirty = true
  /** What the sound adds to each dynamic band, by its number, dB. */
  readonly #drivenDb = new Float64Array(BANDS.length + 1)

  readonly #canvas: CanvasController = new CanvasController(this, {
    canvas: 'canvas',
    drawStatic: (context, view) => drawGrid(context, view, this.range),
    draw: (context, view) => {
      if (this.#curvesDirty) this.#updateCurves(view.width)
      const { analyzer } = this
      if (analyzer === 'pre' || analyzer === 'both')
        this.#drawSpectrum(context, view, this.#before.levels, 'fill')
      if (analyzer === 'post') this.#drawSpectrum(context, view, this.#after.levels, 'fill')
      if (analyzer === 'both') this.#drawSpectrum(context, view, this.#after.levels, 'line')
      this.#curves.draw(context, view, this.range, this.selected, this.bypassed)
      drawFigures(context, view, this.range, analyzer !== 'off')
    }
  })

  #drawSpectrum(
    context: CanvasRenderingContext2D,
    view: CanvasView,
    levels: Float32Array,
    look: 'fill' | 'line'
  ): void {
    const bottom = view.height - RULER_PX
    const yOf = (level: number) => spectrumToTravel(level) * bottom
    drawSpectrum(context, view, levels, { look, bottom, yOf })
  }

  constructor() {
    super()
    this.selected = undefined
    this.bypassed = false
    this.analyzer = 'both'
    this.speed = 'medium'
    this.frozen = false
    this.tiltDb = 4.5
    this.others = new Set()
    this.rangeDb = undefined
  }

  get range(): number {
    return this.rangeDb ?? fittingRange(this.#shownBands().map(nodeGain))
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#task = new FrameTask(this, (_now, deltaMs) => this.#follow(deltaMs))
    this.#task.live = true
    if (this.hasUpdated) this.#bind(this.source)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#task?.release()
    this.#task = undefined
    this.#release?.()
    this.#release = undefined
    this.#bind(undefined)
  }

  override updated(changed: PropertyValues): void {
    this.#bind(this.source)
    for (const spectrum of [this.#before, this.#after]) {
      spectrum.frozen = this.frozen
      if (changed.has('tiltDb') && spectrum.tiltDb !== this.tiltDb) spectrum.tiltDb = this.tiltDb
    }
    this.#curvesDirty = true
    this.#canvas.invalidateStatic()
    const canvas = this.renderRoot.querySelector('canvas')
    if (canvas && !this.#release && this.isConnected) this.#attach(canvas)
  }

  #bind(source: EqSource | undefined): void {
    if (source === this.#bound) return
    this.#bound?.removeEventListener('change', this.#onChange)
    this.#inputTap?.close()
    this.#outputTap?.close()
    this.#bound = source
    this.#inputTap = source?.openTap('input')
    this.#outputTap = source?.openTap('output')
    source?.addEventListener('change', this.#onChange)
  }

  readonly #onChange = () => this.requestUpdate()

  #shownBands(): readonly BandView[] {
    return readBands(this.source).filter((band) => band.enabled || band.n === this.selected)
  }

  #updateCurves(columns: number): void {
    this.#curvesDirty = false
    const { source } = this
    const bands = readBands(source)
    this.#dynamic = bands.filter(({ enabled, dynamicRangeDb }) => enabled && dynamicRangeDb !== 0)
    const { sampleRate } = source
    this.#curves.update(bands, source.get('gainScale'), columns, sampleRate, this.#drivenDb)
  }

  /** Dynamic bands move by themselves: their curves follow what the kernel says. */
  #followDynamics(): void {
    for (const { n } of this.#dynamic) {
      const now = this.source.meter(`band${n}.dynamicGain`)
      if (Math.abs(now - (this.#drivenDb[n] ?? 0)) < SEEN_DB) continue
      this.#drivenDb[n] = now
      this.#curvesDirty = true
    }
    if (this.#curvesDirty) this.#canvas.invalidate()
  }

  #follow(deltaMs: number): void {
    const columns = this.#canvas.view?.width ?? 0
    this.#followDynamics()
    if (columns === 0 || this.analyzer === 'off') return
    let moved = false
    if (this.#inputTap && this.analyzer !== 'post') {
      moved = this.#before.follow(this.#inputTap, columns, deltaMs, this.speed)
    }
    if (this.#outputTap && this.analyzer !== 'pre') {
      moved = this.#after.follow(this.#outputTap, columns, deltaMs, this.speed) || moved
    }
    if (moved) this.#canvas.invalidate()
  }

  /** Size of the part above the ruler. */
  get #box(): { readonly width: number; readonly height: number } {
    const view = this.#canvas.view
    return { width: view?.width ?? 1, height: (view?.height ?? 2) - RULER_PX }
  }

  /** Drag or double-click on an empty place makes a band there. */
  #attach(canvas: HTMLCanvasElement): void {
    let at = { x: 0, y: 0 }
    let made: BandNumber | undefined
    const makeAt = (x: number, y: number) => {
      const { width, height } = this.#box
      return this.#editing.make(travelToFrequency(x / width), travelToGain(y / height, this.range))
    }
    const releaseDrag = attachDrag(canvas, {
      start: (event) => {
        at = { x: event.offsetX, y: event.offsetY }
        made = undefined
        return true
      },
      move: ({ dx, dy, distancePx }) => {
        if (made === undefined) {
          if (distancePx < 4) return
          this.emit('gesturestart')
          made = makeAt(at.x, at.y)
          if (made !== undefined) this.#select(made)
          if (made !== undefined) this.#editing.grab(made)
        }
        this.#drag(dx, dy)
      },
      end: () => {
        if (made !== undefined) this.emit('gestureend')
      }
    })
    const onDoubleClick = (event: MouseEvent) => {
      this.emit('gesturestart')
      const band = makeAt(event.offsetX, event.offsetY)
      this.emit('gestureend')
      if (band !== undefined) this.#select(band, true)
    }
    canvas.addEventListener('dblclick', onDoubleClick)
    this.#release = () => {
      canvas.removeEventListener('dblclick', onDoubleClick)
      releaseDrag()
    }
  }

  #drag(dx: number, dy: number): void {
    const { width, height } = this.#box
    const gainPerTravel = travelToGain(0, this.range) - travelToGain(1, this.range)
    this.#editing.drag(dx / width, (-dy / height) * gainPerTravel)
  }

  #select(n: BandNumber, focus = false): void {
    this.dispatchEvent(new CustomEvent('bandselect', { detail: n }))
    if (!focus) return
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`twobus-eq-node[data-band="${n}"]`)?.focus()
    )
  }

  /** A band that is taken together with others moves them all. */
  #takeWith(n: BandNumber): void {
    const others = new Set(this.others)
    if (this.selected !== undefined) others.add(this.selected)
    if (others.has(n) && others.size > 1) others.delete(n)
    else others.add(n)
    this.others = others
    const [first] = others
    if (first !== undefined && !others.has(this.selected ?? first)) this.#select(first)
  }

  #onIntent(n: BandNumber, intent: NodeIntent): void {
    if (intent.kind === 'select') {
      if (!this.others.has(n)) this.others = new Set()
      this.#select(n)
    } else if (intent.kind === 'with') this.#takeWith(n)
    else if (intent.kind === 'listen') this.#listen(n, intent.on)
    else if (intent.kind === 'start') {
      this.emit('gesturestart')
      this.#editing.grab(...new Set([n, ...this.others]))
    } else if (intent.kind === 'drag') this.#drag(intent.dx, intent.dy)
    else if (intent.kind === 'end') this.emit('gestureend')
    else if (intent.kind === 'menu' || intent.kind === 'type') {
      this.dispatchEvent(new CustomEvent(`band${intent.kind}`, { detail: { n, intent } }))
    } else this.#change(n, intent)
  }

  /** Heard only as long as it is held, so it is no step of undo. */
  #listen(n: BandNumber, on: boolean): void {
    this.source.set(bandId(n, 'listen'), on)
  }

  #change(n: BandNumber, intent: NodeIntent): void {
    this.emit('gesturestart')
    const { source } = this
    if (intent.kind === 'reset') source.set(bandId(n, 'gain'), 0)
    if (intent.kind === 'remove') source.set(bandId(n, 'enabled'), false)
    if (intent.kind === 'nudge') {
      this.#nudge(n, 'frequency', intent.frequency)
      if (hasGain(readBand(source, n).type)) this.#nudge(n, 'gain', intent.gain)
      this.#nudge(n, 'q', intent.q)
    }
    this.emit('gestureend')
  }

  #nudge(n: BandNumber, row: 'frequency' | 'gain' | 'q', steps: number): void {
    if (steps === 0) return
    const id = bandId(n, row)
    const definition = findRow(this.source.definition, id)
    if (definition.kind !== 'number') return
    this.source.set(id, nudgeValue(definition, this.source.get(id), steps))
  }

  /** Where a node stands; one beyond the graph stays at its edge, whole. */
  #place(band: BandView, marginPx: number) {
    const x = 100 * frequencyToTravel(band.frequencyHz)
    const y = Math.min(1, Math.max(0, gainToTravel(nodeGain(band), this.range)))
    return {
      left: `clamp(${marginPx}px, ${x}%, calc(100% - ${marginPx}px))`,
      top: `${100 * y}%`
    }
  }

  override render(): TemplateResult {
    const bands = this.#shownBands()
    const chosen = bands.find((band) => band.n === this.selected && band.enabled)
    return html`<canvas aria-hidden="true"></canvas>
      <div class="nodes" role="group" aria-label="Bands">
        ${repeat(
          bands,
          (band) => band.n,
          (band) => html`<twobus-eq-node
            ${cssProperties(this.#place(band, NODE_PX))}
            data-band=${band.n}
            .band=${band}
            ?selected=${band.n === this.selected || this.others.has(band.n)}
            @intent=${(event: CustomEvent<NodeIntent>) => this.#onIntent(band.n, event.detail)}
          ></twobus-eq-node>`
        )}
        ${chosen ? this.#renderTip(chosen) : nothing}
      </div>`
  }

  #renderTip(band: BandView): TemplateResult {
    const low = gainToTravel(nodeGain(band), this.range) > 0.7
    const frequency = formatUnit('Hz', band.frequencyHz)
    const gain = formatUnit('dB', band.gainDb, true)
    return html`<div
      class="tip ${low ? 'above' : ''}"
      ${cssProperties(this.#place(band, TIP_PX))}
    >
      ${frequency.figure} ${frequency.unit}<i>${noteName(band.frequencyHz)}</i
      >${hasGain(band.type) ? `${gain.figure} ${gain.unit}` : nothing}
    </div>`
  }
}

defineElement('twobus-eq-graph', TwobusEqGraph)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-eq-graph': TwobusEqGraph
  }
}
