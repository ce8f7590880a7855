import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { defineElement } from '../core/define-element.ts'
import './icon.ts'
import { ParamControl } from './param-control.ts'

/**
 * A parameter of two states.
 *
 * @attr variant - what it looks like: switch, button, pill or icon
 * @attr icon - name of an icon, for the variant of that name
 * @attr inverted - shown lit where the parameter is off
 * @attr no-label - the label is for screen readers only
 * @csspart toggle - all of it
 */
export class TwobusToggle extends ParamControl {
  static override properties: PropertyDeclarations = {
    variant: { reflect: true },
    icon: {},
    inverted: { type: Boolean },
    noLabel: { type: Boolean, attribute: 'no-label' }
  }

  static override styles = [
    ParamControl.styles,
    css`
      :host {
        display: inline-flex;
      }
      button {
        display: inline-flex;
        align-items: center;
        gap: 7px;
        font: var(--twobus-text-button);
        white-space: nowrap;
        color: var(--twobus-text);
        border-radius: 6px;
        transition: background var(--twobus-fast), color var(--twobus-fast);
      }
      .switch {
        min-height: 24px;
      }
      .rail {
        position: relative;
        flex: none;
        width: 26px;
        height: 14px;
        border-radius: 7px;
        background: var(--twobus-track);
        transition: background var(--twobus-base);
      }
      .rail::after {
        content: '';
        position: absolute;
        left: 2px;
        top: 2px;
        width: 10px;
        height: 10px;
        border-radius: 5px;
        background: var(--twobus-muted);
        transition: transform var(--twobus-base), background var(--twobus-base);
      }
      [aria-checked='true'] .rail {
        background: var(--control-color);
      }
      [aria-checked='true'] .rail::after {
        transform: translateX(12px);
        background: var(--twobus-on-accent);
      }
      .switch:hover .rail {
        background: var(--twobus-line-strong);
      }
      .switch[aria-checked='true']:hover .rail {
        background: var(--control-color);
      }
      .button,
      .pill,
      .icon {
        justify-content: center;
        height: 24px;
        padding: 0 9px;
        color: var(--twobus-muted);
        background: var(--twobus-raised);
        border: 1px solid var(--twobus-line);
      }
      .pill {
        height: 18px;
        padding: 0 7px;
        font: 500 10px/12px var(--twobus-font);
      }
      .icon {
        width: 28px;
        height: 28px;
        padding: 0;
        background: none;
        border-color: transparent;
      }
      .button:hover,
      .pill:hover,
      .icon:hover {
        background: var(--twobus-high);
        color: var(--twobus-text);
      }
      .button[aria-checked='true'],
      .pill[aria-checked='true'],
      .icon[aria-checked='true'] {
        background: color-mix(in srgb, var(--control-color) 14%, transparent);
        color: var(--control-color);
        border-color: color-mix(in srgb, var(--control-color) 45%, transparent);
      }
      .icon[aria-checked='true'] {
        border-color: transparent;
      }
      @media (pointer: coarse) {
        .switch,
        .button {
          min-width: 44px;
          min-height: 44px;
        }
        .icon {
          width: 44px;
          height: 44px;
        }
        .pill::before {
          content: '';
          position: absolute;
          inset: -2px -6px -24px;
        }
      }
      @media (forced-colors: active) {
        .rail,
        .rail::after {
          forced-color-adjust: none;
        }
        .rail {
          border: 1px solid ButtonText;
        }
        [aria-checked='true']:not(.switch) {
          border: 2px solid Highlight;
        }
      }
    `
  ]

  declare variant: 'switch' | 'button' | 'pill' | 'icon'
  declare icon: string
  /** Lit while the parameter is off: the power button of `bypass`. */
  declare inverted: boolean
  declare noLabel: boolean

  constructor() {
    super()
    this.variant = 'switch'
    this.icon = ''
    this.inverted = false
    this.noLabel = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.hasUpdated) this.attachMenu('button')
  }

  override updated(): void {
    this.attachMenu('button')
  }

  get #on(): boolean {
    return Boolean(this.control.value) !== this.inverted
  }

  readonly #onClick = () => {
    this.control.commit(!this.control.value)
  }

  readonly #onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return
    event.preventDefault()
    this.control.reset()
  }

  override render(): TemplateResult {
    const label = this.shownLabel
    const iconOnly = this.variant === 'icon' || this.noLabel
    const spoken = this.inverted ? label : this.spokenLabel
    return html`<button
        part="toggle"
        class=${this.variant}
        type="button"
        role="switch"
        aria-checked=${String(this.#on)}
        aria-label=${spoken}
        title=${this.control.row?.help ?? (iconOnly ? label : nothing)}
        ?disabled=${this.disabled}
        @click=${this.#onClick}
        @keydown=${this.#onKey}
      >
        ${this.variant === 'switch' ? html`<span class="rail"></span>` : nothing}
        ${this.icon === '' ? nothing : html`<twobus-icon name=${this.icon}></twobus-icon>`}
        ${iconOnly ? nothing : html`<span>${label}</span>`}
      </button>
      ${this.renderMapping()}`
  }
}

defineElement('twobus-toggle', TwobusToggle)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-toggle': TwobusToggle
  }
}
