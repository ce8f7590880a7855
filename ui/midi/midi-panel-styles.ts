import { type CSSResult, css } from 'lit'

export const midiPanelStyles: CSSResult = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: 12px;
    width: min(304px, 100%);
    min-height: 0;
    padding: 16px;
    overflow-y: auto;
    scrollbar-width: thin;
    color: var(--twobus-text);
    background: var(--twobus-surface);
    border-radius: 12px;
    box-shadow: var(--twobus-shadow);
  }
  header,
  .line,
  footer {
    display: flex;
    flex: none;
    align-items: center;
    gap: 8px;
  }
  h2 {
    flex: 1;
    margin: 0;
    font: var(--twobus-text-title);
  }
  svg {
    flex: none;
    width: 16px;
    height: 16px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  header > svg {
    color: var(--twobus-accent);
  }
  .icon {
    width: 28px;
    padding: 0;
    color: var(--twobus-muted);
    background: none;
    border-color: transparent;
  }
  .wide {
    flex: 1;
  }
  .dot {
    width: 7px;
    height: 7px;
    border-radius: 50%;
    border: 1.5px solid var(--twobus-muted);
  }
  .dot.live {
    background: var(--twobus-level);
    border-color: var(--twobus-level);
  }
  .segments {
    display: flex;
    padding: 2px;
    background: var(--twobus-well);
    border: 1px solid var(--twobus-line);
    border-radius: 6px;
  }
  .segments label {
    position: relative;
    padding: 0 8px;
    font: 400 12px/22px var(--twobus-font);
    color: var(--twobus-muted);
    border-radius: 4px;
    cursor: pointer;
  }
  .segments label:has(:checked) {
    color: var(--twobus-text);
    background: var(--twobus-high);
  }
  .segments label:has(:focus-visible) {
    outline: 2px solid var(--twobus-accent);
    outline-offset: 1px;
  }
  .segments input {
    position: absolute;
    opacity: 0;
    pointer-events: none;
  }
  .offer {
    display: grid;
    flex: none;
    gap: 8px;
    padding: 12px;
    background: var(--twobus-high);
    border: 1px solid var(--twobus-accent);
    border-radius: 8px;
  }
  .offer strong {
    font: 600 13px/18px var(--twobus-font);
  }
  .offer .main {
    color: var(--twobus-text);
    border-color: var(--twobus-accent);
  }
  .devices {
    display: grid;
    flex: none;
    gap: 4px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .mappings {
    display: flex;
    flex: 1 1 auto;
    flex-direction: column;
    gap: 8px;
    min-height: 104px;
    margin: 0;
    padding: 0;
    overflow-y: auto;
    list-style: none;
    border-top: 1px solid var(--twobus-line);
    padding-top: 12px;
    scrollbar-width: thin;
    scrollbar-color: var(--twobus-line-strong) transparent;
  }
  .mappings > li {
    flex: none;
    padding: 10px 12px;
    background: var(--twobus-raised);
    border: 1px solid transparent;
    border-radius: 8px;
  }
  .mappings > .learning {
    display: grid;
    gap: 8px;
    background: var(--twobus-accent-soft);
    border-color: var(--twobus-accent);
  }
  .label {
    font: var(--twobus-text-label);
    color: var(--twobus-muted);
  }
  ol {
    flex: none;
    margin: 0;
    padding: 0;
    list-style: none;
    font: 400 11px/16px var(--twobus-font);
    font-variant-numeric: tabular-nums;
    color: var(--twobus-muted);
  }
  ol li {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .incoming summary {
    color: var(--twobus-muted);
  }
  .problem {
    display: flex;
    flex: none;
    gap: 8px;
    align-items: start;
    padding: 8px 4px 8px 10px;
    font: var(--twobus-text-label);
    color: var(--twobus-text);
    background: var(--twobus-well);
    border: 1px solid var(--twobus-warning);
    border-radius: 6px;
  }
  .problem span {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .problem > svg {
    color: var(--twobus-warning);
  }
  .problem .icon {
    width: 24px;
    height: 24px;
    margin: -4px 0;
  }
  [hidden] {
    display: none;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .history .button {
    gap: 6px;
  }
  @media (pointer: coarse) {
    .icon {
      width: 44px;
    }
    .segments label {
      line-height: 40px;
    }
  }
  @media (forced-colors: active) {
    :host {
      border: 1px solid CanvasText;
    }
    .dot.live {
      forced-color-adjust: none;
    }
    .segments label:has(:checked) {
      outline: 2px solid Highlight;
    }
  }
`
