import {
  type CSSResultGroup,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult
} from 'lit'
import type { EffectDefinition, ParamId, ParamValues } from '../../worklets/core/definition.ts'
import type { EffectSource, ParamChange } from '../../worklets/core/source.ts'
import '../controls/common-bar.ts'
import type { AnySource } from './any-source.ts'
import { EditorModel } from './editor-model.ts'
import { editorStyles } from './editor-styles.ts'
import { TwobusElement } from './element.ts'
import { LocalSource } from './local-source.ts'
import { ResizeController } from './resize-controller.ts'
import { themeMayHaveChanged } from './theme-colors.ts'

export type EditorLayout = 'wide' | 'medium' | 'narrow'

const WIDE_PX = 760
const MEDIUM_PX = 480

/**
 * Base of all editors: the common bar, the surface, one undo step per gesture, and a source that
 * is always there. A subclass names its `definition` and renders what is below the bar.
 *
 * Attributes: `theme` (dark, light; the page's when missing), `compact` (no bar), `size` (per cent).
 * Events: `gesturestart`, `input`, `change`, `gestureend` of its controls, `preset-change`.
 */
export abstract class EffectEditor<
  D extends EffectDefinition = EffectDefinition
> extends TwobusElement {
  static readonly definition: EffectDefinition | undefined = undefined

  static override properties: PropertyDeclarations = {
    effect: { attribute: false },
    theme: { reflect: true },
    compact: { type: Boolean, reflect: true },
    layout: { state: true },
    helpShown: { state: true },
    size: { type: Number, reflect: true },
    notice: { state: true }
  }

  static override styles: CSSResultGroup[] = [TwobusElement.styles, editorStyles]

  /** The running effect. Without it the editor works as a picture of the defaults. */
  declare effect: EffectSource<D> | undefined
  declare theme: 'dark' | 'light' | undefined
  declare compact: boolean
  declare protected layout: EditorLayout
  declare protected helpShown: boolean
  /** Per cent of the usual size, 75 to 200. */
  declare size: number
  declare protected notice: string
  #local: LocalSource<D> | undefined
  #model: EditorModel | undefined
  #bound: EffectSource<D> | undefined

  constructor() {
    super()
    this.effect = undefined
    this.theme = undefined
    this.compact = false
    this.layout = 'wide'
    this.helpShown = false
    this.size = 100
    this.notice = ''
    new ResizeController(this, {
      targets: () => [this],
      resized: () => {
        if (this.clientWidth > 0) this.layout = layoutOf(this.clientWidth)
      }
    })
  }

  /** The effect, or defaults without sound. */
  protected get source(): EffectSource<D> {
    if (this.effect) return this.effect
    this.#local ??= new LocalSource(this.#definition)
    return this.#local
  }

  /** Undo, slots and presets of the present source. */
  protected get model(): EditorModel {
    // Any source serves as one of unknown parameters; the compiler cannot see it through D.
    const source = this.source as unknown as AnySource
    if (this.#model?.source !== source) {
      this.#model?.dispose()
      this.#model = new EditorModel(source)
    }
    return this.#model
  }

  protected get bypassed(): boolean {
    return this.source.get('bypass') === true
  }

  get #definition(): D {
    // The class's own table; `new.target` types do not reach static members of a subclass.
    const { definition } = this.constructor as unknown as { readonly definition: D | undefined }
    if (definition) return definition
    throw new Error(`${this.localName}: must have a static definition or an effect`)
  }

  protected get<Id extends ParamId<D>>(id: Id): ParamValues<D>[Id] {
    return this.source.get(id)
  }

  protected set<Id extends ParamId<D>>(id: Id, value: ParamValues<D>[Id]): void {
    this.source.set(id, value)
  }

  protected setMany(values: Partial<ParamValues<D>>): void {
    this.source.setMany(values)
  }

  /** All writes until `endGesture` are one undo step. */
  protected beginGesture(): void {
    this.model.beginGesture()
  }

  protected endGesture(): void {
    this.model.endGesture()
  }

  protected edit(write: () => void): void {
    this.model.edit(write)
  }

  /** A source has been taken: open taps here. Called again when `effect` is replaced. */
  protected sourceConnected(): void {}

  /** The source goes, or the element leaves the page: close taps here. */
  protected sourceDisconnected(): void {}

  /** A parameter has moved, whoever moved it. */
  protected paramChanged(_id: ParamId<D>): void {}

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.clientWidth > 0) this.layout = layoutOf(this.clientWidth)
    this.renderRoot.addEventListener('gesturestart', this.#onGestureStart)
    this.renderRoot.addEventListener('gestureend', this.#onGestureEnd)
    if (!this.hasUpdated) return
    this.#bind(this.source)
    this.#model?.connect()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.renderRoot.removeEventListener('gesturestart', this.#onGestureStart)
    this.renderRoot.removeEventListener('gestureend', this.#onGestureEnd)
    this.#bind(undefined)
    this.#model?.endGesture()
    this.#model?.dispose()
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed)
    if (this.isConnected) this.#bind(this.source)
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed)
    // Set from script because a strict content security policy refuses style attributes.
    if (changed.has('size')) this.style.zoom = this.size === 100 ? '' : String(this.size / 100)
    if (changed.has('theme') && changed.get('theme') !== this.theme) themeMayHaveChanged()
  }

  #bind(source: EffectSource<D> | undefined): void {
    if (source === this.#bound) return
    if (this.#bound) {
      this.#bound.removeEventListener('change', this.#onChange)
      this.sourceDisconnected()
    }
    this.#bound = source
    if (!source) return
    source.addEventListener('change', this.#onChange)
    this.sourceConnected()
  }

  readonly #onChange = (event: Event) => {
    // Sources dispatch `change` as a CustomEvent of ParamChange.
    this.paramChanged((event as CustomEvent<ParamChange<D>>).detail.id)
    this.requestUpdate()
  }

  // WebKit has native events of these names for two fingers.
  readonly #onGestureStart = (event: Event) => {
    if (event instanceof CustomEvent) this.beginGesture()
  }

  readonly #onGestureEnd = (event: Event) => {
    if (event instanceof CustomEvent) this.endGesture()
  }

  /** Everything below the bar. */
  protected abstract renderBody(): TemplateResult

  override render(): TemplateResult {
    const { title } = this.source.definition
    return html`<div
      class="editor ${this.bypassed ? 'bypassed' : ''}"
      part="editor"
      data-layout=${this.layout}
      role="group"
      aria-label=${title}
      @help=${() => (this.helpShown = !this.helpShown)}
      @resizeeditor=${(event: CustomEvent<number>) => (this.size = event.detail)}
      @notice=${(event: CustomEvent<string>) => (this.notice = event.detail)}
    >
      ${
        this.compact
          ? nothing
          : html`<twobus-common-bar .model=${this.model} .size=${this.size}
            ><slot name="tools" slot="tools"></slot
          ></twobus-common-bar>`
      }
      <div class="notice" role="status">${this.notice ? this.#renderNotice() : nothing}</div>
      ${this.renderBody()} ${this.helpShown ? this.#renderHelp() : nothing}
    </div>`
  }

  #renderNotice(): TemplateResult {
    return html`<span>${this.notice}</span>
      <twobus-button icon="close" label="Close" @click=${() => (this.notice = '')}></twobus-button>`
  }

  /** What the table says of each parameter; repeated groups once. */
  #renderHelp(): TemplateResult {
    const seen = new Set<string>()
    const rows = this.source.definition.params.filter(({ help, label }) => {
      if (help === undefined || seen.has(label)) return false
      seen.add(label)
      return true
    })
    return html`<div class="help" tabindex="0" aria-label="Help">
      <dl>
        ${rows.map(({ label, help }) => html`<div><dt>${label}</dt><dd>${help}</dd></div>`)}
      </dl>
    </div>`
  }
}

function layoutOf(widthPx: number): EditorLayout {
  return widthPx >= WIDE_PX ? 'wide' : widthPx >= MEDIUM_PX ? 'medium' : 'narrow'
}
