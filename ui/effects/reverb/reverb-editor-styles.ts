import { type CSSResult, css } from 'lit'

/** Layout of the reverb's parts; see `editor-styles.ts` for what all editors share. */
export const reverbEditorStyles: CSSResult = css`
  .graphs {
    display: flex;
    height: 320px;
  }
  [data-layout='medium'] .graphs {
    height: 264px;
  }
  [data-layout='narrow'] .graphs {
    height: 224px;
  }
  .part {
    display: flex;
    flex: 1 1 0;
    flex-direction: column;
    min-width: 0;
    background: var(--twobus-well);
  }
  .part .graph {
    flex: 1 1 0;
    min-height: 0;
  }
  .time {
    flex: 0 0 40%;
    border-right: 1px solid var(--twobus-line);
  }
  .head {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: space-between;
    gap: 4px;
    height: 30px;
    padding-left: 12px;
    white-space: nowrap;
  }
  .head .legend {
    flex-wrap: nowrap;
    gap: 10px;
    padding: 0 12px 0 0;
  }
  /* Beside the other graph there is room for the title only. */
  [data-layout='medium'] .head .legend {
    display: none;
  }
  .handle-text {
    position: absolute;
    transform: translate(-50%, -28px);
    padding: 0 3px;
    font: 500 11px/14px var(--twobus-font);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    pointer-events: none;
    text-shadow: 0 0 3px var(--twobus-well), 0 0 3px var(--twobus-well);
  }
  .handle-text.before {
    transform: translate(-20%, -28px);
  }
  .handle-text.behind {
    transform: translate(-70%, -28px);
  }
  .values {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: center;
  }
  @media (pointer: coarse) {
    .values {
      row-gap: 14px;
    }
  }
  .editor:not([data-layout='wide']) .values {
    flex: 1 0 100%;
    order: 1;
  }
  .editor:not([data-layout='wide']) .deck .group {
    display: contents;
  }
  /* Two rows: what is turned most, then the rest. */
  [data-layout='medium'] .deck::after {
    order: 2;
    flex-basis: 100%;
    content: '';
  }
  [data-layout='medium'] .deck twobus-knob {
    order: 3;
  }
  [data-layout='medium'] .deck :is([param='decay'], [param='predelay'], [param='size']) {
    order: 0;
  }
  [data-layout='medium'] .deck :is([param='early'], [param='mix']) {
    order: 1;
  }
  [data-layout='narrow'] .deck {
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    justify-items: center;
  }
  [data-layout='narrow'] .deck twobus-knob {
    order: 1;
  }
  [data-layout='narrow'] .deck :is([param='decay'], [param='predelay'], [param='size'], [param='mix']) {
    order: 0;
  }
`
