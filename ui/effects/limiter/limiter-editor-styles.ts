import { type CSSResult, css } from 'lit'

/** Layout of the limiter's parts; see `editor-styles.ts` for what all editors share. */
export const limiterEditorStyles: CSSResult = css`
  .graphs {
    display: flex;
    height: 308px;
    background: var(--twobus-well);
  }
  [data-layout='medium'] .graphs {
    height: 260px;
  }
  [data-layout='narrow'] .graphs {
    height: 200px;
  }
  .history {
    flex: 1;
    min-width: 0;
  }
  .meters {
    display: flex;
    flex: none;
    gap: 12px;
    padding: 8px 14px 4px;
    border-left: 1px solid var(--twobus-line);
  }
  [data-layout='narrow'] .meters {
    gap: 6px;
    padding: 8px 8px 4px;
  }
  .meters twobus-level-meter {
    width: 18px;
    height: 100%;
  }
  .status {
    gap: 8px 14px;
    min-height: 60px;
  }
  .read {
    display: block;
    text-align: left;
    border-radius: 6px;
  }
  .read .label {
    display: block;
    white-space: nowrap;
  }
  .read b {
    display: inline-block;
    min-width: 52px;
    font: var(--twobus-text-read);
    font-variant-numeric: tabular-nums;
    color: var(--twobus-text);
  }
  .read.reduction b {
    min-width: 40px;
    color: var(--twobus-reduction);
  }
  .read .unit {
    font: var(--twobus-text-label);
  }
  .read .over {
    display: none;
    vertical-align: -2px;
    color: var(--twobus-clip);
  }
  .read.broken b {
    color: var(--twobus-clip);
  }
  .read.broken .over {
    display: inline-flex;
  }
  .deck {
    align-items: flex-start;
    row-gap: 24px;
  }
  .links twobus-knob {
    width: 92px;
  }
  .locked {
    display: inline-flex;
    flex-direction: column;
    align-items: center;
  }
  .toggles {
    display: grid;
    gap: 6px;
    align-content: center;
    align-self: center;
  }
  [data-layout='narrow'] .deck,
  [data-layout='narrow'] .deck .group {
    justify-content: center;
  }
`
