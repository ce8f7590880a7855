import { html, type TemplateResult } from 'lit'

/** What stands in place of the mix while there is no engine, or where there will be none. */
export function renderWaiting(failure: string): TemplateResult {
  if (failure === '') return html`<div class="waiting" role="status">Starting …</div>`
  return html`<div class="waiting" role="alert">
    <h2>Twobus cannot run here</h2>
    <p>${failure}</p>
  </div>`
}
