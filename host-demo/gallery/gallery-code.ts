import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import '../../ui/controls/icon.ts'
import { Attachment } from '../../ui/core/attachment.ts'
import { defineElement } from '../../ui/core/define-element.ts'
import { TwobusElement } from '../../ui/core/element.ts'
import type { HostEffect } from '../audio/audio-family.ts'
import { hostStyles } from '../elements/host-styles.ts'
import { embedCode } from './embed-code.ts'

/** How long the word "Copied" stays. */
const SAID_MS = 2000

/** The code that embeds an effect as it is set now, ready to copy. */
export class GalleryCode extends TwobusElement {
  static override properties = {
    effect: { attribute: false },
    tab: { state: true },
    said: { state: true }
  }

  static override styles = [
    TwobusElement.styles,
    hostStyles,
    css`
      :host {
        display: block;
        min-width: 0;
        overflow: hidden;
        background: var(--twobus-surface);
        border-radius: 12px;
        box-shadow: var(--twobus-shadow);
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px;
        padding: 8px 10px;
        border-bottom: 1px solid var(--twobus-line);
      }
      .bar > .text-button {
        margin-left: auto;
      }
      [role='tab'] {
        height: 28px;
        padding: 0 10px;
        font: var(--twobus-text-button);
        color: var(--twobus-muted);
        border: 1px solid transparent;
        border-radius: 6px;
      }
      [aria-selected='true'] {
        color: var(--twobus-text);
        background: var(--twobus-chosen);
        border-color: var(--twobus-chosen-line);
      }
      pre {
        margin: 0;
        padding: 14px 16px;
        overflow: auto;
        font: 12px/18px ui-monospace, "SF Mono", Menlo, Consolas, monospace;
        tab-size: 2;
        color: var(--twobus-text);
        background: var(--twobus-well);
      }
      pre:focus-visible {
        outline-offset: -2px;
      }
      @media (pointer: coarse) {
        [role='tab'] {
          min-width: 44px;
          height: 44px;
        }
      }
      @media (forced-colors: active) {
        [aria-selected='true'] {
          outline: 2px solid Highlight;
        }
      }
    `
  ]

  declare effect: HostEffect | undefined
  declare protected tab: number
  /** What the copy button has to say: "Copied", or what to do instead. */
  declare protected said: string
  readonly #followed: Attachment<HostEffect> = new Attachment((effect, signal) =>
    effect.addEventListener('change', () => this.requestUpdate(), { signal })
  )
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super()
    this.effect = undefined
    this.tab = 0
    this.said = ''
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.lifetime.addEventListener('abort', () => clearTimeout(this.#timer))
  }

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed)
    this.#followed.follow(this.effect, this.lifetime)
  }

  async #copy(code: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(code)
      this.said = 'Copied'
    } catch {
      // The page may not write the clipboard: the person can.
      const pre = this.renderRoot.querySelector('pre')
      if (pre) getSelection()?.selectAllChildren(pre)
      this.said = 'Selected: press Ctrl+C'
    }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => (this.said = ''), SAID_MS)
  }

  #onTabKey(event: KeyboardEvent, count: number): void {
    const last = count - 1
    const places: Readonly<Record<string, number>> = {
      ArrowRight: (this.tab + 1) % count,
      ArrowLeft: (this.tab + last) % count,
      Home: 0,
      End: last
    }
    const next = places[event.key]
    if (next === undefined) return
    event.preventDefault()
    this.tab = next
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[aria-selected="true"]')?.focus()
    )
  }

  override render(): TemplateResult | typeof nothing {
    const { effect } = this
    if (!effect) return nothing
    const { params } = effect.definition
    const values = Object.fromEntries(params.map(({ id }) => [id, effect.get(id)]))
    const codes = embedCode(effect.definition, values)
    const shown = codes[this.tab]
    if (!shown) return nothing
    return html`<div class="bar">
        <div
          role="tablist"
          aria-label="Code to embed it"
          @keydown=${(event: KeyboardEvent) => this.#onTabKey(event, codes.length)}
        >
          ${codes.map(
            ({ title }, i) => html`<button
              id=${`tab-${i}`}
              type="button"
              role="tab"
              aria-controls="code"
              aria-selected=${String(i === this.tab)}
              tabindex=${i === this.tab ? 0 : -1}
              @click=${() => (this.tab = i)}
            >
              ${title}
            </button>`
          )}
        </div>
        <button class="text-button" type="button" @click=${() => void this.#copy(shown.code)}>
          ${this.said === '' ? nothing : html`<twobus-icon name="check"></twobus-icon>`}
          <span role="status">${this.said || 'Copy'}</span>
        </button>
      </div>
      <pre id="code" tabindex="0" role="tabpanel" aria-labelledby=${`tab-${this.tab}`}><code
        >${shown.code}</code
      ></pre>`
  }
}

defineElement('twobus-gallery-code', GalleryCode)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-gallery-code': GalleryCode
  }
}
