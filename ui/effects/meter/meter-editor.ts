import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import type { Tap } from '../../../worklets/core/source.ts'
import { formatUnit } from '../../../worklets/core/text.ts'
import { meterPlace } from '../../../worklets/core/values.ts'
import { RealFft } from '../../../worklets/dsp/spectral/real-fft.ts'
import { meterDefinition } from '../../../worklets/effects/meter/definition.ts'
import '../../controls/button.ts'
import '../../controls/goniometer.ts'
import '../../controls/icon.ts'
import '../../controls/level-meter.ts'
import '../../controls/toggle.ts'
import '../../controls/value.ts'
import { CanvasController, type CanvasView } from '../../core/canvas.ts'
import { defineElement } from '../../core/define-element.ts'
import { MeterController } from '../../core/meter-controller.ts'
import { EffectEditor } from '../../editor/effect-editor.ts'
import { drawFrequencyFigures, drawFrequencyLines } from '../../graph/frequency-axis.ts'
import { drawAxisText, drawHorizontal, figure } from '../../graph/graph-drawing.ts'
import { legendStyles, renderLegend } from '../../graph/graph-legend.ts'
import { plotArea } from '../../graph/plot-area.ts'
import { Spectrum } from '../../graph/spectrum.ts'
import { drawSpectrum } from '../../graph/spectrum-drawing.ts'
import { drawHistory, drawHistoryGrid, EBU_SCALES, type EbuScale } from './history-drawing.ts'
import { LoudnessHistory } from './loudness-history.ts'
import { meterEditorStyles } from './meter-editor-styles.ts'

/** Read-outs change five times a second: figures that flicker cannot be read. */
const TEXT_MS = 200
const FFT_SIZE = 8192
/** EBU R 128 allows so much beside the target. */
const TOLERANCE_LU = 1
/** Above it, a codec may clip (AES TD1008). */
const TRUE_PEAK_LIMIT = -1
/** The reset is switched back when every transport has carried it. */
const RESET_MS = 120

/** What is asked for in practice. */
const TARGETS = [
  [-23, 'EBU −23'],
  [-16, 'Podcast −16'],
  [-14, 'Streaming −14'],
  [-9, 'Club −9']
] as const

const READINGS = [
  'integrated',
  'shortTerm',
  'momentary',
  'maxShortTerm',
  'maxMomentary',
  'range',
  'maxTruePeak',
  'plr',
  'psr',
  'balance',
  'clippedSamples'
] as const

/** The list beside the graphs: a reading's name in the picture, and its id. */
const LIST = [
  ['Max short-term', 'maxShortTerm'],
  ['Max momentary', 'maxMomentary'],
  ['Loudness range', 'range'],
  ['True peak max', 'maxTruePeak'],
  ['PLR', 'plr'],
  ['PSR', 'psr'],
  ['Balance', 'balance'],
  ['Clipped samples', 'clippedSamples']
] as const

const SPECTRUM_TOP_DB = -18
const SPECTRUM_BOTTOM_DB = -90
const SPECTRUM_LINES_DB = [-30, -45, -60, -75] as const
const AXIS_PX = 22
const SPECTRUM_MARGINS = { left: 40 } as const

/** Editor of the meter: loudness as EBU R 128 reads it, over time, as a histogram, and its target. */
export class MeterEditor extends EffectEditor<typeof meterDefinition> {
  static override readonly definition = meterDefinition
  static override styles = [...EffectEditor.styles, legendStyles, meterEditorStyles]

  static override properties: PropertyDeclarations = { scale: { state: true } }

  declare protected scale: EbuScale

