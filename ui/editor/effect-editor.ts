import {
  type CSSResultGroup,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult
} from 'lit'
import type { EffectDefinition, ParamId, ParamValues } from '../../worklets/core/definition.ts'
import type { EffectSource, ParamChange, Tap, TapPoint } from '../../worklets/core/source.ts'
import './common-bar.ts'
import './editor-help.ts'
import type { AnySource } from '../core/any-source.ts'
import { Attachment } from '../core/attachment.ts'
import { TwobusElement } from '../core/element.ts'
import { HeldControls } from '../core/held-controls.ts'
import { LocalSource } from '../core/local-source.ts'
import { openTap } from '../core/open-tap.ts'
import { ResizeController } from '../core/resize-controller.ts'
import { themeMayHaveChanged } from '../core/theme-colors.ts'
import { deepestFocus } from './deepest-focus.ts'
import type { EditHistory } from './edit-history.ts'
import { EditorModel } from './editor-model.ts'
import { editorStyles } from './editor-styles.ts'
import { effectProblem } from './effect-problem.ts'
import type { HelpRow } from './help.ts'
import type { Notice } from './notice.ts'

export type EditorLayout = 'wide' | 'medium' | 'narrow'

const WIDE_PX = 760
const MEDIUM_PX = 480

/**
 * Base of all editors: the common bar, the surface, one undo step per gesture, and a source that
 * is always there. A subclass names its `definition` and renders what is below the bar.
 * Ctrl/Cmd+Z undoes, with Shift or by Ctrl+Y redoes, Escape closes the help. A host that has undo of
 * its own sets `history`; the editor's keys and buttons then act on that.
 *
 * Any of its elements may dispatch `notice` (a sentence, or a `Notice`) to tell the person something.
 * The parts of all its controls can be styled from outside, `twobus-eq::part(dial) { ... }`; colors,
 * type and motion are custom properties, see `tokens.ts`.
 *
 * @attr theme - dark or light; the page's where it is missing
 * @attr compact - no bar
 * @attr size - per cent of the usual size, 75 to 200
 * @fires gesturestart - a hand has taken a control
 * @fires input - a control is moving
 * @fires change - a control has been moved
 * @fires gestureend - a hand has let a control go
 * @fires preset-change - another preset has been loaded
 * @slot tools - more buttons in the bar
 * @csspart editor - the surface
 * @csspart bar - all above the surface
 * @csspart presets - the field of the preset
 * @csspart notice - what it has to tell
 * @csspart help - the list of keys and gestures
 * @csspart knob - of a control, as are the following
 * @csspart fader - the way of a fader's cap
 * @csspart toggle - a switch or button of two states
 * @csspart segments - options side by side
 * @csspart list - the button that opens a list
 * @csspart handle - what is grabbed on a graph
 * @csspart dial - the drawing of a knob
 * @csspart label - the name of a control
 * @csspart value - its value
 */
export abstract class EffectEditor<
  D extends EffectDefinition = EffectDefinition
