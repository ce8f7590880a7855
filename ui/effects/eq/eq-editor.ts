import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { choice } from '../../../worklets/core/rows.ts'
import { formatUnit } from '../../../worklets/core/text.ts'
import { eqDefinition } from '../../../worklets/effects/eq/definition.ts'
import '../../controls/button.ts'
import '../../controls/choice.ts'
import { disclosureStyles, renderDisclosures } from '../../controls/disclosure.ts'
import '../../controls/icon.ts'
import '../../controls/level-meter.ts'
import { openMenu } from '../../controls/menu.ts'
import '../../controls/toggle.ts'
import '../../controls/value.ts'
import { renderViewChoice } from '../../controls/view-choice.ts'
import { cssProperties } from '../../core/css-properties.ts'
import { defineElement } from '../../core/define-element.ts'
import { MeterController } from '../../core/meter-controller.ts'
import { ReadOut } from '../../core/read-out.ts'
import { EffectEditor } from '../../editor/effect-editor.ts'
import { bandMenu } from './band-menu.ts'
import { type BandNumber, type BandView, bandColors, bandId, bandText, readBands } from './bands.ts'
import { renderDeck } from './eq-deck.ts'
import { eqEditorStyles } from './eq-editor-styles.ts'
import './eq-graph.ts'
import type { BandMenuEvent } from './eq-graph.ts'
import { GAIN_RANGES_DB } from './eq-scale.ts'
import { SPECTRUM_TILTS, type SpectraSettings, type SpectrumView } from './eq-spectra.ts'

const SPECTRA: readonly (readonly [SpectrumView, string, string])[] = [
  ['pre', 'Pre', 'Spectrum before the equalizer'],
  ['post', 'Post', 'Spectrum after the equalizer'],
  ['side', 'Side', 'Spectrum of the side chain'],
  ['max', 'Max', 'The highest the spectrum has reached']
]
const tiltRow = choice('tilt', 'Tilt', {
  options: SPECTRUM_TILTS,
  labels: Object.fromEntries(SPECTRUM_TILTS.map((db) => [db, `${db} dB/oct`])),
  default: '4.5',
  help: 'Raises the highs of the spectrum: with 4.5 dB an octave ordinary music lies level.'
})
const speedRow = choice('speed', 'Speed', {
  options: ['slow', 'medium', 'fast'],
  labels: { slow: 'Slow', medium: 'Medium', fast: 'Fast' },
  default: 'medium',
  help: 'How fast the spectrum follows.'
})

/** Editor of the equalizer: bands on the response curve over a live spectrum. */
export class EqEditor extends EffectEditor<typeof eqDefinition> {
  static override readonly definition = eqDefinition
  static override styles = [...EffectEditor.styles, disclosureStyles, eqEditorStyles]
  static override properties: PropertyDeclarations = {
    selected: { state: true },
    spectra: { state: true },
    rangeDb: { state: true },
    disclosed: { state: true }
  }

  declare protected selected: BandNumber | undefined
  declare protected spectra: SpectraSettings
  /** The graph's scale; undefined fits the bands. */
  declare protected rangeDb: number | undefined
  /** What a narrow editor shows below the deck. */
  declare protected disclosed: string | undefined
  readonly #readOut: ReadOut = new ReadOut(this)

  constructor() {
    super()
    this.selected = undefined
    this.spectra = {
      shown: new Set(['pre', 'post', 'max']),
      speed: 'medium',
      frozen: false,
      tilt: '4.5'
    }
    this.rangeDb = undefined
    this.disclosed = undefined
    new MeterController(this, {
      source: () => this.source,
      ids: () => (this.selected ? [`band${this.selected}.dynamicGain`] : []),
      update: ([gainDb], _now, deltaMs) => this.#writeNow(gainDb ?? 0, deltaMs)
    })
  }

  protected override sourceConnected(): void {
    this.selected = readBands(this.source).find((band) => band.enabled)?.n
  }

  /** What the sound adds to the selected band's gain. */
  #writeNow(gainDb: number, deltaMs: number): void {
    if (!this.#readOut.due(deltaMs)) return
    this.#readOut.write('.now b', formatUnit('dB', gainDb, true).figure)
  }

