import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult
} from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { BANDS } from '../../../worklets/effects/eq/definition.ts'
import { Attachment } from '../../core/attachment.ts'
import { CanvasController } from '../../core/canvas.ts'
import { cssProperties } from '../../core/css-properties.ts'
import { defineElement } from '../../core/define-element.ts'
import { TwobusElement } from '../../core/element.ts'
import { onFrame } from '../../core/frame.ts'
import { ResizeController } from '../../core/resize-controller.ts'
import { frequencyToTravel, travelToFrequency } from '../../graph/frequency-axis.ts'
import { BandEditing } from './band-editing.ts'
import { BandSelection } from './band-selection.ts'
import {
  type BandNumber,
  type BandView,
  bandId,
  type EqSource,
  nodeGain,
  readBands
} from './bands.ts'
import { EqCurves } from './eq-curves.ts'
import { drawCursor, drawFigures, drawGrid, drawMarquee } from './eq-drawing.ts'
import { eqGraphStyles } from './eq-graph-styles.ts'
import './eq-node.ts'
import type { NodeIntent } from './eq-node.ts'
import { placeOf, renderEntry, renderRange, renderTip } from './eq-overlays.ts'
import { decibelsHigh, fittingRange, gainToTravel, RULER_PX, travelToGain } from './eq-scale.ts'
import { EqSpectra, type SpectraSettings } from './eq-spectra.ts'
import { attachGraphHands, type HandsOptions, type Marquee } from './graph-hands.ts'

/** A smaller change of a curve is not seen. */
const SEEN_DB = 0.03
/** Dragged so far with Ctrl, Q goes over its whole range. */
const Q_RANGE_PX = 300

/** Asks for the menu of these bands at a point of the screen. */
export type BandMenuEvent = CustomEvent<{
  readonly bands: readonly [BandNumber, ...BandNumber[]]
  readonly x: number
  readonly y: number
}>

/**
 * The equalizer's graph: spectra, band curves and their sum, and a handle per band. Drag the curve
 * or double-click to make a band; drag elsewhere to choose several. Events: `bandselect`
 * (CustomEvent<BandNumber | null>), and `bandmenu`, which asks the editor for a menu.
 */
export class TwobusEqGraph extends TwobusElement {
  static override properties: PropertyDeclarations = {
    source: { attribute: false },
    selected: { attribute: false },
    bypassed: { type: Boolean },
    spectra: { attribute: false },
    typing: { state: true },
    rangeDb: { attribute: false }
  }

  static override styles = [TwobusElement.styles, eqGraphStyles]

  declare source: EqSource
  declare selected: BandNumber | undefined
  declare bypassed: boolean
  declare spectra: SpectraSettings
  /** The band whose figures are being typed. */
  declare protected typing: BandNumber | undefined
  /** The scale of the graph; undefined fits the bands. */
  declare rangeDb: number | undefined

