import { html, nothing, type TemplateResult } from 'lit'
import { formatUnit } from '../../../worklets/core/text.ts'
import { decibelsToGain } from '../../../worklets/dsp/decibels.ts'
import { RealFft } from '../../../worklets/dsp/spectral/real-fft.ts'
import { widenerDefinition } from '../../../worklets/effects/widener/definition.ts'
import type { WidthSettings } from '../../../worklets/effects/widener/width-response.ts'
import '../../graph/correlation.ts'
import '../../graph/goniometer.ts'
import '../../graph/graph-handle.ts'
import '../../controls/icon.ts'
import { CanvasController } from '../../core/canvas.ts'
import { cssProperties } from '../../core/css-properties.ts'
import { defineElement } from '../../core/define-element.ts'
import { MeterController } from '../../core/meter-controller.ts'
import { ReadOut } from '../../core/read-out.ts'
import { EffectEditor } from '../../editor/effect-editor.ts'
import {
  frequencyToTravel,
  HIGHEST_HZ,
  LOWEST_HZ,
  travelToFrequency
} from '../../graph/frequency-axis.ts'
import { legendStyles, renderLegend } from '../../graph/graph-legend.ts'
import { plotLeft } from '../../graph/plot-area.ts'
import { Spectrum } from '../../graph/spectrum.ts'
import { type BandWidth, renderDeck, renderStatus } from './widener-deck.ts'
import { widenerEditorStyles } from './widener-editor-styles.ts'
import {
  drawWidth,
  drawWidthGrid,
  percentPerPx,
  percentTop,
  WIDTH_MARGINS,
  type WidthScene,
  widthCurve
} from './width-drawing.ts'

const FFT_SIZE = 8192
/** Left and right are more against each other than with each other. */
const CANCELS_BELOW = -0.05
/** The bars of mid and side show this much. */
const BAR_DB = 60

/** Editor of the widener: the stereo image as dots, and its width over frequency to be dragged. */
export class WidenerEditor extends EffectEditor<typeof widenerDefinition> {
  static override readonly definition = widenerDefinition
  static override readonly taps = ['output'] as const
  static override styles = [...EffectEditor.styles, legendStyles, widenerEditorStyles]

  readonly #mid = new Spectrum(new RealFft(FFT_SIZE))
  readonly #side = new Spectrum(new RealFft(FFT_SIZE), 'side')
  #curve: Pick<WidthScene, 'settings' | 'curve'> | undefined
  readonly #readOut: ReadOut = new ReadOut(this)

