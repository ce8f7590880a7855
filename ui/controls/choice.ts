import { css, html, nothing, type PropertyDeclarations, svg, type TemplateResult } from 'lit'
import { formatValue } from '../../worklets/core/text.ts'
import { defineElement } from '../core/define-element.ts'
import { ResizeController } from '../core/resize-controller.ts'
import './icon.ts'
import { openMenu } from './menu.ts'
import { ParamControl } from './param-control.ts'

/** More options than this go into a list. */
const MOST_SEGMENTS = 6

/**
 * One of several options: segments side by side, or a button with a list where they are many or
 * have no room.
 *
 * @attr menu - always a list
 * @attr segments - always segments
 * @csspart label - what stands beside it
 * @csspart segments - the options side by side
 * @csspart list - the button that opens the list
 */
export class TwobusChoice extends ParamControl {
  static override properties: PropertyDeclarations = {
    menu: { type: Boolean, reflect: true },
    segments: { type: Boolean, reflect: true },
    icons: { attribute: false },
    crowded: { state: true }
  }

  static override styles = [
    ParamControl.styles,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        min-width: 0;
      }
      .label {
        flex: none;
        color: var(--twobus-muted);
        font: var(--twobus-text-label);
        white-space: nowrap;
      }
      .segments {
        display: inline-flex;
        flex: none;
        padding: 1px;
        background: var(--twobus-well);
        border: 1px solid var(--twobus-line);
        border-radius: 6px;
      }
      .segment {
        display: inline-flex;
        align-items: center;
        justify-content: center;
        flex: 1 0 auto;
        height: 22px;
        padding: 0 9px;
        font: var(--twobus-text-button);
        white-space: nowrap;
        color: var(--twobus-muted);
        border: 1px solid transparent;
        border-radius: 4px;
        transition: background var(--twobus-base), color var(--twobus-fast);
      }
      .icons .segment {
        padding: 0 1px;
      }
      .segment:hover {
        color: var(--twobus-text);
      }
      .segment:focus-visible {
        outline-offset: 2px;
      }
      .segment[aria-checked='true'] {
        color: var(--twobus-text);
        background: var(--twobus-chosen);
        border-color: var(--twobus-chosen-line);
      }
      .listed {
        display: flex;
        flex: 1;
        flex-wrap: wrap;
        align-items: center;
        gap: 2px 8px;
        min-width: 0;
      }
      .list {
        display: inline-flex;
        flex: 1 1 auto;
        align-items: center;
        gap: 8px;
        min-width: 0;
        height: 26px;
        padding: 0 6px 0 9px;
        font: var(--twobus-text-button);
        color: var(--twobus-text);
        background: var(--twobus-raised);
        border: 1px solid var(--twobus-line);
        border-radius: 6px;
      }
      .list:hover {
        background: var(--twobus-high);
      }
      .list span {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-align: left;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .list twobus-icon:last-child {
        color: var(--twobus-muted);
      }
      .measure {
        position: absolute;
        visibility: hidden;
        pointer-events: none;
      }
      svg {
        flex: none;
        fill: none;
        stroke: currentColor;
        stroke-width: 1.5;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
      @media (pointer: coarse) {
        .segments {
          padding: 0;
        }
        .segment {
          height: 44px;
          min-width: 44px;
        }
        .list {
          height: 44px;
          min-width: 56px;
        }
      }
      @media (forced-colors: active) {
        .segment[aria-checked='true'] {
          forced-color-adjust: none;
          color: HighlightText;
          background: Highlight;
        }
      }
    `
  ]

  /** Always a button with a list. */
  declare menu: boolean
  /** Always segments, however many. */
  declare segments: boolean
  /** Paths of 20 x 16 shapes by option, shown instead of words. */
  declare icons: Readonly<Record<string, string | undefined>> | undefined
  declare crowded: boolean
  #neededPx = 0

  constructor() {
    super()
    this.menu = false
    this.segments = false
    this.icons = undefined
    this.crowded = false
    new ResizeController(this, {
      targets: () => [this, this.parentElement],
      resized: () => this.#measure()
    })
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.hasUpdated) this.attachMenu('.segments, .list')
  }

  override updated(): void {
    this.attachMenu('.segments, .list')
  }

  get #options(): readonly string[] {
    const row = this.control.row
    return row?.kind === 'choice' ? row.options : []
  }

  #text(option: string): string {
    const row = this.control.row
    return row ? formatValue(row, option) : option
  }

  /** Whether the segments are wider than the room that the parent gives. */
  #measure(): void {
    const segments = this.renderRoot.querySelector<HTMLElement>('.segments')
    if (segments) this.#neededPx = segments.offsetLeft + segments.offsetWidth
    const room = this.parentElement?.clientWidth ?? Number.POSITIVE_INFINITY
    if (room > 0 && this.#neededPx > 0) this.crowded = this.#neededPx > room
  }

  readonly #onKey = (event: KeyboardEvent) => {
    const options = this.#options
    const last = options.length - 1
    const at = options.indexOf(String(this.control.value))
    const targets: Readonly<Record<string, number | undefined>> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowDown: at === last ? 0 : at + 1,
      ArrowLeft: at <= 0 ? last : at - 1,
      ArrowUp: at <= 0 ? last : at - 1,
      Home: 0,
      End: last
    }
    const option = options[targets[event.key] ?? -1]
    if (event.key === 'Delete' || event.key === 'Backspace') this.control.reset()
    else if (option !== undefined) this.control.commit(option)
    else return
    event.preventDefault()
    event.stopPropagation()
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[aria-checked="true"]')?.focus()
    )
  }

  readonly #openList = (event: Event) => {
    const now = this.control.value
    const items = this.#options.map((option) => ({
      label: this.#text(option),
      checked: option === now,
      shape: this.icons?.[option],
      run: () => this.control.commit(option)
    }))
    // The listener sits on the button.
    openMenu(this.renderRoot, event.currentTarget as HTMLElement, items, {
      label: this.spokenLabel
    })
  }

  override render(): TemplateResult {
    const many = this.#options.length > MOST_SEGMENTS && !this.icons && !this.segments
    const asList = this.menu || many || this.crowded
    const label = this.labelled
      ? html`<span class="label" part="label">${this.shownLabel}</span>`
      : nothing
    return html`
      ${asList ? html`<div class="listed">${label} ${this.#renderList()}</div>` : html`${label} ${this.#renderSegments()}`}
      ${this.renderMapping()}
    `
  }

  #renderSegments(): TemplateResult {
    const now = this.control.value
    return html`<div
      class="segments ${this.icons ? 'icons' : ''}"
      part="segments"
      role="radiogroup"
      aria-label=${this.spokenLabel}
      title=${this.control.row?.help ?? nothing}
      @keydown=${this.#onKey}
    >
      ${this.#options.map(
        (option) => html`<button
          type="button"
          class="segment"
          role="radio"
          aria-checked=${String(option === now)}
          aria-label=${this.icons ? this.#text(option) : nothing}
          title=${this.icons ? this.#text(option) : nothing}
          tabindex=${option === now ? 0 : -1}
          ?disabled=${this.disabled}
          @click=${() => this.control.commit(option)}
        >
          ${this.#renderOption(option)}
        </button>`
      )}
    </div>`
  }

  #renderOption(option: string): TemplateResult | string {
    const path = this.icons?.[option]
    if (path === undefined) return this.#text(option)
    return html`<svg width="20" height="16" viewBox="0 0 20 16" aria-hidden="true">
      ${svg`<path d=${path} />`}
    </svg>`
  }

  #renderList(): TemplateResult {
    const now = String(this.control.value ?? '')
    const text = this.#text(now)
    return html`<button
      type="button"
      class="list"
      part="list"
      aria-label=${`${this.spokenLabel}: ${text}`}
      aria-haspopup="menu"
      title=${this.control.row?.help ?? nothing}
      ?disabled=${this.disabled}
      @click=${this.#openList}
    >
      ${this.icons?.[now] === undefined ? nothing : this.#renderOption(now)}
      <span>${text}</span>
      <twobus-icon name="chevron-down"></twobus-icon>
    </button>`
  }
}

defineElement('twobus-choice', TwobusChoice)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-choice': TwobusChoice
  }
}
