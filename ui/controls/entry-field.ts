import { type CSSResult, css, html, type TemplateResult } from 'lit'

interface EntryOptions {
  readonly text: string
  readonly label: string
  /** Takes the text; false when it means nothing. */
  commit(text: string): boolean
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
  input.entry::selection {
    color: var(--twobus-on-accent);
    background: var(--twobus-accent);
  }
`

/**
 * A field for a typed value: Enter takes it, Escape leaves it, a text without meaning gets the
 * `clip` outline and is forgotten on blur.
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
    if (event.key === 'Escape') close()
    if (event.key !== 'Enter') return
    event.preventDefault()
    if (options.commit(field.value)) close()
    else markWrong(field)
  }
  const onInput = (event: Event) => {
    event.stopPropagation()
    // The listener sits on the field.
    const field = event.currentTarget as HTMLInputElement
    field.classList.remove('wrong')
    field.removeAttribute('aria-invalid')
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
  />`
}

/** Puts the cursor into a field that was just rendered. */
export function focusEntry(root: ParentNode, selectAll: boolean): void {
  const field = root.querySelector<HTMLInputElement>('input.entry')
  if (!field) return
  field.focus()
  if (selectAll) field.select()
  else field.setSelectionRange(field.value.length, field.value.length)
}

function markWrong(field: HTMLInputElement): void {
  field.classList.add('wrong')
  field.setAttribute('aria-invalid', 'true')
  field.select()
}
