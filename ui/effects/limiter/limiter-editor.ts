import { html, type PropertyDeclarations, type TemplateResult } from 'lit'
import { choice } from '../../../worklets/core/rows.ts'
import { formatUnit } from '../../../worklets/core/text.ts'
import { findRow } from '../../../worklets/core/values.ts'
import { limiterDefinition } from '../../../worklets/effects/limiter/definition.ts'
import '../../controls/button.ts'
import '../../controls/choice.ts'
import '../../graph/graph-handle.ts'
import '../../controls/icon.ts'
import '../../controls/knob.ts'
import '../../controls/level-meter.ts'
import '../../controls/toggle.ts'
import { renderViewChoice } from '../../controls/view-choice.ts'
import { CanvasController } from '../../core/canvas.ts'
import { cssProperties } from '../../core/css-properties.ts'
import { defineElement } from '../../core/define-element.ts'
import { MeterController } from '../../core/meter-controller.ts'
import { ReadOut } from '../../core/read-out.ts'
import { EffectEditor } from '../../editor/effect-editor.ts'
import { historyMoves } from '../../graph/history-trace.ts'
import { ReductionHistory } from '../../graph/reduction-history.ts'
import { drawLimiterFigures, drawLimiterGrid, drawLimiterHistory } from './history-drawing.ts'
import { limiterEditorStyles } from './limiter-editor-styles.ts'
import {
  BOTTOM_DB,
  BOTTOM_PX,
  LIMITER_SPANS,
  type LimiterSpan,
  levelToY,
  TOP_DB,
  TOP_PX
} from './limiter-scale.ts'
import { TapLoudness } from './tap-loudness.ts'

/** Readings of a true peak agree to this; less above the ceiling is none. */
const METER_TOLERANCE_DB = 0.05

const spanRow = choice('span', 'Scale', {
  options: LIMITER_SPANS,
  labels: {
    '16': '16 dB',
    '32': '32 dB',
    '48': '48 dB',
    k12: 'K-12',
    k14: 'K-14',
    k20: 'K-20'
  },
  help: 'How many decibels below full scale the history shows; a K-scale calls 12, 14 or 20 dB below it 0.'
})

/** What a preset leaves alone until its padlock is opened. */
const LOCKABLE = ['drive', 'ceiling'] as const

/**
 * Editor of the limiter: a history of input, output and reduction under a ceiling that can be
 * dragged, true peaks that stay until they are clicked away, and the loudness that comes out.
 */
export class LimiterEditor extends EffectEditor<typeof limiterDefinition> {
  static override readonly definition = limiterDefinition
  static override readonly taps = ['input', 'output'] as const

  static override properties: PropertyDeclarations = {
    span: { state: true }
  }

  static override styles = [...EffectEditor.styles, limiterEditorStyles]

  declare protected span: LimiterSpan
  #columns: ReductionHistory | undefined
  #loudness: TapLoudness | undefined
  readonly #most = { input: -Infinity, reduction: 0, output: -Infinity, sample: -Infinity }
  readonly #readOut: ReadOut = new ReadOut(this)

