import { html, nothing, type TemplateResult } from 'lit'
import { clampValue } from '../../../worklets/core/range.ts'
import { findRow } from '../../../worklets/core/values.ts'
import { delayDefinition } from '../../../worklets/effects/delay/definition.ts'
import { type Echo, echoPattern } from '../../../worklets/effects/delay/echo-pattern.ts'
import { delaySeconds } from '../../../worklets/effects/delay/echo-times.ts'
import '../../controls/button.ts'
import '../../controls/choice.ts'
import '../../graph/graph-handle.ts'
import '../../controls/knob.ts'
import '../../controls/toggle.ts'
import '../../controls/value.ts'
import { CanvasController } from '../../core/canvas.ts'
import { cssProperties } from '../../core/css-properties.ts'
import { defineElement } from '../../core/define-element.ts'
import { EffectEditor } from '../../editor/effect-editor.ts'
import { frequencyToTravel, travelToFrequency } from '../../graph/frequency-axis.ts'
import { plotLeft } from '../../graph/plot-area.ts'
import { delayEditorStyles } from './delay-editor-styles.ts'
import {
  drawEchoes,
  drawEchoFigures,
  drawEchoGrid,
  type EchoScene,
  echoPlace,
  secondsPerPx
} from './echo-drawing.ts'
import { drawFilter, drawFilterGrid, FILTER_MARGINS, filterLevelTop } from './filter-drawing.ts'
import './note-handle.ts'
import { TapTempo } from './tap-tempo.ts'

const BEATS_PER_BAR = 4
/** Some echoes of the longer side are in sight. */
const ROUNDS_IN_SIGHT = 6
/** Where a Butterworth corner lies. */
const CORNER_DB = -3

/** Editor of the delay: echoes of a hit against the beat, and what each round leaves of the sound. */
export class DelayEditor extends EffectEditor<typeof delayDefinition> {
  static override readonly definition = delayDefinition
  static override styles = [...EffectEditor.styles, delayEditorStyles]

  readonly #tapTempo = new TapTempo()
  #scene: EchoScene | undefined
  /** The axis stands still under a hand. */
  #heldSpan: number | undefined

