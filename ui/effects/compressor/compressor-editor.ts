import { html, nothing, type TemplateResult } from 'lit'
import type { Tap } from '../../../worklets/core/source.ts'
import { formatUnit } from '../../../worklets/core/text.ts'
import { CompressorCurve } from '../../../worklets/dsp/compressor-curve.ts'
import { compressorDefinition } from '../../../worklets/effects/compressor/definition.ts'
import '../../controls/choice.ts'
import '../../controls/graph-handle.ts'
import '../../controls/knob.ts'
import '../../controls/level-meter.ts'
import '../../controls/toggle.ts'
import '../../controls/value.ts'
import { CanvasController } from '../../core/canvas.ts'
import { cssProperties } from '../../core/css-properties.ts'
import { defineElement } from '../../core/define-element.ts'
import { EffectEditor } from '../../core/effect-editor.ts'
import { COLUMNS_PER_SECOND } from '../../core/history-trace.ts'
import { FigureColumns, PeakColumns } from '../../core/level-history.ts'
import { MeterController } from '../../core/meter-controller.ts'
import { compressorEditorStyles } from './compressor-editor-styles.ts'
import { type CurvePoint, curveLevel, drawCurve, drawCurveGrid } from './curve-drawing.ts'
import {
  BOTTOM_DB,
  BOTTOM_PX,
  decibelsPerPx,
  RATIO_HANDLE_DB,
  TOP_DB,
  TOP_PX
} from './graph-scale.ts'
import {
  drawHistory,
  drawHistoryFigures,
  drawHistoryGrid,
  type HistoryColumns
} from './history-drawing.ts'

/** Enough for a history 2000 px wide. */
const COLUMNS = 1024
/** Text read-outs change six times a second. */
const TEXT_MS = 167

/**
 * Editor of the compressor: reduction history and transfer curve on one dB scale, with a live dot;
 * threshold and ratio can be dragged on the curve.
 */
export class CompressorEditor extends EffectEditor<typeof compressorDefinition> {
  static override readonly definition = compressorDefinition
  static override styles = [...EffectEditor.styles, compressorEditorStyles]

  #inputTap: Tap | undefined
  #outputTap: Tap | undefined
  #columns: HistoryColumns | undefined
  #point: CurvePoint = { levelDb: Number.NEGATIVE_INFINITY, reductionDb: 0 }
  #mostReduction = 0
  #textAge = 0

