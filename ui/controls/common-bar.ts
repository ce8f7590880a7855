import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { defineElement } from '../core/define-element.ts'
import type { EditorModel } from '../core/editor-model.ts'
import { TwobusElement } from '../core/element.ts'
import './button.ts'
import { commonBarStyles } from './common-bar-styles.ts'
import './mark.ts'
import { type MenuItem, openMenu } from './menu.ts'
import { openPresetList } from './preset-list.ts'
import './toggle.ts'

/** Toggles that the bar shows where an effect has them, with their icons. */
const LISTENING: readonly (readonly [id: string, icon: string])[] = [
  ['matchBypass', 'match'],
  ['delta', 'delta']
]

/** Sizes of an editor, per cent. */
const SIZES = [75, 100, 125, 150, 200]

/**
 * The bar on top of every editor: live mark, name, bypass, presets, A/B, undo, latency, more. What
 * has no room moves into "more". Fires `help` when help is asked for, `resizeeditor` with a size in
 * per cent, `notice` with a sentence for the person.
 */
export class TwobusCommonBar extends TwobusElement {
  static override properties: PropertyDeclarations = {
    model: { attribute: false },
    size: { attribute: false }
  }

  static override styles = [TwobusElement.styles, commonBarStyles]

  declare model: EditorModel | undefined
  /** The editor's size in per cent. */
  declare size: number
  #bound: EditorModel | undefined

  constructor() {
    super()
    this.model = undefined
    this.size = 100
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#bind(this.model)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#bind(undefined)
  }

  override willUpdate(): void {
    if (this.isConnected) this.#bind(this.model)
  }

  #bind(model: EditorModel | undefined): void {
    if (model === this.#bound) return
    for (const target of [this.#bound, this.#bound?.source]) {
      target?.removeEventListener('change', this.#onChange)
    }
    this.#bound = model
    for (const target of [model, model?.source]) target?.addEventListener('change', this.#onChange)
  }

  readonly #onChange = (event: Event) => {
    // Of the source's moves only bypass shows here.
    const { detail } = event as CustomEvent<{ readonly id?: string } | null>
    if (event.target === this.model || detail?.id === 'bypass') this.requestUpdate()
  }

  readonly #openPresets = (event: Event) => {
    // The listener sits on the button.
    if (this.model) openPresetList(this.renderRoot, event.currentTarget as HTMLElement, this.model)
  }

  readonly #openMore = (event: Event) => {
    const { model } = this
    if (!model) return
    const narrow = this.clientWidth < 760
    const smallest = this.clientWidth < 480
    const other = model.slot === 'A' ? 'B' : 'A'
    const items: (MenuItem | false)[] = [
      smallest && { label: `Switch to ${other}`, run: () => model.switchSlot(other) },
      narrow && { label: `Copy ${model.slot} to ${other}`, run: () => model.copyToOther() },
      narrow && { label: 'Undo', disabled: !model.canUndo, run: () => model.undo() },
      narrow && { label: 'Redo', disabled: !model.canRedo, run: () => model.redo() },
      { label: 'Reset all', run: () => model.loadPreset(undefined) },
      { label: 'Help', run: () => this.emit('help') },
      ...SIZES.map((size) => ({
        label: `${size} %`,
        section: 'Size',
        checked: size === this.size,
        run: () => this.emit('resizeeditor', size)
      }))
    ]
    // The listener sits on the button.
    openMenu(
      this.renderRoot,
      event.currentTarget as HTMLElement,
      items.filter((item) => item !== false),
      { label: 'More' }
    )
  }