  readonly #width: CanvasController = new CanvasController(this, {
    canvas: '#width',
    drawStatic: (context, view) => drawWidthGrid(context, view),
    draw: (context, view) =>
      drawWidth(context, view, {
        ...this.#curveNow,
        mid: this.#mid.levels,
        side: this.#side.levels,
        bypassed: this.bypassed
      })
  })

  constructor() {
    super()
    new MeterController(this, {
      source: () => this.source,
      ids: ['correlation', 'midLevel', 'sideLevel', 'widthNow'],
      update: (readings, _now, deltaMs) => this.#follow(readings, deltaMs)
    })
  }

  protected override sourceConnected(): void {
    this.#changed()
  }

  protected override paramChanged(): void {
    this.#changed()
  }

  #changed(): void {
    this.#curve = undefined
    this.#width.invalidate()
  }

  get #curveNow(): Pick<WidthScene, 'settings' | 'curve'> {
    if (this.#curve) return this.#curve
    const settings = this.#settings
    this.#curve = { settings, curve: widthCurve(settings, this.source.sampleRate) }
    return this.#curve
  }

  get #settings(): WidthSettings {
    const bands = [this.get('lowWidth'), this.get('midWidth'), this.get('highWidth')] as const
    const [low, middle, high] = bands
    return {
      width: (this.get('width') / 100) * decibelsToGain(-this.get('balance')),
      bands: this.get('multiband') ? [low / 100, middle / 100, high / 100] : undefined,
      lowCrossoverHz: this.get('lowCrossover'),
      highCrossoverHz: this.get('highCrossover'),
      bassMonoHz: this.get('bassMono') >= LOWEST_HZ ? this.get('bassMono') : 0
    }
  }

  #follow(readings: Float64Array, deltaMs: number): void {
    const [correlation = 0, mid = -Infinity, side = -Infinity, widthNow = 100] = readings
    const columns = Math.round(this.#width.view?.width ?? 0) - WIDTH_MARGINS.right
    const output = this.tap('output')
    if (output && columns > 0) {
      const midMoved = this.#mid.follow(output, columns, deltaMs, 'medium')
      const sideMoved = this.#side.follow(output, columns, deltaMs, 'medium')
      if (midMoved || sideMoved) this.#width.invalidate()
    }
    this.#setBar('mid', mid)
    this.#setBar('side', side)
    if (this.#readOut.due(deltaMs)) this.#write(correlation, widthNow)
  }

  #write(correlation: number, widthNow: number): void {
    const sign = correlation > 0 ? '+' : ''
    this.#readOut.write('.correlation b', `${sign}${formatUnit('', correlation).figure}`)
    this.#readOut.write('.now b', String(Math.round(widthNow)))
    const cancels = correlation < CANCELS_BELOW
    this.#readOut.mark('.verdict', 'cancels', cancels)
    this.#readOut.write('.verdict span', cancels ? 'Cancels in mono' : 'Mono safe')
    this.#readOut.writeAttribute('.verdict twobus-icon', 'name', cancels ? 'warning' : 'check')
  }

  #setBar(part: 'mid' | 'side', db: number): void {
    const bar = this.renderRoot.querySelector<HTMLElement>(`.part.${part} i`)
    if (bar) bar.style.transform = `scaleX(${Math.max(0, Math.min(1, 1 + db / BAR_DB))})`
  }

  readonly #dragFrequency = (start: number, dx: number): number => {
    const travel = frequencyToTravel(Math.max(LOWEST_HZ, start))
    return travelToFrequency(travel + dx / ((this.#width.view?.width ?? 470) - WIDTH_MARGINS.right))
  }

  readonly #dragWidth = (start: number, _dx: number, dy: number): number =>
    start - dy * percentPerPx(this.#width.view?.height ?? 300)

  /** A band's width is on top of the whole. */
  readonly #dragBand = (start: number, _dx: number, dy: number): number => {
    const whole = Math.max(0.1, this.get('width') / 100)
    return start - (dy * percentPerPx(this.#width.view?.height ?? 300)) / whole
  }

  protected override renderBody(): TemplateResult {
    const { source, layout } = this
    return html`<div class="graphs">
        ${
          layout === 'narrow'
            ? nothing
            : html`<div class="field">
                <twobus-goniometer plain .source=${source}></twobus-goniometer>
              </div>`
        }
        <div class="over-frequency">
          ${renderLegend([
            { text: 'Width', color: 'output', look: 'line' },
            { text: 'Mid', color: 'mid', look: 'thin' },
            { text: 'Side', color: 'side', look: 'thin' }
          ])}
          <div class="graph">
            <canvas id="width" role="img" aria-label=${this.#spokenWidth()}></canvas>
            ${this.#renderHandles()}
          </div>
        </div>
        ${layout === 'wide' ? this.#renderFigures() : nothing}
      </div>
      ${
        layout === 'wide'
          ? nothing
          : html`<div class="bar-row">
              <span class="label">Correlation</span>
              <twobus-correlation .source=${source} meter="correlation"></twobus-correlation>
            </div>`
      }
      ${renderStatus(source)} ${renderDeck(source, layout === 'narrow' ? 56 : 72)}`
  }

  /** The picture in words. */
  #spokenWidth(): string {
    const whole = `Width over frequency: ${Math.round(this.get('width'))} %`
    if (!this.get('multiband')) return whole
    const bands = (['lowWidth', 'midWidth', 'highWidth'] as const).map(
      (band) => `${Math.round((this.get(band) * this.get('width')) / 100)} %`
    )
    return `Width over frequency: ${bands.join(', ')}`
  }

  #renderHandles(): TemplateResult {
    if (!this.get('multiband')) {
      const middleHz = travelToFrequency(0.5)
      return html`${this.#renderWidth('width', middleHz, this.#dragWidth)} ${this.#renderBassMono()}`
    }
    const low = this.get('lowCrossover')
    const high = this.get('highCrossover')
    const middle = (a: number, b: number) => Math.sqrt(a * b)
    return html`
      ${this.#renderCrossover('lowCrossover')} ${this.#renderCrossover('highCrossover')}
      ${this.#renderBassMono()}
      ${this.#renderWidth('lowWidth', middle(LOWEST_HZ, low), this.#dragBand)}
      ${this.#renderWidth('midWidth', middle(low, high), this.#dragBand)}
      ${this.#renderWidth('highWidth', middle(high, HIGHEST_HZ), this.#dragBand)}
    `
  }

  #renderWidth(
    param: 'width' | BandWidth,
    hz: number,
    dragToValue: (start: number, dx: number, dy: number) => number
  ): TemplateResult {
    const whole = param === 'width' ? 1 : this.get('width') / 100
    const percent = this.get(param) * whole
    const place = { left: plotLeft(frequencyToTravel(hz), WIDTH_MARGINS), top: percentTop(percent) }
    return html`<twobus-graph-handle
        ${cssProperties(place)}
        .source=${this.source}
        param=${param}
        color="side"
        .dragToValue=${dragToValue}
      ></twobus-graph-handle>
      <span class="handle-text" aria-hidden="true" ${cssProperties(place)}
        >${Math.round(percent)} %</span
      >`
  }

  #renderCrossover(param: 'lowCrossover' | 'highCrossover'): TemplateResult {
    return html`<twobus-graph-handle
      ${cssProperties({ left: plotLeft(frequencyToTravel(this.get(param)), WIDTH_MARGINS), top: 'calc(100% - 46px)' })}
      shape="grip"
      .source=${this.source}
      param=${param}
      color="output"
      .dragToValue=${this.#dragFrequency}
    ></twobus-graph-handle>`
  }

  /** At the left edge where it is off. */
  #renderBassMono(): TemplateResult {
    const hz = Math.max(LOWEST_HZ * 1.15, this.get('bassMono'))
    return html`<twobus-graph-handle
      ${cssProperties({ left: plotLeft(frequencyToTravel(hz), WIDTH_MARGINS), top: 'calc(100% - 112px)' })}
      shape="grip"
      .source=${this.source}
      param="bassMono"
      color="mid"
      .dragToValue=${this.#dragFrequency}
    ></twobus-graph-handle>`
  }

  #renderFigures(): TemplateResult {
    return html`<div class="figures">
      <div class="read correlation">
        <span class="label">Correlation</span><br /><b></b>
      </div>
      <twobus-correlation .source=${this.source} meter="correlation"></twobus-correlation>
      <div class="read now"><span class="label">Width now</span><br /><b></b> <span class="unit">%</span></div>
      <div class="part mid">Mid<div><i></i></div></div>
      <div class="part side">Side<div><i></i></div></div>
      <div class="verdict"><twobus-icon name="check"></twobus-icon><span></span></div>
    </div>`
  }
}

defineElement('twobus-widener', WidenerEditor)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-widener': WidenerEditor
  }
}
