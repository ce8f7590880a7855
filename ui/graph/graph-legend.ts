import { type CSSResult, css, html, type TemplateResult } from 'lit'
import { cssProperties } from '../core/css-properties.ts'
import type { ColorToken } from '../core/tokens.ts'

interface LegendEntry {
  readonly text: string
  readonly color: ColorToken
  /** How it is drawn on the graph. */
  readonly look: 'line' | 'thin' | 'dots' | 'dashes' | 'fill' | 'stem'
}

/** Names of what is drawn on a graph, in a row of its own that nothing crosses. */
export function renderLegend(entries: readonly LegendEntry[]): TemplateResult {
  return html`<ul class="legend">
    ${entries.map(
      ({ text, color, look }) => html`<li>
        <i class=${look} ${cssProperties({ '--line': `var(--twobus-${color})` })}></i>${text}
      </li>`
    )}
  </ul>`
}

export const legendStyles: CSSResult = css`
  .legend {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 2px 16px;
    margin: 0;
    padding: 8px 12px 2px;
    font: var(--twobus-text-axis);
    color: var(--twobus-muted);
    background: var(--twobus-well);
    list-style: none;
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: 6px;
    white-space: nowrap;
  }
  .legend i {
    width: 16px;
    border-top: 2px solid var(--line);
  }
  .legend .thin {
    border-top-width: 1px;
  }
  .legend .dots {
    border-top-style: dotted;
  }
  .legend .dashes {
    border-top: 1px dashed var(--line);
  }
  .legend .fill {
    height: 8px;
    background: color-mix(in srgb, var(--line) 34%, transparent);
    border-top-width: 1px;
  }
  .legend .stem {
    width: 0;
    height: 10px;
    border: 0;
    border-left: 2px solid var(--line);
  }
  @media (forced-colors: active) {
    .legend i {
      forced-color-adjust: none;
    }
  }
`
