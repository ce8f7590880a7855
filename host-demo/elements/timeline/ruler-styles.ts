import { type CSSResult, css } from 'lit'

export const rulerStyles: CSSResult = css`
  :host {
    position: relative;
    display: block;
    height: 27px;
    border-bottom: 1px solid var(--twobus-line);
    user-select: none;
    -webkit-user-select: none;
    touch-action: none;
  }
  .track {
    position: absolute;
    inset: 0;
    overflow: hidden;
  }
  button {
    position: absolute;
    top: 3px;
    height: 20px;
    padding: 0 7px;
    overflow: hidden;
    text-align: left;
    white-space: nowrap;
    color: var(--twobus-muted);
    background: var(--twobus-raised);
    border-radius: 4px;
  }
  button:hover {
    color: var(--twobus-text);
  }
  button.here {
    color: var(--twobus-text);
    background: var(--twobus-high);
  }
  button:focus-visible {
    outline-offset: -2px;
  }
  .number {
    margin-right: 5px;
    color: var(--twobus-faint);
    font-variant-numeric: tabular-nums;
  }
  .here .number {
    color: var(--twobus-muted);
  }
  .loop {
    position: absolute;
    bottom: 0;
    height: 3px;
    border-radius: 1.5px;
    background: var(--twobus-line-strong);
    pointer-events: none;
  }
  .loop.on {
    background: var(--twobus-accent);
  }
`