  readonly #history: CanvasController = new CanvasController(this, {
    canvas: '#history',
    drawStatic: (context, view) => drawLimiterGrid(context, view, this.span),
    draw: (context, view) => {
      if (this.#columns) {
        drawLimiterHistory(context, view, {
          columns: this.#columns,
          driveDb: this.get('drive'),
          ceilingDb: this.get('ceiling'),
          span: this.span,
          bypassed: this.bypassed
        })
      }
      drawLimiterFigures(context, view, this.span)
    }
  })

  constructor() {
    super()
    this.span = '16'
    new MeterController(this, {
      source: () => this.source,
      ids: ['reduction', 'inputTruePeak', 'outputTruePeak', 'outputPeak'],
      update: (readings, _now, deltaMs) => this.#follow(readings, deltaMs)
    })
    this.addEventListener('preset-change', () => this.#tellLocked())
  }

  protected override sourceConnected(): void {
    const { source } = this
    for (const id of LOCKABLE) this.model.locked.add(id)
    this.#loudness = new TapLoudness(source.sampleRate)
    this.#columns = new ReductionHistory(source.sampleRate)
    this.#forget()
  }

  protected override paramChanged(): void {
    this.#history.invalidate()
  }

  #follow(readings: Float64Array, deltaMs: number): void {
    const [reduction = 0, input = -Infinity, output = -Infinity, sample = -Infinity] = readings
    const columns = this.#columns
    const [inputTap, outputTap] = [this.tap('input'), this.tap('output')]
    if (columns && inputTap && outputTap) {
      const finished = columns.follow(inputTap, outputTap, reduction)
      this.#loudness?.follow(outputTap)
      if (historyMoves(columns.input.count, finished)) this.#history.invalidate()
    }
    const most = this.#most
    most.reduction = Math.max(most.reduction, reduction)
    most.input = Math.max(most.input, input)
    most.output = Math.max(most.output, output)
    most.sample = Math.max(most.sample, sample)
    if (this.#readOut.due(deltaMs)) this.#write()
  }

  #write(): void {
    const figures = { ...this.#most, loudness: this.#loudness?.shortTerm ?? -Infinity }
    for (const [name, value] of Object.entries(figures)) {
      const sign = name !== 'reduction' && value > 0 ? '+' : ''
      this.#readOut.write(`.read.${name} b`, `${sign}${formatUnit('dB', value).figure}`)
    }
    const broken = !this.bypassed && figures.output > this.get('ceiling') + METER_TOLERANCE_DB
    this.#readOut.mark('.read.output', 'broken', broken)
  }

  /** Begins the held figures anew. */
  #forget(): void {
    const most = this.#most
    most.input = most.output = most.sample = -Infinity
    most.reduction = 0
    this.#readOut.hurry()
  }

  #tellLocked(): void {
    const { preset, locked } = this.model
    const defaults = Object.fromEntries(
      limiterDefinition.params.map((row) => [row.id, row.default])
    )
    const wanted = { ...defaults, ...preset?.values }
    const kept = LOCKABLE.filter((id) => locked.has(id) && wanted[id] !== this.get(id))
    if (kept.length === 0) return
    const names = kept.map((id) => findRow(limiterDefinition, id).label)
    this.notice = `${names.join(' and ')} stayed: open the padlock to let presets turn it.`
  }

  #toggleLock(id: string): void {
    const { locked } = this.model
    if (!locked.delete(id)) locked.add(id)
    this.requestUpdate()
  }

  readonly #dragCeiling = (start: number, _dx: number, dy: number): number => {
    const height = (this.#history.view?.height ?? 300) - TOP_PX - BOTTOM_PX
    return start - (dy * (TOP_DB - BOTTOM_DB[this.span])) / height
  }

  protected override renderBody(): TemplateResult {
    return html`<div class="graphs">
        <div class="graph history">
          <canvas id="history"></canvas>
          ${this.#renderCeiling()}
        </div>
        ${this.#renderMeters()}
      </div>
      ${this.#renderStatus()} ${this.#renderDeck()}`
  }

  #renderCeiling(): TemplateResult {
    const top = levelToY(this.get('ceiling'), 1000 + TOP_PX + BOTTOM_PX, BOTTOM_DB[this.span])
    const share = (top - TOP_PX) / 1000
    return html`<twobus-graph-handle
      ${cssProperties({
        right: '44px',
        top: `calc(${TOP_PX}px + (100% - ${TOP_PX + BOTTOM_PX}px) * ${share})`
      })}
      shape="pill"
      .source=${this.source}
      param="ceiling"
      .dragToValue=${this.#dragCeiling}
    ></twobus-graph-handle>`
  }

  #renderMeters(): TemplateResult {
    const bar = (kind: string, id: string, caption: string) => html`<twobus-level-meter
      .source=${this.source}
      kind=${kind}
      meters=${id}
      caption=${caption}
      scale="linear"
      min=${kind === 'reduction' ? BOTTOM_DB[this.span] - TOP_DB : BOTTOM_DB[this.span]}
      max=${kind === 'reduction' ? 0 : TOP_DB}
      bar="10"
      no-scale
    ></twobus-level-meter>`
    return html`<div class="meters">
      ${bar('input', 'inputTruePeak', 'In')} ${bar('reduction', 'reduction', 'GR')}
      ${bar('output', 'outputTruePeak', 'Out')}
    </div>`
  }

  #renderStatus(): TemplateResult {
    const read = (name: string, label: string, unit: string) => html`<button
      class="read ${name}"
      type="button"
      title="Click to begin anew"
      @click=${() => this.#forget()}
    >
      <span class="label">${label}</span><b></b> <span class="unit">${unit}</span>
      <twobus-icon class="over" name="warning" label="Above the ceiling"></twobus-icon>
    </button>`
    return html`<div class="status">
      ${read('input', 'True peak in', 'dBTP')} ${read('reduction', 'Reduction max', 'dB')}
      ${read('output', 'True peak out', 'dBTP')} ${read('sample', 'Sample peak', 'dBFS')}
      ${read('loudness', 'Short-term', 'LUFS')}
      <span class="spacer"></span>
      <div class="choices">
        ${renderViewChoice({
          row: spanRow,
          value: this.span,
          menu: true,
          labelled: this.layout === 'medium',
          choose: (span) => {
            this.span = span
            this.#history.invalidateStatic()
          }
        })}
        <twobus-choice
          ?labelled=${this.layout === 'medium'}
          ?menu=${this.layout === 'narrow'}
          .source=${this.source}
          param="style"
        ></twobus-choice>
      </div>
    </div>`
  }

  #renderDeck(): TemplateResult {
    const { source } = this
    const knob = (param: string, size = 44) =>
      html`<twobus-knob .source=${source} param=${param} size=${size}></twobus-knob>`
    const toggle = (param: string) =>
      html`<twobus-toggle .source=${source} param=${param}></twobus-toggle>`
    const divider = html`<div class="divider"></div>`
    return html`<div class="deck">
      <div class="group">${LOCKABLE.map((id) => this.#renderLocked(id))}</div>
      ${divider}
      <div class="group">
        ${knob('lookahead')}
        <twobus-knob .source=${source} param="release" size="44">
          <twobus-toggle
            slot="below"
            variant="pill"
            .source=${source}
            param="autoRelease"
            label="Auto"
          ></twobus-toggle>
        </twobus-knob>
        ${knob('hold')}
      </div>
      ${divider}
      <div class="group links">${knob('linkTransients')} ${knob('linkRelease')}</div>
      ${divider}
      <div class="toggles">${toggle('truePeak')} ${toggle('unityMonitor')} ${toggle('delta')}</div>
    </div>`
  }

  #renderLocked(id: (typeof LOCKABLE)[number]): TemplateResult {
    const locked = this.model.locked.has(id)
    const label = findRow(limiterDefinition, id).label
    return html`<div class="locked">
      <twobus-knob .source=${this.source} param=${id} size="72"></twobus-knob>
      <twobus-button
        icon="lock"
        label=${`Presets leave ${label.toLowerCase()} alone`}
        toggles
        ?pressed=${locked}
        @click=${() => this.#toggleLock(id)}
      ></twobus-button>
    </div>`
  }
}

defineElement('twobus-limiter', LimiterEditor)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-limiter': LimiterEditor
  }
}
