import { type CSSResult, css } from 'lit'

/**
 * The rows of a learned bank: a cell for each strip, with its place and, where it waits, its
 * control's.
 */
export const bankCardStyles: CSSResult = css`
  ul {
    grid-template-columns: repeat(8, 1fr);
    gap: 3px;
  }
  li {
    height: 84px;
    font: var(--twobus-text-label);
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
  li.waits {
    color: var(--twobus-warning);
    border-color: var(--twobus-warning);
  }
  .number {
    padding-top: 3px;
    font-size: 11px;
    color: var(--twobus-muted);
    white-space: nowrap;
  }
  .waits .number {
    color: var(--twobus-warning);
  }
  .track {
    top: 24px;
    left: calc(50% - 1px);
    height: 48px;
  }
  .place,
  .ghost {
    position: absolute;
    bottom: 9px;
    left: calc(50% - 3px);
    width: 6px;
    height: 6px;
    background: var(--twobus-accent);
    border-radius: 50%;
  }
  .ghost {
    background: var(--twobus-surface);
    border: 1.5px solid var(--twobus-warning);
  }
  .color {
    position: absolute;
    right: 4px;
    bottom: 3px;
    left: 4px;
  }
  .row {
    display: grid;
    gap: 6px;
  }
  .row h4 {
    flex: 1;
    margin: 0;
    font: var(--twobus-text-label);
  }
  .waiting {
    color: var(--twobus-warning);
  }
  .learn {
    flex-wrap: wrap;
  }
  select {
    flex: 1;
    min-width: 0;
  }
`
