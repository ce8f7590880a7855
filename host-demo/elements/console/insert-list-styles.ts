import { type CSSResult, css } from 'lit'

export const insertListStyles: CSSResult = css`
  :host {
    display: grid;
    grid-auto-rows: min-content;
    gap: 2px;
    align-content: start;
    min-height: 64px;
  }
  .row {
    position: relative;
  }
  .row.target::before {
    content: '';
    position: absolute;
    inset: -2px 0 auto;
    height: 2px;
    border-radius: 1px;
    background: var(--twobus-accent);
    z-index: 1;
  }
  .empty {
    display: flex;
    align-items: center;
    width: 100%;
    height: 20px;
    padding: 0 7px;
    color: var(--twobus-faint);
    border: 1px solid var(--twobus-line);
    border-radius: 4px;
  }
  .empty:hover {
    color: var(--twobus-text);
    border-color: var(--twobus-line-strong);
    background: var(--twobus-raised);
  }
  .empty twobus-icon {
    scale: 0.75;
    margin-left: -4px;
  }
  @media (pointer: coarse) {
    .empty {
      height: 32px;
    }
  }
`
