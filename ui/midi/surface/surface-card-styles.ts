import { type CSSResult, css } from 'lit'

/** What the cards of Mackie Controls and learned banks share. */
export const surfaceCardStyles: CSSResult = css`
  :host {
    display: grid;
    gap: 10px;
    color: var(--twobus-text);
  }
  .line {
    display: flex;
    align-items: center;
    gap: 8px;
    min-width: 0;
  }
  h3 {
    margin: 0;
    font: 600 13px/20px var(--twobus-font);
  }
  .dot {
    flex: none;
    width: 7px;
    height: 7px;
    border: 1.5px solid var(--twobus-muted);
    border-radius: 50%;
  }
  .dot.live {
    background: var(--twobus-level);
    border-color: var(--twobus-level);
  }
  .push {
    margin-left: auto;
  }
  .icon {
    flex: none;
    width: 28px;
    height: 26px;
    padding: 0;
    color: var(--twobus-muted);
  }
  .bare {
    background: none;
    border-color: transparent;
  }
  svg.glyph {
    width: 14px;
    height: 14px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .range {
    flex: 1;
    font: var(--twobus-text-value);
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
  .range span {
    color: var(--twobus-muted);
  }
  .segments {
    display: flex;
    flex: 1;
    padding: 2px;
    background: var(--twobus-well);
    border: 1px solid var(--twobus-line);
    border-radius: 6px;
  }
  .segments label {
    position: relative;
    flex: 1;
    font: 400 12px/22px var(--twobus-font);
    color: var(--twobus-muted);
    text-align: center;
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
  ul {
    display: grid;
    gap: 6px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    position: relative;
    min-width: 0;
    overflow: hidden;
    background: var(--twobus-well);
    border: 1px solid var(--twobus-line);
    border-radius: 6px;
  }
  .track {
    position: absolute;
    width: 2px;
    background: var(--twobus-line-strong);
    border-radius: 1px;
  }
  .color {
    height: 2px;
    background: var(--cell-color, var(--twobus-line-strong));
  }
  .button:focus-visible,
  select:focus-visible {
    outline: 2px solid var(--twobus-accent);
    outline-offset: 1px;
  }
  @media (pointer: coarse) {
    .icon {
      width: 44px;
      height: 44px;
    }
    .segments label {
      line-height: 40px;
    }
  }
`
