import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { RealFft } from '../../../worklets/dsp/spectral/real-fft.ts'
import { meterDefinition } from '../../../worklets/effects/meter/definition.ts'
import '../../controls/button.ts'
import '../../graph/goniometer.ts'
import '../../controls/level-meter.ts'
import '../../controls/toggle.ts'
import '../../controls/value.ts'
import { CanvasController, type CanvasView } from '../../core/canvas.ts'
import { defineElement } from '../../core/define-element.ts'
import { MeterController } from '../../core/meter-controller.ts'
import { ReadOut } from '../../core/read-out.ts'
import { EffectEditor } from '../../editor/effect-editor.ts'
import { drawFrequencyFigures, drawFrequencyLines } from '../../graph/frequency-axis.ts'
import { drawAxisText, drawHorizontal, figure } from '../../graph/graph-drawing.ts'
import { legendStyles, renderLegend } from '../../graph/graph-legend.ts'
import { plotArea } from '../../graph/plot-area.ts'
import { Spectrum } from '../../graph/spectrum.ts'
import { drawSpectrum } from '../../graph/spectrum-drawing.ts'
import { drawHistory, drawHistoryGrid, EBU_SCALES, type EbuScale } from './history-drawing.ts'
import { LoudnessHistory } from './loudness-history.ts'
import { READINGS, renderReadings, writeReadings } from './loudness-readings.ts'
import { meterEditorStyles } from './meter-editor-styles.ts'

const FFT_SIZE = 8192
/** The reset is switched back when every transport has carried it. */
const RESET_MS = 120

/** What is asked for in practice. */
const TARGETS = [
  [-23, 'EBU −23'],
  [-16, 'Podcast −16'],
  [-14, 'Streaming −14'],
  [-9, 'Club −9']
] as const

const SPECTRUM_TOP_DB = -18
const SPECTRUM_BOTTOM_DB = -90
const SPECTRUM_LINES_DB = [-30, -45, -60, -75] as const
const AXIS_PX = 22
const SPECTRUM_MARGINS = { left: 40 } as const

/** Editor of the meter: loudness as EBU R 128 reads it, over time, as a histogram, and its target. */
export class MeterEditor extends EffectEditor<typeof meterDefinition> {
  static override readonly definition = meterDefinition
  static override readonly taps = ['output'] as const
  static override styles = [...EffectEditor.styles, legendStyles, meterEditorStyles]

  static override properties: PropertyDeclarations = { scale: { state: true } }

  declare protected scale: EbuScale

  readonly #history = new LoudnessHistory()
  readonly #levels = new Spectrum(new RealFft(FFT_SIZE))
  #position: number | undefined
  #integrated = -Infinity
  readonly #readOut: ReadOut = new ReadOut(this)

