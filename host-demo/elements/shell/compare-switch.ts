import { css, html, nothing, type TemplateResult } from 'lit'
import { defineElement } from '../../../ui/core/define-element.ts'
import { FrameTask } from '../../../ui/core/frame.ts'
import { ReadOut } from '../../../ui/core/read-out.ts'
import { formatUnit } from '../../../worklets/core/text.ts'
import type { CompareMode } from '../../audio/raw-compare.ts'
import { HostElement } from '../host-element.ts'
import type { HostEngine } from '../host-engine.ts'
import { hostStyles } from '../host-styles.ts'

/** Read-outs change this often. */

/** Compares the mix with the raw stems, both equally loud. Off, the mix has its own level. */
export class HostCompareSwitch extends HostElement {
  static override styles = [
    HostElement.styles,
    hostStyles,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        white-space: nowrap;
      }
      .segments {
        display: inline-flex;
        padding: 1px;
        background: var(--twobus-well);
        border: 1px solid var(--twobus-line);
        border-radius: 6px;
      }
      .segments button {
        height: 24px;
        padding: 0 10px;
        font: var(--twobus-text-button);
        color: var(--twobus-muted);
        border: 1px solid transparent;
        border-radius: 4px;
      }
      .segments button:hover {
        color: var(--twobus-text);
      }
      .segments button[aria-checked='true'] {
        color: var(--twobus-text);
        background: var(--twobus-chosen);
        border-color: var(--twobus-chosen-line);
      }
      .segments button.raw[aria-checked='true'] {
        color: var(--twobus-on-warning);
        background: var(--twobus-warning);
      }
      .matched {
        contain: layout;
        min-width: 96px;
        color: var(--twobus-muted);
        font-variant-numeric: tabular-nums;
      }
      @media (pointer: coarse) {
        .segments button {
          height: 40px;
        }
      }
    `
  ]

  readonly #readOut: ReadOut = new ReadOut(this)
  #task: FrameTask | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.#task = new FrameTask(this, (_now, deltaMs) => this.#showMatch(deltaMs), this.lifetime)
  }

  protected override engineConnected(engine: HostEngine, signal: AbortSignal): void {
    this.updateOn(engine.compare, ['change'], signal)
  }

  override updated(): void {
    const comparing = this.engine !== undefined && this.engine.compare.mode !== 'off'
    if (this.#task) this.#task.live = comparing
  }

  #showMatch(deltaMs: number): void {
    if (this.#readOut.due(deltaMs)) this.#readOut.write('.matched', this.#matchText)
  }

  get #matchText(): string {
    const match = this.engine?.compare.matchDb ?? 0
    return `Matched, ${formatUnit('dB', -Math.abs(match)).figure} dB`
  }

  #choose(mode: CompareMode): void {
    if (this.engine) this.engine.compare.mode = mode
  }

  /** Two options: either arrow goes to the other one. */
  readonly #onKey = (event: KeyboardEvent) => {
    if (!event.key.startsWith('Arrow') || event.altKey) return
    event.preventDefault()
    this.#choose(this.engine?.compare.mode === 'raw' ? 'mix' : 'raw')
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[aria-checked="true"]')?.focus()
    )
  }

  override render(): TemplateResult {
    const mode = this.engine?.compare.mode ?? 'off'
    const raw = mode === 'raw'
    return html`
      <div class="segments" role="radiogroup" aria-label="Hear" @keydown=${this.#onKey}>
        <button
          type="button"
          class="raw"
          role="radio"
          aria-checked=${String(raw)}
          tabindex=${raw ? 0 : -1}
          title="Hear the stems as they came, as loud as the mix (C)"
          ?disabled=${!this.engine}
          @click=${() => this.#choose('raw')}
        >
          Raw stems
        </button>
        <button
          type="button"
          role="radio"
          aria-checked=${String(!raw)}
          tabindex=${raw ? -1 : 0}
          title="Hear the mix (C)"
          ?disabled=${!this.engine}
          @click=${() => this.#choose(mode === 'off' ? 'off' : 'mix')}
        >
          Mix
        </button>
      </div>
      ${
        mode === 'off'
          ? nothing
          : html`<span class="matched" title="The louder one is turned down this much"></span>
            <button
              class="icon-button"
              type="button"
              aria-label="End the comparison"
              title="End the comparison: the mix at its own level"
              @click=${() => this.#choose('off')}
            >
              <twobus-icon name="close"></twobus-icon>
            </button>`
      }
    `
  }
}

defineElement('twobus-host-compare', HostCompareSwitch)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-compare': HostCompareSwitch
  }
}
