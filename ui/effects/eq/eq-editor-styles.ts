import { type CSSResult, css } from 'lit'

/** Layout of the equalizer's parts; see `editor-styles.ts` for what all editors share. */
export const eqEditorStyles: CSSResult = css`
  .top {
    position: relative;
    display: flex;
    height: 388px;
    background: var(--twobus-well);
  }
  [data-layout='medium'] .top {
    height: 296px;
  }
  [data-layout='narrow'] .top {
    height: 244px;
  }
  twobus-eq-graph {
    flex: 1;
    min-width: 0;
  }
  .meters {
    flex: none;
    display: flex;
    padding: 12px 10px 18px;
    border-left: 1px solid var(--twobus-line);
  }
  .meters twobus-level-meter {
    height: 100%;
  }
  .over {
    position: absolute;
    z-index: 1;
    top: 8px;
    left: 44px;
    display: flex;
    gap: 6px;
  }
  .over.right {
    left: auto;
    right: 108px;
  }
  [data-layout='narrow'] .over {
    left: 8px;
  }
  [data-layout='narrow'] .over.right {
    left: auto;
    right: 44px;
  }
  .segments {
    display: inline-flex;
    gap: 2px;
    padding: 1px;
    background: var(--twobus-well);
    border: 1px solid var(--twobus-line);
    border-radius: 6px;
  }
  .segments button {
    height: 22px;
    padding: 0 9px;
    font: var(--twobus-text-button);
    color: var(--twobus-muted);
    border: 1px solid transparent;
    border-radius: 4px;
  }
  .segments button:hover {
    color: var(--twobus-text);
  }
  .segments :is([aria-checked='true'], [aria-pressed='true']) {
    color: var(--twobus-text);
    background: var(--twobus-chosen);
    border-color: var(--twobus-chosen-line);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    padding: 6px var(--pad);
    border-top: 1px solid var(--twobus-line);
  }
  .chip {
    display: inline-flex;
    flex: 1 1 0;
    align-items: center;
    justify-content: center;
    gap: 7px;
    position: relative;
    min-width: 0;
    height: 32px;
    font: var(--twobus-text-value);
    font-variant-numeric: tabular-nums;
    color: var(--twobus-muted);
    border: 1px solid transparent;
    border-radius: 6px;
  }
  .chip:hover {
    background: var(--twobus-raised);
  }
  .chip[aria-selected='true'] {
    color: var(--twobus-text);
    border-color: var(--disc);
    background: var(--twobus-raised);
  }
  .number {
    display: grid;
    flex: none;
    place-items: center;
    box-sizing: border-box;
    width: 18px;
    height: 18px;
    font: 700 11px/18px var(--twobus-font);
    color: var(--disc-text);
    background: var(--disc);
    border: 1.5px solid var(--disc);
    border-radius: 50%;
  }
  .off .number {
    color: var(--twobus-muted);
    background: none;
  }
  [data-layout='medium'] .chip .figure,
  [data-layout='narrow'] .chip :is(.figure, twobus-icon) {
    display: none;
  }
  .deck {
    align-items: flex-start;
    /* As high as with a band selected, so that nothing below it jumps. */
    min-height: 148px;
    row-gap: 16px;
  }
  [data-layout='medium'] .deck {
    min-height: 256px;
  }
  .divider {
    margin: 0 8px;
  }
  .output {
    margin-left: auto;
  }
  [data-layout='medium'] .divider,
  [data-layout='narrow'] .divider {
    display: none;
  }
  .band {
    display: grid;
    gap: 8px;
    width: 232px;
  }
  .shape {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .head {
    display: flex;
    align-items: center;
    gap: 8px;
    width: 100%;
    font: var(--twobus-text-title);
  }
  .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .pair {
    display: inline-flex;
    align-items: center;
    gap: 8px;
  }
  [data-layout='narrow'] .band {
    width: 100%;
  }
  [data-layout='narrow'] .shape {
    flex-wrap: nowrap;
  }
  [data-layout='narrow'] .shape > * {
    flex: 1 1 0;
  }
  [data-layout='narrow'] .knobs {
    flex: 1 0 100%;
    justify-content: space-between;
  }
  .dynamics {
    display: flex;
    flex-direction: column;
    gap: 6px;
  }
  /* All dials of a row share one axis, whatever their size. */
  :is([data-layout='wide'], [data-layout='medium']) .dynamics .head {
    order: 1;
  }
  [data-layout='wide'] :is(.dynamics, .output) {
    margin-top: 6px;
  }
  .output {
    align-self: flex-start;
  }
  [data-layout='narrow'] .output {
    align-self: flex-end;
  }
  [data-layout='narrow'] .now {
    display: none;
  }
  [data-layout='narrow'] :is(.dynamics, .output) twobus-knob {
    width: 60px;
  }
  .key {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .key i {
    width: 14px;
    border-top: 2px dashed var(--twobus-sidechain);
  }
  .sub {
    column-gap: 12px;
  }
  .now {
    white-space: nowrap;
    font: var(--twobus-text-label);
    color: var(--twobus-muted);
  }
  .now b {
    display: inline-block;
    min-width: 30px;
    font: var(--twobus-text-value);
    font-variant-numeric: tabular-nums;
    text-align: right;
    color: var(--twobus-text);
  }
  .hint {
    align-self: center;
    font: var(--twobus-text-label);
    color: var(--twobus-muted);
  }
  @media (pointer: coarse) {
    [data-layout='narrow'] .over.right {
      top: 60px;
    }
    .chip,
    .segments button {
      height: 44px;
    }
  }
  @media (forced-colors: active) {
    .segments :is([aria-checked='true'], [aria-pressed='true']) {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
    .chip[aria-selected='true'] {
      border: 2px solid Highlight;
    }
  }
`