  readonly #history: CanvasController = new CanvasController(this, {
    canvas: '#history',
    drawStatic: drawHistoryGrid,
    draw: (context, view) => {
      if (this.#columns) drawHistory(context, view, this.#columns, this.bypassed)
      drawHistoryFigures(context, view)
    }
  })

  readonly #curve: CanvasController = new CanvasController(this, {
    canvas: '#curve',
    drawStatic: (context, view) => drawCurveGrid(context, view, this.#settings),
    draw: (context, view) => drawCurve(context, view, this.#settings, this.#point, this.bypassed)
  })

  constructor() {
    super()
    new MeterController(this, {
      source: () => this.source,
      ids: ['reduction', 'detectorLevel', 'inputLevel', 'outputLevel'],
      update: (readings, _now, deltaMs) => this.#follow(readings, deltaMs)
    })
  }

  get #settings() {
    const source = this.source
    return new CompressorCurve().follow({
      threshold: source.get('threshold'),
      ratio: source.get('ratio'),
      knee: source.get('knee'),
      range: source.get('range'),
      style: source.get('style')
    })
  }

  protected override sourceConnected(): void {
    const { source } = this
    this.#inputTap = source.openTap('input')
    this.#outputTap = source.openTap('output')
    const span = COLUMNS / COLUMNS_PER_SECOND
    this.#columns = {
      input: new PeakColumns(COLUMNS, span, source.sampleRate),
      output: new PeakColumns(COLUMNS, span, source.sampleRate),
      reduction: new FigureColumns(COLUMNS)
    }
  }

  protected override sourceDisconnected(): void {
    this.#inputTap?.close()
    this.#outputTap?.close()
    this.#inputTap = undefined
    this.#outputTap = undefined
  }

  protected override paramChanged(): void {
    this.#curve.invalidateStatic()
    this.#history.invalidate()
  }

  /** Once a frame while visible: new columns, the dot, and now and then the figures. */
  #follow(readings: Float64Array, deltaMs: number): void {
    const [reduction = 0, detector = Number.NEGATIVE_INFINITY] = readings
    const columns = this.#columns
    if (columns && this.#inputTap && this.#outputTap) {
      const finished = columns.input.follow(this.#inputTap)
      columns.output.follow(this.#outputTap)
      columns.reduction.note(reduction, finished)
      if (finished > 0) this.#history.invalidate()
    }
    if (detector !== this.#point.levelDb || reduction !== this.#point.reductionDb) {
      this.#point = { levelDb: detector, reductionDb: reduction }
      this.#curve.invalidate()
    }
    this.#mostReduction = Math.max(this.#mostReduction, reduction)
    this.#textAge += deltaMs
    if (this.#textAge < TEXT_MS) return
    this.#textAge = 0
    const figures = [readings[2], readings[3], reduction, this.#mostReduction]
    this.renderRoot.querySelectorAll('.read').forEach((element, i) => {
      const text = formatUnit('dB', figures[i] ?? Number.NEGATIVE_INFINITY).figure
      if (element.textContent !== text) element.textContent = text
    })
  }

  readonly #dragThreshold = (start: number, dx: number): number => {
    const width = this.#curve.view?.width ?? 280
    return start + dx * decibelsPerPx(width)
  }

  /** The handle sits on the curve near the top: its height is the level that comes out there. */
  readonly #dragRatio = (start: number, _dx: number, dy: number): number => {
    const { threshold } = this.#settings
    const height = (this.#curve.view?.height ?? 300) - TOP_PX - BOTTOM_PX
    const over = RATIO_HANDLE_DB - threshold
    const out = over / start - dy * decibelsPerPx(height)
    return out <= over / 100 ? 100 : over / out
  }

  #handlePlace(levelDb: number) {
    const out = curveLevel(this.#settings, levelDb)
    const x = (levelDb - BOTTOM_DB) / (TOP_DB - BOTTOM_DB)
    const y = (TOP_DB - Math.max(BOTTOM_DB, out)) / (TOP_DB - BOTTOM_DB)
    return cssProperties({
      left: `${100 * Math.max(0, x)}%`,
      top: `calc(${TOP_PX}px + (100% - ${TOP_PX + BOTTOM_PX}px) * ${y})`
    })
  }

  protected override renderBody(): TemplateResult {
    return html`<div class="graphs">
        <div class="graph history"><canvas id="history"></canvas></div>
        ${this.layout === 'narrow' ? nothing : this.#renderCurve()} ${this.#renderMeters()}
      </div>
      ${this.#renderStatus()} ${this.#renderDeck()} ${this.#renderSideChain()}`
  }

  #renderCurve(): TemplateResult {
    const { source } = this
    return html`<div class="graph curve">
      <canvas id="curve"></canvas>
      <twobus-graph-handle
        ${this.#handlePlace(source.get('threshold'))}
        .source=${source}
        param="threshold"
        .dragToValue=${this.#dragThreshold}
      ></twobus-graph-handle>
      <twobus-graph-handle
        ${this.#handlePlace(RATIO_HANDLE_DB)}
        shape="diamond"
        .source=${source}
        param="ratio"
        .dragToValue=${this.#dragRatio}
      ></twobus-graph-handle>
    </div>`
  }

  #renderMeters(): TemplateResult {
    const { source } = this
    const bar = (kind: string, id: string, caption: string) => html`<twobus-level-meter
      .source=${source}
      kind=${kind}
      meters=${id}
      caption=${caption}
      scale="linear"
      min=${BOTTOM_DB}
      bar="10"
      no-scale
    ></twobus-level-meter>`
    return html`<div class="meters" @click=${() => (this.#mostReduction = 0)}>
      ${bar('input', 'inputLevel', 'In')} ${bar('reduction', 'reduction', 'GR')}
      ${bar('output', 'outputLevel', 'Out')}
    </div>`
  }

  #renderStatus(): TemplateResult {
    return html`<div class="status">
      <span class="legend"><i class="swatch input"></i>Input <b class="read"></b></span>
      <span class="legend"><i class="swatch output"></i>Output <b class="read"></b></span>
      <span class="legend"
        ><i class="swatch reduction"></i>Reduction <b class="read"></b> max <b class="read"></b>
        <span class="unit">dB</span></span
      >
      <span class="spacer"></span>
      <twobus-choice .source=${this.source} param="style" labelled></twobus-choice>
    </div>`
  }

  #renderDeck(): TemplateResult {
    const source = this.source
    const wide = this.layout === 'wide'
    const knob = (param: string, size = 44, below: unknown = nothing) =>
      html`<twobus-knob .source=${source} param=${param} size=${size}>${below}</twobus-knob>`
    const auto = (param: string) => html`<twobus-toggle
      slot="below"
      variant="pill"
      .source=${source}
      param=${param}
      label="Auto"
    ></twobus-toggle>`
    return html`<div class="deck">
      <div class="group">
        ${knob('threshold', 64)} ${knob('ratio', 64)} ${wide ? nothing : knob('mix', 64)}
      </div>
      <div class="group">
        ${knob('knee')} ${knob('attack')} ${knob('release', 44, auto('autoRelease'))}
        ${knob('hold')} ${knob('lookahead')}
      </div>
      <div class="group">
        ${knob('range')} ${knob('makeup', 44, auto('autoMakeup'))} ${knob('link')}
      </div>
      ${wide ? html`<div class="group">${knob('mix', 64)}</div>` : nothing}
    </div>`
  }

  #renderSideChain(): TemplateResult {
    const source = this.source
    return html`<div class="sub">
      <span class="sidechain"><i></i>Side chain</span>
      <twobus-choice .source=${source} param="sidechain"></twobus-choice>
      <twobus-value .source=${source} param="sidechainLowCut" label="Low cut" labelled></twobus-value>
      <twobus-toggle
        .source=${source}
        param="sidechainListen"
        variant="icon"
        icon="headphones"
      ></twobus-toggle>
      <span class="spacer"></span>
      <twobus-choice .source=${source} param="detector" labelled></twobus-choice>
      ${
        this.get('detector') === 'rms'
          ? html`<twobus-value .source=${source} param="rmsWindow" label="Window" labelled></twobus-value>`
          : nothing
      }
      <twobus-choice .source=${source} param="linkMode" label="Link" labelled></twobus-choice>
      <twobus-choice
        menu
        .source=${source}
        param="oversampling"
        label="Oversampling"
        labelled
      ></twobus-choice>
    </div>`
  }
}

defineElement('twobus-compressor', CompressorEditor)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-compressor': CompressorEditor
  }
}