  readonly #echoes: CanvasController = new CanvasController(this, {
    canvas: '#echoes',
    drawStatic: (context, view) => drawEchoGrid(context, view, this.#sceneNow),
    draw: (context, view) => {
      drawEchoes(context, view, this.#sceneNow)
      drawEchoFigures(context, view, this.#sceneNow)
    }
  })
  readonly #filter: CanvasController = new CanvasController(this, {
    canvas: '#filter',
    drawStatic: (context, view) => drawFilterGrid(context, view),
    draw: (context, view) =>
      drawFilter(context, view, {
        lowCutHz: this.get('lowCut'),
        highCutHz: this.#highCutHz,
        sampleRate: this.source.sampleRate,
        bypassed: this.bypassed
      })
  })

  /** The highest place of the control is no cut at all. */
  get #highCutHz(): number {
    const row = findRow(delayDefinition, 'highCut')
    const value = this.get('highCut')
    return row.kind === 'number' && value === row.max ? this.source.sampleRate : value
  }

  protected override sourceConnected(): void {
    this.#changed()
  }

  protected override paramChanged(): void {
    this.#changed()
  }

  #changed(): void {
    this.#scene = undefined
    this.#echoes.invalidateStatic()
    this.#filter.invalidate()
  }

  get #times() {
    const times = {
      timeLeft: this.get('timeLeft'),
      timeRight: this.get('timeRight'),
      link: this.get('link'),
      sync: this.get('sync'),
      tempo: this.get('tempo')
    }
    return { left: delaySeconds(times, 'left'), right: delaySeconds(times, 'right') }
  }

  get #sceneNow(): EchoScene {
    this.#scene ??= this.#makeScene()
    return this.#scene
  }

  #makeScene(): EchoScene {
    const { left, right } = this.#times
    const beatSeconds = 60 / this.get('tempo')
    const inBeats = this.get('sync') !== 'off'
    const frozen = this.get('freeze')
    const wanted = ROUNDS_IN_SIGHT * Math.max(left, right)
    const fitting = inBeats ? Math.ceil(wanted / beatSeconds) * beatSeconds : niceSpan(wanted)
    const spanSeconds = this.#heldSpan ?? fitting
    const echoes: readonly Echo[] = echoPattern(
      {
        leftSeconds: left,
        rightSeconds: right,
        feedback: frozen ? 1 : this.get('feedback') / 100,
        pingPong: this.get('pingPong') / 100,
        width: this.get('width') / 100
      },
      spanSeconds
    )
    const { bypassed } = this
    return {
      echoes,
      spanSeconds,
      beatSeconds,
      beatsPerBar: BEATS_PER_BAR,
      inBeats,
      frozen,
      bypassed
    }
  }

  readonly #secondsPerPx = (): number =>
    secondsPerPx(this.#sceneNow.spanSeconds, this.#echoes.view?.width ?? 640)

  readonly #dragTime = (start: number, dx: number): number =>
    start + 1000 * dx * this.#secondsPerPx()

  readonly #dragFrequency = (start: number, dx: number): number => {
    const width = (this.#filter.view?.width ?? 259) - FILTER_MARGINS.right
    return travelToFrequency(frequencyToTravel(start) + dx / width)
  }

  #letGo(): void {
    this.#heldSpan = undefined
    this.#changed()
    this.requestUpdate()
  }

  #tap(): void {
    const tempo = this.#tapTempo.tap(performance.now())
    const row = findRow(delayDefinition, 'tempo')
    if (tempo === undefined || row.kind !== 'number') return
    this.edit(() => this.set('tempo', clampValue(row, tempo)))
  }

  protected override renderBody(): TemplateResult {
    return html`<div class="graphs">
        <div
          class="graph echoes"
          @gesturestart=${() => (this.#heldSpan = this.#sceneNow.spanSeconds)}
          @gestureend=${() => this.#letGo()}
        >
          <canvas id="echoes" role="img" aria-label=${this.#spokenEchoes()}></canvas>
          ${this.get('sync') === 'off' ? this.#renderTimeHandles() : this.#renderNoteHandle()}
        </div>
        ${this.layout === 'wide' ? this.#renderFilter() : nothing}
      </div>
      ${this.#renderStatus()} ${this.#renderDeck()}`
  }

  /** The picture in words. */
  #spokenEchoes(): string {
    const { left, right } = this.#times
    const ms = (seconds: number) => `${Math.round(1000 * seconds)} ms`
    return left === right
      ? `Echoes every ${ms(left)}`
      : `Echoes left every ${ms(left)}, right every ${ms(right)}`
  }

  /** Where the first echo of a side stands, even if it is not heard there. */
  #firstEcho(side: 'left' | 'right'): ReturnType<typeof echoPlace> {
    const { echoes, spanSeconds } = this.#sceneNow
    const seconds = this.#times[side]
    const first = echoes.find((echo) => echo[side] > 0.01)
    const gain = first?.seconds === seconds ? first[side] : 0
    return echoPlace(seconds, spanSeconds, gain, side)
  }

  #renderTimeHandles(): TemplateResult {
    const handle = (side: 'left' | 'right', param: string, color: string) =>
      html`<twobus-graph-handle
        ${cssProperties(this.#firstEcho(side))}
        .source=${this.source}
        param=${param}
        color=${color}
        .dragToValue=${this.#dragTime}
      ></twobus-graph-handle>`
    return html`${handle('left', 'timeLeft', 'band-5')}
    ${this.get('link') ? nothing : handle('right', 'timeRight', 'band-2')}`
  }

  #renderNoteHandle(): TemplateResult {
    return html`<twobus-note-handle
      ${cssProperties(this.#firstEcho('left'))}
      .source=${this.source}
      param="sync"
      color="band-5"
      .tempo=${this.get('tempo')}
      .secondsPerPx=${this.#secondsPerPx}
    ></twobus-note-handle>`
  }

  #renderFilter(): TemplateResult {
    const handle = (param: 'lowCut' | 'highCut') => html`<twobus-graph-handle
      ${cssProperties({
        left: plotLeft(
          Math.max(0, Math.min(1, frequencyToTravel(this.get(param)))),
          FILTER_MARGINS
        ),
        top: filterLevelTop(CORNER_DB)
      })}
      .source=${this.source}
      param=${param}
      .dragToValue=${this.#dragFrequency}
    ></twobus-graph-handle>`
    return html`<div class="graph filter">
      <canvas id="filter" role="img" aria-label="What each repeat leaves of the sound"></canvas>
      <span class="label title" aria-hidden="true">Filter per repeat</span>
      ${handle('lowCut')} ${handle('highCut')}
    </div>`
  }

  #renderStatus(): TemplateResult {
    const { source } = this
    const tight = this.layout !== 'wide'
    return html`<div class="status">
      <twobus-choice .source=${source} param="mode"></twobus-choice>
      <twobus-choice .source=${source} param="sync" labelled></twobus-choice>
      <twobus-value .source=${source} param="tempo" labelled></twobus-value>
      <twobus-button label="Tap the tempo" @click=${() => this.#tap()}>Tap</twobus-button>
      <span class="spacer"></span>
      <div class="switches">
        <twobus-toggle variant="button" icon="link" ?no-label=${tight} .source=${source} param="link"></twobus-toggle>
        <twobus-toggle variant="button" icon="freeze" ?no-label=${tight} .source=${source} param="freeze"></twobus-toggle>
      </div>
    </div>`
  }

  #renderDeck(): TemplateResult {
    const { source } = this
    const synced = this.get('sync') !== 'off'
    const hero = this.layout === 'narrow' ? 56 : 64
    const knob = (param: string, size: number, color = '', disabled = false) => html`<twobus-knob
      .source=${source}
      param=${param}
      size=${size}
      color=${color}
      ?disabled=${disabled}
    ></twobus-knob>`
    return html`<div class="deck">
      <div class="group main">
        ${knob('timeLeft', hero, 'band-5', synced)}
        ${knob('timeRight', hero, 'band-2', synced || this.get('link'))} ${knob('feedback', hero)}
      </div>
      <div class="group">
        ${knob('pingPong', 44)} ${knob('lowCut', 44)} ${knob('highCut', 44)} ${knob('drive', 44)}
        ${knob('wow', 44)} ${knob('duck', 44, 'sidechain')} ${knob('width', 44)}
      </div>
      <div class="group mix">${knob('mix', hero)}</div>
    </div>`
  }
}

/** Up to the next round number of seconds, so that the axis does not slide while a time is turned. */
function niceSpan(seconds: number): number {
  const decade = 10 ** Math.floor(Math.log10(seconds))
  return decade * ([1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((step) => step * decade >= seconds) ?? 10)
}

defineElement('twobus-delay', DelayEditor)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-delay': DelayEditor
  }
}
