import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { defineElement } from '../core/define-element.ts'
import { TwobusElement } from '../core/element.ts'
import './icon.ts'

/**
 * A plain button: text in the slot, or an icon with `label`.
 *
 * @fires click - the ordinary one
 * @slot - the text
 * @attr icon - name of an icon, instead of text
 * @attr label - what a screen reader calls a button with an icon
 * @attr toggles - it stays down: `pressed` tells the state
 * @attr pressed - down
 * @attr primary - the one that people came for
 * @attr disabled - cannot be pressed
 * @csspart button - all of it
 */
export class TwobusButton extends TwobusElement {
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true }

  static override properties: PropertyDeclarations = {
    icon: {},
    label: {},
    pressed: { type: Boolean, reflect: true },
    toggles: { type: Boolean },
    primary: { type: Boolean, reflect: true },
    disabled: { type: Boolean, reflect: true },
    expanded: { attribute: false }
  }

  static override styles = [
    TwobusElement.styles,
    css`
      :host {
        display: inline-flex;
        flex: none;
      }
      button {
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: 6px;
        height: 24px;
        padding: 0 9px;
        font: var(--twobus-text-button);
        white-space: nowrap;
        color: var(--twobus-muted);
        background: var(--twobus-raised);
        border: 1px solid var(--twobus-line);
        border-radius: 6px;
        transition: background var(--twobus-fast), color var(--twobus-fast);
      }
      button.icon {
        width: 28px;
        height: 28px;
        padding: 0;
        background: none;
        border-color: transparent;
      }
      button:hover {
        background: var(--twobus-high);
        color: var(--twobus-text);
      }
      button:active {
        background: var(--twobus-accent-soft);
      }
      :host([pressed]) button {
        background: var(--twobus-accent-soft);
        color: var(--twobus-accent);
      }
      :host([pressed]) button:not(.icon) {
        border-color: color-mix(in srgb, var(--twobus-accent) 45%, transparent);
      }
      :host([primary]) button {
        height: 28px;
        padding: 0 12px;
        background: var(--twobus-accent);
        border-color: transparent;
        color: var(--twobus-on-accent);
        font-weight: 600;
      }
      :host([disabled]) {
        opacity: 0.38;
        pointer-events: none;
      }
      @media (pointer: coarse) {
        button {
          min-width: 44px;
          height: 44px;
        }
        button.icon {
          width: 44px;
          height: 44px;
        }
      }
      @media (forced-colors: active) {
        :host([primary]) button {
          forced-color-adjust: none;
        }
        :host([pressed]) button {
          border: 2px solid Highlight;
        }
      }
    `
  ]

  declare icon: string
  declare label: string
  declare pressed: boolean
  /** Announces itself as a button that stays pressed, even while it is not. */
  declare toggles: boolean
  declare primary: boolean
  declare disabled: boolean
  /** For a button that opens a list: whether it is open. */
  declare expanded: boolean | undefined

  constructor() {
    super()
    this.icon = ''
    this.label = ''
    this.pressed = false
    this.toggles = false
    this.primary = false
    this.disabled = false
    this.expanded = undefined
  }

  override render(): TemplateResult {
    const iconOnly = this.icon !== '' && this.label !== ''
    const pressed = this.toggles || this.pressed ? String(this.pressed) : nothing
    return html`<button
      part="button"
      class=${iconOnly ? 'icon' : ''}
      type="button"
      ?disabled=${this.disabled}
      aria-label=${this.label || nothing}
      title=${this.label || nothing}
      aria-pressed=${pressed}
      aria-expanded=${this.expanded ?? nothing}
      aria-haspopup=${this.expanded === undefined ? nothing : 'menu'}
    >
      ${this.icon === '' ? nothing : html`<twobus-icon name=${this.icon}></twobus-icon>`}
      <slot></slot>
    </button>`
  }
}

defineElement('twobus-button', TwobusButton)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-button': TwobusButton
  }
}
