import { html, nothing, svg, type TemplateResult } from 'lit'
import { formatUnit } from '../../../worklets/core/text.ts'
import { RealFft } from '../../../worklets/dsp/spectral/real-fft.ts'
import { monitorDefinition } from '../../../worklets/effects/monitor/definition.ts'
import {
  PLAYBACK_SYSTEM_IDS,
  PLAYBACK_SYSTEMS,
  type PlaybackSystem,
  type PlaybackSystemId
} from '../../../worklets/effects/monitor/playback-systems.ts'
import '../../controls/choice.ts'
import '../../controls/icon.ts'
import '../../controls/knob.ts'
import '../../controls/toggle.ts'
import { CanvasController } from '../../core/canvas.ts'
import { defineElement } from '../../core/define-element.ts'
import { onFrame } from '../../core/frame.ts'
import { EffectEditor } from '../../editor/effect-editor.ts'
import { HIGHEST_HZ, LOWEST_HZ } from '../../graph/frequency-axis.ts'
import { legendStyles, renderLegend } from '../../graph/graph-legend.ts'
import { Spectrum } from '../../graph/spectrum.ts'
import { monitorEditorStyles } from './monitor-editor-styles.ts'
import {
  drawSystem,
  drawSystemGrid,
  SYSTEM_MARGINS,
  type SystemCurve,
  systemCurve,
  systemPath
} from './system-drawing.ts'
import { systemPictures } from './system-pictures.ts'

const FFT_SIZE = 8192
/** Widths as words: one loudspeaker, several close together, two. */
const NARROW_BELOW = 0.95

/** Editor of the monitor: a tile for each playback system, and what the chosen one does. */
export class MonitorEditor extends EffectEditor<typeof monitorDefinition> {
  static override readonly definition = monitorDefinition
  static override readonly taps = ['input', 'output'] as const
  static override styles = [...EffectEditor.styles, legendStyles, monitorEditorStyles]

  readonly #before = new Spectrum(new RealFft(FFT_SIZE))
  readonly #after = new Spectrum(new RealFft(FFT_SIZE))
  #curve: SystemCurve | undefined

