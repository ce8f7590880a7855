import { type CSSResult, css } from 'lit'

/** Layout of the compressor's parts; see `editor-styles.ts` for what all editors share. */
export const compressorEditorStyles: CSSResult = css`
  .graphs {
    display: flex;
    height: 300px;
    background: var(--twobus-well);
  }
  .history {
    flex: 540 1 0;
    min-width: 0;
  }
  .curve {
    flex: 0 0 280px;
    border-left: 1px solid var(--twobus-line);
  }
  [data-layout='medium'] .graphs {
    height: 240px;
  }
  [data-layout='medium'] .curve {
    flex-basis: 200px;
  }
  [data-layout='narrow'] .graphs {
    height: 190px;
  }
  .meters {
    display: flex;
    flex: none;
    gap: 6px;
    padding: 8px 10px 4px;
    border-left: 1px solid var(--twobus-line);
    cursor: pointer;
  }
  .meters twobus-level-meter {
    width: 18px;
    height: 100%;
  }
  .legend {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font: var(--twobus-text-label);
    color: var(--twobus-muted);
    white-space: nowrap;
  }
  .legend b {
    min-width: 32px;
    text-align: right;
    font: var(--twobus-text-value);
    font-variant-numeric: tabular-nums;
    color: var(--twobus-text);
  }
  .swatch {
    width: 10px;
    height: 10px;
    border-radius: 2px;
    background: var(--twobus-input);
  }
  .swatch.output,
  .swatch.reduction {
    width: 12px;
    height: 2px;
    background: var(--twobus-output);
  }
  .swatch.reduction {
    background: var(--twobus-reduction);
  }
  .sidechain {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    font: var(--twobus-text-label);
    color: var(--twobus-sidechain);
  }
  .sidechain i {
    width: 18px;
    border-top: 2px dashed var(--twobus-sidechain);
  }
  .sub {
    column-gap: 10px;
  }
  .threshold {
    position: absolute;
    right: 0;
    left: 0;
    border-top: 1px dashed color-mix(in srgb, var(--twobus-accent) 60%, transparent);
    pointer-events: none;
  }
  .history twobus-graph-handle {
    left: auto;
  }
  /* A pill hangs below the lowest row of knobs. */
  .deck {
    row-gap: 28px;
    padding-bottom: 32px;
  }
  [data-layout='wide'] .deck {
    padding-bottom: 14px;
  }
  .divider {
    margin: 0 4px;
  }
  .row {
    display: flex;
    flex: 1 0 100%;
    align-items: center;
    justify-content: space-between;
  }
  .rare {
    padding-bottom: 14px;
  }
`
