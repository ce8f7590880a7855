import { type CSSResult, css } from 'lit'

/** Layout of the dither's parts; see `editor-styles.ts` for what all editors share. */
export const ditherEditorStyles: CSSResult = css`
  .graphs {
    display: flex;
    height: 300px;
  }
  [data-layout='medium'] .graphs {
    height: 220px;
  }
  [data-layout='narrow'] .graphs {
    height: 170px;
  }
  .noise {
    flex: 1 1 0;
    min-width: 0;
  }
  .bits {
    flex: 0 0 300px;
    padding: 16px 20px;
    border-left: 1px solid var(--twobus-line);
    background: var(--twobus-well);
  }
  .bits-row {
    padding: 10px var(--pad);
    border-top: 1px solid var(--twobus-line);
  }
  .bits .head,
  .bits-row .head {
    display: flex;
    justify-content: space-between;
    margin-bottom: 8px;
  }
  .head b {
    font: var(--twobus-text-value);
  }
  .cells {
    display: grid;
    grid-template-columns: repeat(24, 1fr);
    gap: 2px;
  }
  .cells i {
    height: 22px;
    background: var(--twobus-track);
    border-radius: 2px;
    position: relative;
    overflow: hidden;
  }
  .cells i::after {
    content: '';
    position: absolute;
    inset: 0;
    background: var(--twobus-accent);
    opacity: var(--share, 0);
  }
  .scale {
    display: grid;
    grid-template-columns: repeat(24, 1fr);
    margin-top: 4px;
    font: var(--twobus-text-axis);
    color: var(--twobus-faint);
  }
  .about {
    margin: 18px 0 0;
    font: var(--twobus-text-label);
    color: var(--twobus-muted);
  }
  .tiles {
    display: flex;
    gap: 6px;
  }
  .tile {
    width: 44px;
    height: 48px;
    font: 500 18px/24px var(--twobus-font);
    font-variant-numeric: tabular-nums;
    color: var(--twobus-muted);
    background: var(--twobus-raised);
    border: 1px solid var(--twobus-line);
    border-radius: 8px;
  }
  .tile:hover {
    background: var(--twobus-high);
  }
  .tile[aria-checked='true'] {
    color: var(--twobus-on-accent);
    background: var(--twobus-accent);
    border-color: transparent;
  }
  .column {
    display: grid;
    gap: 8px;
    justify-items: start;
    align-content: start;
  }
  .deck {
    align-items: flex-start;
    gap: 12px 20px;
  }
  .pair {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: center;
  }
  .read b {
    font: var(--twobus-text-value);
    font-variant-numeric: tabular-nums;
  }
  .over {
    color: var(--twobus-clip);
  }
  @media (forced-colors: active) {
    .cells i::after,
    .tile[aria-checked='true'] {
      forced-color-adjust: none;
    }
  }
`
