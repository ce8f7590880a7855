import { type CSSResult, css } from 'lit'

/** Layout of the dither's parts; see `editor-styles.ts` for what all editors share. */
export const ditherEditorStyles: CSSResult = css`
  .graphs {
    display: flex;
    height: 312px;
  }
  [data-layout='medium'] .graphs {
    height: 248px;
  }
  [data-layout='narrow'] .graphs {
    height: 216px;
  }
  .noise {
    display: flex;
    flex-direction: column;
    flex: 1 1 0;
    min-width: 0;
  }
  .noise .graph {
    flex: 1 1 0;
    min-height: 0;
  }
  .bits {
    display: flex;
    flex: 0 0 320px;
    flex-direction: column;
    padding: 12px 16px;
    border-left: 1px solid var(--twobus-line);
    background: var(--twobus-well);
  }
  .tone {
    flex: 1 1 0;
    min-height: 0;
    margin-bottom: 14px;
  }
  .tone canvas {
    display: block;
    width: 100%;
    height: 100%;
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
  [data-layout='narrow'] .word-length {
    justify-items: stretch;
  }
  .deck {
    display: grid;
    grid-template-columns: auto auto auto auto;
    align-items: center;
    gap: 12px 24px;
  }
  .word-length,
  .extras,
  .deck twobus-knob {
    grid-row: span 2;
  }
  .extras {
    gap: 16px;
    order: 1;
  }
  .shaping {
    grid-column: 2;
  }
  .deck twobus-knob {
    grid-row: 1 / span 2;
    grid-column: 4;
    order: 2;
  }
  [data-layout='wide'] .extras {
    grid-row: 1 / span 2;
    grid-column: 3;
  }
  [data-layout='medium'] .deck {
    grid-template-columns: 1fr auto;
  }
  [data-layout='medium'] .deck :is(.word-length, .noise-kind, .shaping) {
    grid-row: auto;
    grid-column: 1;
  }
  [data-layout='medium'] .deck twobus-knob {
    grid-row: 1 / span 2;
    grid-column: 2;
    justify-self: center;
  }
  [data-layout='medium'] .deck .extras {
    grid-row: 3;
    grid-column: 2;
  }
  [data-layout='narrow'] .deck {
    grid-template-columns: 1fr 1fr auto;
    gap: 12px;
  }
  [data-layout='narrow'] .deck .word-length {
    grid-row: 1;
    grid-column: 1 / -1;
  }
  [data-layout='narrow'] .deck :is(.noise-kind, .shaping, twobus-knob) {
    grid-row: 2;
    grid-column: auto;
  }
  [data-layout='narrow'] .deck .extras {
    display: flex;
    grid-row: 3;
    grid-column: 1 / -1;
  }
  .read b {
    font: var(--twobus-text-value);
    font-variant-numeric: tabular-nums;
  }
  .clipped {
    display: flex;
    align-items: center;
    gap: 4px;
  }
  .clipped twobus-icon {
    display: none;
  }
  .over,
  .over .label {
    color: var(--twobus-clip);
  }
  .over twobus-icon {
    display: block;
  }
  [data-layout='narrow'] .tiles {
    justify-content: space-between;
    width: 100%;
  }
  @media (forced-colors: active) {
    .cells i {
      border: 1px solid CanvasText;
    }
    .cells i::after {
      background: Highlight;
    }
    .cells i::after,
    .tile[aria-checked='true'] {
      forced-color-adjust: none;
    }
  }
`
