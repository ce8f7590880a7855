import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { formatUnit, formatValue } from '../../../worklets/core/text.ts'
import { findRow } from '../../../worklets/core/values.ts'
import { decibelsToGain } from '../../../worklets/dsp/decibels.ts'
import { CompressorCurve } from '../../../worklets/effects/compressor/compressor-curve.ts'
import { compressorDefinition } from '../../../worklets/effects/compressor/definition.ts'
import '../../controls/choice.ts'
import { disclosureStyles, renderDisclosures } from '../../controls/disclosure.ts'
import '../../graph/graph-handle.ts'
import '../../controls/level-meter.ts'
import { CanvasController } from '../../core/canvas.ts'
import { cssProperties } from '../../core/css-properties.ts'
import { defineElement } from '../../core/define-element.ts'
import { MeterController } from '../../core/meter-controller.ts'
import { ReadOut } from '../../core/read-out.ts'
import { EffectEditor } from '../../editor/effect-editor.ts'
import { historyMoves } from '../../graph/history-trace.ts'
import { FigureColumns } from '../../graph/level-history.ts'
import { HISTORY_COLUMNS, ReductionHistory } from '../../graph/reduction-history.ts'
import {
  renderDetector,
  renderMediumDeck,
  renderNarrowDeck,
  renderOversampling,
  renderRareKnobs,
  renderSideChain,
  renderWideDeck
} from './compressor-deck.ts'
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
import { drawHistory, drawHistoryFigures, drawHistoryGrid } from './history-drawing.ts'

/**
 * Editor of the compressor: reduction history and transfer curve on one dB scale, with a live dot;
 * threshold and ratio can be dragged on the curve.
 */
export class CompressorEditor extends EffectEditor<typeof compressorDefinition> {
  static override readonly definition = compressorDefinition
  static override readonly taps = ['input', 'output'] as const
  static override styles = [...EffectEditor.styles, disclosureStyles, compressorEditorStyles]

  static override properties: PropertyDeclarations = { disclosed: { state: true } }

  /** What a narrow editor shows below the deck. */
  declare protected disclosed: string | undefined
  #columns: ReductionHistory | undefined
  #detector: FigureColumns = new FigureColumns(HISTORY_COLUMNS)
  #point: CurvePoint = { levelDb: Number.NEGATIVE_INFINITY, reductionDb: 0 }
  #mostReduction = 0
  readonly #readOut: ReadOut = new ReadOut(this)

