import { type CSSResult, css } from 'lit'

/** Layout of the meter's parts; see `editor-styles.ts` for what all editors share. */
export const meterEditorStyles: CSSResult = css`
  .parts {
    display: flex;
    min-height: 420px;
  }
  .readings {
    flex: 0 0 236px;
    padding: 16px 18px;
    border-right: 1px solid var(--twobus-line);
  }
  .big {
    font: 300 54px/60px var(--twobus-font);
    letter-spacing: -0.02em;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .big + .unit {
    font: var(--twobus-text-value);
  }
  .verdict {
    display: flex;
    align-items: center;
    gap: 6px;
    min-height: 22px;
    font: var(--twobus-text-label);
    color: var(--twobus-level);
  }
  .verdict.off {
    color: var(--twobus-warning);
  }
  .verdict.none {
    color: var(--twobus-muted);
  }
  .verdict.none twobus-icon {
    display: none;
  }
  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
    margin: 10px 0 12px;
    padding-bottom: 12px;
    border-bottom: 1px solid var(--twobus-line);
  }
  .pair b {
    display: block;
    font: 300 26px/32px var(--twobus-font);
    font-variant-numeric: tabular-nums;
  }
  dl {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 7px 8px;
    margin: 0;
    font: var(--twobus-text-label);
  }
  dt {
    color: var(--twobus-muted);
  }
  dd {
    margin: 0;
    font: var(--twobus-text-value);
    font-variant-numeric: tabular-nums;
    text-align: right;
  }
  dd.over {
    color: var(--twobus-clip);
  }
  dd b {
    font: inherit;
  }
  dd.over .unit {
    color: inherit;
  }
  dd.over::before {
    content: '▲ ';
  }
  .graphs {
    display: flex;
    flex: 1 1 0;
    flex-direction: column;
    min-width: 0;
  }
  .over-time {
    display: flex;
    flex: 1 1 288px;
    flex-direction: column;
    min-height: 0;
  }
  .history {
    flex: 1 1 0;
    min-height: 0;
  }
  .head {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 2px 8px;
    padding: 6px 8px 4px 0;
    background: var(--twobus-well);
  }
  .head .legend {
    flex: 1 1 0;
    padding: 2px 12px;
  }
  .head .choices button {
    height: 20px;
    padding: 0 7px;
    font: var(--twobus-text-axis);
  }
  .spectrum {
    flex: 0 0 150px;
    border-top: 1px solid var(--twobus-line);
  }
  .side {
    display: flex;
    flex: 0 0 112px;
    flex-direction: column;
    gap: 12px;
    padding: 14px 12px;
    border-left: 1px solid var(--twobus-line);
    background: var(--twobus-well);
  }
  .side twobus-level-meter {
    flex: 1 1 0;
    min-height: 160px;
    align-self: center;
  }
  .side twobus-goniometer {
    flex: 0 0 150px;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .choices button {
    height: 24px;
    padding: 0 9px;
    font: var(--twobus-text-button);
    color: var(--twobus-muted);
    background: var(--twobus-well);
    border: 1px solid var(--twobus-line);
    border-radius: 6px;
  }
  .choices [aria-pressed='true'] {
    color: var(--twobus-text);
    background: var(--twobus-chosen);
    border-color: var(--twobus-accent);
  }
  .editor:not([data-layout='wide']) .parts {
    display: grid;
    grid-template-columns: 1fr auto;
    min-height: 0;
  }
  .editor:not([data-layout='wide']) .readings {
    grid-column: 1 / -1;
    border-right: 0;
    border-bottom: 1px solid var(--twobus-line);
  }
  [data-layout='medium'] .readings {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 0 24px;
  }
  [data-layout='medium'] .pair {
    border-bottom: 0;
  }
  .editor:not([data-layout='wide']) .graphs {
    height: 250px;
    min-width: 0;
  }
  .editor:not([data-layout='wide']) .side {
    flex: none;
    padding: 10px 8px;
  }
  @media (pointer: coarse) {
    .choices button,
    .head .choices button {
      height: 44px;
      min-width: 44px;
    }
  }
  @media (forced-colors: active) {
    .choices [aria-pressed='true'] {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
  }
`
