import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import type { EffectDefinition } from '../../worklets/core/definition.ts'
import type { ParamRow } from '../../worklets/core/rows.ts'
import { formatValue } from '../../worklets/core/text.ts'
import { defineElement } from '../core/define-element.ts'
import { TwobusElement } from '../core/element.ts'
import { rangeText } from '../core/range-text.ts'
import { type HelpRow, handHelp, keyHelp } from './help.ts'

/**
 * The help of an editor: what hands and keys do, and what the table says of each parameter, with
 * its range. Repeated groups are told once.
 */
export class TwobusEditorHelp extends TwobusElement {
  static override properties: PropertyDeclarations = {
    definition: { attribute: false },
    graphHelp: { attribute: false }
  }

  static override styles = [
    TwobusElement.styles,
    css`
      :host {
        display: block;
        border-top: 1px solid var(--twobus-line);
        color: var(--twobus-muted);
      }
      .scroll {
        max-height: 320px;
        padding: 12px var(--pad, 16px);
        overflow: auto;
        scrollbar-width: thin;
        scrollbar-color: var(--twobus-line-strong) transparent;
      }
      .scroll:focus-visible {
        outline-offset: -2px;
      }
      h3 {
        margin: 0 0 8px;
        font: var(--twobus-text-heading);
        color: var(--twobus-text);
      }
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(260px, 100%), 1fr));
        gap: 8px 20px;
        margin: 0 0 16px;
      }
      dl:last-child {
        margin-bottom: 0;
      }
      dt {
        font: var(--twobus-text-heading);
        color: var(--twobus-text);
      }
      dd {
        margin: 0;
      }
      .range {
        font-variant-numeric: tabular-nums;
      }
    `
  ]

  declare definition: EffectDefinition | undefined
  declare graphHelp: readonly HelpRow[]

  constructor() {
    super()
    this.definition = undefined
    this.graphHelp = []
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.scroll')?.focus(options)
  }

  override render(): TemplateResult | typeof nothing {
    const { definition, graphHelp } = this
    if (!definition) return nothing
    return html`<div class="scroll" part="help" role="region" tabindex="0" aria-label="Help">
      ${graphHelp.length > 0 ? renderRows('On the graph', graphHelp) : nothing}
      ${renderRows('By hand', handHelp)} ${renderRows('By keyboard', keyHelp)}
      <h3>Parameters</h3>
      <dl>${rowsToldOnce(definition).map(renderParam)}</dl>
    </div>`
  }
}

function renderRows(title: string, rows: readonly HelpRow[]): TemplateResult {
  return html`<h3>${title}</h3>
    <dl>${rows.map(([hand, meaning]) => html`<div><dt>${hand}</dt><dd>${meaning}</dd></div>`)}</dl>`
}

function rowsToldOnce({ params }: EffectDefinition): readonly ParamRow[] {
  const told = new Set<string>()
  return params.filter(({ group, label, help }) => {
    const name = group === undefined ? label : `${group.replace(/\d+/, '')} ${label}`
    if (help === undefined || told.has(name)) return false
    told.add(name)
    return true
  })
}

function renderParam(row: ParamRow): TemplateResult {
  return html`<div>
    <dt>${row.label}</dt>
    <dd>${row.help}</dd>
    ${row.kind === 'toggle' ? nothing : html`<dd class="range">${rangeText(row)}, default ${formatValue(row, row.default)}</dd>`}
  </div>`
}

defineElement('twobus-editor-help', TwobusEditorHelp)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-editor-help': TwobusEditorHelp
  }
}
