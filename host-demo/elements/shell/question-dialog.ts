import { css, html, nothing, type TemplateResult } from 'lit'
import { defineElement } from '../../../ui/core/define-element.ts'
import { TwobusElement } from '../../../ui/core/element.ts'
import { hostStyles } from '../host-styles.ts'

interface Question {
  readonly title: string
  readonly text: string
  /** What the button that goes on says. */
  readonly action: string
}

/** Asks before something is lost. */
export class HostQuestionDialog extends TwobusElement {
  static override properties = {
    question: { state: true }
  }

  static override styles = [
    TwobusElement.styles,
    hostStyles,
    css`
      dialog {
        width: min(400px, calc(100vw - 24px));
        padding: 20px;
        color: var(--twobus-text);
        background: var(--twobus-surface);
        border: 0;
        border-radius: 12px;
        box-shadow: var(--twobus-shadow);
      }
      dialog::backdrop {
        background: color-mix(in srgb, var(--twobus-bg) 72%, transparent);
      }
      h2 {
        margin: 0;
        font: 600 16px/20px var(--twobus-font);
      }
      p {
        margin: 8px 0 20px;
        font: var(--twobus-text-value);
        font-weight: 400;
        color: var(--twobus-muted);
      }
      .answers {
        display: flex;
        justify-content: flex-end;
        gap: 8px;
      }
    `
  ]

  declare question: Question | undefined
  #answer: ((goOn: boolean) => void) | undefined

  constructor() {
    super()
    this.question = undefined
  }

  /** Resolves with whether to go on. */
  async ask(question: Question): Promise<boolean> {
    this.#answer?.(false)
    this.question = question
    await this.updateComplete
    this.renderRoot.querySelector('dialog')?.showModal()
    return new Promise((resolve) => {
      this.#answer = resolve
    })
  }

  #close(goOn: boolean): void {
    const answer = this.#answer
    this.#answer = undefined
    this.question = undefined
    answer?.(goOn)
  }

  override render(): TemplateResult {
    const { question } = this
    if (!question) return html`${nothing}`
    return html`<dialog aria-labelledby="title" @close=${() => this.#close(false)}>
      <h2 id="title">${question.title}</h2>
      <p>${question.text}</p>
      <div class="answers">
        <button class="text-button" type="button" @click=${() => this.#close(false)}>Cancel</button>
        <button class="text-button primary" type="button" @click=${() => this.#close(true)}>
          ${question.action}
        </button>
      </div>
    </dialog>`
  }
}

defineElement('twobus-host-question', HostQuestionDialog)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-question': HostQuestionDialog
  }
}
