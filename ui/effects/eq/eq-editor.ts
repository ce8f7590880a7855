import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { formatUnit, formatValue } from '../../../worklets/core/text.ts'
import { findRow } from '../../../worklets/core/values.ts'
import { hasGain } from '../../../worklets/dsp/eq-filter.ts'
import { eqDefinition } from '../../../worklets/effects/eq/definition.ts'
import '../../controls/button.ts'
import '../../controls/choice.ts'
import '../../controls/icon.ts'
import { filterShapePaths } from '../../controls/icon-paths.ts'
import '../../controls/knob.ts'
import { type MenuItem, openMenu } from '../../controls/menu.ts'
import '../../controls/level-meter.ts'
import '../../controls/toggle.ts'
import '../../controls/value.ts'
import { cssProperties } from '../../core/css-properties.ts'
import { defineElement } from '../../core/define-element.ts'
import { EffectEditor } from '../../core/effect-editor.ts'
import { type BandNumber, type BandView, bandId, bandText, readBand, readBands } from './bands.ts'
import { eqEditorStyles } from './eq-editor-styles.ts'
import './eq-graph.ts'
import type { SpectrumSpeed } from '../../core/spectrum.ts'
import type { AnalyzerView } from './eq-graph.ts'
import type { NodeIntent } from './eq-node.ts'
import { GAIN_RANGES_DB } from './eq-scale.ts'

type BandEvent = CustomEvent<{ readonly n: BandNumber; readonly intent: NodeIntent }>

const ANALYZERS: readonly (readonly [AnalyzerView, string])[] = [
  ['off', 'Off'],
  ['pre', 'Pre'],
  ['post', 'Post'],
  ['both', 'Both']
]
type Tilt = '0' | '3' | '4.5' | '6'
const TILTS: readonly (readonly [Tilt, string])[] = [
  ['0', '0'],
  ['3', '3'],
  ['4.5', '4.5'],
  ['6', '6']
]
const SPEEDS: readonly (readonly [SpectrumSpeed, string])[] = [
  ['slow', 'Slow'],
  ['medium', 'Medium'],
  ['fast', 'Fast']
]

/** Editor of the equalizer: bands on the response curve over a live spectrum. */
export class EqEditor extends EffectEditor<typeof eqDefinition> {
  static override readonly definition = eqDefinition
  static override styles = [...EffectEditor.styles, eqEditorStyles]
  static override properties: PropertyDeclarations = {
    selected: { state: true },
    analyzer: { state: true },
    speed: { state: true },
    rangeDb: { state: true },
    frozen: { state: true },
    tilt: { state: true }
  }

  declare protected selected: BandNumber | undefined
  declare protected analyzer: AnalyzerView
  declare protected speed: SpectrumSpeed
  /** The graph's scale; undefined fits the bands. */
  declare protected rangeDb: number | undefined
  declare protected frozen: boolean
  declare protected tilt: Tilt

  constructor() {
    super()
    this.selected = undefined
    this.analyzer = 'both'
    this.speed = 'medium'
    this.rangeDb = undefined
    this.frozen = false
    this.tilt = '4.5'
  }

  protected override sourceConnected(): void {
    this.selected = readBands(this.source).find((band) => band.enabled)?.n
  }

