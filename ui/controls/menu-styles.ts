import { type CSSResult, css } from 'lit'

/** Look of the popover lists. */
export const menuStyles: CSSResult = css`
  :host {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 4px;
    min-width: 140px;
    max-width: min(320px, calc((100vw - 16px) / var(--zoom, 1)));
    max-height: min(420px, calc((100vh - 16px) / var(--zoom, 1)));
    overflow: auto;
    overscroll-behavior: contain;
    color: var(--twobus-text);
    background: var(--twobus-raised);
    border: 1px solid var(--twobus-line-strong);
    border-radius: 8px;
    box-shadow: var(--twobus-shadow);
    scrollbar-width: thin;
    scrollbar-color: var(--twobus-line-strong) transparent;
  }
  .item {
    display: flex;
    align-items: center;
    gap: 8px;
    width: 100%;
    min-height: 28px;
    padding: 4px 10px 4px 6px;
    text-align: left;
    font: var(--twobus-text-button);
    color: var(--twobus-text);
    border-radius: 4px;
    outline: none;
  }
  .item[aria-disabled='true'] {
    opacity: 0.38;
  }
  .item.active {
    background: var(--twobus-high);
  }
  .check {
    width: 16px;
    flex: none;
    color: var(--twobus-accent);
  }
  .texts {
    flex: 1;
    min-width: 0;
  }
  .hint {
    font: var(--twobus-text-label);
    color: var(--twobus-muted);
  }
  .stacked .hint {
    display: block;
  }
  input {
    width: 100%;
    height: 28px;
    margin-bottom: 4px;
    padding: 0 8px;
    font: var(--twobus-text-value);
    color: var(--twobus-text);
    background: var(--twobus-well);
    border: 1px solid var(--twobus-line);
    border-radius: 6px;
  }
  input::placeholder {
    color: var(--twobus-muted);
    opacity: 1;
  }
  input:focus-visible {
    outline: 1.5px solid var(--twobus-accent);
    outline-offset: -1px;
  }
  .section {
    margin: 4px 0 2px;
    padding: 6px 10px 2px;
    font: var(--twobus-text-heading);
    color: var(--twobus-muted);
    border-top: 1px solid var(--twobus-line);
  }
  .section:first-child {
    margin-top: 0;
    border-top: 0;
  }
  .foot {
    position: sticky;
    bottom: -4px;
    margin: 4px -4px -4px;
    padding: 4px;
    background: var(--twobus-raised);
    border-top: 1px solid var(--twobus-line);
  }
  .none {
    padding: 6px 10px;
    color: var(--twobus-muted);
  }
  svg {
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  @media (pointer: coarse) {
    .item,
    input {
      min-height: 44px;
    }
  }
  @media (forced-colors: active) {
    .item.active {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`
