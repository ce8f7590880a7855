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
  .choices {
    display: flex;
    gap: 14px;
  }
  [data-layout='narrow'] .choices {
    flex: 1 0 100%;
  }
  [data-layout='narrow'] .choices > * {
    flex: 1 1 0;
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
    row-gap: 28px;
  }
  [data-layout='medium'] .divider,
  [data-layout='narrow'] .divider {
    display: none;
  }
  .links twobus-knob {
    width: 92px;
  }
  /* The padlock stands in the corner that a round dial leaves free. */
  .locked {
    position: relative;
    display: inline-flex;
    margin-right: 8px;
  }
  .locked twobus-button {
    position: absolute;
    top: 8px;
    right: -12px;
  }
  .toggles {
    display: grid;
    gap: 6px;
    align-content: center;
  }
  [data-layout='medium'] .links {
    order: 1;
  }
  [data-layout='medium'] .toggles {
    display: flex;
    gap: 16px;
    order: 2;
  }
  [data-layout='narrow'] .deck {
    justify-content: center;
    padding-bottom: 10px;
  }
  [data-layout='narrow'] .group {
    flex: 1 0 100%;
    justify-content: space-around;
  }
  [data-layout='narrow'] .toggles {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 16px;
  }
  @media (pointer: coarse) {
    .locked {
      margin-right: 24px;
    }
    .locked twobus-button {
      top: -4px;
      right: -30px;
    }
  }
`
