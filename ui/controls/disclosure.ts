import { type CSSResult, css, html, nothing, type TemplateResult } from 'lit'
import './icon.ts'

interface Disclosure {
  readonly id: string
  readonly label: string
  render(): TemplateResult
}

/** Look of `renderDisclosures`. */
export const disclosureStyles: CSSResult = css`
  .disclosures {
    display: flex;
    gap: 8px;
    padding: 8px var(--pad);
    border-top: 1px solid var(--twobus-line);
  }
  .disclosure {
    display: flex;
    flex: 1 1 0;
    align-items: center;
    justify-content: space-between;
    gap: 6px;
    min-width: 0;
    height: 32px;
    padding: 0 8px;
    font: var(--twobus-text-button);
    white-space: nowrap;
    color: var(--twobus-muted);
    background: var(--twobus-raised);
    border: 1px solid var(--twobus-line);
    border-radius: 6px;
  }
  .disclosure:hover,
  .disclosure[aria-expanded='true'] {
    color: var(--twobus-text);
    background: var(--twobus-high);
  }
  .disclosure[aria-expanded='true'] twobus-icon {
    transform: rotate(180deg);
  }
  @media (pointer: coarse) {
    .disclosure {
      height: 44px;
    }
  }
`

/** Groups of controls that a narrow editor shows on demand, one at a time. */
export function renderDisclosures(
  sections: readonly Disclosure[],
  open: string | undefined,
  turn: (open: string | undefined) => void
): TemplateResult {
  return html`<div class="disclosures">
      ${sections.map(
        ({ id, label }) => html`<button
          type="button"
          class="disclosure"
          aria-expanded=${String(id === open)}
          @click=${() => turn(id === open ? undefined : id)}
        >
          ${label}<twobus-icon name="chevron-down"></twobus-icon>
        </button>`
      )}
    </div>
    ${sections.find(({ id }) => id === open)?.render() ?? nothing}`
}