  /** A node's menu: everything a band has that is no number. */
  readonly #openBandMenu = ({ detail: { n, intent } }: BandEvent) => {
    if (intent.kind !== 'menu') return
    const { source } = this
    const options = (row: 'type' | 'slope' | 'placement'): MenuItem[] => {
      const id = bandId(n, row)
      const found = findRow(source.definition, id)
      if (found.kind !== 'choice') return []
      return found.options.map((option) => ({
        label: formatValue(found, option),
        shape: row === 'type' ? filterShapePaths[option] : undefined,
        checked: source.get(id) === option,
        run: () => this.edit(() => source.setMany({ [id]: option }))
      }))
    }
    const toggle = (row: 'enabled' | 'listen', label: string): MenuItem => ({
      label,
      run: () => this.edit(() => this.set(bandId(n, row), !source.get(bandId(n, row))))
    })
    const items = [
      toggle('enabled', source.get(bandId(n, 'enabled')) ? 'Switch off' : 'Switch on'),
      toggle('listen', 'Listen'),
      ...options('type'),
      ...(hasSlope(readBand(source, n)) ? options('slope') : []),
      ...options('placement')
    ]
    openMenu(this.renderRoot, { x: intent.x, y: intent.y }, items, { label: `Band ${n}` })
  }

  /** Enter on a node: its figures are typed at the knobs. */
  readonly #typeBand = ({ detail: { n } }: BandEvent) => {
    this.selected = n
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>('twobus-knob.frequency')?.focus()
    })
  }

  protected override renderBody(): TemplateResult {
    const range = this.rangeDb === undefined ? 'Auto' : `±${this.rangeDb} dB`
    return html`<div class="top">
        <twobus-eq-graph
          .source=${this.source}
          .selected=${this.selected}
          .analyzer=${this.analyzer}
          .speed=${this.speed}
          .rangeDb=${this.rangeDb}
          .tiltDb=${Number(this.tilt)}
          ?frozen=${this.frozen}
          ?bypassed=${this.bypassed}
          @bandselect=${(event: CustomEvent<BandNumber>) => (this.selected = event.detail)}
          @bandmenu=${this.#openBandMenu}
          @bandtype=${this.#typeBand}
        ></twobus-eq-graph>
        <div class="over">
          ${this.#renderSegments('Spectrum', ANALYZERS, this.analyzer, (v) => (this.analyzer = v))}
          <twobus-button
            icon="freeze"
            label="Freeze the spectrum"
            toggles
            ?pressed=${this.frozen}
            @click=${() => (this.frozen = !this.frozen)}
          ></twobus-button>
        </div>
        <div class="over right">
          <twobus-button label="Gain scale: ${range}" @click=${this.#nextRange}>${range}</twobus-button>
        </div>
        ${
          this.layout === 'narrow'
            ? nothing
            : html`<div class="meters">
              <twobus-level-meter .source=${this.source} meters="outputPeak" label="Output"></twobus-level-meter>
            </div>`
        }
      </div>
      ${this.#renderChips()} ${this.#renderDeck()} ${this.#renderSub()}`
  }

  readonly #nextRange = () => {
    const ranges: readonly (number | undefined)[] = [undefined, ...GAIN_RANGES_DB]
    this.rangeDb = ranges[(ranges.indexOf(this.rangeDb) + 1) % ranges.length]
  }

  #renderSegments<Value extends string>(
    label: string,
    options: readonly (readonly [Value, string])[],
    chosen: Value,
    choose: (value: Value) => void
  ): TemplateResult {
    const onKey = (event: KeyboardEvent) => {
      const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
      const at = options.findIndex(([value]) => value === chosen)
      const next = options[(at + step + options.length) % options.length]
      if (step === 0 || !next) return
      event.preventDefault()
      const group = event.currentTarget as Element // the listener sits on the group
      choose(next[0])
      void this.updateComplete.then(() =>
        group.querySelector<HTMLElement>('[aria-checked="true"]')?.focus()
      )
    }
    return html`<div class="segments" role="radiogroup" aria-label=${label} @keydown=${onKey}>
      ${options.map(
        ([value, text]) => html`<button
          type="button"
          role="radio"
          aria-checked=${String(value === chosen)}
          tabindex=${value === chosen ? 0 : -1}
          @click=${() => choose(value)}
        >
          ${text}
        </button>`
      )}
    </div>`
  }

  #renderChips(): TemplateResult {
    return html`<div class="chips" role="tablist" aria-label="Bands" @keydown=${this.#onChipKey}>
      ${readBands(this.source).map((band) => this.#renderChip(band))}
    </div>`
  }

  #renderChip(band: BandView): TemplateResult {
    const { n } = band
    const current = this.selected ?? 1
    const { figure, unit } = formatUnit('Hz', band.frequencyHz)
    return html`<button
      type="button"
      class="chip ${band.enabled ? '' : 'off'}"
      ${cssProperties(bandColors(n))}
      role="tab"
      aria-selected=${String(n === this.selected)}
      tabindex=${n === current ? 0 : -1}
      @click=${() => (this.selected = n)}
      @dblclick=${() => this.edit(() => this.set(bandId(n, 'enabled'), !band.enabled))}
    >
      <span class="spoken">Band</span><span class="number">${n}</span>
      <twobus-icon shape=${band.type}></twobus-icon>
      <span class="figure" aria-hidden="true">${figure}${unit === 'kHz' ? 'k' : ''}</span>
      <span class="spoken">${bandText(band)}</span>
    </button>`
  }

  readonly #onChipKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const at = (this.selected ?? 1) - 1
    const bands = readBands(this.source)
    this.selected = bands[(at + step + bands.length) % bands.length]?.n
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('.chip[aria-selected="true"]')?.focus()
    )
  }

  #renderDeck(): TemplateResult {
    const { source, selected: n } = this
    const output = html`<div class="group">
      <twobus-knob .source=${source} param="output"></twobus-knob>
    </div>`
    if (n === undefined) {
      return html`<div class="deck">
        <span class="hint">Drag the curve, or double-click it, to make a band.</span>${output}
      </div>`
    }
    const band = readBand(source, n)
    const knob = (row: 'frequency' | 'gain' | 'q', disabled = false) => html`<twobus-knob
      class=${row}
      .source=${source}
      param=${bandId(n, row)}
      size="56"
      color="band-${n}"
      ?disabled=${disabled}
    ></twobus-knob>`
    return html`<div class="deck" ${cssProperties(bandColors(n))}>
      <div class="band">
        <div class="head">
          <span class="number">${n}</span>${formatValue(findRow(source.definition, bandId(n, 'type')), band.type)}
          <span class="spacer"></span>
          <twobus-toggle variant="icon" icon="headphones" .source=${source} param=${bandId(n, 'listen')}></twobus-toggle>
          <twobus-toggle variant="icon" icon="power" .source=${source} param=${bandId(n, 'enabled')}></twobus-toggle>
        </div>
        <twobus-choice segments .source=${source} param=${bandId(n, 'type')} .icons=${filterShapePaths}></twobus-choice>
        <div class="head">
          <twobus-choice .source=${source} param=${bandId(n, 'placement')}></twobus-choice>
          ${
            hasSlope(band)
              ? html`<twobus-choice menu .source=${source} param=${bandId(n, 'slope')}></twobus-choice>`
              : nothing
          }
        </div>
      </div>
      <div class="group knobs">${knob('frequency')} ${knob('gain', !hasGain(band.type))} ${knob('q')}</div>
      ${hasGain(band.type) ? this.#renderDynamics(n) : nothing} ${output}
    </div>`
  }

  #renderDynamics(n: BandNumber): TemplateResult {
    const { source } = this
    const isOn = source.get(bandId(n, 'dynamic'))
    const knob = (row: 'threshold' | 'range' | 'attack' | 'release') => html`<twobus-knob
      .source=${source}
      param=${bandId(n, row)}
      size="44"
      color="band-${n}"
      label=${row === 'range' ? 'Range' : ''}
    ></twobus-knob>`
    return html`<div class="dynamics ${isOn ? 'on' : ''}">
      <twobus-toggle .source=${source} param=${bandId(n, 'dynamic')}></twobus-toggle>
      ${
        isOn
          ? html`<div class="group">
              ${knob('range')} ${knob('threshold')} ${knob('attack')} ${knob('release')}
            </div>`
          : nothing
      }
      ${
        isOn && source.get('phase') === 'linear'
          ? html`<span class="hint">Bands stand still in linear phase.</span>`
          : nothing
      }
    </div>`
  }

  #renderSub(): TemplateResult {
    const { source } = this
    return html`<div class="sub">
      <twobus-choice menu .source=${source} param="phase" labelled></twobus-choice>
      <twobus-value .source=${source} param="gainScale" labelled></twobus-value>
      <twobus-toggle .source=${source} param="autoGain"></twobus-toggle>
      <span class="spacer"></span>
      <span class="pair">
        <span class="label">Tilt</span>
        ${this.#renderSegments('Tilt of the spectrum in dB per octave', TILTS, this.tilt, (v) => (this.tilt = v))}
      </span>
      <span class="pair">
        <span class="label">Speed</span>
        ${this.#renderSegments('Speed of the spectrum', SPEEDS, this.speed, (v) => (this.speed = v))}
      </span>
    </div>`
  }
}

function bandColors(n: BandNumber): Readonly<Record<string, string>> {
  return { '--disc': `var(--twobus-band-${n})`, '--disc-text': `var(--twobus-on-band-${n})` }
}

function hasSlope({ type }: BandView): boolean {
  return type === 'lowCut' || type === 'highCut' || type === 'lowShelf' || type === 'highShelf'
}

defineElement('twobus-eq', EqEditor)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-eq': EqEditor
  }
}
