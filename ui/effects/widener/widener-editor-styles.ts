import { type CSSResult, css } from 'lit'

/** Layout of the widener's parts; see `editor-styles.ts` for what all editors share. */
export const widenerEditorStyles: CSSResult = css`
  .graphs {
    display: flex;
    height: 310px;
    background: var(--twobus-well);
  }
  [data-layout='medium'] .graphs {
    height: 240px;
  }
  [data-layout='narrow'] .graphs {
    height: 206px;
  }
  .field {
    flex: 0 0 300px;
    display: flex;
    flex-direction: column;
    padding: 12px 16px 8px;
    border-right: 1px solid var(--twobus-line);
  }
  [data-layout='medium'] .field {
    flex-basis: 200px;
  }
  .field twobus-goniometer {
    flex: 1;
  }
  .over-frequency {
    display: flex;
    flex: 1 1 0;
    flex-direction: column;
    min-width: 0;
  }
  .over-frequency .graph {
    flex: 1 1 0;
    min-height: 0;
  }
  /* As many parts of the row as knobs, so that all stand evenly. */
  .deck .group {
    flex: 2 1 0;
    justify-content: space-evenly;
  }
  .deck .bands {
    flex-grow: 3;
  }
  [data-layout='wide'] .deck .group + .group {
    border-left: 1px solid var(--twobus-line);
  }
  .editor:not([data-layout='wide']) .deck {
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    justify-items: center;
  }
  .editor:not([data-layout='wide']) .deck .group {
    display: contents;
  }
  .figures {
    flex: 0 0 132px;
    display: flex;
    flex-direction: column;
    gap: 12px;
    padding: 14px 12px;
    border-left: 1px solid var(--twobus-line);
  }
  .bar-row {
    display: flex;
    flex: none;
    align-items: center;
    gap: 16px;
    padding: 8px var(--pad);
    border-top: 1px solid var(--twobus-line);
  }
  .bar-row twobus-correlation {
    flex: 1;
  }
  .crossovers {
    display: flex;
    gap: 8px 12px;
    align-items: center;
  }
  .read b {
    font: var(--twobus-text-read);
    font-variant-numeric: tabular-nums;
  }
  .part {
    display: grid;
    grid-template-columns: 32px 1fr;
    gap: 8px;
    align-items: center;
    font: var(--twobus-text-heading);
  }
  .part.mid {
    color: var(--twobus-mid);
  }
  .part.side {
    color: var(--twobus-side);
  }
  .part div {
    height: 6px;
    overflow: hidden;
    background: var(--twobus-track);
    border-radius: 3px;
  }
  .part i {
    display: block;
    height: 100%;
    background: currentColor;
    border-radius: 3px;
    transform: scaleX(0);
    transform-origin: left;
  }
  .verdict {
    display: flex;
    align-items: center;
    gap: 6px;
    margin-top: auto;
    font: var(--twobus-text-label);
    color: var(--twobus-level);
  }
  .verdict.cancels {
    color: var(--twobus-clip);
  }
  .handle-text {
    position: absolute;
    transform: translate(-50%, -26px);
    padding: 0 3px;
    font: 500 11px/14px var(--twobus-font);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    pointer-events: none;
    text-shadow: 0 0 3px var(--twobus-well), 0 0 3px var(--twobus-well);
  }
  @media (forced-colors: active) {
    .part i {
      forced-color-adjust: none;
    }
  }
`
