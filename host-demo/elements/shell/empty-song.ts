import { css, html, type TemplateResult } from 'lit'
import '../../../ui/controls/icon.ts'
import { defineElement } from '../../../ui/core/define-element.ts'
import { TwobusElement } from '../../../ui/core/element.ts'
import { pickFiles } from '../../../ui/core/pick-files.ts'
import { hostStyles } from '../host-styles.ts'

/** What stands where tracks would be: how to get some. */
export class HostEmptySong extends TwobusElement {
  static override styles = [
    TwobusElement.styles,
    hostStyles,
    css`
      :host {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 16px;
        padding: 24px;
        text-align: center;
        color: var(--twobus-muted);
      }
      h2 {
        margin: 0;
        font: var(--twobus-text-page);
        color: var(--twobus-text);
      }
      p {
        margin: 4px 0 0;
        font: var(--twobus-text-value);
        font-weight: 400;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: 8px;
      }
    `
  ]

  async #choose(): Promise<void> {
    const files = await pickFiles({ accept: 'audio/*', multiple: true })
    if (files.length > 0) this.emit('addfiles', files)
  }

  override render(): TemplateResult {
    return html`
      <div>
        <h2>No tracks yet</h2>
        <p>Drop audio files anywhere on this page. Each becomes a track.</p>
      </div>
      <div class="ways">
        <button class="text-button" type="button" @click=${this.#choose}>
          <twobus-icon name="plus"></twobus-icon>Choose files
        </button>
        <button
          class="text-button"
          type="button"
          @click=${() => this.emit('opensession', 'demo')}
        >
          Open the demo song
        </button>
      </div>
    `
  }
}

defineElement('twobus-host-empty', HostEmptySong)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-empty': HostEmptySong
  }
}