  readonly #history: CanvasController = new CanvasController(this, {
    canvas: '#history',
    drawStatic: drawHistoryGrid,
    draw: (context, view) => {
      if (this.#columns) {
        drawHistory(context, view, {
          columns: this.#columns,
          detector: this.#detector,
          isKeyed: this.get('sidechain') === 'external',
          bypassed: this.bypassed
        })
      }
      drawHistoryFigures(context, view)
    }
  })

  readonly #curve: CanvasController = new CanvasController(this, {
    canvas: '#curve',
    drawStatic: (context, view) => drawCurveGrid(context, view, this.#settings),
    draw: (context, view) =>
      drawCurve(context, view, {
        curve: this.#settings,
        ratioText: formatValue(findRow(compressorDefinition, 'ratio'), this.get('ratio')),
        point: this.#point,
        bypassed: this.bypassed
      })
  })

  constructor() {
    super()
    this.disclosed = undefined
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
    this.#columns = new ReductionHistory(this.source.sampleRate)
    this.#detector = new FigureColumns(HISTORY_COLUMNS)
  }

  protected override paramChanged(): void {
    this.#curve.invalidateStatic()
    this.#history.invalidate()
  }

  /** Once a frame while visible: new columns, the dot, and now and then the figures. */
  #follow(readings: Float64Array, deltaMs: number): void {
    const [reduction = 0, detector = Number.NEGATIVE_INFINITY] = readings
    const columns = this.#columns
    const [input, output] = [this.tap('input'), this.tap('output')]
    if (columns && input && output) {
      const finished = columns.follow(input, output, reduction)
      this.#detector.note(decibelsToGain(detector), finished)
      if (historyMoves(columns.input.count, finished)) this.#history.invalidate()
    }
    if (detector !== this.#point.levelDb || reduction !== this.#point.reductionDb) {
      this.#point = { levelDb: detector, reductionDb: reduction }
      this.#curve.invalidate()
    }
    this.#mostReduction = Math.max(this.#mostReduction, reduction)
    if (this.#readOut.due(deltaMs)) this.#write(readings)
  }

  #write([reduction, , input, output]: Float64Array): void {
    const figures = { input, output, reduction, most: this.#mostReduction }
    for (const [name, value = Number.NEGATIVE_INFINITY] of Object.entries(figures)) {
      this.#readOut.write(`[data-read="${name}"]`, formatUnit('dB', value).figure)
    }
  }

  /** On the history the threshold lies across. */
  readonly #dragLevel = (start: number, _dx: number, dy: number): number => {
    const height = (this.#history.view?.height ?? 300) - TOP_PX - BOTTOM_PX
    return start - dy * decibelsPerPx(height)
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
    const isNarrow = this.layout === 'narrow'
    return html`<div class="graphs">
        <div class="graph history">
          <canvas id="history"></canvas>
          ${isNarrow ? this.#renderThreshold() : nothing}
        </div>
        ${isNarrow ? nothing : this.#renderCurve()} ${this.#renderMeters()}
      </div>
      ${this.#renderStatus()}
      ${isNarrow ? this.#renderNarrow() : [this.#renderDeck(), this.#renderSub()]}`
  }

  #renderNarrow(): TemplateResult {
    const { source } = this
    const row = (content: TemplateResult) => html`<div class="sub">${content}</div>`
    return html`${renderNarrowDeck(source)}
    ${renderDisclosures(
      [
        { id: 'sidechain', label: 'Side chain', render: () => row(renderSideChain(source)) },
        {
          id: 'detector',
          label: 'Detector and timing',
          render: () =>
            html`${renderRareKnobs(source)} ${row(html`${renderDetector(source)} ${renderOversampling(source)}`)}`
        }
      ],
      this.disclosed,
      (open) => (this.disclosed = open)
    )}`
  }

  #renderDeck(): TemplateResult {
    return this.layout === 'wide' ? renderWideDeck(this.source) : renderMediumDeck(this.source)
  }

  #renderSub(): TemplateResult {
    return html`<div class="sub">
      ${renderSideChain(this.source)} <span class="spacer"></span> ${renderDetector(this.source)}
      ${this.layout === 'wide' ? nothing : renderOversampling(this.source)}
    </div>`
  }

  /** Where there is no curve, the threshold is taken on the history. */
  #renderThreshold(): TemplateResult {
    const { source } = this
    const share = (TOP_DB - source.get('threshold')) / (TOP_DB - BOTTOM_DB)
    const top = `calc(${TOP_PX}px + (100% - ${TOP_PX + BOTTOM_PX}px) * ${Math.min(1, share)})`
    return html`<div class="threshold" ${cssProperties({ top })}></div>
      <twobus-graph-handle
        ${cssProperties({ right: '20px', top })}
        .source=${source}
        param="threshold"
        .dragToValue=${this.#dragLevel}
      ></twobus-graph-handle>`
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
    const style = html`<twobus-choice
      .source=${this.source}
      param="style"
      ?labelled=${this.layout !== 'narrow'}
    ></twobus-choice>`
    const now = html`<b data-read="reduction"></b>`
    const unit = html`<span class="unit">dB</span>`
    if (this.layout === 'narrow') {
      return html`<div class="status">
        ${style}<span class="spacer"></span><span class="legend">GR ${now} ${unit}</span>
      </div>`
    }
    return html`<div class="status">
      <span class="legend"><i class="swatch input"></i>Input <b data-read="input"></b></span>
      <span class="legend"><i class="swatch output"></i>Output <b data-read="output"></b></span>
      <span class="legend"
        ><i class="swatch reduction"></i>Reduction ${now} max <b data-read="most"></b> ${unit}</span
      >
      <span class="spacer"></span>
      ${this.layout === 'wide' ? renderOversampling(this.source) : nothing} ${style}
    </div>`
  }
}

defineElement('twobus-compressor', CompressorEditor)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-compressor': CompressorEditor
  }
}