  readonly #openBandMenu = ({ detail: { bands, x, y } }: BandMenuEvent) => {
    const items = bandMenu(this.source, bands, (write) => this.edit(write))
    openMenu(this.renderRoot, { x, y }, items, { label: `Band ${bands.join(', ')}` })
  }

  readonly #openRangeMenu = (event: Event) => {
    const ranges: readonly (number | undefined)[] = [undefined, ...GAIN_RANGES_DB]
    const items = ranges.map((range) => ({
      label: rangeText(range),
      checked: range === this.rangeDb,
      run: () => (this.rangeDb = range)
    }))
    // The listener sits on the button.
    openMenu(this.renderRoot, event.currentTarget as HTMLElement, items, { label: 'Gain scale' })
  }

  #look(change: Partial<SpectraSettings>): void {
    this.spectra = { ...this.spectra, ...change }
  }

  protected override renderBody(): TemplateResult {
    const { frozen } = this.spectra
    return html`<div class="top">
        <twobus-eq-graph
          .source=${this.source}
          .selected=${this.selected}
          .spectra=${this.spectra}
          .rangeDb=${this.rangeDb}
          ?bypassed=${this.bypassed}
          @bandselect=${(event: CustomEvent<BandNumber | null>) => (this.selected = event.detail ?? undefined)}
          @bandmenu=${this.#openBandMenu}
        ></twobus-eq-graph>
        <div class="over">
          ${this.#renderSpectra()}
          <twobus-button
            icon="freeze"
            label="Freeze the spectrum"
            toggles
            ?pressed=${frozen}
            @click=${() => this.#look({ frozen: !frozen })}
          ></twobus-button>
        </div>
        <div class="over right">
          <twobus-button
            aria-haspopup="menu"
            title="Gain scale: ${rangeText(this.rangeDb)}"
            @click=${this.#openRangeMenu}
            >${rangeText(this.rangeDb)}</twobus-button
          >
        </div>
        ${
          this.layout === 'narrow'
            ? nothing
            : html`<div class="meters">
              <twobus-level-meter .source=${this.source} meters="outputPeak" label="Output"></twobus-level-meter>
            </div>`
        }
      </div>
      ${this.#renderChips()} ${renderDeck(this.source, this.selected, this.layout)}
      ${
        this.layout === 'narrow'
          ? this.#renderDisclosures()
          : html`<div class="sub">
        ${this.#renderGains()} <span class="spacer"></span> ${this.#renderLook()}
      </div>`
      }`
  }

  #renderDisclosures(): TemplateResult {
    const row = (content: TemplateResult) => html`<div class="sub">${content}</div>`
    return renderDisclosures(
      [
        { id: 'gains', label: 'Phase and gain', render: () => row(this.#renderGains()) },
        { id: 'look', label: 'Spectrum', render: () => row(this.#renderLook()) }
      ],
      this.disclosed,
      (open) => (this.disclosed = open)
    )
  }

  /** Any of them may be seen together. */
  #renderSpectra(): TemplateResult {
    const { shown } = this.spectra
    const turn = (view: SpectrumView) => {
      const next = new Set(shown)
      if (!next.delete(view)) next.add(view)
      this.#look({ shown: next })
    }
    return html`<div class="segments" role="group" aria-label="Spectrum">
      ${SPECTRA.filter(([view]) => view !== 'side' || this.source.definition.sidechain).map(
        ([view, text, title]) => html`<button
          type="button"
          title=${title}
          aria-pressed=${String(shown.has(view))}
          @click=${() => turn(view)}
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

  #renderGains(): TemplateResult {
    const { source } = this
    return html`<twobus-choice
        ?menu=${this.layout !== 'wide'}
        .source=${source}
        param="phase"
        labelled
      ></twobus-choice>
      <twobus-value .source=${source} param="gainScale" labelled></twobus-value>
      <twobus-toggle .source=${source} param="autoGain"></twobus-toggle>`
  }

  #renderLook(): TemplateResult {
    const { spectra } = this
    return html`
      ${renderViewChoice({
        row: tiltRow,
        value: spectra.tilt,
        menu: true,
        labelled: true,
        choose: (tilt) => this.#look({ tilt })
      })}
      ${renderViewChoice({
        row: speedRow,
        value: spectra.speed,
        menu: this.layout === 'narrow',
        labelled: true,
        choose: (speed) => this.#look({ speed })
      })}`
  }
}

function rangeText(rangeDb: number | undefined): string {
  return rangeDb === undefined ? 'Auto' : `±${rangeDb} dB`
}

defineElement('twobus-eq', EqEditor)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-eq': EqEditor
  }
}
