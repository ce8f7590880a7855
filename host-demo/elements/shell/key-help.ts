import { css, html, type TemplateResult } from 'lit'
import '../../../ui/controls/icon.ts'
import { defineElement } from '../../../ui/core/define-element.ts'
import { TwobusElement } from '../../../ui/core/element.ts'
import { hostStyles } from '../host-styles.ts'
import { shortcutTexts } from './shortcuts.ts'

/** The list of keys, as a popover. */
export class HostKeyHelp extends TwobusElement {
  static override styles = [
    TwobusElement.styles,
    hostStyles,
    css`
      :host {
        display: contents;
      }
      [popover] {
        inset: 60px 16px auto auto;
        width: min(420px, calc(100vw - 32px));
        max-height: calc(100dvh - 76px);
        margin: 0;
        padding: 0;
        overflow: auto;
        color: var(--twobus-text);
        background: var(--twobus-raised);
        border: 1px solid var(--twobus-line-strong);
        border-radius: 10px;
        box-shadow: var(--twobus-shadow);
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: 8px 8px 4px 16px;
      }
      h2 {
        margin: 0;
        font: var(--twobus-text-title);
      }
      dl {
        display: grid;
        grid-template-columns: 100px 1fr;
        gap: 7px 12px;
        margin: 0;
        padding: 4px 16px 16px;
        font: var(--twobus-text-value);
        font-weight: 400;
      }
      dt {
        font-weight: 500;
        color: var(--twobus-accent);
      }
      dd {
        margin: 0;
        color: var(--twobus-muted);
      }
    `
  ]

  toggle(): void {
    this.renderRoot.querySelector<HTMLElement>('[popover]')?.togglePopover()
  }

  override render(): TemplateResult {
    return html`<div popover role="dialog" aria-label="Keys">
      <header>
        <h2>Keys</h2>
        <button class="icon-button" type="button" aria-label="Close" @click=${() => this.toggle()}>
          <twobus-icon name="close"></twobus-icon>
        </button>
      </header>
      <dl>
        ${shortcutTexts.map(
          ([keys, what]) => html`<dt>${keys}</dt>
            <dd>${what}</dd>`
        )}
      </dl>
    </div>`
  }
}

defineElement('twobus-host-key-help', HostKeyHelp)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-key-help': HostKeyHelp
  }
}