  readonly #response: CanvasController = new CanvasController(this, {
    canvas: '#response',
    drawStatic: (context, view) => drawSystemGrid(context, view),
    draw: (context, view) =>
      drawSystem(context, view, {
        curve: this.#curveNow,
        before: this.#before.levels,
        after: this.#after.levels,
        bypassed: this.bypassed
      })
  })

  get #curveNow(): SystemCurve {
    this.#curve ??= systemCurve(this.#system, this.source.sampleRate)
    return this.#curve
  }

  get #system(): PlaybackSystem {
    return PLAYBACK_SYSTEMS[this.get('system')]
  }

  override connectedCallback(): void {
    super.connectedCallback()
    onFrame(this, (_now, deltaMs) => this.#follow(deltaMs), this.lifetime)
  }

  protected override sourceConnected(): void {
    this.#changed()
  }

  protected override paramChanged(): void {
    this.#changed()
  }

  #changed(): void {
    this.#curve = undefined
    this.#response.invalidate()
  }

  #follow(deltaMs: number): void {
    const columns = Math.round(this.#response.view?.width ?? 0) - SYSTEM_MARGINS.right
    const [input, output] = [this.tap('input'), this.tap('output')]
    if (!input || !output || columns <= 0) return
    const before = this.#before.follow(input, columns, deltaMs, 'medium')
    const after = this.#after.follow(output, columns, deltaMs, 'medium')
    if (before || after) this.#response.invalidate()
  }

  #choose(system: PlaybackSystemId): void {
    this.edit(() => this.set('system', system))
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('.tile[aria-checked="true"]')?.focus()
    )
  }

  /** Arrow keys walk through the tiles as through any group of radio buttons. */
  readonly #onKey = (event: KeyboardEvent) => {
    const columns = this.layout === 'wide' ? 3 : 6
    const steps: Readonly<Record<string, number | undefined>> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: columns,
      ArrowUp: -columns
    }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const count = PLAYBACK_SYSTEM_IDS.length
    const at = PLAYBACK_SYSTEM_IDS.indexOf(this.get('system'))
    const next = PLAYBACK_SYSTEM_IDS[(at + step + count) % count]
    if (next) this.#choose(next)
  }

  protected override renderBody(): TemplateResult {
    const { layout } = this
    const system = this.#system
    return html`<div class="graphs">
        ${layout === 'narrow' ? nothing : this.#renderTiles()}
        <div class="response">
          <div class="about" aria-hidden="true">
            ${renderPicture(this.get('system'))}
            <div><b>${system.label}</b><span class="label">${this.#facts(system)}</span></div>
          </div>
          <div class="graph">
            <canvas id="response" role="img" aria-label=${this.#spoken(system)}></canvas>
          </div>
          ${renderLegend([
            { text: 'Response', color: 'output', look: 'line' },
            { text: 'Sound before', color: 'output', look: 'thin' },
            { text: 'Sound through it', color: 'input', look: 'fill' }
          ])}
        </div>
      </div>
      ${this.#renderDeck()}`
  }

  #spoken(system: PlaybackSystem): string {
    return `${system.label}: ${this.#facts(system)}. ${system.purpose}`
  }

  /** "mono, 290 Hz to 13.5 kHz, room 0.4 s". */
  #facts(system: PlaybackSystem): string {
    const { fromHz, toHz } = this.#curveNow
    const hz = (value: number) => {
      const { figure, unit } = formatUnit('Hz', Number(value.toPrecision(2)))
      return `${figure} ${unit}`
    }
    const parts = [system.width === 0 ? 'mono' : system.width < NARROW_BELOW ? 'narrow' : 'stereo']
    if (fromHz > LOWEST_HZ && toHz < HIGHEST_HZ) parts.push(`${hz(fromHz)} to ${hz(toHz)}`)
    else if (fromHz > LOWEST_HZ) parts.push(`from ${hz(fromHz)}`)
    else if (toHz < HIGHEST_HZ) parts.push(`up to ${hz(toHz)}`)
    if (system.bassMonoHz) parts.push('bass mono')
    if (system.seat) parts.push('beside the middle')
    if (system.room) parts.push(`room ${system.room.seconds} s`)
    if (system.leveler || system.bassLimitDb !== undefined) parts.push('held back when loud')
    return parts.join(', ')
  }

  #renderTiles(): TemplateResult {
    const chosen = this.get('system')
    const tile = (id: PlaybackSystemId) => {
      const system: PlaybackSystem = PLAYBACK_SYSTEMS[id]
      return html`<button
        class="tile"
        type="button"
        role="radio"
        aria-checked=${String(id === chosen)}
        tabindex=${id === chosen ? 0 : -1}
        title=${system.purpose}
        @click=${() => this.#choose(id)}
      >
        <div class="drawn">
          ${renderPicture(id)}
          <svg class="curve" viewBox="0 0 64 30" preserveAspectRatio="none" aria-hidden="true">
            ${svg`<path class="zero" d="M0 12H64" /><path d=${systemPath(system, this.source.sampleRate)} />`}
          </svg>
        </div>
        <span>${system.label}</span>
      </button>`
    }
    return html`<div
      class="tiles"
      role="radiogroup"
      aria-label="Playback system"
      @keydown=${this.#onKey}
    >
      ${PLAYBACK_SYSTEM_IDS.map(tile)}
    </div>`
  }

  #renderDeck(): TemplateResult {
    const { source, layout } = this
    const toggle = (param: string) =>
      html`<twobus-toggle .source=${source} param=${param}></twobus-toggle>`
    return html`${
      layout === 'narrow'
        ? html`<div class="status">
              <twobus-choice menu .source=${source} param="system" labelled></twobus-choice>
            </div>`
        : nothing
    }
      <div class="deck">
        <div class="group">
          <twobus-knob .source=${source} param="amount" size="64"></twobus-knob>
          <twobus-knob .source=${source} param="crossfeed" size="44"></twobus-knob>
        </div>
        <div class="toggles">${toggle('levelMatch')} ${toggle('mono')} ${toggle('dim')}</div>
        <div class="note">
          <twobus-icon name="headphones"></twobus-icon>
          <span>Listening path only.<br />Never printed or exported.</span>
        </div>
      </div>`
  }
}

function renderPicture(id: PlaybackSystemId): TemplateResult {
  return html`<svg class="picture" viewBox="0 0 20 20" aria-hidden="true">
    ${svg`<path d=${systemPictures[id]} />`}
  </svg>`
}

defineElement('twobus-monitor', MonitorEditor)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-monitor': MonitorEditor
  }
}
