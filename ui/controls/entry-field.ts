import { type CSSResult, css, html, type TemplateResult } from 'lit'
import { fullLabel } from '../../worklets/core/definition.ts'
import type { ParamRow } from '../../worklets/core/rows.ts'
import { rangeText } from '../core/range-text.ts'
import { placePopover } from './place-popover.ts'

interface EntryOptions {
  readonly text: string
  readonly label: string
  /** Takes the text; false when it means nothing. */
  commit(text: string): boolean
  /** A sentence about a text that means nothing. */
  problem(text: string): string
  close(): void
}

/** Looks of a field while a value is typed. */
export const entryStyles: CSSResult = css`
  input.entry {
    width: 72px;
    height: 20px;
    padding: 0 6px;
    text-align: center;
    font: var(--twobus-text-value);
    font-variant-numeric: tabular-nums;
    color: var(--twobus-text);
    caret-color: var(--twobus-accent);
    background: var(--twobus-well);
    border: 1.5px solid var(--twobus-accent);
    border-radius: 4px;
    outline: none;
  }
  input.entry.wrong {
    border-color: var(--twobus-clip);
  }
  .entry-problem {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 6px 9px;
    max-width: min(260px, calc((100vw - 16px) / var(--zoom, 1)));
    font: var(--twobus-text-label);
    text-align: left;
    white-space: normal;
    color: var(--twobus-text);
    background: var(--twobus-raised);
    border: 1px solid var(--twobus-clip);
    border-radius: 6px;
    box-shadow: var(--twobus-shadow);
  }
  input.entry::selection {
    color: var(--twobus-on-accent);
    background: var(--twobus-accent);
  }
`

/**
 * A field for a typed value: Enter takes it, Escape leaves it. A text without meaning stays, with
 * the `clip` outline and a sentence that tells what would do; it is forgotten on blur.
 */
export function renderEntry(options: EntryOptions): TemplateResult {
  const stop = (event: Event) => event.stopPropagation()
  let closed = false
  const close = () => {
    if (closed) return
    closed = true
    options.close()
  }
  const onKey = (event: KeyboardEvent) => {
    event.stopPropagation()
    // The listener sits on the field.
    const field = event.currentTarget as HTMLInputElement
    if (event.key === 'Escape') {
      // It ends the typing, not the dialog or the page's mode around it.
      event.preventDefault()
      close()
    }
    if (event.key !== 'Enter') return
    event.preventDefault()
    if (options.commit(field.value)) close()
    else markWrong(field, options.problem(field.value))
  }
  const onInput = (event: Event) => {
    event.stopPropagation()
    // The listener sits on the field.
    const field = event.currentTarget as HTMLInputElement
    clearWrong(field)
  }
  const onBlur = (event: FocusEvent) => {
    // The listener sits on the field.
    const field = event.currentTarget as HTMLInputElement
    if (!closed) options.commit(field.value)
    close()
  }
  return html`<input
    class="entry"
    type="text"
    inputmode="text"
    autocomplete="off"
    spellcheck="false"
    aria-label=${options.label}
    .defaultValue=${options.text}
    @keydown=${onKey}
    @input=${onInput}
    @change=${stop}
    @blur=${onBlur}
    @pointerdown=${stop}
    @dblclick=${stop}
  /><div class="entry-problem" id="entry-problem" popover="manual" role="alert"></div>`
}

/** "Threshold must be −60.0 dB to 0.0 dB, got “loud”." */
export function entryProblem(row: ParamRow, text: string): string {
  const got = text.trim() === '' ? 'nothing' : `“${text.trim()}”`
  const range = row.kind === 'number' ? rangeText(row) : `one of ${rangeText(row)}`
  const note = row.kind === 'number' && row.unit === 'Hz' ? ' or a note such as A4' : ''
  return `${fullLabel(row)} must be ${range}${note}, got ${got}.`
}

/** Puts the cursor into a field that was just rendered. */
export function focusEntry(root: ParentNode, selectAll: boolean): void {
  const field = root.querySelector<HTMLInputElement>('input.entry')
  if (!field) return
  field.focus()
  if (selectAll) field.select()
  else field.setSelectionRange(field.value.length, field.value.length)
}

function markWrong(field: HTMLInputElement, problem: string): void {
  field.classList.add('wrong')
  field.setAttribute('aria-invalid', 'true')
  field.setAttribute('aria-describedby', 'entry-problem')
  field.select()
  const box = problemBox(field)
  if (!box) return
  box.textContent = problem
  box.showPopover()
  placePopover(box, field)
}

function clearWrong(field: HTMLInputElement): void {
  field.classList.remove('wrong')
  field.removeAttribute('aria-invalid')
  field.removeAttribute('aria-describedby')
  problemBox(field)?.hidePopover()
}

function problemBox(field: HTMLInputElement): HTMLElement | null {
  return field.parentNode?.querySelector<HTMLElement>('.entry-problem') ?? null
}
