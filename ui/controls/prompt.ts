import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { defineElement } from '../core/define-element.ts'
import { TwobusElement } from '../core/element.ts'
import './button.ts'
import { type PopoverPlace, placePopover, removeWhenClosed } from './place-popover.ts'

export interface Question {
  readonly label: string
  /** What stands in the field at first. */
  readonly text: string
  /** Word on the button, "Save". */
  readonly action: string
  /** A sentence about a text that may not be used as it is ("replaces ..."), while it is typed. */
  note?(text: string): string | undefined
  answer(text: string): void
}

/** A popover that asks for one line of text. */
export class TwobusPrompt extends TwobusElement {
  static override properties: PropertyDeclarations = {
    question: { attribute: false },
    text: { state: true }
  }

  static override styles = [
    TwobusElement.styles,
    css`
      :host {
        position: fixed;
        inset: auto;
        margin: 0;
        padding: 12px;
        width: min(280px, calc((100vw - 16px) / var(--zoom, 1)));
        color: var(--twobus-text);
        background: var(--twobus-raised);
        border: 1px solid var(--twobus-line-strong);
        border-radius: 8px;
        box-shadow: var(--twobus-shadow);
      }
      label {
        display: block;
        font: var(--twobus-text-label);
        color: var(--twobus-muted);
      }
      input {
        width: 100%;
        height: 28px;
        margin-top: 6px;
        padding: 0 8px;
        font: var(--twobus-text-value);
        color: var(--twobus-text);
        background: var(--twobus-well);
        border: 1px solid var(--twobus-line);
        border-radius: 6px;
      }
      input:focus-visible {
        outline: 1.5px solid var(--twobus-accent);
        outline-offset: -1px;
      }
      .note {
        min-height: 16px;
        margin: 6px 0;
        font: var(--twobus-text-label);
        color: var(--twobus-muted);
      }
      .row {
        display: flex;
        justify-content: flex-end;
        gap: 8px;
      }
      @media (pointer: coarse) {
        input {
          height: 44px;
        }
      }
    `
  ]

  declare question: Question | undefined
  declare text: string

  constructor() {
    super()
    this.question = undefined
    this.text = ''
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.setAttribute('popover', 'auto')
    this.setAttribute('role', 'dialog')
    this.setAttribute('aria-label', this.question?.label ?? '')
  }

  readonly #onInput = (event: Event) => {
    event.stopPropagation()
    // The listener sits on the field.
    this.text = (event.target as HTMLInputElement).value
  }

  readonly #onKey = (event: KeyboardEvent) => {
    // Letters typed here are no shortcuts of the page.
    event.stopPropagation()
    if (event.key === 'Enter') this.#answer()
  }

  #answer(): void {
    const text = this.text.trim()
    if (text === '') return
    this.hidePopover()
    this.question?.answer(text)
  }

  override render(): TemplateResult | typeof nothing {
    const { question } = this
    if (!question) return nothing
    return html`<label
        >${question.label}<input
          type="text"
          maxlength="80"
          .value=${this.text}
          @input=${this.#onInput}
          @change=${(event: Event) => event.stopPropagation()}
          @keydown=${this.#onKey}
      /></label>
      <div class="note" role="status">${question.note?.(this.text.trim()) ?? nothing}</div>
      <div class="row">
        <twobus-button label="Cancel" @click=${() => this.hidePopover()}>Cancel</twobus-button>
        <twobus-button
          primary
          label=${question.action}
          ?disabled=${this.text.trim() === ''}
          @click=${() => this.#answer()}
          >${question.action}</twobus-button
        >
      </div>`
  }
}

/** Asks for a line of text under an element; Escape and a click elsewhere mean no answer. */
export function openPrompt(
  root: ParentNode & Node,
  at: PopoverPlace,
  question: Question
): TwobusPrompt {
  const prompt = document.createElement('twobus-prompt')
  prompt.question = question
  prompt.text = question.text
  removeWhenClosed(prompt, root)
  root.append(prompt)
  void prompt.updateComplete.then(() => {
    if (!prompt.isConnected) return
    prompt.showPopover()
    placePopover(prompt, at)
    prompt.renderRoot.querySelector('input')?.select()
  })
  return prompt
}

defineElement('twobus-prompt', TwobusPrompt)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-prompt': TwobusPrompt
  }
}
