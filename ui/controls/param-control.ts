import {
  css,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult
} from 'lit'
import { fullLabel, type ParamValue } from '../../worklets/core/definition.ts'
import type { ParamRow } from '../../worklets/core/rows.ts'
import { formatValue } from '../../worklets/core/text.ts'
import type { AnySource } from '../core/any-source.ts'
import { Attachment } from '../core/attachment.ts'
import { TwobusElement } from '../core/element.ts'
import { type MappingMark, mappableControls } from '../core/mappable.ts'
import { attachMenuGesture } from '../core/menu-gesture.ts'
import { ParamController, type ParamHost } from '../core/param-controller.ts'
import { entryProblem } from './entry-field.ts'
import { type MenuItem, openMenu, type TwobusMenu } from './menu.ts'

/** What Copy took last, for pages that may not read the clipboard. */
let copied = ''

/** What a page may style of the controls inside an editor, by `::part()` of the editor. */
const PARTS = 'knob, fader, toggle, segments, list, handle, dial, label, value'

/**
 * Base of the controls of one parameter. Give `source` and `param`, or `row` and `value`; label,
 * text, range and reset come from the row.
 *
 * @attr param - id of the source's parameter
 * @attr label - shown instead of the row's label
 * @attr color - token of the lit parts instead of `accent`: band-3, side
 * @attr disabled - cannot be moved
 * @attr labelled - fields and choices show their label at the left
 * @fires gesturestart - a hand, a wheel or a key begins to move it
 * @fires input - it moves; the detail has id, value and travel (0..1)
 * @fires change - it has been moved; the detail is the same
 * @fires gestureend - the hand has let go
 * @fires controlmenu - its menu opens; listeners may push items into `detail.items`
 * @fires notice - a sentence for the person: what was pasted means nothing
 * @cssproperty --control-color - color of the lit parts; `color` sets it from a token
 */
