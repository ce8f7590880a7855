import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { findRow } from '../../worklets/core/values.ts'
import { Attachment } from '../core/attachment.ts'
import { defineElement } from '../core/define-element.ts'
import { TwobusElement } from '../core/element.ts'
import { ResizeController } from '../core/resize-controller.ts'
import type { EditorModel } from './editor-model.ts'
import '../controls/button.ts'
import { commonBarStyles } from './common-bar-styles.ts'
import '../controls/mark.ts'
import { type MenuItem, openMenu } from '../controls/menu.ts'
import { openPresetList } from './preset-list.ts'
import '../controls/toggle.ts'

interface ListeningWay {
  readonly id: string
  readonly icon: string
  /** The least room in which it stands in the bar. */
  readonly from: Room
}

/** Toggles that the bar shows where an effect has them. */
const LISTENING: readonly ListeningWay[] = [
  { id: 'matchBypass', icon: 'match', from: 'medium' },
  { id: 'delta', icon: 'delta', from: 'wide' }
]

/** How much of the bar has room, from all of it to mark, name, preset, bypass and "more". */
type Room = 'wide' | 'medium' | 'small' | 'narrow'

const ROOMS: readonly Room[] = ['narrow', 'small', 'medium', 'wide']

/** Least widths in px; buttons for fingers are larger. */
const ROOM_PX: Readonly<Record<'fine' | 'coarse', readonly (readonly [number, Room])[]>> = {
  fine: [
    [760, 'wide'],
    [540, 'medium'],
    [480, 'small']
  ],
  coarse: [
    [880, 'wide'],
    [640, 'medium'],
    [560, 'small']
  ]
}

/** Sizes of an editor, per cent. */
const SIZES = [75, 100, 125, 150, 200]

/**
 * The bar on top of every editor: live mark, name, bypass, ways of listening, presets, A/B, undo,
 * latency, help, more. What has no room moves into "more".
 *
 * @fires help - help is asked for
 * @fires resizeeditor - another size is asked for, in per cent
 * @fires preset-change - a preset has been loaded
 * @fires notice - a sentence, or a `Notice`, for the person
 * @slot tools - more buttons
 * @csspart presets - the field with the preset's name
 */
export class TwobusCommonBar extends TwobusElement {
  static override properties: PropertyDeclarations = {
    model: { attribute: false },
    size: { attribute: false },
    helpShown: { attribute: false },
    room: { state: true }
  }

  static override styles = [TwobusElement.styles, commonBarStyles]

  declare model: EditorModel | undefined
  /** The editor's size in per cent. */
  declare size: number
  /** Whether the help is open. */
  declare helpShown: boolean
  declare protected room: Room
  readonly #followed: Attachment<EditorModel> = new Attachment((model, signal) => {
    for (const target of [model, model.source]) {
      target.addEventListener('change', this.#onChange, { signal })
    }
  })

  constructor() {
    super()
    this.model = undefined
    this.size = 100
    this.helpShown = false
    this.room = 'wide'
    new ResizeController(this, {
      targets: () => [this],
      resized: () => {
        if (this.clientWidth > 0) this.room = roomOf(this.clientWidth)
      }
    })
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.clientWidth > 0) this.room = roomOf(this.clientWidth)
  }

  override willUpdate(): void {
    this.#followed.follow(this.model, this.lifetime)
  }

  readonly #onChange = (event: Event) => {
    // Of the source's moves only bypass shows here; its toggles follow by themselves.
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
    const narrow = !this.#has('small')
    const crowded = !this.#has('wide')
    const other = model.slot === 'A' ? 'B' : 'A'
    const items: (MenuItem | false)[] = [
      ...this.#listening
        .filter(({ from }) => !this.#has(from))
        .map((way) => toggleItem(model, way.id)),
      narrow && { label: `Switch to ${other}`, run: () => model.switchSlot(other) },
      crowded && { label: `Copy ${model.slot} to ${other}`, run: () => model.copyToOther() },
      crowded && { label: 'Undo', disabled: !model.canUndo, run: () => model.undo() },
      crowded && { label: 'Redo', disabled: !model.canRedo, run: () => model.redo() },
      { label: 'Reset all', run: () => this.#reset(model) },
      narrow && { label: `Latency ${latencyText(model)}`, disabled: true, run: () => undefined },
      { label: this.helpShown ? 'Close help' : 'Help', run: () => this.emit('help') },
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
    return html`<div class="bar" data-room=${this.room}>
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
      ${this.#listening.filter(({ from }) => this.#has(from)).map((way) => renderWay(model, way))}
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
      <span class="latency" title="Latency"
        ><span class="sr-only">Latency </span>${latencyText(model)}</span
      >
      <twobus-button
        class="wide-only"
        icon="help"
        label="Help"
        toggles
        ?pressed=${this.helpShown}
        @click=${() => this.emit('help')}
      ></twobus-button>
      <twobus-button icon="more" label="More" @click=${this.#openMore}></twobus-button>
    </div>`
  }

  /** Ways to listen that the effect itself offers. */
  get #listening(): readonly ListeningWay[] {
    const places = this.model?.source.definition.paramPlaces
    return LISTENING.filter(({ id }) => places?.has(id))
  }

  #has(room: Room): boolean {
    return ROOMS.indexOf(this.room) >= ROOMS.indexOf(room)
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
        aria-haspopup="true"
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

  #reset(model: EditorModel): void {
    model.loadPreset(undefined)
    this.emit('preset-change', { name: model.presetName })
  }
}

function roomOf(widthPx: number): Room {
  const pointer = matchMedia('(pointer: coarse)').matches ? 'coarse' : 'fine'
  return ROOM_PX[pointer].find(([least]) => widthPx >= least)?.[1] ?? 'narrow'
}

function renderWay({ source }: EditorModel, { id, icon }: ListeningWay): TemplateResult {
  return html`<twobus-toggle
    variant="icon"
    icon=${icon}
    .source=${source}
    param=${id}
  ></twobus-toggle>`
}

function toggleItem(model: EditorModel, id: string): MenuItem {
  const { source } = model
  const on = source.get(id) === true
  return {
    label: findRow(source.definition, id).label,
    checked: on,
    toggles: true,
    run: () => model.edit(() => source.set(id, !on, 'hand'))
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