  readonly #history = new LoudnessHistory()
  readonly #levels = new Spectrum(new RealFft(FFT_SIZE))
  #tap: Tap | undefined
  #position: number | undefined
  #integrated = -Infinity
  #textAge = TEXT_MS

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
    this.#tap = this.source.openTap('output')
    this.#position = undefined
    this.#history.clear()
    this.#graph.invalidate()
  }

  protected override sourceDisconnected(): void {
    this.#tap?.close()
    this.#tap = undefined
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
    if (this.#tap && columns > 0 && this.#levels.follow(this.#tap, columns, deltaMs, 'medium')) {
      this.#spectrum.invalidate()
    }
    this.#textAge += deltaMs
    if (this.#textAge >= TEXT_MS) this.#write(readings)
  }

  /** How much sound has gone by since the last look; readings stand when the sound stops. */
  #secondsHeard(deltaMs: number): number {
    if (!this.#tap) return deltaMs / 1000
    const { position, sampleRate } = this.#tap
    const frames = (position - (this.#position ?? position)) | 0
    this.#position = position
    return frames / sampleRate
  }

  #write(readings: Float64Array): void {
    this.#textAge = 0
    READINGS.forEach((id, i) => {
      const value = readings[i] ?? -Infinity
      const element = this.renderRoot.querySelector(`[data-reading="${id}"]`)
      if (!element) return
      const text = readingText(id, value)
      const place = element.querySelector('b') ?? element
      if (place.textContent !== text) place.textContent = text
      if (id === 'maxTruePeak') element.classList.toggle('over', value > TRUE_PEAK_LIMIT)
      if (id === 'clippedSamples') element.classList.toggle('over', value > 0)
    })
    this.#writeVerdict(readings[0] ?? -Infinity)
  }

  #writeVerdict(integrated: number): void {
    const element = this.renderRoot.querySelector('.verdict')
    if (!element) return
    const away = integrated - this.get('target')
    const isOff = Math.abs(away) > TOLERANCE_LU
    const state = integrated === -Infinity ? 'none' : isOff ? 'off' : 'on'
    const distance = `${Math.abs(away).toFixed(1)} LU ${away > 0 ? 'above' : 'below'} target`
    const text = state === 'none' ? 'Nothing measured yet' : isOff ? distance : 'On target'
    element.className = `verdict ${state}`
    const span = element.querySelector('span')
    if (span && span.textContent !== text) span.textContent = text
    element.querySelector('twobus-icon')?.setAttribute('name', isOff ? 'warning' : 'check')
    element.querySelector('twobus-icon')?.toggleAttribute('hidden', state === 'none')
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
        ${this.#renderReadings()}
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

  #renderReadings(): TemplateResult {
    const value = (id: string) => html`<b data-reading=${id}></b>`
    return html`<div class="readings">
      <div>
        <span class="label">Integrated</span>
        <div><span class="big" data-reading="integrated"></span> <span class="unit">LUFS</span></div>
        <div class="verdict none"><twobus-icon name="check" hidden></twobus-icon><span></span></div>
        <div class="pair">
          <div><span class="label">Short-term</span>${value('shortTerm')}</div>
          <div><span class="label">Momentary</span>${value('momentary')}</div>
        </div>
      </div>
      <dl>
        ${LIST.map(
          ([label, id]) => html`<dt>${label}</dt>
            <dd data-reading=${id}><b></b><span class="unit">${unitAfter(id)}</span></dd>`
        )}
      </dl>
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

type ReadingId = (typeof READINGS)[number]

/** The unit of the table, with a space before it. */
function unitAfter(id: ReadingId): string {
  if (id === 'clippedSamples') return ''
  const row = meterDefinition.meters[meterPlace(meterDefinition, id)]
  return row ? ` ${row.unit}` : ''
}

function readingText(id: ReadingId, value: number): string {
  if (id === 'clippedSamples') return String(Math.max(0, Math.round(value)))
  if (id === 'balance') {
    const { figure } = formatUnit('dB', Number.isFinite(value) ? Math.abs(value) : 0)
    return Math.abs(value) >= 0.05 ? `${value < 0 ? 'L' : 'R'} ${figure}` : figure
  }
  return formatUnit('dB', value).figure
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
