import { type CSSResult, css } from 'lit'

/** What every handle on a graph looks like: a dot in a `.handle` that is larger than it seems. */
export const handleStyles: CSSResult = css`
  :host {
    position: absolute;
    width: 0;
    height: 0;
  }
  .handle {
    position: absolute;
    inset: -16px;
    display: grid;
    place-items: center;
    width: 32px;
    height: 32px;
    border-radius: 50%;
    cursor: grab;
    outline: none;
  }
  .handle:active {
    cursor: grabbing;
  }
  .dot {
    box-sizing: border-box;
    width: 12px;
    height: 12px;
    background: var(--twobus-well);
    border: 2px solid var(--control-color);
    border-radius: 50%;
  }
  .handle:hover .dot {
    background: var(--twobus-high);
  }
  .handle:focus-visible .dot {
    outline: 2px solid var(--twobus-accent);
    outline-offset: 3px;
  }
  @media (pointer: coarse) {
    .handle {
      inset: -24px;
      width: 48px;
      height: 48px;
    }
  }
`