  readonly #curves = new EqCurves()
  readonly #editing = new BandEditing(() => this.source)
  readonly #spectra = new EqSpectra()
  readonly #selection = new BandSelection({
    selected: () => this.selected,
    select: (n) => this.dispatchEvent(new CustomEvent('bandselect', { detail: n ?? null })),
    changed: () => this.requestUpdate()
  })
  readonly #followed: Attachment<EqSource> = new Attachment((source, signal) => {
    source.addEventListener('change', () => this.requestUpdate(), { signal })
    this.#spectra.bind(source)
    signal.addEventListener('abort', () => this.#spectra.bind(undefined))
  })
  readonly #ground: Attachment<HTMLCanvasElement> = new Attachment((canvas, signal) =>
    attachGraphHands(canvas, this.#hands, signal)
  )
  #dynamic: readonly BandView[] = []
  #curvesDirty = true
  /** What the sound adds to each dynamic band, by its number, dB. */
  readonly #drivenDb = new Float64Array(BANDS.length + 1)
  /** The scale stands still while a hand drags along it. */
  #heldRange: number | undefined
  /** Size of the part above the ruler, px. */
  #box = { width: 1, height: 1 }
  #turnsQ = false
  #marquee: Marquee | undefined
  #cursor: { readonly x: number; readonly y: number } | undefined

  readonly #canvas: CanvasController = new CanvasController(this, {
    canvas: 'canvas',
    drawStatic: (context, view) => drawGrid(context, view, this.range),
    draw: (context, view) => {
      if (this.#curvesDirty || view.width !== this.#curves.columns) this.#updateCurves(view.width)
      this.#spectra.draw(context, view)
      this.#curves.draw(context, view, this.range, this.selected, this.bypassed)
      drawFigures(context, view, this.range, this.spectra.shown.size > 0)
      if (this.#marquee) drawMarquee(context, view, this.#marquee)
      if (this.#cursor) drawCursor(context, view, this.range, this.#cursor, this.#curveY)
    }
  })

  constructor() {
    super()
    this.selected = undefined
    this.bypassed = false
    this.spectra = { shown: new Set(), speed: 'medium', frozen: false, tilt: '4.5' }
    this.typing = undefined
    this.rangeDb = undefined
    new ResizeController(this, {
      targets: () => [this],
      resized: () => {
        this.#box = { width: this.clientWidth, height: this.clientHeight - RULER_PX }
        this.requestUpdate()
      }
    })
  }

  get range(): number {
    return this.rangeDb ?? this.#heldRange ?? fittingRange(this.#shownBands().map(nodeGain))
  }

  /** The selected band first, then those that go with it. */
  get group(): readonly BandNumber[] {
    return this.#selection.group
  }

  override connectedCallback(): void {
    super.connectedCallback()
    onFrame(this, (_now, deltaMs) => this.#follow(deltaMs), this.lifetime)
  }

  override updated(changed: PropertyValues): void {
    this.#followed.follow(this.source, this.lifetime)
    if (changed.has('spectra')) this.#spectra.show(this.spectra)
    this.#curvesDirty = true
    this.#canvas.invalidateStatic()
    this.#ground.follow(this.renderRoot.querySelector('canvas'), this.lifetime)
  }

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
    if (columns > 0 && this.#spectra.follow(columns, deltaMs)) this.#canvas.invalidate()
  }

  readonly #curveY = (x: number): number => {
    const { width, height } = this.#box
    return gainToTravel(this.#curves.sumAt(x / width), this.range) * height
  }

  #makeAt({ x, y }: { readonly x: number; readonly y: number }): BandNumber | undefined {
    const { width, height } = this.#box
    return this.#editing.make(travelToFrequency(x / width), travelToGain(y / height, this.range))
  }

  /** What hands do on the empty ground. */
  readonly #hands: HandsOptions = {
    curveY: this.#curveY,
    take: (at) => {
      this.#begin(false)
      const made = this.#makeAt(at)
      if (made === undefined) this.#end()
      else this.#selection.select(made)
      if (made !== undefined) this.#editing.grab(made)
      return made !== undefined
    },
    drag: (dx, dy) => this.#drag(dx, dy),
    drop: () => this.#end(),
    make: (at) => {
      this.emit('gesturestart')
      const band = this.#makeAt(at)
      this.emit('gestureend')
      if (band === undefined) return
      this.#selection.select(band)
      void this.updateComplete.then(() => this.#node(band)?.focus())
    },
    marquee: (area) => {
      this.#marquee = area
      this.#canvas.invalidate()
    },
    choose: (area, adds) => this.#choose(area, adds),
    leave: () => this.#selection.none(),
    hover: (at) => {
      if (at === this.#cursor) return
      this.#cursor = at && at.y < this.#box.height ? at : undefined
      this.#canvas.invalidate()
    }
  }

  #begin(turnsQ: boolean): void {
    this.#heldRange = this.range
    this.#turnsQ = turnsQ
    this.emit('gesturestart')
  }

  #end(): void {
    this.#heldRange = undefined
    this.requestUpdate()
    this.emit('gestureend')
  }

  #drag(dx: number, dy: number): void {
    const { width, height } = this.#box
    if (this.#turnsQ) this.#editing.turnQ(-dy / Q_RANGE_PX)
    else this.#editing.drag(dx / width, (-dy / height) * decibelsHigh(this.range))
  }

  #node(n: BandNumber): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`twobus-eq-node[data-band="${n}"]`)
  }

  #choose({ left, top, right, bottom }: Marquee, adds: boolean): void {
    const { width, height } = this.#box
    const within = this.#shownBands().filter((band) => {
      const x = frequencyToTravel(band.frequencyHz) * width
      const y = gainToTravel(nodeGain(band), this.range) * height
      return band.enabled && x >= left && x <= right && y >= top && y <= bottom
    })
    const before = adds ? this.group : []
    this.#selection.take([...new Set([...before, ...within.map(({ n }) => n)])])
  }

  #onIntent(n: BandNumber, intent: NodeIntent): void {
    switch (intent.kind) {
      case 'select':
        return this.#selection.select(n)
      case 'only':
        return this.#selection.only(n)
      case 'with':
        return this.#selection.toggle(n)
      case 'all':
        return this.#selection.take(
          this.#shownBands().flatMap((band) => (band.enabled ? band.n : []))
        )
      case 'none':
        return this.#selection.none()
      case 'listen':
        // Heard only as long as it is held, so it is no step of undo.
        return this.source.set(bandId(n, 'listen'), intent.on)
      case 'start':
        this.#begin(intent.turnsQ)
        return this.#editing.grab(...this.#selection.groupOf(n))
      case 'drag':
        return this.#drag(intent.dx, intent.dy)
      case 'end':
        return this.#end()
      case 'type':
        this.typing = n
        return
      case 'menu':
        this.#openMenu(n, intent)
        return
      default:
        this.emit('gesturestart')
        this.#editing.change(this.#selection.groupOf(n), intent)
        this.emit('gestureend')
    }
  }

  #openMenu(n: BandNumber, { x, y }: { readonly x: number; readonly y: number }): void {
    const event: BandMenuEvent = new CustomEvent('bandmenu', {
      detail: { bands: this.#selection.groupOf(n), x, y }
    })
    this.dispatchEvent(event)
  }

  readonly #endTyping = (n: BandNumber, byKey: boolean): void => {
    this.typing = undefined
    if (byKey) void this.updateComplete.then(() => this.#node(n)?.focus())
  }

  override render(): TemplateResult {
    const { source, range, group } = this
    const bands = this.#shownBands()
    const chosen = bands.find((band) => band.n === this.selected && band.enabled)
    const typed = bands.find((band) => band.n === this.typing)
    return html`<canvas aria-hidden="true"></canvas>
      <div class="nodes" role="group" aria-label="Bands">
        ${
          chosen && chosen.dynamicRangeDb !== 0
            ? renderRange(chosen, source, range, this.#box.height)
            : nothing
        }
        ${repeat(
          bands,
          (band) => band.n,
          (band) => html`<twobus-eq-node
            ${cssProperties(placeOf(band, range))}
            data-band=${band.n}
            .band=${band}
            ?selected=${group.includes(band.n)}
            @intent=${(event: CustomEvent<NodeIntent>) => this.#onIntent(band.n, event.detail)}
          ></twobus-eq-node>`
        )}
        ${chosen && !typed ? renderTip(chosen, range, this.#box.height, this.#heldRange !== undefined) : nothing}
        ${typed ? renderEntry(typed, source, range, (byKey) => this.#endTyping(typed.n, byKey)) : nothing}
      </div>`
  }
}

defineElement('twobus-eq-graph', TwobusEqGraph)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-eq-graph': TwobusEqGraph
  }
}