> extends TwobusElement {
  static readonly definition: EffectDefinition | undefined = undefined
  /** Where it listens as long as it has a source; `tap` hands them out. */
  static readonly taps: readonly TapPoint[] = []
  /** What hands can do on this editor's graphs, for its help. */
  static readonly graphHelp: readonly HelpRow[] = []

  static override properties: PropertyDeclarations = {
    effect: { attribute: false },
    history: { attribute: false },
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
  /** Undo of the host it stands in; without it the editor has its own. */
  declare history: EditHistory | undefined
  declare theme: 'dark' | 'light' | undefined
  declare compact: boolean
  declare protected layout: EditorLayout
  declare protected helpShown: boolean
  /** Per cent of the usual size, 75 to 200. */
  declare size: number
  declare protected notice: Notice | string | undefined
  #local: LocalSource<D> | undefined
  #model: EditorModel | undefined
  readonly #followed: Attachment<EffectSource<D>> = new Attachment((source, signal) => {
    source.addEventListener('change', this.#onChange, { signal })
    this.#openTaps(source, signal)
    this.sourceConnected()
  })
  readonly #taps: Map<TapPoint, Tap> = new Map()
  /** Where the focus was when the help was asked for. */
  #beforeHelp: HTMLElement | undefined
  readonly #held: HeldControls = new HeldControls({
    begin: () => this.beginGesture(),
    end: () => this.endGesture()
  })

  constructor() {
    super()
    this.effect = undefined
    this.history = undefined
    this.theme = undefined
    this.compact = false
    this.layout = 'wide'
    this.helpShown = false
    this.size = 100
    this.notice = undefined
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
    const before = this.#model
    if (before?.source !== source || before.hostHistory !== this.history) {
      before?.finishGestures()
      before?.dispose()
      this.#model = new EditorModel(source, this.history)
      // Another history is no reason to open a padlock.
      if (before?.source === source) for (const id of before.locked) this.#model.locked.add(id)
      // Rendered for the first time after it was taken off the page: nobody would let go.
      if (this.lifetime.aborted) this.#model.dispose()
      return this.#model
    }
    return before
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

  /** What is no effect of this kind is told of, and the editor is as without one. */
  #refuseWrongEffect(): void {
    const problem = effectProblem(this.localName, this.#ownId, this.effect)
    if (problem === undefined) return
    this.effect = undefined
    reportError(new Error(problem))
  }

  /** Undefined for an editor that takes any effect. */
  get #ownId(): string | undefined {
    const { definition } = this.constructor as unknown as { readonly definition: D | undefined }
    return definition?.id
  }

  protected get<Id extends ParamId<D>>(id: Id): ParamValues<D>[Id] {
    return this.source.get(id)
  }

  protected set<Id extends ParamId<D>>(id: Id, value: ParamValues<D>[Id]): void {
    this.source.set(id, value, 'hand')
  }

  protected setMany(values: Partial<ParamValues<D>>): void {
    this.source.setMany(values, 'hand')
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

  /** A source has been taken, its taps are open. Called again when `effect` is replaced. */
  protected sourceConnected(): void {}

  /** One of the class's own `taps`; undefined where no audio runs. */
  protected tap(point: TapPoint): Tap | undefined {
    return this.#taps.get(point)
  }

  /** A parameter has moved, whoever moved it. */
  protected paramChanged(_id: ParamId<D>): void {}

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.clientWidth > 0) this.layout = layoutOf(this.clientWidth)
    const signal = this.lifetime
    this.renderRoot.addEventListener('gesturestart', this.#held.listener, { signal })
    this.renderRoot.addEventListener('gestureend', this.#held.listener, { signal })
    this.addEventListener('keydown', this.#onKeyDown, { signal })
    this.#model?.connect()
    signal.addEventListener('abort', () => {
      this.#held.clear()
      this.#model?.finishGestures()
      this.#model?.dispose()
    })
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed)
    if (changed.has('effect')) this.#refuseWrongEffect()
    this.#followed.follow(this.source, this.lifetime)
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed)
    // Set from script because a strict content security policy refuses style attributes.
    if (changed.has('size')) this.style.zoom = this.size === 100 ? '' : String(this.size / 100)
    if (changed.has('theme') && changed.get('theme') !== this.theme) themeMayHaveChanged()
  }

  #openTaps(source: EffectSource<D>, signal: AbortSignal): void {
    // The class's own points; `new.target` types do not reach static members of a subclass.
    const { taps } = this.constructor as unknown as { readonly taps: readonly TapPoint[] }
    for (const point of taps) {
      const tap = openTap(source, point, signal)
      if (tap) this.#taps.set(point, tap)
    }
    signal.addEventListener('abort', () => this.#taps.clear())
  }

  readonly #onChange = (event: Event) => {
    // Sources dispatch `change` as a CustomEvent of ParamChange.
    this.paramChanged((event as CustomEvent<ParamChange<D>>).detail.id)
    this.requestUpdate()
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey) return
    if (event.key === 'Escape' && this.helpShown) {
      event.preventDefault()
      this.helpShown = false
      this.#beforeHelp?.focus({ preventScroll: true })
      return
    }
    const key = event.key.toLowerCase()
    if (!(event.ctrlKey || event.metaKey) || (key !== 'z' && key !== 'y')) return
    const redoes = key === 'y' || event.shiftKey
    const can = redoes ? this.model.canRedo : this.model.canUndo
    // A step that is not there is left to the page, which may have a history of its own.
    if (!can) return
    event.preventDefault()
    if (redoes) this.model.redo()
    else this.model.undo()
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
      @help=${this.#onHelp}
      @resizeeditor=${(event: CustomEvent<number>) => (this.size = event.detail)}
      @notice=${this.#onNotice}
    >
      ${
        this.compact
          ? nothing
          : html`<twobus-common-bar
            part="bar"
            exportparts="presets"
            .model=${this.model}
            .size=${this.size}
            .helpShown=${this.helpShown}
            ><slot name="tools" slot="tools"></slot
          ></twobus-common-bar>`
      }
      <div class="notice" part="notice" role="status">${this.notice ? this.#renderNotice(this.notice) : nothing}</div>
      ${this.renderBody()} ${this.helpShown ? this.#renderHelp() : nothing}
    </div>`
  }

  readonly #onHelp = () => {
    this.helpShown = !this.helpShown
    if (!this.helpShown) return
    this.#beforeHelp = deepestFocus()
    void this.updateComplete.then(() => {
      const help = this.renderRoot.querySelector('twobus-editor-help')
      void help?.updateComplete.then(() => help.focus())
    })
  }

  readonly #onNotice = (event: CustomEvent<string | Notice>) => {
    this.notice = event.detail
  }

  #renderNotice(notice: Notice | string): TemplateResult {
    const { text, action }: Notice = typeof notice === 'string' ? { text: notice } : notice
    const close = () => {
      this.notice = undefined
    }
    const act = () => {
      close()
      action?.run()
    }
    return html`<span class="notice-text">${text}</span>
      ${
        action
          ? html`<twobus-button label=${action.label} @click=${act}>${action.label}</twobus-button>`
          : nothing
      }
      <twobus-button icon="close" label="Close" @click=${close}></twobus-button>`
  }

  #renderHelp(): TemplateResult {
    // The class's own rows; `new.target` types do not reach static members of a subclass.
    const { graphHelp } = this.constructor as unknown as { readonly graphHelp: readonly HelpRow[] }
    return html`<twobus-editor-help
      exportparts="help"
      .definition=${this.source.definition}
      .graphHelp=${graphHelp}
    ></twobus-editor-help>`
  }
}

function layoutOf(widthPx: number): EditorLayout {
  return widthPx >= WIDE_PX ? 'wide' : widthPx >= MEDIUM_PX ? 'medium' : 'narrow'
}
