import { type CSSResult, css } from 'lit'

/** Layout of the channel's parts; see `editor-styles.ts` for what all editors share. */
export const channelEditorStyles: CSSResult = css`
  .console {
    display: flex;
    align-items: stretch;
    min-height: 280px;
  }
  .history {
    flex: 1 1 0;
    min-width: 0;
    border-right: 1px solid var(--twobus-line);
  }
  .field {
    flex: 0 0 196px;
    display: flex;
    flex-direction: column;
    padding: 14px 18px;
    background: var(--twobus-well);
    border-right: 1px solid var(--twobus-line);
  }
  .field twobus-goniometer {
    flex: 1;
  }
  .middle {
    flex: 0 1 280px;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-width: 0;
    gap: 14px;
    align-content: center;
    padding: 16px;
    border-right: 1px solid var(--twobus-line);
  }
  [data-layout='medium'] .middle {
    flex: 1 1 0;
    grid-template-columns: minmax(0, 1fr);
    padding: 14px 12px;
  }
  [data-layout='medium'] .field {
    flex-shrink: 1;
    padding: 14px 10px;
  }
  [data-layout='medium'] .middle {
    flex: 1 0 210px;
  }
  .knobs {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  .line {
    display: flex;
    min-width: 0;
  }
  .line twobus-choice {
    flex: 1;
    justify-content: space-between;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .row .spacer {
    min-width: 0;
  }
  .level {
    flex: none;
    display: flex;
    gap: 10px;
    justify-content: center;
    padding: 14px 16px;
  }
  .level twobus-fader {
    height: 250px;
  }
  .level twobus-level-meter {
    height: 218px;
  }
  [data-layout='medium'] .level {
    gap: 8px;
    padding: 14px 8px;
  }
  [data-layout='narrow'] .console {
    flex-wrap: wrap;
  }
  [data-layout='narrow'] .level {
    order: -1;
    flex: 1 0 100%;
    border-bottom: 1px solid var(--twobus-line);
  }
  [data-layout='narrow'] .middle {
    flex: 1 0 100%;
    border-right: 0;
  }
`
