import { type CSSResult, css } from 'lit'

/** Brackets over the strips that a control surface holds. */
export const surfaceRowStyles: CSSResult = css`
  :host {
    position: relative;
    display: block;
    flex: none;
    height: 32px;
    overflow: hidden;
    background: var(--twobus-bg);
  }
  .bracket {
    position: absolute;
    top: 14px;
    bottom: 0;
    left: 0;
    border: solid var(--twobus-accent);
    border-width: 1.5px 1.5px 0;
    border-radius: 6px 6px 0 0;
  }
  .next {
    border-color: var(--twobus-line-strong);
    border-style: dashed;
  }
  .pill {
    position: absolute;
    top: 4px;
    display: flex;
    align-items: center;
    height: 22px;
    padding: 0 4px;
    font: 500 12px/22px var(--twobus-font);
    color: var(--twobus-on-accent);
    white-space: nowrap;
    background: var(--twobus-accent);
    border-radius: 11px;
    transform: translateX(-50%);
  }
  .pill span {
    padding: 0 6px;
  }
  .next-text {
    position: absolute;
    top: 5px;
    font: 400 12px/20px var(--twobus-font);
    color: var(--twobus-muted);
    white-space: nowrap;
  }
  .next-text span {
    padding: 0 6px;
    background: var(--twobus-bg);
  }
  button {
    width: 20px;
    height: 20px;
    padding: 0;
    color: inherit;
    background: none;
    border: 0;
    border-radius: 50%;
  }
  button:disabled {
    opacity: 0.45;
  }
  button:focus-visible {
    outline: 2px solid var(--twobus-text);
  }
  svg {
    display: block;
    width: 12px;
    height: 12px;
    margin: auto;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`