export class ParamControl extends TwobusElement implements ParamHost {
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true }

  static override properties: PropertyDeclarations = {
    source: { attribute: false },
    param: {},
    row: { attribute: false },
    value: { attribute: false },
    label: {},
    color: {},
    disabled: { type: Boolean, reflect: true },
    labelled: { type: Boolean, reflect: true },
    mapping: { attribute: false }
  }

  static override styles = [
    TwobusElement.styles,
    css`
      :host {
        --control-color: var(--twobus-control-color, var(--twobus-accent));
        position: relative;
      }
      :host([disabled]) {
        opacity: 0.38;
        pointer-events: none;
      }
      .frame {
        position: absolute;
        inset: -5px -1px;
        border-radius: 8px;
        pointer-events: none;
        border: 1.5px solid var(--twobus-accent);
      }
      .frame.mappable {
        border: 1px dashed var(--twobus-line-strong);
      }
      .frame.learning {
        border-width: 2px;
        background: var(--twobus-accent-soft);
      }
      .frame.waiting {
        border-color: var(--twobus-warning);
      }
      :host([labelled]) .frame {
        inset: -4px -6px;
      }
      .tag {
        position: absolute;
        left: 50%;
        bottom: 100%;
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        column-gap: 4px;
        width: max-content;
        max-width: max(100% + 4px, 56px);
        height: 17px;
        margin-bottom: 5px;
        overflow: hidden;
        padding: 0 5px;
        transform: translateX(-50%);
        border-radius: 4px;
        font: 600 10px/17px var(--twobus-font);
        white-space: nowrap;
        color: var(--twobus-on-accent);
        background: var(--twobus-accent);
      }
      .waiting .tag {
        color: var(--twobus-on-warning);
        background: var(--twobus-warning);
      }
      @media (forced-colors: active) {
        .tag {
          forced-color-adjust: none;
        }
        .frame.learning {
          background: none;
        }
      }
    `
  ]

  declare source: AnySource | undefined
  declare param: string
  declare row: ParamRow | undefined
  declare value: ParamValue | undefined
  /** Shown instead of the row's label. */
  declare label: string
  /** Name of the token that the lit parts take instead of `accent`: "band-3", "side". */
  declare color: string
  declare disabled: boolean
  /** Fields and choices show their label at the left. */
  declare labelled: boolean
  declare mapping: MappingMark | undefined
  protected readonly control: ParamController
  #menu: TwobusMenu | undefined
  readonly #menuPart: Attachment<HTMLElement> = new Attachment((part, signal) =>
    attachMenuGesture(part, (x, y) => this.openContextMenu(x, y), signal)
  )

  constructor() {
    super()
    this.source = undefined
    this.param = ''
    this.row = undefined
    this.value = undefined
    this.label = ''
    this.color = ''
    this.disabled = false
    this.labelled = false
    this.mapping = undefined
    this.control = new ParamController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (!this.hasAttribute('exportparts')) this.setAttribute('exportparts', PARTS)
    mappableControls.add(this)
    this.lifetime.addEventListener('abort', () => mappableControls.delete(this))
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('source') || changed.has('param')) mappableControls.changed()
    if (!changed.has('color')) return
    // Set from script because a strict content security policy refuses style attributes.
    if (this.color) this.style.setProperty('--control-color', `var(--twobus-${this.color})`)
    else this.style.removeProperty('--control-color')
  }

  /** What stands beside the control. */
  protected get shownLabel(): string {
    return this.label || (this.control.row?.label ?? '')
  }

  /** What a screen reader says: the row's label with its group. */
  protected get spokenLabel(): string {
    const row = this.control.row
    return row ? fullLabel(row) : this.label
  }

  /** The value as text, with its unit. */
  protected get valueText(): string {
    const { row, value } = this.control
    return row === undefined || value === undefined ? '' : formatValue(row, value)
  }

  /** Controls with an entry field open it here. */
  protected typeValue?(): void

  /**
   * The menu of right-click and long press. Listeners of `controlmenu` may push more items (a
   * controller map offers "Learn") into `detail.items`.
   */
  protected openContextMenu(x: number, y: number): void {
    // A key may come as a key and as what the browser makes of it.
    if (this.disabled || this.#menu?.isConnected) return
    const items: MenuItem[] = [
      { label: 'Reset', run: () => this.control.reset() },
      { label: 'Copy', run: () => this.#copy() },
      { label: 'Paste', run: () => void this.#paste() }
    ]
    if (this.typeValue) items.unshift({ label: 'Type a value', run: () => this.typeValue?.() })
    this.emit('controlmenu', { items, control: this })
    this.#menu = openMenu(this.renderRoot, { x, y }, items, { label: this.spokenLabel })
  }

  /** Lets hands open the menu from a part of the control; to be called after each rendering. */
  protected attachMenu(selector: string): void {
    this.#menuPart.follow(this.renderRoot.querySelector<HTMLElement>(selector), this.lifetime)
  }

  #copy(): void {
    copied = this.valueText
    void navigator.clipboard?.writeText(copied).catch(() => undefined)
  }

  async #paste(): Promise<void> {
    const outside = await navigator.clipboard?.readText().catch(() => undefined)
    const text = outside || copied
    if (this.control.commitText(text)) return
    const row = this.control.row
    if (row) this.emit('notice', `Nothing was pasted: ${entryProblem(row, text)}`)
  }

  /** Frame and tag of a controller map; belongs into every control's template. */
  protected renderMapping(): TemplateResult | typeof nothing {
    const { mapping } = this
    if (mapping === undefined) return nothing
    return html`<div class="frame ${mapping.state}">
      ${mapping.tag ? renderTag(mapping.tag) : nothing}
    </div>`
  }
}

/** Where there is no room for all of it, the channel goes: it is the last part. */
function renderTag(tag: string): TemplateResult {
  const parts = tag.split(' · ').map((part, i) => (i === 0 ? part : `· ${part}`))
  return html`<span class="tag">${parts.map((part) => html`<span>${part}</span>`)}</span>`
}
