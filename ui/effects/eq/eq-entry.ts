import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit'
import { clampValue } from '../../../worklets/core/range.ts'
import { formatValue, parseValue } from '../../../worklets/core/text.ts'
import { findRow } from '../../../worklets/core/values.ts'
import { hasGain } from '../../../worklets/dsp/filters/eq-filter.ts'
import { defineElement } from '../../core/define-element.ts'
import { TwobusElement } from '../../core/element.ts'
import { type BandNumber, bandId, type EqSource, readBand } from './bands.ts'

const ROWS = [
  ['frequency', 'Frequency'],
  ['gain', 'Gain'],
  ['q', 'Q']
] as const

/**
 * The figures of a band, typed beside its node. Enter takes them, Escape leaves them, and so does a
 * click elsewhere with a text that means nothing. Event: `close` (CustomEvent<boolean>: by key).
 */
export class TwobusEqEntry extends TwobusElement {
  static override properties: PropertyDeclarations = {
    source: { attribute: false },
    n: { attribute: false }
  }

  static override styles = [
    TwobusElement.styles,
    css`
      :host {
        position: absolute;
        z-index: 3;
        pointer-events: auto;
      }
      form {
        position: absolute;
        top: 22px;
        left: -82px;
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 4px 8px;
        align-items: center;
        width: 164px;
        padding: 8px;
        background: var(--twobus-raised);
        border: 1px solid var(--twobus-line-strong);
        border-radius: 8px;
        box-shadow: var(--twobus-shadow);
      }
      :host(.above) form {
        top: auto;
        bottom: 22px;
      }
      label {
        display: contents;
        font: var(--twobus-text-label);
        color: var(--twobus-muted);
      }
      input {
        min-width: 0;
        height: 24px;
        padding: 0 7px;
        font: var(--twobus-text-value);
        font-variant-numeric: tabular-nums;
        color: var(--twobus-text);
        caret-color: var(--twobus-accent);
        background: var(--twobus-well);
        border: 1px solid var(--twobus-line);
        border-radius: 6px;
        outline: none;
      }
      input:focus {
        outline: none;
        border: 1.5px solid var(--twobus-accent);
      }
      input[aria-invalid] {
        border: 1.5px solid var(--twobus-clip);
      }
      input::selection {
        color: var(--twobus-on-accent);
        background: var(--twobus-accent);
      }
      @media (pointer: coarse) {
        input {
          height: 44px;
        }
      }
    `
  ]

  declare source: EqSource
  declare n: BandNumber
  #closed = false

  override firstUpdated(): void {
    this.#fields[0]?.select()
  }

  get #fields(): readonly HTMLInputElement[] {
    return [...this.renderRoot.querySelectorAll('input')]
  }

  /** Writes all figures, or none when one of them means nothing. */
  #commit(): boolean {
    const { source } = this
    const values: Record<string, number> = {}
    let wrong: HTMLInputElement | undefined
    for (const field of this.#fields) {
      const row = findRow(source.definition, field.name)
      const value = parseValue(row, field.value)
      const isWrong = row.kind !== 'number' || typeof value !== 'number' || Number.isNaN(value)
      if (isWrong) {
        field.setAttribute('aria-invalid', 'true')
        wrong ??= field
      } else {
        field.removeAttribute('aria-invalid')
        // A text that was left alone is rounded, and must not move what it stands for.
        if (field.value !== field.defaultValue) values[row.id] = clampValue(row, value)
      }
    }
    wrong?.select()
    if (wrong) return false
    this.emit('gesturestart')
    source.setMany(values, 'hand')
    this.emit('gestureend')
    return true
  }

  #close(byKey: boolean): void {
    if (this.#closed) return
    this.#closed = true
    this.dispatchEvent(new CustomEvent('close', { detail: byKey }))
  }

  readonly #onSubmit = (event: Event) => {
    event.preventDefault()
    if (this.#commit()) this.#close(true)
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Escape') this.#close(true)
    // A form of several fields without a button is not submitted by Enter.
    else if (event.key === 'Enter') this.#onSubmit(event)
  }

  readonly #onFocusOut = (event: FocusEvent) => {
    const within =
      event.relatedTarget instanceof Node && this.renderRoot.contains(event.relatedTarget)
    if (within || this.#closed) return
    this.#commit()
    this.#close(false)
  }

  override render(): TemplateResult {
    const { source, n } = this
    const { type } = readBand(source, n)
    const stop = (event: Event) => event.stopPropagation()
    return html`<form
      role="group"
      aria-label="Figures of band ${n}"
      @submit=${this.#onSubmit}
      @keydown=${this.#onKeyDown}
      @focusout=${this.#onFocusOut}
      @input=${stop}
      @change=${stop}
    >
      ${ROWS.filter(([row]) => row !== 'gain' || hasGain(type)).map(([row, label]) => {
        const id = bandId(n, row)
        const text = formatValue(findRow(source.definition, id), source.get(id))
        return html`<label
          >${label}<input
            name=${id}
            type="text"
            autocomplete="off"
            spellcheck="false"
            .defaultValue=${text}
        /></label>`
      })}
    </form>`
  }
}

defineElement('twobus-eq-entry', TwobusEqEntry)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-eq-entry': TwobusEqEntry
  }
}