  readonly #graph: CanvasController = new CanvasController(this, {
    canvas: '#history',
    drawStatic: (context, view) =>
      drawHistoryGrid(context, view, { target: this.get('target'), scale: this.scale }),
    draw: (context, view) =>
      drawHistory(context, view, {
        history: this.#history,
        integrated: this.#integrated,
        target: this.get('target'),
        scale: this.scale
      })
  })
  readonly #spectrum: CanvasController = new CanvasController(this, {
    canvas: '#spectrum',
    drawStatic: (context, view) => {
      const plot = plotArea(view, SPECTRUM_MARGINS)
      context.translate(SPECTRUM_MARGINS.left, 0)
      drawFrequencyLines(context, plot)
      for (const db of SPECTRUM_LINES_DB) {
        drawHorizontal(context, plot, levelToY(db, view.height), view.colors['grid-strong'])
      }
    },
    draw: (context, view) => this.#drawSpectrum(context, view)
  })

  constructor() {
    super()
    this.scale = '+9'
    new MeterController(this, {
      source: () => this.source,
      ids: READINGS,
      update: (readings, _now, deltaMs) => this.#follow(readings, deltaMs)
    })
  }

  protected override sourceConnected(): void {
    this.#position = undefined
    this.#history.clear()
    this.#graph.invalidate()
  }

  protected override paramChanged(id: string): void {
    if (id === 'target') this.#graph.invalidateStatic()
    if (id === 'reset' && this.get('reset')) {
      this.#history.clear()
      this.#graph.invalidate()
    }
  }

  #follow(readings: Float64Array, deltaMs: number): void {
    const [integrated = -Infinity, shortTerm = -Infinity, momentary = -Infinity] = readings
    const heard = this.#secondsHeard(deltaMs)
    if (this.get('integrate') && heard > 0 && momentary > -Infinity) {
      if (this.#history.note(momentary, shortTerm, heard)) this.#graph.invalidate()
    }
    if (integrated !== this.#integrated) {
      this.#integrated = integrated
      this.#graph.invalidate()
    }
    const columns = Math.round(this.#spectrum.view?.width ?? 0) - SPECTRUM_MARGINS.left
    const output = this.tap('output')
    if (output && columns > 0 && this.#levels.follow(output, columns, deltaMs, 'medium')) {
      this.#spectrum.invalidate()
    }
    if (!this.#readOut.due(deltaMs)) return
    writeReadings(this.#readOut, readings, this.get('target'))
  }

  /** How much sound has gone by since the last look; readings stand when the sound stops. */
  #secondsHeard(deltaMs: number): number {
    const output = this.tap('output')
    if (!output) return deltaMs / 1000
    const { position, sampleRate } = output
    const frames = (position - (this.#position ?? position)) | 0
    this.#position = position
    return frames / sampleRate
  }

  #drawSpectrum(context: CanvasRenderingContext2D, view: CanvasView): void {
    const { height } = view
    const plot = plotArea(view, SPECTRUM_MARGINS)
    const scale = { bottom: height - AXIS_PX, yOf: (db: number) => levelToY(db, height) }
    for (const db of SPECTRUM_LINES_DB) {
      const y = levelToY(db, height)
      drawAxisText(context, view, figure(db), SPECTRUM_MARGINS.left - 6, y, 'right')
    }
    context.translate(SPECTRUM_MARGINS.left, 0)
    drawSpectrum(context, plot, this.#levels.levels, { look: 'fill', ...scale })
    drawSpectrum(context, plot, this.#levels.levels, { look: 'line', ...scale })
    drawFrequencyFigures(context, plot, height - 9)
  }

  #chooseScale(scale: EbuScale): void {
    this.scale = scale
    this.#graph.invalidateStatic()
  }

  /** Begins anew; no step of undo. */
  #reset(): void {
    const { source } = this
    source.set('reset', true)
    setTimeout(() => source.set('reset', false), RESET_MS)
  }

  protected override renderBody(): TemplateResult {
    const { source, layout } = this
    const wide = layout === 'wide'
    return html`<div class="parts">
        ${renderReadings()}
        <div class="graphs">
          <div class="over-time">
            ${this.#renderHistoryHead()}
            <div class="graph history">
              <canvas id="history" role="img" aria-label="Loudness over time, and how often"></canvas>
            </div>
          </div>
          ${
            wide
              ? html`<div class="graph spectrum">
                  <canvas id="spectrum" role="img" aria-label="Spectrum"></canvas>
                </div>`
              : nothing
          }
        </div>
        <div class="side">
          <twobus-level-meter
            .source=${source}
            meters="peakLeft peakRight"
            rms="rmsLeft rmsRight"
            bar=${wide ? 12 : 6}
            label="Level"
          ></twobus-level-meter>
          ${wide ? html`<twobus-goniometer .source=${source}></twobus-goniometer>` : nothing}
        </div>
      </div>
      ${this.#renderStatus()}`
  }

  #renderHistoryHead(): TemplateResult {
    return html`<div class="head">
      ${renderLegend([
        { text: 'Short-term', color: 'output', look: 'line' },
        { text: 'Momentary', color: 'input', look: 'thin' },
        { text: 'Integrated', color: 'level', look: 'line' },
        { text: 'Target', color: 'accent', look: 'dashes' }
      ])}
      <div class="choices" role="group" aria-label="EBU scale">
        ${(Object.keys(EBU_SCALES) as EbuScale[]).map(
          (scale) => html`<button
            type="button"
            aria-label=${`${scale} LU`}
            aria-pressed=${String(scale === this.scale)}
            @click=${() => this.#chooseScale(scale)}
          >
            ${scale}
          </button>`
        )}
      </div>
    </div>`
  }

  #renderStatus(): TemplateResult {
    const { source } = this
    const target = this.get('target')
    return html`<div class="status">
      <twobus-value .source=${source} param="target" labelled></twobus-value>
      <div class="choices targets" role="group" aria-label="Usual targets">
        ${TARGETS.map(
          ([lufs, label]) => html`<button
            type="button"
            aria-pressed=${String(lufs === target)}
            @click=${() => this.edit(() => this.set('target', lufs))}
          >
            ${label}
          </button>`
        )}
      </div>
      <span class="spacer"></span>
      <twobus-toggle .source=${source} param="integrate"></twobus-toggle>
      <twobus-button @click=${() => this.#reset()}>Reset</twobus-button>
    </div>`
  }
}

function levelToY(db: number, height: number): number {
  const travel = (SPECTRUM_TOP_DB - db) / (SPECTRUM_TOP_DB - SPECTRUM_BOTTOM_DB)
  return travel * (height - AXIS_PX)
}

defineElement('twobus-meter', MeterEditor)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-meter': MeterEditor
  }
}
