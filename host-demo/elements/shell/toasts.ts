import { css, html, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import '../../../ui/controls/icon.ts'
import { defineElement } from '../../../ui/core/define-element.ts'
import { TwobusElement } from '../../../ui/core/element.ts'
import { hostStyles } from '../host-styles.ts'

interface Toast {
  readonly key: number
  readonly sentences: readonly string[]
}

/** More than this at once are a wall: the oldest go. */
const MOST = 4

/** Problems, told once and kept until they are dismissed. */
export class HostToasts extends TwobusElement {
  static override properties = {
    toasts: { state: true }
  }

  static override styles = [
    TwobusElement.styles,
    hostStyles,
    css`
      :host {
        position: fixed;
        right: 16px;
        bottom: 16px;
        z-index: 10;
        display: grid;
        gap: 8px;
        width: min(420px, calc(100vw - 32px));
        pointer-events: none;
      }
      .toast {
        display: flex;
        gap: 10px;
        padding: 10px 6px 10px 12px;
        font: var(--twobus-text-value);
        font-weight: 400;
        background: var(--twobus-raised);
        border: 1px solid var(--twobus-line-strong);
        border-radius: 10px;
        box-shadow: var(--twobus-shadow);
        pointer-events: auto;
        animation: rise var(--twobus-base);
      }
      @keyframes rise {
        from {
          opacity: 0;
          transform: translateY(8px);
        }
      }
      .warning {
        flex: none;
        color: var(--twobus-warning);
      }
      ul {
        flex: 1;
        min-width: 0;
        max-height: 160px;
        margin: 0;
        padding: 0;
        overflow: auto;
        list-style: none;
        overflow-wrap: anywhere;
      }
      li + li {
        margin-top: 6px;
      }
      .icon-button {
        margin-top: -6px;
      }
    `
  ]

  declare toasts: readonly Toast[]
  #next = 0

  constructor() {
    super()
    this.toasts = []
  }

  /** Shows sentences together as one notice. */
  show(sentences: readonly string[]): void {
    if (sentences.length === 0) return
    this.toasts = [...this.toasts, { key: this.#next++, sentences }].slice(-MOST)
  }

  #dismiss(key: number): void {
    this.toasts = this.toasts.filter((toast) => toast.key !== key)
  }

  override render(): TemplateResult {
    return html`${repeat(
      this.toasts,
      ({ key }) => key,
      ({ key, sentences }) => html`<div class="toast" role="alert">
        <twobus-icon class="warning" name="warning"></twobus-icon>
        <ul>
          ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
        </ul>
        <button
          class="icon-button"
          type="button"
          aria-label="Dismiss"
          @click=${() => this.#dismiss(key)}
        >
          <twobus-icon name="close"></twobus-icon>
        </button>
      </div>`
    )}`
  }
}

defineElement('twobus-host-toasts', HostToasts)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-toasts': HostToasts
  }
}
