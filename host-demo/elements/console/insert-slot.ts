import { css, html, type PropertyValues, type TemplateResult } from 'lit'
import { Attachment } from '../../../ui/core/attachment.ts'
import { defineElement } from '../../../ui/core/define-element.ts'
import { TwobusElement } from '../../../ui/core/element.ts'
import { MeterController } from '../../../ui/core/meter-controller.ts'
import type { EffectSource, ParamChange } from '../../../worklets/core/source.ts'

/** The reduction line spans the slot at this much. */
const FULL_REDUCTION_DB = 12

/** One insert: its name opens the editor, its dot switches it, its line shows gain reduction. */
export class HostInsertSlot extends TwobusElement {
  static override properties = {
    source: { attribute: false },
    name: {},
    focusable: { attribute: false }
  }

  static override styles = [
    TwobusElement.styles,
    css`
      :host {
        position: relative;
        display: flex;
        height: 20px;
        overflow: clip;
        overflow-clip-margin: 4px;
        background: var(--twobus-raised);
        border-radius: 4px;
      }
      :host(:hover) {
        background: var(--twobus-high);
      }
      .dot {
        flex: none;
        display: grid;
        place-items: center;
        width: 18px;
      }
      .dot::before {
        content: '';
        width: 5px;
        height: 5px;
        border-radius: 3px;
        border: 1px solid var(--twobus-faint);
      }
      .on .dot::before {
        background: var(--twobus-accent);
        border-color: var(--twobus-accent);
      }
      .dot:hover::before {
        box-shadow: 0 0 0 3px var(--twobus-accent-soft);
      }
      .slot {
        display: flex;
        flex: 1;
        min-width: 0;
      }
      .name {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-align: left;
        text-overflow: ellipsis;
        white-space: nowrap;
        font: var(--twobus-text-button);
        color: var(--twobus-faint);
      }
      .on .name {
        color: var(--twobus-text);
      }
      .name:focus-visible,
      .dot:focus-visible {
        outline-offset: -1px;
        border-radius: 4px;
      }
      .line {
        position: absolute;
        inset: auto 0 0 0;
        height: 2px;
        border-radius: 0 0 4px 4px;
        background: var(--twobus-reduction);
        transform: scaleX(0);
        transform-origin: right;
        pointer-events: none;
      }
      @media (pointer: coarse) {
        :host {
          height: 32px;
        }
        .dot {
          width: 32px;
        }
      }
    `
  ]

  declare source: EffectSource | undefined
  declare name: string
  /** Of all slots of a strip one is a tab stop. */
  declare focusable: boolean
  readonly #followed: Attachment<EffectSource> = new Attachment((source, signal) =>
    source.addEventListener('change', this.#onChange, { signal })
  )
  #shown = ''

  constructor() {
    super()
    this.source = undefined
    this.name = ''
    this.focusable = false
    new MeterController(this, {
      source: () => this.source,
      ids: ['reduction'],
      update: ([reduction]) => this.#showReduction(reduction)
    })
  }

  override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    this.#followed.follow(this.source, this.lifetime)
  }

  get #on(): boolean {
    return this.source?.get('bypass') !== true
  }

  readonly #onChange = (event: Event) => {
    // Sources dispatch `change` as a CustomEvent of ParamChange.
    if ((event as CustomEvent<ParamChange>).detail.id === 'bypass') this.requestUpdate()
  }

  #showReduction(reduction: number | undefined): void {
    const db = Number.isFinite(reduction) ? Math.abs(reduction ?? 0) : 0
    const shown = Math.min(1, db / FULL_REDUCTION_DB).toFixed(2)
    if (shown === this.#shown) return
    this.#shown = shown
    const line = this.renderRoot.querySelector<HTMLElement>('.line')
    if (line) line.style.transform = `scaleX(${shown})`
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.name')?.focus()
  }

  /** Switches the effect in or out, as one step of undo. */
  toggle(): void {
    this.source?.set('bypass', this.#on, 'hand')
  }

  override render(): TemplateResult {
    const on = this.#on
    return html`<div class="slot ${on ? 'on' : ''}">
        <button
          class="dot"
          type="button"
          role="switch"
          tabindex="-1"
          aria-checked=${String(on)}
          aria-label=${`${this.name} on`}
          title=${on ? 'Switch off (B)' : 'Switch on (B)'}
          @click=${() => this.toggle()}
        ></button>
        <button
          class="name"
          type="button"
          tabindex=${this.focusable ? 0 : -1}
          aria-label=${on ? this.name : `${this.name}, off`}
          @click=${() => this.emit('open')}
        >
          ${this.name}
        </button>
      </div>
      <div class="line"></div>`
  }
}

defineElement('twobus-host-insert', HostInsertSlot)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-insert': HostInsertSlot
  }
}
