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
  .segments [aria-checked='true'] {
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
    min-height: 108px;
    row-gap: 16px;
  }
  .band {
    display: grid;
    gap: 8px;
    justify-items: start;
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
  [data-layout='narrow'] .head {
    flex-wrap: wrap;
  }
  .dynamics {
    display: grid;
    gap: 8px;
    justify-items: start;
    align-self: center;
  }
  .hint {
    align-self: center;
    font: var(--twobus-text-label);
    color: var(--twobus-muted);
  }
  .knobs {
    gap: 6px;
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
`
