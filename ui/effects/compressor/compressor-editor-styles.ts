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
    min-width: 34px;
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
  .deck {
    align-items: flex-start;
    row-gap: 28px;
  }
  .deck .group {
    align-items: center;
  }
  [data-layout='narrow'] .deck,
  [data-layout='narrow'] .deck .group {
    justify-content: center;
  }
`
