import { type CSSResult, css } from 'lit'

/** Surface, rows and shared classes of every editor. */
export const editorStyles: CSSResult = css`
  :host {
    display: block;
    min-width: 320px;
    container: twobus-editor / inline-size;
  }
  .editor {
    --pad: 16px;
    overflow: hidden;
    color: var(--twobus-text);
    background: var(--twobus-surface);
    border-radius: 12px;
    box-shadow: var(--twobus-shadow);
  }
  .editor[data-layout='narrow'] {
    --pad: 10px;
  }
  .editor.bypassed :is(.deck, .sub) {
    opacity: 0.6;
  }
  .graph {
    position: relative;
    overflow: hidden;
    background: var(--twobus-well);
    opacity: var(--twobus-mapping-graph, 1);
  }
  twobus-common-bar {
    opacity: var(--twobus-mapping-bar, 1);
  }
  .status > :not([param], :has([param])) {
    opacity: var(--twobus-mapping-rest, 1);
  }
  .graph canvas {
    display: block;
    width: 100%;
    height: 100%;
  }
  .status,
  .sub {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    min-height: 40px;
    padding: 6px var(--pad);
    border-top: 1px solid var(--twobus-line);
  }
  .sub {
    min-height: 48px;
  }
  .deck {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 0;
    padding: 14px var(--pad);
    border-top: 1px solid var(--twobus-line);
    transition: opacity var(--twobus-base);
  }
  .deck:first-child {
    border-top: 0;
  }
  .group {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    min-width: 0;
  }
  /* A pill that hangs below a knob keeps clear of the row below. */
  [data-layout='medium'] .deck:has([slot='below']),
  [data-layout='narrow'] .deck:has([slot='below']) {
    padding-bottom: 36px;
  }
  [data-layout='medium'] .group:has([slot='below']),
  [data-layout='narrow'] .group:has([slot='below']) {
    row-gap: 28px;
  }
  .divider {
    align-self: stretch;
    width: 1px;
    margin: 0 12px;
    background: var(--twobus-line);
  }
  .label {
    font: var(--twobus-text-label);
    color: var(--twobus-muted);
  }
  .value {
    font: var(--twobus-text-value);
    font-variant-numeric: tabular-nums;
  }
  .unit {
    font-weight: 400;
    color: var(--twobus-muted);
  }
  .heading {
    margin: 0;
    font: var(--twobus-text-heading);
    color: var(--twobus-muted);
  }
  .spacer {
    flex: 1 1 0;
  }
  .pill {
    display: inline-flex;
    align-items: center;
    height: 18px;
    padding: 0 7px;
    font: 500 10px/12px var(--twobus-font);
    border-radius: 6px;
  }
  .notice {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    padding: 6px var(--pad);
    font: var(--twobus-text-label);
    background: var(--twobus-accent-soft);
    border-bottom: 1px solid var(--twobus-line);
  }
  .notice-text {
    flex: 1;
    overflow-wrap: anywhere;
  }
  .notice:empty {
    display: none;
  }
  @media (pointer: coarse) {
    .editor button {
      min-width: 44px;
      min-height: 44px;
    }
    .group {
      column-gap: 8px;
    }
    .editor .deck:has([slot='below']) {
      padding-bottom: 44px;
    }
    .editor :is(.deck, .group):has([slot='below']) {
      row-gap: 44px;
    }
  }
  @media (forced-colors: active) {
    .editor {
      border: 1px solid CanvasText;
    }
  }
`