  override render(): TemplateResult | typeof nothing {
    const { model } = this
    if (!model) return nothing
    const { source } = model
    const bypassed = source.get('bypass') === true
    return html`<div class="bar">
      <twobus-mark .source=${source} ?hollow=${bypassed}></twobus-mark>
      <h2 class="name">${source.definition.title}</h2>
      <twobus-toggle
        class="power"
        variant="icon"
        icon="power"
        inverted
        label="Effect on"
        .source=${source}
        param="bypass"
      ></twobus-toggle>
      ${this.#renderListening(model)}
      <slot name="tools"></slot>
      <span class="spacer"></span>
      ${this.#renderPresets(model)}
      <span class="spacer"></span>
      ${this.#renderSlots(model)}
      <span class="wide-only rule"></span>
      <twobus-button
        class="wide-only"
        icon="undo"
        label="Undo"
        ?disabled=${!model.canUndo}
        @click=${() => model.undo()}
      ></twobus-button>
      <twobus-button
        class="wide-only"
        icon="redo"
        label="Redo"
        ?disabled=${!model.canRedo}
        @click=${() => model.redo()}
      ></twobus-button>
      <span class="wide-only rule"></span>
      <span class="latency" title="Latency">${latencyText(model)}</span>
      <twobus-button
        class="wide-only"
        icon="help"
        label="Help"
        @click=${() => this.emit('help')}
      ></twobus-button>
      <twobus-button icon="more" label="More" @click=${this.#openMore}></twobus-button>
    </div>`
  }

  /** Ways to listen that the effect itself offers, as icons beside the power button. */
  #renderListening(model: EditorModel): TemplateResult[] {
    const { source } = model
    return LISTENING.filter(([id]) => source.definition.params.some((row) => row.id === id)).map(
      ([id, icon]) => html`<twobus-toggle
        class="wide-only"
        variant="icon"
        icon=${icon}
        .source=${source}
        param=${id}
      ></twobus-toggle>`
    )
  }

  #renderPresets(model: EditorModel): TemplateResult {
    return html`<div class="presets" part="presets">
      <button
        class="step"
        type="button"
        aria-label="Previous preset"
        @click=${() => this.#step(-1)}
      >
        <twobus-icon name="chevron-left"></twobus-icon>
      </button>
      <button
        class="preset"
        type="button"
        aria-haspopup="menu"
        aria-label=${`Preset: ${model.presetName}${model.edited ? ', edited' : ''}`}
        @click=${this.#openPresets}
      >
        <span class="preset-name">${model.presetName}</span>
        <span class="dot" ?hidden=${!model.edited}></span>
        <twobus-icon class="drop" name="chevron-down"></twobus-icon>
      </button>
      <button class="step" type="button" aria-label="Next preset" @click=${() => this.#step(1)}>
        <twobus-icon name="chevron-right"></twobus-icon>
      </button>
    </div>`
  }

  #renderSlots(model: EditorModel): TemplateResult {
    const slots = ['A', 'B'] as const
    return html`<div class="slots" role="radiogroup" aria-label="Compare" @keydown=${this.#onSlotKey}>
        ${slots.map(
          (slot) => html`<button
            type="button"
            role="radio"
            aria-checked=${String(model.slot === slot)}
            tabindex=${model.slot === slot ? 0 : -1}
            @click=${() => model.switchSlot(slot)}
          >
            ${slot}
          </button>`
        )}
      </div>
      <twobus-button
        class="wide-only"
        icon="copy"
        label=${model.slot === 'A' ? 'Copy A to B' : 'Copy B to A'}
        @click=${() => model.copyToOther()}
      ></twobus-button>`
  }

  readonly #onSlotKey = (event: KeyboardEvent) => {
    if (!event.key.startsWith('Arrow') || !this.model) return
    event.preventDefault()
    this.model.switchSlot(this.model.slot === 'A' ? 'B' : 'A')
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('.slots [aria-checked="true"]')?.focus()
    )
  }

  #step(direction: 1 | -1): void {
    this.model?.stepPreset(direction)
    this.emit('preset-change', { name: this.model?.presetName })
  }
}

function latencyText(model: EditorModel): string {
  const { latencyFrames, sampleRate } = model.source
  return `${((latencyFrames / sampleRate) * 1000).toFixed(1)} ms`
}

defineElement('twobus-common-bar', TwobusCommonBar)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-common-bar': TwobusCommonBar
  }
}
